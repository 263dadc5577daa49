/**
 * What a rule weighs in the publication's bar: its words, and one click that changes it. The change is
 * said with its line, and can be taken back to the byte.
 *
 * Knows no rule: which weights there are, and why one is not, comes with the rule.
 */
import { app } from "$app/state.svelte";
import { toast, trouble } from "$app/toasts.svelte";
import type { Reweighed, RuleSettings, Severity } from "$lib/bindings";
import { call } from "$lib/call";
import type { MenuRow } from "$parts/Menu.svelte";

/** `null`: off. */
export type Weight = Severity | null;

const names: Record<Severity | "off", string> = {
  required: "Required",
  recommended: "Recommended",
  info: "For information",
  off: "Off",
};
const acts: Record<Severity | "off", string> = {
  required: "Make required",
  recommended: "Make recommended",
  info: "Make informative",
  off: "Turn off for this publication",
};

export const weightName = (weight: Weight): string => names[weight ?? "off"];

/** "Words: required → recommended, line 14 of bar.toml" */
export function said({ name, from, to, line }: Reweighed): string {
  const change = `${weightName(from).toLowerCase()} → ${weightName(to).toLowerCase()}`;
  return `${name}: ${change}, line ${line} of bar.toml`;
}

/** Every weight of a rule as rows of a menu, the present one ticked. */
export const weightRows = (rule: RuleSettings): MenuRow[] =>
  rule.choices.map(({ severity, refused }) => ({
    label: weightName(severity),
    on: severity === rule.severity,
    off: refused,
    run: () => weigh(rule.rule, severity),
  }));

/** What can be made of a rule, as deeds. */
export const weightActs = (rule: RuleSettings): MenuRow[] =>
  rule.choices
    .filter(({ severity }) => severity !== rule.severity)
    .map(({ severity, refused }) => ({
      label: acts[severity ?? "off"],
      off: refused,
      rule: severity === null,
      run: () => weigh(rule.rule, severity),
    }));

class Weighing {
  /** The last change, until it is taken back. */
  last = $state.raw<Reweighed | null>(null);
}
export const weighing = new Weighing();

/** Gives a rule another weight; every open guide is checked anew. */
export async function weigh(rule: string, to: Weight): Promise<void> {
  try {
    const done = await call.weighRule(rule, to);
    if (done.line === 0) return;
    follow();
    weighing.last = done;
    // A sheet lies over toasts, and says it itself.
    if (!app.sheet) toast(said(done), { label: "Undo", run: () => undo(done) });
  } catch (reason) {
    trouble(reason);
  }
}

/** Back to the text as it was before, unless somebody changed it since. */
export async function undo({ before, profile }: Reweighed): Promise<void> {
  weighing.last = null;
  try {
    const now = await call.profile();
    if (now.text === profile.text) await call.setProfile(before);
    else trouble("bar.toml was changed since. Nothing was taken back.");
    follow();
  } catch (reason) {
    trouble(reason);
  }
}

/** Guides are judged by another bar: whoever shows verdicts asks again. */
function follow(): void {
  app.bar += 1;
  void app.refresh();
}
