/**
 * What may come into the text besides keys: plain text only, with the line ends of the library and no
 * half characters. Characters that hide or reorder text are shown.
 */
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, highlightSpecialChars } from "@codemirror/view";

/** `\n` ends a line, nothing else; a lone half of a surrogate pair becomes U+FFFD. */
export function taken(text: string): string {
  return text.replace(/\r\n?/g, "\n").toWellFormed();
}

/**
 * Reordering and tag characters, and those without width: a reader of the source must see them. Joiners
 * only where they join nothing: emoji, Persian and Indic scripts need them.
 */
export const hidden =
  /[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]|(?<=^|[\p{Script=Latin}\p{N}\s\p{P}])[\u200c\u200d]/u;

export const intake: Extension = [
  EditorState.lineSeparator.of("\n"),
  EditorView.clipboardInputFilter.of(taken),
  EditorView.domEventHandlers({
    // Pictures come in by their own command; a dropped file must never replace the page or the text.
    drop: (event) => {
      const files = (event.dataTransfer?.files.length ?? 0) > 0;
      if (files) event.preventDefault();
      return files;
    },
  }),
  highlightSpecialChars({ addSpecialChars: hidden }),
];
