/**
 * What a person does about the bar's findings: answers, fixes, waivers, each with a way back, and each
 * counted for the health of its rule.
 *
 * Judges nothing: what follows from a deed comes with the library's answer.
 */
import { app } from "$app/state.svelte";
import { toast, trouble } from "$app/toasts.svelte";
import { call } from "$lib/call";

import type { Mark } from "./editor/findings";
import { givesUp } from "./inspector/groups";
import type { Around } from "./over";
import { troubleOf } from "./ports";
import type { Checklist, FindingView, FixView, Meta, WaiveRequest } from "./wire";

/** What settling needs besides the text: the last verdicts, and the fields. */
interface Ports {
  checklist(): Checklist;
  setFields(meta: Meta): void;
}

export class Settling {
  private readonly around: Around;
  private readonly ports: Ports;

  constructor(around: Around, ports: Ports) {
    this.around = around;
    this.ports = ports;
  }

  /** Settles a question of the bar. */
  async answer(finding: FindingView, counts: boolean): Promise<void> {
    const { guide } = this.around;
    await this.attempt(async () => {
      await guide.answer(finding.sentence, counts);
      const run = (): Promise<void> => this.attempt(() => guide.answer(finding.sentence, null));
      toast(counts ? "Counted" : "Not counted", { label: "Undo", run });
    });
  }

  /** No fault, says the person where a rule that is often wrong asks. */
  async dismiss(finding: FindingView, rule: string): Promise<void> {
    const { span, field, exact } = finding.quote;
    await this.attempt(async () => {
      await this.around.guide.dismiss({ rule, span, field, exact });
      toast("Set aside as no fault", { label: "Undo", run: () => this.takeBack(rule, exact) });
      void app.refresh();
    });
  }

  /** The newest waiver of these words. */
  private async takeBack(rule: string, exact: string): Promise<void> {
    const check = this.ports.checklist().checks.find((one) => one.rule === rule);
    const waiver = check?.waivers.findLast(({ scope, quote }) => scope === "span" && quote === exact);
    if (waiver) await this.unwaive(waiver.id);
  }

  /** Does what a machine offers: edits of the text as one step of undo, or other fields. */
  fix(fix: FixView, rule = ""): void {
    // Of no consequence when it cannot be counted.
    if (rule !== "") call.noteUse(rule, "fix").catch(() => undefined);
    if (fix.meta !== null) this.ports.setFields(fix.meta as Meta);
    if (fix.edits.length === 0) return;
    const changes = this.around.guide.fix(fix.edits);
    if (changes === null) toast("These words have just changed. The offer comes back when they are checked.");
    else this.around.editor()?.apply(changes);
  }

  /** Alt+Enter: the offer at the caret, or that of the next step. */
  fixNext(mark: Mark | null): void {
    const [step] = this.ports.checklist().next;
    const fix = mark?.fix ?? step?.finding.fixes[0];
    const rule = mark ? mark.rule : step?.rule;
    if (fix && (mark || !givesUp(fix.label))) this.fix(fix, rule);
    else toast("Nothing here that a machine can do.");
  }

  /** Asks why a rule is set aside: for one finding, or for the guide. */
  askWaive(rule: string, finding: FindingView | null): void {
    const check = this.ports.checklist().checks.find((one) => one.rule === rule);
    if (check) this.around.show({ name: "waive", check, finding });
  }

  /** Throws what the library threw: the dialog says it. */
  async waive(request: WaiveRequest): Promise<void> {
    await this.around.guide.waive(request);
    toast("Waived");
    void app.refresh();
  }

  unwaive(waiver: string): Promise<void> {
    return this.attempt(() => this.around.guide.unwaive(waiver));
  }

  /** Another bar is in use. */
  judgeAgain(): Promise<void> {
    return this.attempt(() => this.around.guide.judgeAgain());
  }

  private async attempt(deed: () => Promise<void>): Promise<void> {
    await deed().catch((reason: unknown) => trouble(troubleOf(reason).message));
  }
}
