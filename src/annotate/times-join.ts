import { addMonths, type Days, dayParts, monthDays } from "./times-calendar.js";
import type { Grain } from "./times-reading.js";

/** A time expression before its neighbours are looked at. */
export interface TimeDraft {
  readonly start: number;
  readonly end: number;
  readonly days: Days;
  readonly grain: Grain;
  readonly sentence: number;
}

const BETWEEN = /^\s*(?:,?\s*and|to|until|till|through|–|—|-)\s*(?:the\s+|on\s+|early\s+|late\s+|mid-)*$/i;
const SAME = /^(?:\s*,?\s*(?:on|in|of|at|the|local time|,|\()?\s*)*$/i;
const NIGHT = /^\s*(?:-|to|and|into|–)?\s*$/;

/** Joins neighbours that tell of one time: a range by its two ends, a weekday with its date, a clock time with its day. */
export function joinTimes(text: string, drafts: readonly TimeDraft[]): TimeDraft[] {
  const out: TimeDraft[] = [];
  for (const next of drafts) {
    const last = out.at(-1);
    const gap = last && last.sentence === next.sentence && next.start - last.end <= 16 ? text.slice(last.end, next.start) : null;
    const joined = gap === null ? null : join(text, last!, gap, next);
    if (joined === null) out.push(next);
    else out[out.length - 1] = joined;
  }
  return out;
}

function join(text: string, a: TimeDraft, gap: string, b: TimeDraft): TimeDraft | null {
  const whole = (days: Days, grain: Grain): TimeDraft => ({ start: a.start, end: b.end, days, grain, sentence: a.sentence });
  if (BETWEEN.test(gap)) {
    const opened = /\b(?:between|from|overnight)\s+(?:the\s+|early\s+|late\s+|on\s+)*$/i.test(
      text.slice(Math.max(0, a.start - 20), a.start),
    );
    const listed = /and/i.test(gap) || !/[a-z–—-]/i.test(gap);
    // "on Thursday and Friday" are two days and one stretch of time; "from 3 to 5 March" is a range by its words.
    if (!opened && listed && b.grain !== a.grain) return null;
    const from = a.days.from ?? b.days.from;
    // "between April and early June"
    const end = partOf(/(?:early|mid)[\s-]*$/i.exec(gap)?.[0] ?? "", b)?.to ?? b.days.to;
    if (from !== null && end !== null) return range(a, { ...b, days: { from: b.days.from, to: end } }, from, whole);
    return null;
  }
  if (SAME.test(gap) || NIGHT.test(gap)) {
    if (a.grain === "clock" || b.grain === "clock") return a.grain === "clock" ? whole(b.days, b.grain) : whole(a.days, a.grain);
    const moved = ofYear(text, a, b);
    if (moved !== null) return whole(moved, a.grain);
    if (within(b.days, a.days)) return whole(b.days, b.grain);
    if (within(a.days, b.days)) return whole(a.days, a.grain);
    // "Monday, Dec. 26": the date decides; a weekday was only reckoned.
    const dated = (t: TimeDraft) => /\d/.test(text.slice(t.start, t.end));
    if (a.grain === "day" && b.grain === "day" && /,|^\s*$/.test(gap) && (dated(a) || dated(b)))
      return whole(dated(b) ? b.days : a.days, "day");
    return null;
  }
  return null;
}

/** "April last year", "3 May of the same year": a month or day without a year of its own is that of the year told behind it. */
function ofYear(text: string, { start, end, days, grain }: TimeDraft, year: TimeDraft): Days | null {
  if (year.grain !== "year" || (grain !== "month" && grain !== "day") || days.from === null || days.to === null) return null;
  const own = text.slice(start, end);
  const told = text.slice(year.start, year.end);
  if (year.days.from === null || !/\b(?:year|[12]\d{3})\b/i.test(told) || !MONTH_NAME.test(own) || /\d{4}/.test(own)) return null;
  const { year: y } = dayParts(year.days.from);
  const { year: reckoned, month } = dayParts(days.from);
  if (grain === "month") return monthDays(y, month);
  return { from: addMonths(days.from, 12 * (y - reckoned)), to: addMonths(days.to, 12 * (y - reckoned)) };
}

const MONTH_NAME = /(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;

function range(a: TimeDraft, b: TimeDraft, from: number, whole: (days: Days, grain: Grain) => TimeDraft): TimeDraft | null {
  const to = b.days.to!;
  if (from <= to) return whole({ from, to }, b.grain);
  // "from October to March 2015": the first month belongs to the year before the second's.
  if (a.grain === "month" && b.grain === "month") {
    const first = dayParts(from);
    const last = dayParts(to);
    const year = first.month <= last.month ? last.year : last.year - 1;
    return whole({ from: monthDays(year, first.month).from, to }, b.grain);
  }
  if (a.grain === "day" && b.grain === "day" && from - to < 8) return whole({ from: from - 7, to }, "day");
  return null;
}

const within = (inner: Days, outer: Days): boolean =>
  inner.from !== null && inner.to !== null && outer.from !== null && outer.to !== null && inner.from >= outer.from && inner.to <= outer.to;

const BEFORE =
  /(?:^|[^\p{L}])((?:since|until|till|up to|before|after|by|from|starting|beginning|early|late|earlier|mid|the night of|night of|overnight|in|on|of|the|end|beginning|start|middle|first half|second half|-|\s)+)$/iu;

/** Takes the words before an expression in that move its ends: "since October" runs to the publication, "until May" is open. */
export function withPreposition(text: string, t: TimeDraft, published: number | null): TimeDraft {
  const before = BEFORE.exec(text.slice(Math.max(0, t.start - 32), t.start))?.[1];
  if (before === undefined) return t;
  const part = partOf(before, t);
  const days = part ?? t.days;
  const opener = /\b(since|until|till|up to|before|after|by|from|starting|beginning)\b/i.exec(before);
  const start = part !== null ? t.start - (before.length - before.search(PART)) : t.start;
  const draft = { ...t, start, days };
  if (!opener)
    return /night of\s+(?:the\s+)?$/i.test(before)
      ? { ...draft, start: t.start - (before.length - before.search(/(?:the\s+)?night/i)) }
      : draft;
  const word = opener[1]!.toLowerCase();
  const at = t.start - (before.length - opener.index);
  if (/^(?:['’]s|\s+(?:attack|attacks|strike|strikes|raid|vote|deadline)\b)/.test(text.slice(t.end, t.end + 20)) && word !== "since")
    return draft;
  if (t.grain === "vague") return draft;
  // "the first since 2017, when a general was killed": the clause tells of that time
  if (word === "since" && /^,\s+when\b/.test(text.slice(t.end, t.end + 8))) return draft;
  if (word === "since")
    return { ...draft, start: at, days: { from: days.from, to: published === null || (days.from ?? 0) > published ? null : published } };
  if (word === "until" || word === "till" || word === "up to" || word === "by")
    return { ...draft, start: at, days: { from: null, to: days.to } };
  if (word === "before") return { ...draft, start: at, days: { from: null, to: days.from === null ? null : days.from - 1 } };
  if (word === "after") return { ...draft, start: at, days: { from: t.grain === "day" ? days.from : days.to, to: null } };
  // "from October", "starting Friday": a range by both its ends stays as it is.
  const ranged = word === "from" && days.from !== null && days.to !== null && t.grain === "day" && days.from !== days.to;
  return ranged || /\b(?:to|until|and|through|–|-)\b/.test(text.slice(t.start, t.end))
    ? draft
    : { ...draft, start: at, days: { from: days.from, to: null } };
}

const PART = /(?:early|late|mid|end|beginning|start|middle|first half|second half)\b[\s-]*(?:of|in|the|\s|-)*$/i;

/** "early May" is the month's first third, "the end of 2014" the year's last months, "the first half of 2022" six months. */
function partOf(before: string, t: TimeDraft): Days | null {
  const word = PART.exec(before)?.[0].toLowerCase();
  const { from, to } = t.days;
  if (word === undefined || from === null || to === null || to - from < 6) return null;
  const length = to - from + 1;
  if (t.grain === "month" || t.grain === "year" || t.grain === "season" || t.grain === "week") {
    if (word.startsWith("first half")) return { from, to: from + Math.floor(length / 2) - 1 };
    if (word.startsWith("second half")) return { from: from + Math.floor(length / 2), to };
    const third = t.grain === "month" ? 10 : Math.floor(length / 3);
    if (/^(?:early|beginning|start)/.test(word)) return { from, to: from + third - 1 };
    if (/^mid/.test(word)) return { from: from + third, to: from + 2 * third - 1 };
    return { from: from + 2 * third, to };
  }
  return null;
}
