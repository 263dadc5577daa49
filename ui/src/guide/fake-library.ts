/**
 * A library in memory with the core's contract for one open guide, for tests: editions, conflicts,
 * changes in UTF-16 units, failures on request. Judges nothing and renders one block per line.
 */

import type { Clock, Transport } from "./ports";
import type { Change, Live, Meta, OpenGuide, Saved, Status } from "./wire";

export const noMeta: Meta = {
  kind: "deep-dive",
  title: "A guide",
  summary: "",
  slug: "a-guide",
  date: "2026-01-28",
  updated: "",
  tags: [],
  stack: [],
  caseStudies: [],
  readMinutes: null,
  aliases: [],
  subjects: [],
  facetOf: "",
  version: "",
};

export class FakeLibrary implements Transport {
  text: string;
  saved: string;
  meta: Meta = noMeta;
  savedMeta: Meta = noMeta;
  status: Status = "draft";
  edition = 0;
  revision = 1;
  inFlight = 0;
  mostInFlight = 0;
  calls: string[] = [];
  /** Thrown by the next calls, one each; null lets one through. */
  troubles: ({ code: string; message: string } | null)[] = [];
  /** When set, the deed is done although the answer is lost. */
  losesAnswers = false;

  constructor(text: string) {
    this.text = text;
    this.saved = text;
  }

  opened(): OpenGuide {
    const { meta, status, text, revision } = this;
    return { id: "g1", status, meta, text, savedRevision: revision, live: this.live() };
  }

  open(): Promise<OpenGuide> {
    return this.call("open", () => this.opened());
  }

  edit(_id: string, edition: number, changes: Change[]): Promise<Live> {
    return this.call("edit", () => {
      if (edition !== this.edition + 1) throw { code: "conflict", message: "Another edition." };
      this.text = applied(this.text, changes);
      this.edition = edition;
      return this.live();
    });
  }

  save(): Promise<Saved> {
    return this.call("save", () => {
      const written = this.saved !== this.text;
      this.saved = this.text;
      this.revision += written ? 1 : 0;
      return { revision: this.revision, at: "2026-01-28T10:00:00Z", written, status: this.status };
    });
  }

  setMeta(_id: string, meta: Meta): Promise<OpenGuide> {
    return this.call("setMeta", () => {
      if (meta.slug === "") throw { code: "invalid", message: "A slug is needed." };
      this.meta = meta;
      return this.opened();
    });
  }

  setStatus(_id: string, status: Status): Promise<OpenGuide> {
    return this.call("setStatus", () => {
      this.status = status;
      return this.opened();
    });
  }

  answer(): Promise<Live> {
    return this.call("answer", () => this.live());
  }

  record(_id: string, _sentence: string, _record: unknown): Promise<Live> {
    return this.call("record", () => this.live());
  }

  waive(_id: string, _request: unknown): Promise<Live> {
    return this.call("waive", () => this.live());
  }

  dismiss(_id: string, _request: unknown): Promise<Live> {
    return this.call("dismiss", () => this.live());
  }

  unwaive(_id: string, _waiver: string): Promise<Live> {
    return this.call("unwaive", () => this.live());
  }

  close(): Promise<null> {
    return this.call("close", () => null);
  }

  private async call<T>(name: string, deed: () => T): Promise<T> {
    this.calls.push(name);
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    await Promise.resolve();
    this.inFlight -= 1;
    const trouble = this.troubles.shift() ?? null;
    if (trouble !== null && !this.losesAnswers) throw trouble;
    const answer = deed();
    if (trouble !== null) throw trouble;
    return answer;
  }

  private live(): Live {
    const zero = { required: 0, passed: 0, open: 0, confirm: 0, waived: 0, advice: 0 };
    return {
      edition: this.edition,
      patch: { from: 0, removed: 0, inserted: [], lineShift: 0 },
      checklist: { score: zero, reviewedBefore: false, checks: [], next: [] },
      outline: [],
      counts: {
        words: 0,
        proseWords: 0,
        headingWords: 0,
        cellWords: 0,
        codeWords: 0,
        altWords: 0,
        readMinutes: 0,
      },
      notice: "",
    };
  }
}

/** Applies changes as the core does; throws where the core would refuse. */
export function applied(text: string, changes: Change[]): string {
  let out = "";
  let at = 0;
  for (const { from, to, insert } of changes) {
    if (from < at || to < from || to > text.length) throw { code: "invalid", message: "Out of order." };
    for (const end of [from, to]) {
      if (/^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(end - 1, end + 1)) && end > 0) {
        throw { code: "invalid", message: "Inside a character." };
      }
    }
    if (!insert.isWellFormed()) throw { code: "invalid", message: "Half a character." };
    out += text.slice(at, from) + insert;
    at = to;
  }
  return out + text.slice(at);
}

/** Time by hand. */
export class FakeClock implements Clock {
  now = 0;
  private waits: { at: number; run: () => void }[] = [];

  painted(run: () => void): () => void {
    return this.after(16, run);
  }

  after(ms: number, run: () => void): () => void {
    const wait = { at: this.now + ms, run };
    this.waits.push(wait);
    return () => {
      this.waits = this.waits.filter((other) => other !== wait);
    };
  }

  /** Lets time pass, running what falls due, with all promises settled in between. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      await settled();
      const due = this.waits.filter((wait) => wait.at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.waits = this.waits.filter((wait) => wait !== due);
      this.now = Math.max(this.now, due.at);
      due.run();
    }
    this.now = end;
  }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
}
