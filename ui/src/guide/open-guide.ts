/**
 * The open guide: text out, view in.
 *
 * The text belongs to the editor while it is typed; everything else on screen is a function of the
 * last answer. One call at a time, the latest text wins, and nothing typed is ever given up: a
 * failed call keeps the text and is tried again. No DOM; calls and time come in as values.
 */

import { ChangeSet, type Text } from "@codemirror/state";
import { Pauses } from "./pauses";
import { type Clock, type Keeping, type Listener, type Transport, troubleOf } from "./ports";
import { mapSpan, Typed } from "./typed";
import type {
  Change,
  Live,
  Meta,
  OpenGuide as Opened,
  OutcomeRecord,
  QuoteView,
  Saved,
  Span,
  Status,
  WaiveRequest,
} from "./wire";

/** How often the editions may disagree in a row before it is a failure. */
const CONFLICTS_MOST = 3;
/** Characters from which the library needs longer than a picture: it begins while the letter is painted. */
const LONG = 250_000;

export class OpenGuide {
  readonly id: string;
  live: Live;
  meta: Meta;
  status: Status;
  keeping: Keeping = { kind: "saved" };
  savedRevision: number;
  /** Where the caret stands, for what comes next; null until it was put somewhere. */
  caret: number | null = null;

  private readonly transport: Transport;
  private readonly listener: Listener;
  private readonly typed: Typed;
  private readonly pauses: Pauses;
  private wanted: Partial<Meta> | null = null;
  private edition: number;
  private dirty = false;
  private closed = false;
  private conflicts = 0;
  private lane: Promise<void> = Promise.resolve();

  constructor(opened: Opened, transport: Transport, clock: Clock, listener: Listener) {
    this.id = opened.id;
    this.live = opened.live;
    this.meta = opened.meta;
    this.status = opened.status;
    this.savedRevision = opened.savedRevision;
    this.edition = opened.live.edition;
    this.typed = new Typed(opened.text);
    this.transport = transport;
    this.listener = listener;
    const send = (): void => void this.inTurn(() => this.sendOnce());
    this.pauses = new Pauses(clock, send, () => void this.flush());
  }

  /** The text on the screen. */
  get text(): Text {
    return this.typed.text;
  }

  /** True when the answer on show is about the text on show. */
  get isCurrent(): boolean {
    return this.typed.isAnswered;
  }

  /** Fields as the person has them, answered or not. */
  get fields(): Meta {
    return { ...this.meta, ...this.wanted };
  }

  /** The editor changed. Cheap: notes the change and asks for the next frame. */
  edited(changes: ChangeSet, after: Text): void {
    if (changes.empty || this.closed) return;
    this.typed.type(changes, after);
    this.dirty = true;
    this.touched();
    this.pauses.soon(after.length > LONG);
  }

  /** Fields changed. They travel with the next pause, or at once with `flush`. */
  setFields(part: Partial<Meta>): void {
    if (this.closed) return;
    this.wanted = { ...this.wanted, ...part };
    this.touched();
  }

  /** Moves the guide on its way to readers; the text is safe first. Throws what the library threw. */
  setStatus(status: Status): Promise<void> {
    return this.deed(async () => {
      this.adoptWhole(await this.transport.setStatus(this.id, status));
    });
  }

  /** Stores an answer to a question of the bar; `null` takes it back. Throws what the library threw. */
  answer(sentence: string, counts: boolean | null): Promise<void> {
    return this.deed(async () => {
      this.adopt(await this.transport.answer(this.id, sentence, counts), false);
    });
  }

  /** Stores what was written down about a result; its sentence is in the text. Throws what the library threw. */
  record(sentence: string, record: OutcomeRecord): Promise<void> {
    return this.deed(async () => {
      this.adopt(await this.transport.record(this.id, sentence, record), false);
    });
  }

  /** The bar itself changed: everything is read anew. Throws what the library threw. */
  judgeAgain(): Promise<void> {
    return this.deed(async () => {
      this.adoptWhole(await this.transport.open(this.id));
    });
  }

  /** Says that a finding is no fault, where the bar asks. Throws what the library threw. */
  dismiss(request: WaiveRequest): Promise<void> {
    return this.deed(async () => {
      this.adopt(await this.transport.dismiss(this.id, request), false);
    });
  }

  /** Sets a rule aside as the text now reads. Throws what the library threw. */
  waive(request: WaiveRequest): Promise<void> {
    return this.deed(async () => {
      this.adopt(await this.transport.waive(this.id, request), false);
    });
  }

  /** Takes a waiver back. Throws what the library threw. */
  unwaive(waiver: string): Promise<void> {
    return this.deed(async () => {
      this.adopt(await this.transport.unwaive(this.id, waiver), false);
    });
  }

  /** Sends and saves everything. True when the library holds what the screen shows. */
  async flush(): Promise<boolean> {
    this.pauses.stop();
    await this.inTurn(() => this.keepAll());
    return this.keeping.kind === "saved";
  }

  /** Saves and takes the guide off the desk. False when it could not be saved: it stays open then. */
  async close(): Promise<boolean> {
    if (this.closed) return true;
    if (!(await this.flush())) return false;
    this.abandon();
    await this.transport.close(this.id).catch(() => null);
    return true;
  }

