/** The states a guide can be in: word and shape. Neutral ink, always with the word. */
import type { Kind, Status } from "$lib/bindings";

import type { IconName } from "./icons";

export const statuses: Record<Status, { word: string; plural: string; icon: IconName }> = {
  draft: { word: "Draft", plural: "Drafts", icon: "draft" },
  returned: { word: "Returned", plural: "Returned", icon: "returned" },
  "in-review": { word: "In review", plural: "In review", icon: "in-review" },
  approved: { word: "Approved", plural: "Approved", icon: "approved" },
};

/** In the order a guide goes through them. */
export const statusOrder: Status[] = ["draft", "returned", "in-review", "approved"];

export const kinds: Record<Kind, string> = {
  "deep-dive": "Deep dive",
  comparison: "Comparison",
  "case-study": "Case study",
  "stack-item": "Stack",
};
