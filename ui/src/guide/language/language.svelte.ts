/**
 * Spelling and grammar of the open guide: asks when the hand rests, keeps what was found in its place, and does what a
 * button asks for. Never part of a key press, the bar, or an export.
 */
import { app } from "$app/state.svelte";
import { toast, toasts, trouble } from "$app/toasts.svelte";
import type { Slip } from "$lib/bindings";
import { call } from "$lib/call";

import type { Around } from "../over";
import type { Clock } from "../ports";
import { WhenQuiet } from "../quiet";
import { type SlipMark, slipMarks, type SlipRow, takeEdit, wordOf } from "./slips";

/** Pauses in typing after which the text is read, and the longest a writer who never pauses waits. */
const READ_AFTER_MS = 900;
const READ_AT_LATEST_MS = 15_000;

/** Whether this build has it: asked once per window. */
let known = false;
let available = true;

export class Language {
  /** What stands in the text, where it stands now; renewed with each answer. */
  slips = $state.raw<SlipMark[]>([]);
  /** Slips this guide leaves as they are. */
  ignored = $state.raw(0);
  /** The text was read to its end at least once. */
  read = $state.raw(false);
  /** Why the text could not be read; empty when it could. */
  failure = $state.raw("");
  /** This build has it. */
  available = $state.raw(available);
  wanted = $derived(this.available && app.settings.proofread);

  private readonly around: Around;
  private readonly reading: WhenQuiet;
  private closed = false;
  private asking = false;
  private again = false;

  constructor(around: Around, clock: Clock) {
    this.around = around;
    this.reading = new WhenQuiet(clock, READ_AFTER_MS, READ_AT_LATEST_MS, () => void this.ask());
  }

  /** The text changed, or may have. */
  touch(): void {
    if (this.wanted) this.reading.touch();
  }

  /** It was switched on or off. At first it waits: opening a guide comes before reading it. */
  switched(on: boolean): void {
    if (on) this.reading.touch();
    else {
      this.reading.stop();
      this.read = false;
      this.show([]);
    }
  }

  stop(): void {
    this.closed = true;
    this.reading.stop();
  }

  /** Takes a suggestion in these places, where their words still stand, as one step of undo. */
  take(places: SlipMark[], suggestion = places[0]?.slip.suggestions[0]): void {
    const editor = this.around.editor();
    if (suggestion === undefined || !editor) return;
    const standing = this.now().filter((mark) => places.some((place) => isSame(mark, place)));
    const here = places.length === 1 ? standing.filter(({ from }) => from === places[0]?.from) : standing;
    const taken = here.length > 0 ? here : standing.slice(0, 1);
    if (taken.length === 0) {
      toast("These words have just changed.");
      return;
    }
    editor.edits(taken.map((mark) => takeEdit(mark, suggestion, editor.textBefore(mark.from))));
  }

  /** Selects the n-th place of a row. */
  jump(row: SlipRow, turn = 0): void {
    const places = this.now().filter((mark) => isSame(mark, row));
    const place = places[turn % Math.max(1, places.length)];
    if (place) this.around.editor()?.select(place);
    else toast("These words are no longer in the text.");
  }

  /** Teaches the word, for every guide of this library. */
  async teach(mark: SlipMark): Promise<void> {
    if (mark.slip.kind !== "spelling") return;
    const word = wordOf(mark.slip);
    try {
      await call.teachWord(word);
    } catch (reason) {
      trouble(reason);
      return;
    }
    this.drop(({ slip }) => slip.kind === "spelling" && same(wordOf(slip), word));
    void this.ask();
    toast(`“${word}” is in your dictionary`, { label: "Undo", run: () => this.forget(word) });
  }

  /** Alt+Shift+Enter: the word at the caret, or why there is none. */
  teachAt(mark: SlipMark | null): void {
    if (mark) void this.teach(mark);
    else toast("No unknown word stands here.");
  }

  /** F7 stands on this one. */
  walked(mark: SlipMark | null): void {
    if (mark === null)
      toasts.announce(this.wanted ? "No slip in the text." : "Spelling and grammar are off.");
    else toasts.announce(`${mark.slip.words}. ${mark.label}`);
  }

  async forget(word: string): Promise<void> {
    await this.deed(() => call.forgetWord(word));
  }

  /** Leaves these words as they are, in this guide. */
  async ignore(mark: SlipMark): Promise<void> {
    const { rule, slip } = mark;
    this.drop((other) => other.rule === rule && other.slip.words === slip.words);
    await this.deed(() => call.ignoreSlip(this.around.guide.id, rule, slip.words));
    toasts.announce("Ignored in this guide");
  }

  async unignore(): Promise<void> {
    await this.deed(() => call.unignoreSlips(this.around.guide.id));
  }

  /** Reads the text as the library has it. A long one comes in pieces: asked for until it is whole. */
  async ask(): Promise<void> {
    if (!this.wanted || this.closed) return;
    if (this.asking) {
      this.again = true;
      return;
    }
    this.asking = true;
    try {
      this.again = await this.step();
      this.failure = "";
    } catch (reason) {
      this.again = false;
      this.failure = reason instanceof Error ? reason.message : "The text could not be read.";
    } finally {
      this.asking = false;
    }
    if (this.again) {
      this.again = false;
      void this.ask();
    }
  }

  /** One question. True when there is more to ask for. */
  private async step(): Promise<boolean> {
    const { guide } = this.around;
    if (!known) {
      known = true;
      this.available = available = (await call.dictionary()).available;
    }
    if (!this.wanted) return false;
    const asked = guide.live.edition;
    const proof = await call.proofread(guide.id);
    if (this.closed || !this.wanted) return false;
    if (proof === null) return this.again || guide.live.edition !== asked;
    const since = proof.edition === guide.live.edition ? guide.since() : null;
    // Typed meanwhile: places of another text are of no use, and the pause that follows asks again.
    if (since === null) {
      this.reading.touch();
      return false;
    }
    this.ignored = proof.ignored;
    if (proof.done) this.read = true;
    this.show(slipMarks(proof).flatMap((mark) => placed(mark, guide.place(mark))));
    return this.again || !proof.done;
  }

  private async deed(call: () => Promise<unknown>): Promise<void> {
    try {
      await call();
      void this.ask();
    } catch (reason) {
      trouble(reason);
    }
  }

  private drop(gone: (mark: SlipMark) => boolean): void {
    this.show(this.now().filter((mark) => !gone(mark)));
  }

  /** The slips where they stand now; those whose words were changed are gone. */
  private now(): SlipMark[] {
    return this.around.editor()?.slips() ?? this.slips;
  }

  private show(slips: SlipMark[]): void {
    this.slips = slips;
    this.around.editor()?.language(slips);
  }
}

const placed = (mark: SlipMark, place: { from: number; to: number } | null): SlipMark[] =>
  place === null || place.to - place.from !== mark.slip.words.length ? [] : [{ ...mark, ...place }];

/** The same words with the same trouble, wherever they stand. */
const isSame = (mark: SlipMark, other: { slip: Slip }): boolean =>
  mark.rule === other.slip.rule && mark.slip.words === other.slip.words;

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
