/**
 * Measured results of the open guide: their form, their ledger, and why a number does not count.
 *
 * What a result is, and what follows from its parts, the library says.
 */
import { app } from "$app/state.svelte";
import { toast, trouble } from "$app/toasts.svelte";
import type { LedgerRow, OutcomeForm, ProjectFigure } from "$lib/bindings";
import { call } from "$lib/call";

import type { Around } from "../over";
import { troubleOf } from "../ports";
import type { OutcomeRecord, Span } from "../wire";

export class Results {
  private readonly around: Around;

  constructor(around: Around) {
    this.around = around;
  }

  /** Why a number at this place is counted or not. */
  explain = async (at: number): Promise<(Span & { text: string }) | null> => {
    const { guide } = this.around;
    if (!guide.isCurrent) return null;
    const note = await call.numberNote(guide.id, at).catch(() => null);
    return note !== null && guide.isCurrent ? { ...note.span, text: note.message } : null;
  };

  /** The form for what is selected, for this sentence, or for a new result at the caret. */
  async open(span?: Span): Promise<void> {
    try {
      await this.around.flush();
      const selected = span ?? this.around.editor()?.selection() ?? { from: 0, to: 0 };
      const form = await call.outcomeForm(this.around.guide.id, selected);
      this.around.show({ name: "outcome", form });
    } catch (reason) {
      trouble(reason);
    }
  }

  async openLedger(): Promise<void> {
    try {
      await this.around.flush();
      this.around.show({ name: "ledger", ledger: await call.ledger(this.around.guide.id) });
    } catch (reason) {
      trouble(reason);
    }
  }

  /** An answer from the ledger, or with null none any more; the ledger then shows it. */
  async answer(sentence: string, counts: boolean | null): Promise<void> {
    const failed = (reason: unknown): void => trouble(troubleOf(reason).message);
    await this.around.guide.answer(sentence, counts).catch(failed);
    await this.openLedger();
  }

  /**
   * Another word on the counted result at a place of the text as it is now: not an outcome, or, with null, no answer
   * any more.
   */
  async settleAt(place: Span | null, counts: boolean | null): Promise<void> {
    try {
      await this.around.flush();
      const { rows } = await call.ledger(this.around.guide.id);
      const row = place && rows.find(({ span }) => span && span.from <= place.from && place.to <= span.to);
      if (row) await this.settle(row, counts);
      else toast("These words are no longer in the text.");
    } catch (reason) {
      trouble(reason);
    }
  }

  /** A record goes with an answer that is taken back; Undo brings both again. */
  private async settle(row: LedgerRow, counts: boolean | null): Promise<void> {
    const { guide } = this.around;
    try {
      const form = row.recorded && row.span ? await call.outcomeForm(guide.id, row.span) : null;
      await guide.answer(row.sentence, counts);
      toast(counts === null ? "Taken back" : "Not counted", {
        label: "Undo",
        run: () => this.restore(row, form),
      });
    } catch (reason) {
      trouble(troubleOf(reason).message);
    }
  }

  private async restore({ sentence, counts }: LedgerRow, form: OutcomeForm | null): Promise<void> {
    const { guide } = this.around;
    try {
      if (form) await guide.record(sentence, form.record as OutcomeRecord);
      if (!form || counts === false) await guide.answer(sentence, counts);
    } catch (reason) {
      trouble(troubleOf(reason).message);
    }
  }

  /** Leaves for the page of a case study, at the words that state its own figure. */
  async openProject({ id, span }: ProjectFigure): Promise<void> {
    await app.go({ name: "guide", id, at: span });
  }

  /** Writes the sentence where the form began and keeps its record. True when both are kept. */
  async keep(form: OutcomeForm, sentence: string, record: OutcomeRecord): Promise<boolean> {
    try {
      if (sentence !== form.sentence) this.around.editor()?.write(form.span, sentence);
      await this.around.guide.record(sentence, record);
      toast("Kept with its record");
      return true;
    } catch (reason) {
      trouble(troubleOf(reason).message);
      return false;
    }
  }
}
