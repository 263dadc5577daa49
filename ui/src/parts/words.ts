/** Numbers, dates and plurals as they stand on screen. */

const whole = new Intl.NumberFormat("en");

/** 1234 → "1,234". */
export const number = (value: number) => whole.format(value);

/** (1, "guide") → "1 guide"; value and unit are joined by a no-break space. */
export const count = (value: number, one: string, many = `${one}s`) =>
  `${number(value)}\u00a0${value === 1 ? one : many}`;

/** KiB as people read it: "820 kB", "1.2 MB". */
export function size(kib: number): string {
  const bytes = kib * 1024;
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))}\u00a0kB`
    : `${(bytes / 1_000_000).toFixed(1)}\u00a0MB`;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const dayOf = (time: Date) => new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();

/** Whole days between two moments by the calendar, not by the clock. */
export const daysBetween = (from: Date, to: Date) => Math.round((dayOf(to) - dayOf(from)) / (24 * HOUR));

/** "just now", "20 min ago", "2 h ago", "Yesterday", "30 Jan", "30 Jan 2024". */
export function ago(at: string, now = new Date()): string {
  const time = new Date(at);
  const past = now.getTime() - time.getTime();
  if (Number.isNaN(past)) return "";
  if (past < MINUTE) return "just now";
  if (past < HOUR) return `${Math.floor(past / MINUTE)}\u00a0min ago`;
  const days = daysBetween(time, now);
  if (days === 0) return `${Math.floor(past / HOUR)}\u00a0h ago`;
  return days === 1 ? "Yesterday" : shortDate(time, now);
}

/** "30 Jan", with the year when it is not this one. */
export function shortDate(time: Date, now = new Date()): string {
  const month = time.toLocaleString("en", { month: "short" });
  const year = time.getFullYear() === now.getFullYear() ? "" : ` ${time.getFullYear()}`;
  return `${time.getDate()} ${month}${year}`;
}

/** "14:32". */
export const clock = (time: Date) =>
  `${String(time.getHours()).padStart(2, "0")}:${String(time.getMinutes()).padStart(2, "0")}`;
