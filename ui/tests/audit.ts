/** axe on what is drawn, as a list of sentences; empty = nothing found. Colours are judged elsewhere. */
import axe from "axe-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export async function audit(root: Element = document.body): Promise<string[]> {
  const { violations } = await axe.run(root, {
    runOnly: TAGS,
    rules: {
      // happy-dom lays nothing out: contrast and target sizes are measured in the real window.
      "color-contrast": { enabled: false },
      "target-size": { enabled: false },
      // The document's own frame belongs to index.html.
      "document-title": { enabled: false },
      "html-has-lang": { enabled: false },
    },
  });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}
