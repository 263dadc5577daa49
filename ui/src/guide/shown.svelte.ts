/** The last answer in the parts that screens show. A part changes only when it looks different. */
import { calmChecklist, calmCounts, calmOutline } from "./calm";
import type { Checklist, Counts, Live, OutlineItem } from "./wire";

export class Shown {
  checklist = $state.raw() as Checklist;
  outline = $state.raw() as OutlineItem[];
  counts = $state.raw() as Counts;
  notice = $state.raw("");
  /** True once anything was changed since opening. */
  touched = $state.raw(false);

  constructor(live: Live) {
    this.checklist = live.checklist;
    this.outline = live.outline;
    this.counts = live.counts;
    this.notice = live.notice;
  }

  take(live: Live): void {
    this.checklist = calmChecklist(this.checklist, live.checklist);
    this.outline = calmOutline(this.outline, live.outline);
    this.counts = calmCounts(this.counts, live.counts);
    this.notice = live.notice;
    this.touched ||= live.edition > 0;
  }
}
