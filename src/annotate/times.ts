import type { Report, Sentence, TimeExpression, Token } from "../model.js";
import type { Syntax } from "./syntax.js";
import { monthDates, numericDates, seasonDates } from "./times-absolute.js";
import { dayParts, formatDay, parseDay } from "./times-calendar.js";
import { historyOf } from "./times-history.js";
import { joinTimes, type TimeDraft, withPreposition } from "./times-join.js";
import type { Reading, Recogniser, Reference, TimeContext } from "./times-reading.js";
import { relativeTimes } from "./times-relative.js";

/**
 * Finds the time expressions of a text and resolves them against the day of publication: recognisers that know nothing of
 * each other read at each word, the longest reading wins, and neighbours are then joined ("from 3 March to 5 March",
 * "Thursday night"). Without a day of publication only absolute dates are found, and those that count from one.
 * @returns expressions in order, without overlaps; both ends `null` where it is vague ("years ago")
 */
export function findTimes(syntax: Syntax, report: Report): TimeExpression[] {
  const published = parseDay(report.date);
  const aside = report.parts.filter((p) => p.kind !== "headline");
  const inPart = (t: Token) => aside.some((p) => p.start < t.end && t.start < p.end);
  const drafts: TimeDraft[] = [];
  let told: Reference | null = null;
  let reference: number | null = null;
  let year: number | null = null;
  let paragraphEnd = 0;
  // Whether the text has told of times by the report's clock.
  let current = false;
  const history = historyOf(syntax, published);
  for (const sentence of syntax.sentences) {
    if (sentence.start > paragraphEnd) {
      if (current) year = null;
      history?.newParagraph();
    }
    paragraphEnd = nextParagraph(syntax.text, sentence.end);
    let passing = false;
    for (let i = sentence.first, skip = -1; i < sentence.last; i++) {
      const token = syntax.tokens[i]!;
      const word = token.text.replace(PART_OF, "");
      const at = token.end - word.length;
      if (token.start < skip || !mayBegin(word) || inPart(token)) continue;
      const last = drafts.at(-1);
      const context: TimeContext = {
        report: published,
        reference: reference ?? published,
        told,
        year,
        history,
        forward: looksAhead(syntax.tokens, sentence, i),
        previous: i > sentence.first ? syntax.tokens[i - 1]!.text.toLowerCase() : "",
        lastGrain: last !== undefined && token.start - last.end < 12 ? last.grain : null,
      };
      const found = longest(syntax.text, at, context, recognisersFor(word));
      if (found === null) continue;
      skip = found.end;
      drafts.push({ start: at, end: found.end, days: found.days, grain: found.grain, sentence: token.sentence });
      told = toldAfter(found, syntax.text.slice(at, found.end), told);
      if (told !== null && told.grain !== "year") reference = told.from;
      current ||= !found.certain && found.grain !== "clock" && !CALENDAR.test(word);
      current ||= year === null && isRecent(found, published);
      if (CALENDAR.test(word)) history?.told(found);
      const next: number | null = BOUND.test(context.previous) ? year : yearAfter(found, year, published);
      // "left the accord of 2011" leaves the paragraph in its own year; "In 2011 …" moves it.
      if (next !== year && next !== null && i > sentence.first + 2) passing = true;
      year = next;
    }
    if (passing && current) year = null;
  }
  return joinTimes(syntax.text, drafts)
    .map((t) => withPreposition(syntax.text, t, published))
    .map((t) => ({ start: t.start, end: t.end, from: iso(t.days.from), to: iso(t.days.to) }));
}

/** What the next relative time counts from: the time just named, but for a look back ("lost a fortnight earlier"). */
function toldAfter({ days, grain }: Reading, words: string, told: Reference | null): Reference | null {
  const { from, to } = days;
  if (from === null || to === null || /\b(?:earlier|before|previous|preceding|ago)\b/i.test(words)) return told;
  if (grain === "year") return to - from > 366 ? told : { from, grain };
  return (grain === "day" && from === to) || grain === "month" ? { from, grain } : told;
}

/** "under blockade since February 2022": what bounds a stretch of time is not the year that the text is in. */
const BOUND = /^(?:since|until|till|before|by)$/;

/** A day of the two months before the publication: the text tells news. */
function isRecent({ days, grain }: Reading, published: number | null): boolean {
  return grain === "day" && published !== null && days.from !== null && days.from <= published && published - days.from <= 62;
}

