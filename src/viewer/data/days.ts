/** Days as whole numbers since 1970-01-01, so that they can be compared and brushed. */

/** Stands for "no day". */
export const NO_DAY = -0x80000000;

/** The number of a day `YYYY-MM-DD`; {@link NO_DAY} for anything else. */
export function dayNumber(text: string | null | undefined): number {
  if (!text) return NO_DAY;
  const match = /^(-?\d{4,6})-(\d{2})-(\d{2})/.exec(text);
  if (!match) return NO_DAY;
  const time = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return Number.isNaN(time) ? NO_DAY : Math.floor(time / 86_400_000);
}

/** A day's number as `YYYY-MM-DD`. */
export function dayText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A day for people: "26 Feb 2026". */
export function dayWords(text: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return text;
  return `${Number(match[3])} ${MONTHS[Number(match[2]) - 1] ?? match[2]} ${match[1]}`;
}

/** A stretch of days for people; `null` where neither end is known. */
export function rangeWords(from: string | null | undefined, to: string | null | undefined): string | null {
  if (from && to) return from === to ? dayWords(from) : `${dayWords(from)} – ${dayWords(to)}`;
  if (from) return `since ${dayWords(from)}`;
  if (to) return `until ${dayWords(to)}`;
  return null;
}
