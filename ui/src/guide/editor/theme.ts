/**
 * How the editor looks: the house style of a Markdown source. Marks recede, headings are bold at the
 * same size, links carry the accent, code has weight and no colours.
 *
 * Values come from the tokens; nothing here decides what is marked.
 */
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags as t } from "@lezer/highlight";

const words = HighlightStyle.define([
  { tag: t.heading, fontWeight: "700", color: "var(--syn-head)" },
  { tag: [t.contentSeparator, t.labelName, t.escape, t.atom], color: "var(--syn-mark)" },
  { tag: t.strong, fontWeight: "700" },
  { tag: t.emphasis, fontStyle: "italic" },
  { tag: t.strikethrough, textDecorationLine: "line-through", color: "var(--ink-3)" },
  { tag: t.link, color: "var(--syn-link)" },
  { tag: t.quote, color: "var(--syn-quote)", fontStyle: "italic" },
  { tag: t.monospace, color: "var(--syn-code)" },
  {
    tag: [t.keyword, t.operatorKeyword, t.modifier, t.controlKeyword],
    fontWeight: "600",
    color: "var(--syn-key)",
  },
  { tag: [t.typeName, t.tagName, t.definition(t.function(t.variableName))], fontWeight: "600" },
  { tag: [t.comment, t.meta], color: "var(--syn-note)", fontStyle: "italic" },
  // Last, because a mark also carries the style of what it marks.
  { tag: t.url, color: "var(--syn-url)" },
  { tag: t.processingInstruction, color: "var(--syn-mark)", fontWeight: "400", fontStyle: "normal" },
]);

const look = EditorView.theme({
  "&": {
    color: "var(--ink)",
    backgroundColor: "transparent",
    fontSize: "var(--t-code)",
  },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--font-code)",
    fontVariantLigatures: "none",
    fontWeight: "var(--w-code)",
    lineHeight: "var(--l-code)",
    overflowX: "hidden",
    scrollbarGutter: "stable",
    justifyContent: "safe center",
  },
  ".cm-content": {
    flex: "0 1 calc(var(--measure-code) + 72px)",
    maxWidth: "100%",
    padding: "var(--editor-top, 24px) 24px 120px 48px",
    caretColor: "var(--caret)",
  },
  ".cm-line": { padding: "0", position: "relative" },
  ".cm-cursor, .cm-dropCursor": { borderLeft: "2px solid var(--caret)", marginLeft: "-1px" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    background: "var(--selection)",
  },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine::before": {
    content: '""',
    position: "absolute",
    inset: "0 -100vw",
    backgroundColor: "var(--desk)",
    zIndex: "-3",
    pointerEvents: "none",
  },
  ".cm-fence": {
    backgroundColor: "var(--well)",
    marginInline: "-10px",
    paddingInline: "10px",
  },
  ".cm-line.cm-fence-first": { paddingTop: "6px", borderRadius: "var(--r-control) var(--r-control) 0 0" },
  ".cm-line.cm-fence-last": { paddingBottom: "4px", borderRadius: "0 0 var(--r-control) var(--r-control)" },
  ".cm-line.cm-fence-first.cm-fence-last": { borderRadius: "var(--r-control)" },
  ".cm-specialChar": { color: "var(--fail)", backgroundColor: "var(--well)", borderRadius: "2px" },
  ".cm-question": { color: "var(--ink-3)", fontStyle: "italic", pointerEvents: "none" },
  ".cm-searchMatch": { backgroundColor: "var(--accent-wash)", borderRadius: "2px" },
  ".cm-searchMatch-selected": {
    backgroundColor: "var(--accent-wash-2)",
    boxShadow: "0 0 0 1.5px var(--accent)",
  },
  ".cm-selectionMatch": { backgroundColor: "transparent" },
});

