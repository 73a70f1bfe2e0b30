import { count } from "../text.js";
import { seasonDays, yearOf } from "./times-absolute.js";
import { addMonths, type Days, dayNumber, dayParts, monthDays, weekDays, yearDays } from "./times-calendar.js";
import {
  type Grain,
  MONTH,
  MONTHS,
  NUMBER,
  type Reading,
  type Recogniser,
  SEASON,
  SEASONS,
  type TimeContext,
  WEEKDAY,
  WEEKDAYS,
} from "./times-reading.js";

/** Recognisers of times that count from the publication or from the time that the text is at. */

const sticky = (source: string) => new RegExp(source, "iy");
const UNIT = "(minute|hour|day|night|week|fortnight|month|year|decade|century|centurie)s?";
const DAYTIME = "(?:morning|afternoon|evening|night|midnight|noon|dawn|overnight)";

const PLAIN = sticky(`(today|tonight|yesterday|tomorrow|overnight)(?:\\s+(?:${DAYTIME}))?\\b`);
const BEFORE_YESTERDAY = sticky("the\\s+day\\s+(before\\s+yesterday|after\\s+tomorrow)\\b");
const WEEKDAY_ALONE = sticky(`(?:(early|late)\\s+(?:on\\s+)?)?${WEEKDAY}\\b(?!-)(?:\\s+(${DAYTIME})\\b)?`);
const PAIR = sticky(`${WEEKDAY}\\s*(?:-|–|to|and|into|until|through)\\s*${WEEKDAY}\\b`);
const DETERMINED = sticky(
  `(this|last|past|next|coming|previous|that(?:\\s+(?:very|same))?|the\\s+(?:very\\s+)?same|the\\s+next|the\\s+following|the\\s+previous|the\\s+preceding|the\\s+past|the\\s+last|the\\s+coming|the\\s+other)\\s+(day|morning|afternoon|evening|night|week|weekend|month|year|decade|century|${WEEKDAY}|${MONTH}|${SEASON})\\b(?!-)(?:\\s+${DAYTIME}\\b)?`,
);
const PAST_N = sticky(`(?:(?:over|in|during|within|for)\\s+)?(?:the\\s+)?(?:past|last|previous)\\s+${NUMBER}\\s+${UNIT}\\b`);
const NEXT_N = sticky(`(?:the\\s+)?(?:next|coming)\\s+${NUMBER}\\s+${UNIT}\\b`);
const AGO = sticky(
  `(?:(?:about|around|nearly|almost|more\\s+than|over|at\\s+least|less\\s+than|just|some)\\s+)?${NUMBER}\\s+(?:and\\s+a\\s+half\\s+)?${UNIT}\\s+(ago|earlier|before|prior|later|after|previously)\\b(?!\\s+the\\b)`,
);
// "hours later" is the day that the text is at; "two days before the strike" counts from the strike.
const BARE_AGO = sticky(
  "(?:(?:minutes|hours|days|weeks|months|years|decades|centuries|long)\\s+ago|(?:days|weeks|months|years|decades|centuries|long)\\s+(?:earlier|later|before))\\b(?!\\s+the\\b)",
);
const DAY_BEFORE = sticky("the\\s+(day|night|morning|week|month|year)\\s+(before|after|earlier)\\b(?!\\s+(?:yesterday|tomorrow))");
const WEEKEND = sticky("(?:(?:over|at|during|on)\\s+)?the\\s+weekend\\b(?!\\s+(?:of|before|after)\\b)");
const RECENT = sticky("(?:recent|previous|past|earlier)\\s+(hours|days|weeks|months|years|decades|times)\\b");
const EARLIER_THIS = sticky("(earlier|later)\\s+(?:this|in\\s+the)\\s+(week|month|year)\\b");
const EARLIER_TODAY = sticky("(?:earlier|later)\\s+(?:today|in\\s+the\\s+day|that\\s+day|the\\s+same\\s+day)\\b");
const CLOCK = sticky(
  "(?:\\d{4}|\\d{1,2}[:.]\\d\\d|\\d{1,2})\\s*(?:hours\\s+|hrs\\s+)?(?:(?:a\\.?m\\.?|p\\.?m\\.?|o['’]clock)(?![\\w])(?:,?\\s*\\(?(?:local\\s+time|[A-Z]{2,4}T?|GMT|UTC)\\b\\)?)?|(?:local\\s+time|GMT|UTC|CET|EST|EDT|IST)\\b)",
);

const LENGTH: Readonly<Record<string, number>> = { minute: 0, hour: 0, day: 1, night: 1, week: 7, fortnight: 14 };
const VAGUE: Days = { from: null, to: null };

