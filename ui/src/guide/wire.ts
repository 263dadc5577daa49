/**
 * The generated shapes as the guide view reads them: fields are always there, because the core
 * always sends them.
 *
 * No behaviour lives here.
 */
import type { Meta as AnyMeta, OpenGuide as AnyOpenGuide, OutcomeRecord as AnyRecord } from "$lib/bindings";

export type {
  Change,
  Check,
  Checklist,
  Counts,
  Field,
  FindingView,
  FixView,
  Html,
  Kind,
  Live,
  Mention,
  NextStep,
  OutlineItem,
  Overview,
  Patch,
  QuoteView,
  Saved,
  Score,
  StackEntry,
  State,
  Status,
  Utf16Span as Span,
  WaiveRequest,
} from "$lib/bindings";

export type Meta = Required<AnyMeta>;
export type OutcomeRecord = Required<AnyRecord>;
export type OpenGuide = Omit<AnyOpenGuide, "meta"> & { meta: Meta };
