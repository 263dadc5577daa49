/**
 * Marks in the text: findings and offers, put where their words are now, when the hand rests.
 *
 * What is marked comes from the last verdicts; how a mark looks is the editor's.
 */
import type { Clock } from "./ports";
import type { Editor } from "./editor/editor";
import { type Mark, marksOf } from "./editor/findings";
import { WhenQuiet } from "./quiet";
import { mapSpan } from "./typed";
import type { OpenGuide } from "./open-guide";
import type { Checklist } from "./wire";

/** Marks wait until the hand pauses: a key must not share its frame with them. */
const MARK_AFTER_MS = 150;
const MARK_AT_LATEST_MS = 900;
const OFFER_AFTER_MS = 1600;
const OFFER_AT_LATEST_MS = 12_000;

interface Ports {
  guide: OpenGuide;
  editor(): Editor | null;
  checklist(): Checklist;
  /** Nothing to speak of is written yet: nothing is marked. */
  blank(): boolean;
  isQuiet(group: string): boolean;
  offer(): void;
}

export class Marking {
  private readonly ports: Ports;
  private readonly marks: WhenQuiet;
  private readonly offers: WhenQuiet;

  constructor(clock: Clock, ports: Ports) {
    this.ports = ports;
    this.marks = new WhenQuiet(clock, MARK_AFTER_MS, MARK_AT_LATEST_MS, () => this.now());
    this.offers = new WhenQuiet(clock, OFFER_AFTER_MS, OFFER_AT_LATEST_MS, () => {
      if (!ports.blank()) ports.offer();
    });
  }

  /** There are new verdicts: they are shown when the hand rests. */
  soon(): void {
    if (this.ports.editor()?.isTyping) this.marks.touch();
    else this.marks.now();
    this.offers.touch();
  }

  now(): void {
    this.ports.editor()?.mark(this.ports.blank() ? [] : this.inPlace());
  }

  stop(): void {
    this.marks.stop();
    this.offers.stop();
  }

  /** Marks stand where their words are now. */
  private inPlace(): Mark[] {
    const { guide, checklist, isQuiet } = this.ports;
    const since = guide.since();
    return marksOf(checklist(), isQuiet).flatMap((mark) => {
      const place = mapSpan(since, mark);
      return place === null ? [] : [{ ...mark, ...place }];
    });
  }
}