  /** Stops all calls without saving. */
  abandon(): void {
    this.closed = true;
    this.pauses.stop();
  }

  /** All changes between the last answer and the screen, for marks that must follow their words. */
  since(): ChangeSet {
    return this.typed.since();
  }

  /** Where a span of the last answer stands on the screen; null when its words are gone. */
  place(span: Span): Span | null {
    return mapSpan(this.typed.since(), span);
  }

  /** Where a quote stands, if its words are still exactly those. */
  find(quote: QuoteView): Span | null {
    return quote.span === null ? null : this.intact(quote.span);
  }

  /** A fix of the last answer as a change of the text on screen; null when its words have changed. */
  fix(edits: Change[]): ChangeSet | null {
    const since = this.typed.since();
    const lost = (edit: Change): boolean =>
      edit.from === edit.to ? since.touchesRange(edit.from) !== false : this.intact(edit) === null;
    if (edits.length === 0 || edits.some(lost)) return null;
    return ChangeSet.of(edits, since.length).map(since);
  }

  /** Where a span of the last answer stands now, if its words are untouched. */
  private intact(span: Span): Span | null {
    const place = this.place(span);
    if (place === null) return null;
    const before = this.typed.answeredText.sliceString(span.from, span.to, "\n");
    return this.typed.text.sliceString(place.from, place.to, "\n") === before ? place : null;
  }

  private touched(): void {
    if (this.keeping.kind !== "failed") this.say({ kind: "unsaved" });
    this.pauses.touched();
  }

  /** Runs one job after all before it. A job that fails leaves the text where it was. */
  private inTurn(job: () => Promise<void>): Promise<void> {
    this.lane = this.lane.then(async () => {
      if (this.closed) return;
      try {
        await job();
      } catch (error) {
        this.failed(error);
      }
    });
    return this.lane;
  }

  /** A deed besides typing: what was typed is kept first. */
  private deed(job: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const whole = async (): Promise<void> => {
        await this.keepAll();
        await job().then(resolve, reject);
      };
      const never = (): void => {
        reject(new Error(this.keeping.kind === "failed" ? this.keeping.message : "The guide is closed."));
      };
      void this.inTurn(whole).then(never);
    });
  }

  private async keepAll(): Promise<void> {
    while (this.typed.isWaiting) await this.sendOnce();
    if (this.dirty) await this.save();
    if (this.wanted !== null) await this.sendFields(this.wanted);
    this.pauses.succeeded();
    const more = this.dirty || this.wanted !== null;
    this.say({ kind: more ? "unsaved" : "saved" });
    if (more) this.pauses.touched();
  }

  private async save(): Promise<void> {
    this.say({ kind: "saving" });
    this.dirty = false;
    try {
      this.savedAs(await this.transport.save(this.id));
    } catch (error) {
      this.dirty = true;
      throw error;
    }
  }

  /** A changed text may be at another stage than it was: what was approved is a draft again. */
  private savedAs({ revision, status }: Saved): void {
    this.savedRevision = revision;
    if (status === this.status) return;
    this.status = status;
    this.listener.meta(this.fields, status);
  }

  private async sendFields(part: Partial<Meta>): Promise<void> {
    this.say({ kind: "saving" });
    try {
      const opened = await this.transport.setMeta(this.id, { ...this.meta, ...part });
      if (this.wanted === part) this.wanted = null;
      this.adoptWhole(opened);
    } catch (error) {
      if (troubleOf(error).code !== "invalid") throw error;
      this.wanted = null;
      this.listener.meta(this.meta, this.status);
      this.listener.refused(troubleOf(error).message);
    }
  }

  private async sendOnce(): Promise<void> {
    const changes = this.typed.take();
    if (changes === null) return;
    try {
      const live = await this.transport.edit(this.id, this.edition + 1, changes, this.caret);
      this.typed.acknowledge();
      this.conflicts = 0;
      this.adopt(live, false);
    } catch (error) {
      this.typed.giveBack();
      await this.meetAgain(error);
    }
    if (this.typed.isWaiting) this.pauses.soon();
  }

  /** When the core counts other editions than we do: its text becomes the base, what differs is sent. */
  private async meetAgain(error: unknown): Promise<void> {
    this.conflicts += 1;
    if (troubleOf(error).code !== "conflict" || this.conflicts > CONFLICTS_MOST) throw error;
    const opened = await this.transport.open(this.id);
    this.typed.restart(opened.text);
    this.adoptWhole(opened);
  }

  private adoptWhole(opened: Opened): void {
    this.meta = opened.meta;
    this.status = opened.status;
    this.savedRevision = opened.savedRevision;
    this.adopt(opened.live, true);
    this.listener.meta(this.fields, this.status);
  }

  private adopt(live: Live, whole: boolean): void {
    this.live = live;
    this.edition = live.edition;
    this.listener.live(live, whole);
  }

  private failed(error: unknown): void {
    this.conflicts = 0;
    this.dirty = true;
    this.say({ kind: "failed", message: troubleOf(error).message });
    this.pauses.failed();
  }

  private say(keeping: Keeping): void {
    if (this.keeping.kind === keeping.kind && keeping.kind !== "failed") return;
    this.keeping = keeping;
    this.listener.keeping(keeping);
  }
}