/** "today", "last night", "Thursday", "this week", "the past three days", "two days ago", "the next day", "0630 local time" */
export const relativeTimes: readonly Recogniser[] = [
  (text, at, c) => {
    const m = match(EARLIER_TODAY, text, at);
    if (!m) return null;
    const day = /today/i.test(m[0]) ? c.report : c.reference;
    return day === null ? null : reading(m, { from: day, to: day }, "day");
  },
  (text, at, c) => {
    const m = match(PLAIN, text, at);
    if (!m || c.report === null) return null;
    const word = m[1]!.toLowerCase();
    if (word === "overnight") return reading(m, { from: c.report - 1, to: c.report }, "day");
    const day = c.report + (word === "yesterday" ? -1 : word === "tomorrow" ? 1 : 0);
    return reading(m, { from: day, to: day }, "day");
  },
  (text, at, c) => {
    const m = match(BEFORE_YESTERDAY, text, at);
    if (!m || c.report === null) return null;
    const day = c.report + (/before/i.test(m[1]!) ? -2 : 2);
    return reading(m, { from: day, to: day }, "day");
  },
  (text, at, c) => {
    const m = match(PAIR, text, at);
    const last = m && weekday(m[2]!, c);
    if (!m || last === null) return null;
    const span = (WEEKDAYS.get(m[2]!.toLowerCase())! - WEEKDAYS.get(m[1]!.toLowerCase())! + 7) % 7;
    return reading(m, { from: last - span, to: last }, "day");
  },
  (text, at, c) => {
    const m = match(WEEKDAY_ALONE, text, at);
    const day = m && weekday(m[2]!, c);
    return m && day !== null ? reading(m, { from: day, to: day }, "day") : null;
  },
  (text, at, c) => {
    const m = match(EARLIER_THIS, text, at);
    if (!m || c.report === null) return null;
    const unit = unitDays(m[2]!.toLowerCase(), c.report, 0);
    return reading(m, m[1]!.toLowerCase() === "earlier" ? { from: unit.from, to: c.report } : { from: c.report, to: unit.to }, "week");
  },
  (text, at, c) => {
    const m = match(PAST_N, text, at);
    return m ? stretch(m, m[1]!, m[2]!, c, -1) : null;
  },
  (text, at, c) => {
    const m = match(NEXT_N, text, at);
    return m ? stretch(m, m[1]!, m[2]!, c, 1) : null;
  },
  (text, at, c) => determined(match(DETERMINED, text, at), c),
  (text, at, c) => {
    const m = match(WEEKEND, text, at);
    return m && c.report !== null ? reading(m, unitDays("weekend", c.report, c.forward ? 1 : 0), "week") : null;
  },
  (text, at, c) => {
    const m = match(AGO, text, at);
    if (!m) return null;
    const word = m[3]!.toLowerCase();
    const unit = m[2]!.toLowerCase();
    const from =
      word === "ago" || word === "previously" ? c.report : /^(?:year|decade)/.test(unit) ? (c.told?.from ?? c.report) : c.reference;
    const n = count(m[1]!);
    // "a day after troops shot three men" counts from what the clause tells
    if (/^(?:before|after|prior)$/.test(word) && /^\s*[\p{L}\d]/u.test(text.slice(at + m[0].length, at + m[0].length + 3))) return null;
    // "one minute later" is the day that the text is at, whichever that is
    if (from === null || (/^(?:minute|hour)/.test(unit) && word !== "ago")) return null;
    if (/^(?:later|after)$/.test(word) && c.told === null) return reading(m, VAGUE, "vague");
    return n === null ? reading(m, VAGUE, "vague") : shift(m, from, n * (/later|after/.test(word) ? 1 : -1), m[2]!.toLowerCase());
  },
  (text, at) => {
    const m = match(BARE_AGO, text, at);
    return m ? reading(m, VAGUE, "vague") : null;
  },
  (text, at, c) => {
    const m = match(DAY_BEFORE, text, at);
    if (!m || c.reference === null) return null;
    const sign = m[2]!.toLowerCase() === "after" ? 1 : -1;
    const unit = m[1]!.toLowerCase();
    return shift(m, c.reference, sign, unit === "night" || unit === "morning" ? "day" : unit);
  },
  (text, at, c) => {
    const m = match(RECENT, text, at);
    if (!m) return null;
    // "in recent days" ends with the publication and begins with what the text tells of.
    return reading(m, /hours|days/i.test(m[1]!) ? { from: null, to: c.report } : VAGUE, "vague");
  },
  (text, at, c) => {
    const m = match(CLOCK, text, at);
    return m && c.reference !== null ? reading(m, { from: c.reference, to: c.reference }, "clock") : null;
  },
];

/** The weekday meant: the last one up to the publication, or the next where the sentence looks ahead. */
function weekday(name: string, c: TimeContext): number | null {
  if (c.report === null) return null;
  const back = (dayParts(c.report).weekday - WEEKDAYS.get(name.toLowerCase())! + 7) % 7;
  return c.forward && back > 0 ? c.report - back + 7 : c.report - back;
}

