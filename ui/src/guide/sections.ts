/** The sections of a text with everything below them. Pure. */
import type { OutlineItem } from "./wire";

/** Sections of the first two levels; their words are those of their own sections too. */
export function wholeSections(outline: OutlineItem[]): OutlineItem[] {
  const sections: OutlineItem[] = [];
  for (const item of outline) {
    const last = sections[sections.length - 1];
    if (item.level <= 2 || !last) sections.push({ ...item });
    else last.words += item.words;
  }
  return sections;
}
