import { addMonths, type Days, dayNumber, dayParts, monthDays, validDay, yearDays } from "./times-calendar.js";
import { MONTH, MONTHS, type Reading, type Recogniser, SEASON, SEASONS, type TimeContext } from "./times-reading.js";

/** Recognisers of dates that name a day, month, season or year of the calendar. */

const DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
const YEAR = "(1[5-9]\\d\\d|20\\d\\d)(?!\\d|[.,]\\d|-?(?:kg|km|mm)\\b)";
const TO = "\\s*(?:–|—|-|/|to|and|&|or|through|until)\\s*(?:the\\s+)?";
const sticky = (source: string) => new RegExp(source, "iy");

const ISO = sticky("(\\d{4})-(\\d\\d)-(\\d\\d)(?![\\d-])");
const NUMERIC = sticky("(\\d{1,2})([./])(\\d{1,2})\\2((?:19|20)\\d\\d)(?!\\d)");
const DAY_MONTH = sticky(
  `${DAY}(?:${TO}${DAY})?\\s+(?:of\\s+)?${MONTH}(?![\\w-])(?:,?\\s+(?:of\\s+)?${YEAR}|,?\\s+(\\d\\d)(?![\\w:%.,]))?`,
);
const CROSS = sticky(`${DAY}\\s+${MONTH}${TO}${DAY}\\s+${MONTH}(?![\\w-])(?:,?\\s+${YEAR})?`);
const MONTH_DAY = sticky(
  `${MONTH}\\s+(?:the\\s+)?${DAY}(?![\\d:%]|[.,]\\d|\\s*(?:percent|people|soldiers|civilians)\\b)(?:${TO}${DAY}(?![\\w:%]|\\s+\\w+s\\b))?(?:,?\\s+${YEAR})?`,
);
const MONTH_YEAR = sticky(`${MONTH},?\\s+(?:of\\s+)?${YEAR}`);
const MONTH_ALONE = sticky(`${MONTH}(?![\\w-]|\\s+[A-Z]\\.)`);
const SEASON_YEAR = sticky(`${SEASON}\\s+(?:of\\s+)?${YEAR}`);
const YEARS = sticky(`${YEAR}(?:\\s*[-–/]\\s*(\\d{4}|\\d\\d)(?!\\d))?`);
const DECADE = sticky("((?:1[5-9]|20)\\d0)['’]?s\\b");
const CENTURY = sticky("(\\d{1,2})(?:st|nd|rd|th)[\\s-]+century\\b");
const ORDINAL_DAY = sticky("(\\d{1,2})(?:st|nd|rd|th)\\b(?!\\s+\\w)");

/** "04/06, Goma: …": the day that an entry of a list opens with. */
const ENTRY = /(\d{1,2})[/.](\d{1,2})(?=\.?\s*[,:–-])/y;

/** How many days before a report its entries may be. */
const LISTED = 100;

/** The last day before a report that two numbers can mean; the day first where both can be. */
function entryDay(a: number, b: number, report: number): number | null {
  const { year } = dayParts(report);
  const days = [year, year - 1].flatMap((y) => [validDay(y, b, a), validDay(y, a, b)]);
  return days.find((day) => day !== null && day <= report && report - day <= LISTED) ?? null;
}