/** "last week", "this month", "that night", "the following year", "last October", "next Friday" */
function determined(m: RegExpExecArray | null, c: TimeContext): Reading | null {
  if (!m) return null;
  const which = m[1]!.toLowerCase().replace(/\s+/g, " ");
  if (/^(?:may|march|mar)$/.test(m[2]!)) return null; // "pieces that may come"
  const unit = m[2]!.toLowerCase();
  const counted = /^(?:that(?: same| very)?|the (?:very )?same|the next|the following|the previous|the preceding|previous)$/.test(which);
  const from = counted ? (unit === "year" ? (c.told?.from ?? c.reference) : c.reference) : c.report;
  if (/^the (?:next|following)$/.test(which) && c.told === null && !c.forward) return reading(m, VAGUE, "vague");
  if (from === null || which === "the other") return which === "the other" ? reading(m, VAGUE, "vague") : null;
  const step = /same|that|this/.test(which) ? 0 : /next|following|coming/.test(which) ? 1 : -1;
  if (/^(?:past|the past|the last)$/.test(which) && !/day$|weekend/.test(unit)) {
    // "in the past week": the stretch up to the publication, not the calendar's week.
    return stretch(m, "one", unit, c, -1);
  }
  if (m[3]) {
    const back = (dayParts(from).weekday - WEEKDAYS.get(m[3].toLowerCase())! + 7) % 7;
    const last = back === 0 && step < 0 ? from - 7 : from - back;
    const day = step > 0 ? last + 7 : step === 0 && c.forward && back > 0 ? last + 7 : last;
    return reading(m, { from: day, to: day }, "day");
  }
  if (m[4]) {
    const month = MONTHS.get(m[4].slice(0, 3).toLowerCase())!;
    const year = yearOf(month, null, { ...c, forward: step > 0, year: null });
    if (year === null) return null;
    const days = monthDays(year, month);
    return reading(m, step < 0 && days.to! >= from ? monthDays(year - 1, month) : days, "month");
  }
  if (m[5]) {
    const { year } = dayParts(from);
    const start = dayNumber(year, SEASONS.get(unit)!, 1);
    const current = start > from ? year - 1 : year;
    const last = seasonDays(current, unit).to! >= from && step < 0 ? current - 1 : current;
    return reading(m, seasonDays(step > 0 ? year + (start > from ? 0 : 1) : last, unit), "season");
  }
  if (unit === "night" || unit === "evening" || unit === "morning" || unit === "afternoon" || unit === "day") {
    const day = from + step;
    return reading(m, { from: day, to: day }, "day");
  }
  return reading(m, unitDays(unit, from, step), unit === "week" || unit === "weekend" ? "week" : unit === "month" ? "month" : "year");
}

/** The week, weekend, month or year `step` on from a day. */
function unitDays(unit: string, day: number, step: number): Days {
  const { year, month } = dayParts(day);
  if (unit === "week") return weekDays(day + 7 * step);
  if (unit === "weekend") {
    const { from, to } = weekDays(day);
    const current = day >= to! - 1 || step > 0 ? to! : to! - 7;
    const shifted = step < 0 && day >= to! - 1 ? to! - 7 : current;
    return { from: Math.min(shifted - 1, from! + 13), to: shifted };
  }
  if (unit === "month") return monthDays(year, month + step);
  if (unit === "decade") return yearDays(Math.floor(year / 10) * 10 + 10 * step, 10);
  if (unit === "century") return yearDays(Math.floor(year / 100) * 100 + 100 * step, 100);
  return yearDays(year + step);
}

/** "the past three days": up to the publication; "the next two weeks": from it. */
function stretch(m: RegExpExecArray, number: string, unit: string, c: TimeContext, sign: number): Reading {
  const n = count(number);
  const kind = unit.toLowerCase();
  if (c.report === null || (n === null && !/hour|day|night/.test(kind))) return reading(m, VAGUE, "vague");
  if (n === null) return reading(m, sign < 0 ? { from: null, to: c.report } : { from: c.report, to: null }, "vague");
  const far = kind === "hour" || kind === "minute" ? c.report + sign * Math.ceil(n / 24) : move(c.report, sign * n, kind);
  return reading(m, sign < 0 ? { from: far, to: c.report } : { from: c.report, to: far }, "week");
}

/** "two days earlier" is a day; "two months ago" the month; "three years later" the year; "a week ago" about that day. */
function shift(m: RegExpExecArray, from: number, by: number, unit: string): Reading {
  const to = move(from, by, unit);
  const { year, month } = dayParts(to);
  if (unit === "month") return reading(m, monthDays(year, month), "month");
  if (unit === "year") return reading(m, yearDays(year), "year");
  if (unit === "decade" || unit.startsWith("centur")) return reading(m, VAGUE, "vague");
  return reading(m, { from: to, to }, "day");
}

function move(day: number, by: number, unit: string): number {
  if (unit === "month") return addMonths(day, by);
  if (unit === "year") return addMonths(day, 12 * by);
  if (unit === "decade") return addMonths(day, 120 * by);
  if (unit.startsWith("centur")) return addMonths(day, 1200 * by);
  return day + by * (LENGTH[unit] ?? 1);
}

const match = (re: RegExp, text: string, at: number): RegExpExecArray | null => {
  re.lastIndex = at;
  return re.exec(text);
};
const reading = (m: RegExpExecArray, days: Days, grain: Grain): Reading => ({ end: m.index + m[0].length, days, grain, certain: false });
