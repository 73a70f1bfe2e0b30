/** Days as whole numbers since 1970-01-01, in the proleptic Gregorian calendar, without time zones. */

/** A range of days, inclusive; `null` where it is open. */
export interface Days {
  readonly from: number | null;
  readonly to: number | null;
}

const MS = 86_400_000;

/** The number of the day `year`-`month`-`day`; month 1–12, out-of-range days and months carry over. */
export function dayNumber(year: number, month: number, day: number): number {
  return Math.round(Date.UTC(year, month - 1, day) / MS);
}

/** Year, month (1–12), day of the month and weekday (0: Sunday) of a day. */
export function dayParts(day: number): { readonly year: number; readonly month: number; readonly day: number; readonly weekday: number } {
  const date = new Date(day * MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), weekday: date.getUTCDay() };
}

/** `YYYY-MM-DD` */
export function formatDay(day: number): string {
  const { year, month, day: d } = dayParts(day);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(d).padStart(2, "0")}`;
}

/** The day of `YYYY-MM-DD`, `null` where it is not one. */
export function parseDay(text: string | null): number | null {
  const m = text === null ? null : /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!m) return null;
  return validDay(Number(m[1]), Number(m[2]), Number(m[3]));
}

/** The day, or `null` where the calendar has no such day ("30 February"). */
export function validDay(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1 || day > monthLength(year, month)) return null;
  return dayNumber(year, month, day);
}

export function monthLength(year: number, month: number): number {
  return dayParts(dayNumber(year, month + 1, 1) - 1).day;
}

/** First to last day of a month. */
export function monthDays(year: number, month: number): Days {
  return { from: dayNumber(year, month, 1), to: dayNumber(year, month + 1, 1) - 1 };
}

/** First to last day of `years` years. */
export function yearDays(year: number, years = 1): Days {
  return { from: dayNumber(year, 1, 1), to: dayNumber(year + years, 1, 1) - 1 };
}

/** Monday to Sunday of the week that holds a day. */
export function weekDays(day: number): Days {
  const monday = day - ((dayParts(day).weekday + 6) % 7);
  return { from: monday, to: monday + 6 };
}

/** The day `months` months on, kept inside its month (31 January and a month: the last of February). */
export function addMonths(day: number, months: number): number {
  const parts = dayParts(day);
  const first = dayParts(dayNumber(parts.year, parts.month + months, 1));
  return dayNumber(first.year, first.month, Math.min(parts.day, monthLength(first.year, first.month)));
}