/** Words that begin a date of the calendar. */
const CALENDAR = /^(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;

const iso = (day: number | null): string | null => (day === null ? null : formatDay(day));

/** Words that a time expression may begin with, told by their first character and length before any pattern is tried. */
function mayBegin(word: string): boolean {
  const code = word.charCodeAt(0);
  if (code >= 48 && code <= 57) return true;
  return word.length <= 11 && STARTERS.has(word.toLowerCase().replace(".", ""));
}

/** "mid-February", "late-2019": what is joined to a date by a hyphen. */
const PART_OF = /^(?:mid|early|late)-(?=\p{L}|\d)/iu;

const WORDS: readonly (readonly [readonly Recogniser[], string])[] = [
  [
    monthDates,
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec",
  ],
  [seasonDates, "spring summer autumn fall winter"],
  [
    relativeTimes,
    "today tonight yesterday tomorrow overnight monday tuesday wednesday thursday friday saturday sunday early late earlier later this last past next coming previous that the over at on in during within for recent about around nearly almost more at less just some a an one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty few several many couple dozens minutes hours days weeks months years decades centuries long",
  ],
];
const STARTERS: ReadonlyMap<string, readonly Recogniser[]> = new Map(
  WORDS.flatMap(([recognisers, words]) => words.split(" ").map((word) => [word, recognisers] as const)),
);
const NUMERALS: readonly Recogniser[] = [...numericDates, ...relativeTimes];

function recognisersFor(word: string): readonly Recogniser[] {
  const code = word.charCodeAt(0);
  return code >= 48 && code <= 57 ? NUMERALS : (STARTERS.get(word.toLowerCase().replace(".", "")) ?? []);
}

function longest(text: string, at: number, context: TimeContext, recognisers: readonly Recogniser[]): Reading | null {
  let best: Reading | null = null;
  for (const read of recognisers) {
    const found = read(text, at, context);
    if (found !== null && (best === null || found.end > best.end)) best = found;
  }
  return best;
}

/** A paragraph that names a year goes on in it ("In 2014 … In June"), until it names another time by the report's clock. */
function yearAfter(found: Reading, year: number | null, published: number | null): number | null {
  const { from, to } = found.days;
  if (!found.certain) return found.grain === "week" ? null : year;
  if (from === null || to === null || to - from > 366) return year;
  const named = dayParts(from).year;
  return published !== null && named >= dayParts(published).year ? null : named;
}

const AHEAD = /^(?:will|would|'ll|’ll|shall|due|scheduled|planned|expected|plans|plan|upcoming|deadline|slated|set|intends|must)$/i;

/**
 * "will meet on Friday", "due by October", "is to visit on Monday", "threatened to march on Friday", "announced for Sunday":
 * within eight words before the date, in its clause.
 */
function looksAhead(tokens: readonly Token[], sentence: Sentence, at: number): boolean {
  if (tokens[at - 1]?.text.toLowerCase() === "for" && tokens[at - 2]?.xpos === "VBN") return true;
  for (let i = at - 1; i >= Math.max(sentence.first, at - 9); i--) {
    const token = tokens[i]!;
    // "due by Friday", not "detained by police on Friday"
    if (i === at - 1 && token.text.toLowerCase() === "by") return true;
    if (AHEAD.test(token.text) && tokens[i - 1]?.lemma !== "help")
      return !(token.text.toLowerCase() === "set" && token.tag === "VERB" && token.xpos === "VBD");
    if (token.text === "to" && tokens[i + 1]?.xpos === "VB" && i > sentence.first && opensFuture(tokens[i - 1]!)) return true;
    if (MAY.test(token.text) && tokens[i + 1]?.xpos === "VB" && tokens[i + 1]!.lemma !== "have") return true;
    if (token.xpos === "VBD" || token.xpos === "VBZ" || token.xpos === "VBP" || /^[;:“”"]$/.test(token.text)) return false;
  }
  return false;
}

/** "is to visit", "threatened to march", "a threat to strike" */
const opensFuture = ({ text, lemma }: Token): boolean => /^(?:is|are)$/i.test(text) || INTENDS.test(lemma);

const INTENDS =
  /^(?:threaten|vow|promise|pledge|agree|decide|intend|plan|prepare|hope|propose|offer|swear|undertake|threat|decision|deadline|ultimatum|invite|urge|ask|call|order|instruct)$/;

const MAY = /^(?:may|might|could|can)$/;

function nextParagraph(text: string, end: number): number {
  const at = text.indexOf("\n\n", Math.max(0, end - 1));
  return at < 0 ? text.length : at;
}
