// A bare CodeMirror with Markdown: what our editor is measured against. The text comes from the
// page's address (`?text=100kb.md`), fetched from the same server.

import { markdown } from "@codemirror/lang-markdown";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, type ViewUpdate } from "@codemirror/view";

export async function open(onUpdate: (update: ViewUpdate) => void): Promise<EditorView> {
  const name = new URLSearchParams(location.search).get("text") ?? "text.md";
  const doc = await (await fetch(name)).text();
  const extensions = [
    history(),
    keymap.of([...defaultKeymap, ...historyKeymap]),
    markdown(),
    EditorView.lineWrapping,
    EditorView.updateListener.of(onUpdate),
  ];
  const parent = document.getElementById("editor") ?? document.body;
  const view = new EditorView({ parent, state: EditorState.create({ doc, extensions }) });
  view.focus();
  return view;
}
