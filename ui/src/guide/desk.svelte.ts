/**
 * The open guide as the components see it: values that change with each answer, and the deeds a
 * button can ask for. Joins the open guide, the editor and the preview; draws nothing.
 */
import { app } from "$app/state.svelte";
import { toast, toasts, trouble } from "$app/toasts.svelte";
import { call } from "$lib/call";

import { isQuiet } from "./advice.svelte";
import { afterPaint, latestAfterPaint } from "./after-paint";
import { Announcer } from "./announcer";
import type { Editor, Place } from "./editor/editor";
import type { Linkable } from "./editor/complete";
import { callOut, type Mark } from "./editor/findings";
import { stepKey } from "./inspector/groups";
import { Language } from "./language/language.svelte";
import { linkables } from "./linkables";
import { Linking } from "./linking";
import { Marking } from "./marking";
import { OpenGuide } from "./open-guide";
import { Results } from "./outcomes/results";
import type { Around, Over } from "./over";
import { Settling } from "./settling";
import { Shown } from "./shown.svelte";
import { type Clock, type Keeping, troubleOf } from "./ports";
import type { Preview } from "./preview/preview";
import { transport } from "./transport";
import { inTurn, left } from "./turns";
import type {
  Field,
  Live,
  Meta,
  NextStep,
  OpenGuide as Opened,
  OutlineItem,
  QuoteView,
  Span,
  Status,
} from "./wire";

export type Tab = "bar" | "language" | "details" | "outline" | "history";

const clock: Clock = {
  painted: afterPaint,
  after(ms, run) {
    const id = setTimeout(run, ms);
    return () => clearTimeout(id);
  },
};

/** Opens a guide for work, after those before it are off the desk. */
export async function openDesk(id: string): Promise<Desk> {
  await left();
  return new Desk(await transport.open(id));
}

/** Fewer words of prose than this is an empty draft: the plan is shown, not what is missing. */
const BLANK_WORDS = 30;

/** What a new page is called until somebody names it. */
export const isUntitled = (title: string): boolean => /^(Untitled (guide|page))?$/.test(title.trim());

export class Desk {
  readonly id: string;
  readonly opened: Opened;
  readonly isGuide: boolean;
  /** Next to nothing was written when it was opened. */
  readonly startedBlank: boolean;
  /** The last answer, as far as screens show it. */
  readonly live: Shown;
  meta = $state.raw() as Meta;
  status = $state.raw<Status>("draft");
  keeping = $state.raw<Keeping>({ kind: "saved" });
  place = $state.raw<Place>({ line: 1, column: 1, at: 0, selected: 0 });
  tab = $state.raw<Tab>("bar");
  /**
   * A field that should take the focus, or a row that should open. `turn` makes asking twice work;
   * `quiet` does not unfold an inspector that is folded away.
   */
  wanted = $state.raw<{ field?: Field; rule?: string; turn: number; quiet?: boolean }>({ turn: 0 });
  refusal = $state.raw("");
  sheet = $state.raw<Over | null>(null);
  /** Steps put off until the others are done, in that order. */
  skipped = $state.raw<string[]>([]);
  /** Nothing to speak of is written yet. */
  blank = $derived.by(
    () =>
      this.startedBlank && this.live.counts.proseWords < BLANK_WORDS && !this.live.checklist.reviewedBefore,
  );

  editor = $state.raw<Editor | null>(null);
  preview = $state.raw<Preview | null>(null);

  /** The letter is painted first; where it stands can be read a moment later. */
  private readonly stand = latestAfterPaint((place: Place) => (this.place = place));
  readonly linking: Linking;
  readonly results: Results;
  readonly settle: Settling;
  private readonly marking: Marking;
  readonly language: Language;

  private readonly guide: OpenGuide;
  private readonly announcer = new Announcer((text) => toasts.announce(text));
  private waiting: { live: Live; whole: boolean }[] = [];
  /** The address of a page that was opened without a name follows its title. */
  private slugFollows: boolean;

  constructor(opened: Opened) {
    this.id = opened.id;
    this.opened = opened;
    this.isGuide = opened.meta.kind === "deep-dive" || opened.meta.kind === "comparison";
    this.startedBlank =
      this.isGuide && opened.status === "draft" && opened.live.counts.proseWords < BLANK_WORDS;
    this.slugFollows = /^untitled(-guide|-page)?(-\d+)?$/.test(opened.meta.slug);
    this.guide = new OpenGuide(opened, transport, clock, {
      live: (live, whole) => this.answered(live, whole),
      meta: (meta, status) => {
        this.meta = meta;
        this.status = status;
      },
      keeping: (keeping) => (this.keeping = keeping),
      refused: (message) => (this.refusal = message),
    });
    const around: Around = {
      guide: this.guide,
      editor: () => this.editor,
      flush: () => this.flush(),
      show: (over) => (this.sheet = over),
    };
    this.linking = new Linking(around);
    this.results = new Results(around);
    const checklist = () => this.live.checklist;
    this.settle = new Settling(around, { checklist, setFields: (meta) => this.setFields(meta) });
    this.marking = new Marking(clock, {
      ...around,
      checklist,
      blank: () => this.blank,
      isQuiet: (group) => isQuiet(group, this.live.checklist.reviewedBefore),
      offer: () => void this.linking.offer(),
    });
    this.language = new Language(around, clock);
    this.live = new Shown(opened.live);
    this.meta = opened.meta;
    this.status = opened.status;
    this.waiting = [{ live: opened.live, whole: true }];
    this.announcer.hear(opened.live.checklist.score);
  }