/** "2022-07-20", "26.12.2016", "12–13 June", "30 June to 2 July", "the 1990s", "2014", "2014-16" */
export const numericDates: readonly Recogniser[] = [
  (text, at) => {
    const m = match(ISO, text, at);
    const day = m && validDay(Number(m[1]), Number(m[2]), Number(m[3]));
    return m && day !== null ? reading(m, { from: day, to: day }, "day", true) : null;
  },
  (text, at) => {
    const m = match(NUMERIC, text, at);
    if (!m) return null;
    // "26/12/2016": the day first, unless only the second number can be a day ("12/26/2016").
    const [a, b, year] = [Number(m[1]), Number(m[3]), Number(m[4])];
    const day = validDay(year, b, a) ?? validDay(year, a, b);
    return day === null ? null : reading(m, { from: day, to: day }, "day", true);
  },
  (text, at, { report }) => {
    const m = /(?:^|\n)[\s\u2022*\u2013-]*$/.test(text.slice(Math.max(0, at - 8), at)) ? match(ENTRY, text, at) : null;
    const day = m && report !== null ? entryDay(Number(m[1]), Number(m[2]), report) : null;
    return m && day !== null ? reading(m, { from: day, to: day }, "day", false) : null;
  },
  (text, at, context) => {
    const m = match(CROSS, text, at);
    if (!m) return null;
    const year = m[5] ? Number(m[5]) : null;
    const to = dayOf(year, month(m[4]!), Number(m[3]), context);
    const from = dayOf(year ?? (to === null ? null : dayParts(to).year), month(m[2]!), Number(m[1]), context);
    return from === null || to === null ? null : reading(m, { from: from > to ? addMonths(from, -12) : from, to }, "day", year !== null);
  },
  (text, at, context) => {
    const m = match(DAY_MONTH, text, at);
    if (!m || !plausibleMonth(m[3]!)) return null;
    const short = m[5] ? Number(m[5]) : null;
    const year = m[4] ? Number(m[4]) : short === null ? null : short > 40 ? 1900 + short : null;
    return dayRange(m, year, month(m[3]!), Number(m[1]), m[2] ? Number(m[2]) : null, context);
  },
  (text, at) => {
    const m = match(DECADE, text, at);
    return m ? reading(m, yearDays(Number(m[1]), 10), "year", true) : null;
  },
  (text, at) => {
    const m = match(CENTURY, text, at);
    return m && Number(m[1]) >= 10 && Number(m[1]) <= 21 ? reading(m, yearDays(Number(m[1]) * 100 - 99, 100), "year", true) : null;
  },
  (text, at, context) => {
    const m = match(YEARS, text, at);
    if (!m || !isYear(Number(m[1]), text, at, at + m[0].length, context)) return null;
    const first = Number(m[1]);
    const last = m[2] ? (m[2].length === 2 ? Math.floor(first / 100) * 100 + Number(m[2]) : Number(m[2])) : first;
    if (last < first || last > first + 60) return { ...reading(m, yearDays(first), "year", true), end: at + 4 };
    return reading(m, yearDays(first, last - first + 1), "year", true);
  },
  (text, at, context) => {
    // "on the 26th": the day of the month that the text is in.
    const m = context.previous === "the" ? match(ORDINAL_DAY, text, at) : null;
    if (!m || context.reference === null || !/\b(?:on|of|until|since|by)\s+the\s+$/i.test(text.slice(Math.max(0, at - 12), at)))
      return null;
    const { year, month: ref } = dayParts(context.reference);
    const day = validDay(year, ref, Number(m[1]));
    if (day === null) return null;
    const past = context.report !== null && day > context.report && !context.forward ? addMonths(day, -1) : day;
    return reading(m, { from: past, to: past }, "day", false);
  },
];

/** "Dec. 26", "June 12–13, 2022", "March 3 and 5", "May 2014", "October", "summer of 2015" */
export const monthDates: readonly Recogniser[] = [
  (text, at, context) => {
    const m = match(MONTH_DAY, text, at);
    return m && plausibleMonth(m[1]!)
      ? dayRange(m, m[4] ? Number(m[4]) : null, month(m[1]!), Number(m[2]), m[3] ? Number(m[3]) : null, context)
      : null;
  },
  (text, at) => {
    const m = match(MONTH_YEAR, text, at);
    return m ? reading(m, monthDays(Number(m[2]), month(m[1]!)), "month", true) : null;
  },
  (text, at, context) => {
    const m = match(MONTH_ALONE, text, at);
    // "the May riot", "during the March offensive"
    const named =
      m !== null &&
      context.previous === "the" &&
      /^[A-Z]/.test(m[1]!) &&
      /^\s+[a-z]/.test(text.slice(at + m[0].length, at + m[0].length + 3));
    if (!m || !(named || isMonth(m[1]!, context))) return null;
    const year = yearOf(month(m[1]!), null, context);
    return year === null ? null : reading(m, monthDays(year, month(m[1]!)), "month", false);
  },
];

export const seasonDates: readonly Recogniser[] = [
  (text, at) => {
    const m = match(SEASON_YEAR, text, at);
    return m ? reading(m, seasonDays(Number(m[2]), m[1]!), "season", true) : null;
  },
];

