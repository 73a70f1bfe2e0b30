import type { Part } from "../model.js";

/** What a report says of itself around its prose. */
export interface Layout {
  readonly date: string | null;
  readonly publisher: string | null;
  readonly url: string | null;
  readonly place: string | null;
  readonly parts: readonly Part[];
}

const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const DAY = String.raw`\d{4}-\d{2}-\d{2}|\d{1,2}\s+\p{L}{3,9}\.?,?\s+\d{4}|\p{L}{3,9}\.?\s+\d{1,2},?\s+\d{4}`;

/** " date 2026-02-27 Advertisement", "Published: 3 March 2021", "Date: Jan. 8, 2019", a day alone on a line. */
const DATE_LINE = new RegExp(
  String.raw`^[^\S\n]*(?:(?:date|dated|published|posted|updated)(?:\s+on)?[:\s]\s*)?(?:\p{L}{3,9}day,?\s+)?(${DAY})(?:[T ,]+\d{1,2}:\d{2}[^\n]{0,20})?[^\S\n]*((?:advertisement)?)[^\S\n]*$`,
  "iu",
);
/** "MANILA, March 3, 2020" alone on a line. */
const FILED_LINE = new RegExp(
  String.raw`^[^\S\n]*(?!\p{L}+day,)(\p{Lu}[\p{L}'’.-]*(?:[ /]\p{Lu}[\p{L}'’.-]*){0,3}),\s+(${DAY})[^\S\n]*$`,
  "u",
);
/** "KABUL (Reuters) -", "KYIV, Ukraine (AP) —", "GAZA CITY, Jan 3 (Xinhua) --", "New Delhi [India], July 3 (ANI):"; then "WASHINGTON --"; then "Kabul:" */
const AGENCY_LINE =
  /^[^\S\n]*(\p{Lu}[\p{L}'’.-]*(?:[ /]\p{Lu}[\p{L}'’.-]*){0,3})(?:,\s*[\p{L}. ]{2,24})?(?:\s*\[[\p{L} ]{2,24}\])?(?:,\s*(?:\p{L}{3,9}\.?\s+\d{1,2}|\d{1,2}\s+\p{L}{3,9}\.?))?\s*\(([\p{Lu}][\p{L}&./ -]{1,30})\)\s*(?:[-–—]{1,2}|:)[^\S\n]+/u;