  /** Editor and preview are there: show what came meanwhile. */
  show(editor: Editor, preview: Preview): void {
    this.editor = editor;
    this.preview = preview;
    for (const { live, whole } of this.waiting) preview.apply(live.patch, whole);
    this.waiting = [];
    this.marking.soon();
    this.language.touch();
  }

  edited: OpenGuide["edited"] = (changes, after) => this.guide.edited(changes, after);

  moved = (place: Place): void => {
    this.guide.caret = place.at;
    this.stand(place);
  };

  setFields(part: Partial<Meta>): void {
    if (part.slug !== undefined) this.slugFollows = false;
    const named = this.slugFollows && !!part.title?.trim();
    this.guide.setFields(named ? { ...part, slug: part.title } : part);
    this.meta = this.guide.fields;
    this.refusal = "";
  }

  /** Everything is in the library. Throws with the reason when it is not, so that nobody leaves. */
  flush = async (): Promise<void> => {
    for (let attempt = 0; attempt < 3; attempt += 1) if (await this.guide.flush()) return;
    const { keeping } = this.guide;
    throw new Error(
      `Not saved: ${keeping.kind === "failed" ? keeping.message : "the text is still changing."}`,
    );
  };

  close(): void {
    this.announcer.stop();
    this.marking.stop();
    this.language.stop();
    void inTurn(async () => {
      if (!(await this.guide.close())) this.guide.abandon();
    });
  }

  async setStatus(status: Status): Promise<void> {
    try {
      await this.guide.setStatus(status);
      void app.refresh();
    } catch (reason) {
      trouble(troubleOf(reason).message);
    }
  }

  /** Shows the place of a quote: in the text, or the field it is about. */
  jump(quote: QuoteView): void {
    if (quote.field !== null) {
      this.goToField(quote.field);
      return;
    }
    const place = this.placeOf(quote);
    if (place) this.editor?.select(place);
    else toast("These words are no longer in the text.");
  }

  /** Where the words of a quote stand now; null when they are gone. */
  placeOf(quote: QuoteView): Span | null {
    return this.guide.find(quote) ?? (quote.span && this.guide.place(quote.span));
  }

  goToHeading(item: OutlineItem): void {
    const at = this.guide.place({ from: item.at, to: item.at })?.from ?? item.at;
    this.editor?.jump(at);
    this.preview?.reveal(item.id);
  }

  /** A place of the page, after a click on a link to it. */
  reveal(id: string): void {
    const heading = this.live.outline.find((item) => item.id === id);
    if (heading) this.goToHeading(heading);
    else this.preview?.reveal(id);
  }

  /** F8 stands on this mark: say it, and show its row. */
  walked(mark: Mark | null): void {
    if (mark === null) {
      toasts.announce("No finding in the text.");
      const next = this.live.checklist.next[0];
      if (next) this.openRow(next.rule);
      return;
    }
    toasts.announce(`${callOut(this.live.checklist, mark.rule)}. ${mark.finding?.question || mark.label}`);
    if (this.tab === "bar") this.openRow(mark.rule, true);
  }

  skip(step: NextStep): void {
    const key = stepKey(step);
    this.skipped = [...this.skipped.filter((other) => other !== key), key];
  }

  goToField(field: Field): void {
    this.tab = "details";
    this.wanted = { field, turn: this.wanted.turn + 1 };
  }

  openRow(rule: string, quiet = false): void {
    this.tab = "bar";
    this.wanted = { rule, turn: this.wanted.turn + 1, quiet };
  }

  linkable = (): Promise<Linkable[]> => linkables(this.id);

  /** Asks for a picture, stores it beside the guide and names it in the text. */
  async addImage(): Promise<void> {
    try {
      const path = await call.addImage(this.id);
      if (path !== null) this.editor?.insert(`![](${path})`);
    } catch (reason) {
      trouble(reason);
    }
  }

  private answered(live: Live, whole: boolean): void {
    // What the writer looks at comes first.
    if (this.preview === null) this.waiting = whole ? [{ live, whole }] : [...this.waiting, { live, whole }];
    else this.preview.apply(live.patch, whole);
    this.live.take(live);
    this.marking.soon();
    this.language.touch();
    if (!this.blank) this.announcer.hear(live.checklist.score);
  }

  /** Shows the table at the caret, or the first of the text, as a grid. */
  openGrid(): void {
    const from = this.editor?.table() ?? null;
    if (from === null) toast("There is no table in the text yet.");
    else this.sheet = { name: "grid", from };
  }

  jumpTo(span: Span | null): void {
    const place = span && this.guide.place(span);
    if (place) requestAnimationFrame(() => this.editor?.select(place));
  }

  /** Other marks are wanted in the text. */
  mark = (): void => this.marking.now();
}
