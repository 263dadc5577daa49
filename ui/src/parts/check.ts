/** The states of a check, everywhere the same: icon, word and colour. */
import type { State } from "$lib/bindings";

import type { IconName } from "./icons";

interface Look {
  icon: IconName;
  word: string;
  /** Name of a token. */
  colour: string;
}

const looks: Record<State, Look> = {
  pass: { icon: "s-pass", word: "Pass", colour: "--pass" },
  fail: { icon: "s-fail", word: "Fail", colour: "--fail" },
  confirm: { icon: "s-confirm", word: "Confirm", colour: "--confirm" },
  waived: { icon: "s-waived", word: "Waived", colour: "--ink-2" },
  advise: { icon: "s-advise", word: "Advice", colour: "--ink-3" },
  "not-applicable": { icon: "s-na", word: "Not applicable", colour: "--ink-3" },
};

const toDo: Look = { icon: "s-todo", word: "To do", colour: "--ink-3" };

/** A failing check is "to do" until the guide has been reviewed once. */
export const checkState = (state: State, reviewed: boolean): Look =>
  state === "fail" && !reviewed ? toDo : looks[state];
