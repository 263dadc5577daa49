/**
 * What the open guide needs from outside (calls, time) and what it tells (answers, keeping).
 *
 * Only shapes, so that tests bring their own library and their own clock.
 */

import type { Change, Live, Meta, OpenGuide, OutcomeRecord, Saved, Status, WaiveRequest } from "./wire";

/** The calls of an open guide. Each answers with the new state or throws `{code, message}`. */
export interface Transport {
  open(id: string): Promise<OpenGuide>;
  /** `caret`: where the writer stands after the changes; null when nobody does. */
  edit(id: string, edition: number, changes: Change[], caret: number | null): Promise<Live>;
  save(id: string): Promise<Saved>;
  setMeta(id: string, meta: Meta): Promise<OpenGuide>;
  setStatus(id: string, status: Status): Promise<OpenGuide>;
  answer(id: string, sentence: string, counts: boolean | null): Promise<Live>;
  record(id: string, sentence: string, record: OutcomeRecord): Promise<Live>;
  waive(id: string, request: WaiveRequest): Promise<Live>;
  dismiss(id: string, request: WaiveRequest): Promise<Live>;
  unwaive(id: string, waiver: string): Promise<Live>;
  close(id: string): Promise<unknown>;
}

/** Time. Both answer with a function that calls the wait off. */
export interface Clock {
  /** Once, after the next picture is painted. */
  painted(run: () => void): () => void;
  /** Once, after so many milliseconds. */
  after(ms: number, run: () => void): () => void;
}

/** Where the text stands. `failed` says why in words for a person. */
export type Keeping =
  { kind: "saved" } | { kind: "saving" } | { kind: "unsaved" } | { kind: "failed"; message: string };

/** Who is told. `whole`: the patch starts from nothing, drop what was shown. */
export interface Listener {
  live(live: Live, whole: boolean): void;
  meta(meta: Meta, status: Status): void;
  keeping(keeping: Keeping): void;
  /** Fields the library would not take; the old ones stand. */
  refused(message: string): void;
}

/** What went wrong, from whatever was thrown. */
export interface Trouble {
  code: string;
  message: string;
}

export function troubleOf(error: unknown): Trouble {
  return {
    code: word(error, "code"),
    message: word(error, "message") || "The library did not answer. Your text is safe in this window.",
  };
}

function word(error: unknown, name: string): string {
  if (typeof error !== "object" || error === null) return "";
  const value: unknown = Reflect.get(error, name);
  return typeof value === "string" ? value : "";
}