const marks = EditorView.theme({
  // Beside the text and out of its flow: as an item of the same flex box it is painted anew, and all of
  // the pane with it, whenever a line changes.
  ".cm-gutters": {
    background: "none",
    border: "0",
    color: "inherit",
    width: "38px",
    position: "absolute",
    insetBlockStart: "0",
    insetInlineStart: "max(0px, calc((100% - var(--measure-code) - 72px) / 2))",
  },
  ".cm-marks": { width: "38px" },
  ".cm-marks .cm-gutterElement": { padding: "4px 0 0 15px", color: "var(--ink-3)" },
  ".cm-marks .icon": { width: "0.875rem", height: "0.875rem" },
  ".cm-marks .is-pass, .cm-marks .is-counts": { color: "var(--pass)" },
  ".cm-marks .is-confirm": { color: "var(--confirm)" },
  ".cm-marks .is-fail": { color: "var(--fail)" },
  ".cm-bar-pass::after, .cm-bar-confirm::after": {
    content: '""',
    position: "absolute",
    insetBlock: "4px",
    insetInlineStart: "-12px",
    width: "3px",
    borderRadius: "2px",
    backgroundColor: "var(--pass)",
    pointerEvents: "none",
  },
  ".cm-bar-confirm::after": {
    width: "0",
    borderInlineStart: "3px dashed var(--confirm)",
    borderRadius: "0",
    backgroundColor: "transparent",
  },
  ".cm-mark-todo, .cm-mark-fail": underline("solid", "2px", "var(--ink-3)"),
  ".cm-mark-fail": { textDecorationColor: "var(--fail)" },
  ".cm-mark-advice": underline("dotted", "2px", "var(--ink-3)"),
  ".cm-mark-ghost, .cm-mark-offer": underline("dashed", "1.5px", "var(--accent-text)"),
  ".cm-mark-slip": underline("wavy", "1px", "var(--ink-3)"),
  ".cm-mark-offer": { textDecorationThickness: "1px", textDecorationColor: "var(--accent)" },
});

/** WebKitGTK drops the shorthand when it holds a thickness: spelled out. */
function underline(style: string, thickness: string, color: string): Record<string, string> {
  return {
    textDecorationLine: "underline",
    textDecorationStyle: style,
    textDecorationThickness: thickness,
    textDecorationColor: color,
    textUnderlineOffset: "4px",
    textDecorationSkipInk: "none",
  };
}

/** The boxes that come and go: find and replace, completion, hints. */
const boxes = EditorView.theme({
  ".cm-panels": { backgroundColor: "transparent", color: "inherit", zIndex: "20" },
  ".cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-tooltip": {
    border: "0",
    borderRadius: "var(--r-card)",
    backgroundColor: "var(--raised)",
    color: "var(--ink)",
    boxShadow: "var(--shadow-2)",
    fontFamily: "var(--font-ui)",
    fontSize: "var(--t-13)",
    lineHeight: "var(--l-13)",
  },
  ".cm-tooltip.cm-tooltip-hover, .cm-tooltip.cm-asked": { maxWidth: "384px", zIndex: "30" },
  ".cm-door": {
    marginInlineStart: "10px",
    padding: "0 8px",
    height: "20px",
    border: "1px solid var(--edge)",
    borderRadius: "var(--r-chip)",
    background: "var(--raised)",
    color: "var(--ink-2)",
    fontFamily: "var(--font-ui)",
    fontSize: "var(--t-12)",
    lineHeight: "18px",
    verticalAlign: "1px",
  },
  ".cm-door:hover": { backgroundColor: "var(--well)", color: "var(--ink)" },
  ".cm-said": { padding: "8px 12px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    padding: "4px",
    maxHeight: "264px",
    minWidth: "260px",
    maxWidth: "340px",
    fontFamily: "var(--font-ui)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
    display: "flex",
    alignItems: "center",
    minHeight: "32px",
    padding: "0 8px",
    borderRadius: "var(--r-control)",
    lineHeight: "var(--l-13)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--accent-wash)",
    color: "var(--ink)",
  },
  ".cm-completionMatchedText": {
    textDecoration: "none",
    fontWeight: "600",
    color: "var(--accent-text)",
  },
  ".cm-completionLabel": { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  ".cm-completionDetail": {
    marginInlineStart: "auto",
    whiteSpace: "nowrap",
    paddingInlineStart: "16px",
    color: "var(--ink-3)",
    fontStyle: "normal",
    fontSize: "var(--t-12)",
  },
  "li[aria-selected] .cm-completionDetail": { color: "var(--ink-2)" },
});

export const houseStyle = [look, marks, boxes, syntaxHighlighting(words)];
