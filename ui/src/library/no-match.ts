/** Why a list is empty, in a sentence that names what was asked for. */
import type { Query } from "$lib/bindings";
import { statuses } from "$parts/status";

const either = (names: string[]) =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} or ${names[names.length - 1]}`;

/** "No draft with the tag payments and a failing check “Stack links” contains “ledger”." */
export function reason(query: Required<Query>, ruleName: (id: string) => string): string {
  const { statuses: of, tags, stack, failing, text } = query;
  const what = of.length ? `${either(of.map((status) => statuses[status].word.toLowerCase()))}` : "";
  const noun = what === "draft" ? "draft" : what ? `guide that is ${what}` : "guide";
  const withs = [
    tags.length ? `the tag ${either(tags)}` : "",
    stack.length ? `${either(stack)} in its stack` : "",
    failing.length ? `a failing check “${either(failing.map(ruleName))}”` : "",
  ].filter(Boolean);
  const rest = withs.length ? ` with ${withs.join(" and ")}` : "";
  return text ? `No ${noun}${rest} contains “${text}”.` : `There is no ${noun}${rest}.`;
}
