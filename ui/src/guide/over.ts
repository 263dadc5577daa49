/** What lies over the open guide, and what the parts that open it need of the desk. Only shapes. */
import type { Ledger, OutcomeForm } from "$lib/bindings";

import type { Editor } from "./editor/editor";
import type { OpenGuide } from "./open-guide";
import type { Check, FindingView, Mention } from "./wire";

/** One at a time. */
export type Over =
  | { name: "links"; mentions: Mention[] }
  | { name: "grid"; from: number }
  | { name: "outcome"; form: OutcomeForm }
  | { name: "ledger"; ledger: Ledger }
  | { name: "waive"; check: Check; finding: FindingView | null };

export interface Around {
  guide: OpenGuide;
  editor(): Editor | null;
  /** Everything typed is in the library. Throws with the reason when it is not. */
  flush(): Promise<void>;
  show(over: Over): void;
}