const CAPITALS_LINE =
  /^[^\S\n]*(\p{Lu}[\p{Lu}'’.-]+(?:[ /]\p{Lu}[\p{Lu}'’.-]*){0,3})(?:,\s*[\p{L}. ]{2,24})?(?:,\s*(?:\p{L}{3,9}\.?\s+\d{1,2}|\d{1,2}\s+\p{L}{3,9}\.?))?\s*(?:[-–—]{1,2}|:)[^\S\n]+(?=["“'‘]?\p{Lu})/u;
const COLON_LINE =
  /^[^\S\n]*(\p{Lu}[\p{L}'’.-]*(?:[ /]\p{Lu}[\p{L}'’.-]*){0,2})(?:,\s*(?:\p{L}{3,9}\.?\s+\d{1,2}|\d{1,2}\s+\p{L}{3,9}\.?))?:[^\S\n]+(?=["“'‘]?\p{Lu})/u;
/** "(Source: ANI)", "Source: Reuters", "(With inputs from AP)" as a line or at the end of one. */
const CREDIT =
  /\(?\b(?:source|credit|via|with inputs? from)\b\s*:?\s*((?=\p{Lu})[\p{L}\d&.'’ -]{2,40}?)\)[^\S\n]*$|^[^\S\n]*(?:source|credit)s?\s*:\s*((?=\p{Lu})[\p{L}\d&.'’ -]{2,40}?)[^\S\n]*$/iu;
const JUNK =
  /^[^\S\n]*(?:advertisement|story continues below(?: advertisement)?|read more:?[^\n]{0,120}|sign up (?:for|to)[^\n]{0,120}|subscribe[^\n]{0,80}|share this(?: article)?|related (?:stories|articles):?)[^\S\n]*$/iu;
const LINK = /^[^\S\n]*(?:url|link|source)?:?\s*(https?:\/\/[^\s<>"{}|\\^`]{4,500})[^\S\n]*$/iu;

/** How far into a text (in lines that are not blank) its head reaches, and how far from its end its foot. */
const HEAD_LINES = 5;
const LONGEST_LINE = 200;
/** "Kabul: …" opens a paragraph; "Poll: …" in a shorter line is a headline. */
const SHORTEST_PARAGRAPH = 130;

/**
 * Finds what is not prose: date lines, datelines, credits, advertisements, links. The text is not altered; whatever is
 * found is a part with its span. Each line is looked at once, and only its beginning where it is long.
 */
export function findLayout(text: string): Layout {
  let date: string | null = null;
  let publisher: string | null = null;
  let url: string | null = null;
  let place: string | null = null;
  let prose = 0;
  let lines = 0;
  const parts: Part[] = [];
  for (const { start, end } of linesOf(text)) {
    const line = text.slice(start, Math.min(end, start + LONGEST_LINE));
    if (line.trim() === "") continue;
    lines++;
    const whole = end - start <= LONGEST_LINE;
    const head: boolean = whole && date === null && lines <= HEAD_LINES;
    const filedOn: RegExpExecArray | null = head ? FILED_LINE.exec(line) : null;
    const dayLine: string | undefined = filedOn?.[2] ?? (head ? DATE_LINE.exec(line)?.[1] : undefined);
    const day: string | null = dayLine === undefined ? null : parseDay(dayLine);
    if (day !== null) {
      date = day;
      place ??= filedOn?.[1] ?? null;
      parts.push({ start, end, kind: "date" });
      continue;
    }
    const link = whole ? LINK.exec(line) : null;
    if (link !== null) {
      url ??= link[1]!;
      parts.push({ start, end, kind: "markup" });
      continue;
    }
    if (whole && JUNK.test(line)) {
      parts.push({ start, end, kind: "advertisement" });
      continue;
    }
    if (prose < 3 && place === null) {
      const agency = AGENCY_LINE.exec(line);
      const filed = agency ?? CAPITALS_LINE.exec(line) ?? (end - start > SHORTEST_PARAGRAPH ? COLON_LINE.exec(line) : null);
      if (filed !== null) {
        place = filed[1]!;
        publisher ??= agency?.[2]?.trim() ?? null;
        parts.push({ start, end: start + filed[0].trimEnd().length, kind: "dateline" });
      }
    }
    prose++;
    const tail = text.slice(Math.max(start, end - LONGEST_LINE), end);
    const credit = CREDIT.exec(tail);
    if (credit !== null) {
      publisher = (credit[1] ?? credit[2])!.trim();
      parts.push({ start: end - tail.length + credit.index, end, kind: "credit" });
    }
  }
  return { date, publisher, url, place, parts: parts.sort((a, b) => a.start - b.start) };
}

/** Lines without their line ends. */
function* linesOf(text: string): Generator<{ start: number; end: number }> {
  for (let start = 0; start <= text.length; ) {
    let end = text.indexOf("\n", start);
    if (end < 0) end = text.length;
    yield { start, end: end > start && text[end - 1] === "\r" ? end - 1 : end };
    start = end + 1;
  }
}

/** "2026-02-27", "27 February 2026", "Feb. 27, 2026" as `YYYY-MM-DD`; `null` where there is no such day. */
export function parseDay(words: string): string | null {
  const numeric = /^(\d{4})-(\d{2})-(\d{2})$/.exec(words);
  const named = /^(?:(\d{1,2})\s+(\p{L}+)\.?,?|(\p{L}+)\.?\s+(\d{1,2}),?)\s+(\d{4})$/u.exec(words);
  const [year, month, day] = numeric
    ? [Number(numeric[1]), Number(numeric[2]), Number(numeric[3])]
    : named
      ? [Number(named[5]), monthOf((named[2] ?? named[3])!), Number(named[1] ?? named[4])]
      : [0, 0, 0];
  if (year < 1000 || month < 1 || month > 12 || day < 1) return null;
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.toISOString().slice(0, 10) : null;
}

function monthOf(name: string): number {
  const short = name.toLowerCase();
  return short.length < 3 ? 0 : MONTHS.findIndex((m) => m.startsWith(short) || (short === "sept" && m === "september")) + 1;
}