/** First to last day of a season of the northern hemisphere; winter begins in December of its year. */
export function seasonDays(year: number, name: string): Days {
  const start = SEASONS.get(name.toLowerCase())!;
  return { from: dayNumber(year, start, 1), to: dayNumber(year, start + 3, 1) - 1 };
}

/**
 * The year of a month that stands without one: that of the text around it where it tells of another year ("In 2014 …
 * In June") or is history, else the last one that is not after the report, or the next where the sentence looks ahead.
 */
export function yearOf(m: number, day: number | null, context: TimeContext): number | null {
  if (context.history !== null) return context.history.yearOf(m, day);
  if (context.year !== null) return context.year;
  if (context.report === null) return null;
  const { year } = dayParts(context.report);
  const start = dayNumber(year, m, day ?? 1);
  if (context.forward) return start < context.report - 31 ? year + 1 : year;
  if (start <= context.report) return year;
  // "elections on 12 June", published on the 5th, looks ahead though no verb says so.
  return day !== null && start - context.report <= 31 ? year : year - 1;
}

function dayOf(year: number | null, m: number, day: number, context: TimeContext): number | null {
  const known = year ?? yearOf(m, day, context);
  return known === null ? null : validDay(known, m, day);
}

function dayRange(
  m: RegExpExecArray,
  year: number | null,
  mon: number,
  first: number,
  last: number | null,
  context: TimeContext,
): Reading | null {
  const from = dayOf(year, mon, first, context);
  const to = last === null ? from : dayOf(year, mon, last, context);
  if (from === null || to === null) return null;
  if (to < from) return null;
  return reading(m, { from, to }, "day", year !== null);
}

const match = (re: RegExp, text: string, at: number): RegExpExecArray | null => {
  re.lastIndex = at;
  return re.exec(text);
};
const reading = (m: RegExpExecArray, days: Days, grain: Reading["grain"], certain: boolean): Reading => ({
  end: m.index + m[0].length,
  days,
  grain,
  certain,
});
const month = (name: string): number => MONTHS.get(name.slice(0, 3).toLowerCase())!;
/** "may 10 people" is no date. */
const plausibleMonth = (name: string): boolean => name !== "may" && name !== "march" && name !== "mar";

/** Months that are words or names too ("may", "March", "Jun") stand alone only after a word that dates take. */
function isMonth(name: string, context: TimeContext): boolean {
  const first = name.charCodeAt(0);
  if (first >= 97) return false;
  if (/^(?:may|march|august|april|june|jan|mar|jun|sep|dec)$/i.test(name)) return BEFORE_MONTH.test(context.previous);
  return true;
}
const BEFORE_MONTH =
  /^(?:in|since|until|till|by|from|to|and|of|during|through|between|before|after|early|late|mid|mid-|last|next|this|as|–|-|throughout|around|,)$/;

/** A bare number is a year after a word that years take, in brackets, or before a noun after "the" ("the 2014 coup"). */
function isYear(year: number, text: string, at: number, end: number, context: TimeContext): boolean {
  const latest = context.report === null ? 2099 : dayParts(context.report).year + 30;
  if (year > latest) return false;
  const after = /^\s*([\p{L}%$€£-]+)/u.exec(text.slice(end, end + 24))?.[1] ?? "";
  if (
    /^(?:people|soldiers|troops|civilians|men|women|children|houses|families|fighters|percent|dollars|meters|metres|miles|feet|local|hours|GMT|UTC|kilometers|kilometres|km|kg|tons|tonnes|others|members|rounds|rockets|%|\$|€|£)/i.test(
      after,
    )
  )
    return false;
  if (/[$€£#.:]\s?$/.test(text.slice(Math.max(0, at - 2), at))) return false;
  if (
    /^(?:in|since|until|till|by|from|during|before|after|early|late|mid|mid-|year|circa|throughout|through|between|of|around|back)$/.test(
      context.previous,
    )
  )
    return !(context.previous === "of" && after !== "" && /s$/.test(after)) || year > 1900;
  if (/^(?:and|to|or|-|–|,)$/.test(context.previous)) return context.lastGrain === "year" || context.lastGrain === "month";
  if (context.previous === "(") return true;
  return context.previous === "the" && year >= 1800 && year % 100 !== 0 && after !== "";
}
