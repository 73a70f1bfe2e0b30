import type { DateRange, Doc, TimeExpression } from "../model.js";
import type { EventDate, RuledDates } from "./dates.js";
import { type TimeIndex, timeLevel } from "./dates-attach.js";
import { shiftDay } from "./dates-context.js";
import type { EventDraft, EventMention } from "./event-mention.js";

/** Where a day that an event may have been on comes from; one day may come from several. */
export const SOURCES = [
  "none",
  "rules",
  "trigger",
  "clause",
  "sentence",
  "aside",
  "before",
  "after",
  "main",
  "since main",
  "published",
  "eve",
  "since",
  "around",
  "narrative",
  "last told",
  "bare",
] as const;
export type DateSource = (typeof SOURCES)[number];

/** Days that an event may have been on. */
export interface DateCandidate {
  readonly date: EventDate | null;
  readonly sources: Set<DateSource>;
  /** The time expression with its head, where words of a mention's sentence tell the days. */
  readonly words: { readonly time: TimeExpression; readonly head: number; readonly mention: number } | null;
}

/** The days that the event of a draft may have been on, no day among them, each once. */
export function dateCandidates(doc: Doc, ruled: RuledDates, drafts: readonly EventDraft[], d: number): DateCandidate[] {
  const { dates, index, narrative } = ruled;
  const out = new Map<string, DateCandidate>();
  const add = (source: DateSource, date: EventDate | null, words: DateCandidate["words"] = null): void => {
    const key = date === null ? "-" : `${date.range.from} ${date.range.to}`;
    const known = out.get(key);
    if (known === undefined) out.set(key, { date, sources: new Set([source]), words });
    else {
      known.sources.add(source);
      if (known.words === null && words !== null) out.set(key, { ...known, words });
    }
  };
  const context = (source: DateSource, range: DateRange | null | undefined): void => {
    if (range != null && (range.from !== null || range.to !== null)) add(source, { range, mention: -1, expression: null, level: 3 });
  };
  const published = doc.report.date;
  add("none", null);
  if (dates[d]) add("rules", dates[d]);
  const draft = drafts[d]!;
  for (const [k, mention] of draft.mentions.entries())
    for (const { time, head } of index.bySentence.get(mention.sentence) ?? []) {
      if (time.from === null && time.to === null) continue;
      const level = timeLevel(doc, index, mention, time, head);
      const source = (["trigger", "clause", "sentence", "aside"] as const)[level]!;
      const range = { from: time.from, to: time.to };
      add(source, { range, mention: k, expression: time, level }, { time, head, mention: k });
      const bare = bareDays(doc, time);
      if (bare !== null) add("bare", { range: bare, mention: k, expression: time, level }, { time, head, mention: k });
      if (published !== null && time.from !== null && time.from < published && time.to !== published)
        add("since", { range: { from: time.from, to: published }, mention: k, expression: time, level }, { time, head, mention: k });
    }
  context("before", nearest(dates, d, -1));
  context("after", nearest(dates, d, 1));
  context("main", narrative.main);
  const first = draft.mentions[0]!;
  context("narrative", ruled.at(first.sentence));
  context("last told", lastTold(index, first.sentence));
  for (const mention of draft.mentions) {
    const around = nextTo(doc, index, d, mention);
    if (around >= 0) context("around", dates[around]?.range);
  }
  if (published !== null) {
    if (narrative.main?.from != null && narrative.main.from < published)
      context("since main", { from: narrative.main.from, to: published });
    context("published", { from: published, to: published });
    context("eve", ruled.eve);
  }
  return [...out.values()];
}

/** Index of the first event whose word the mention's hangs on, or that hangs on it; -1 for none. */
function nextTo(doc: Doc, { drafts, hanging }: TimeIndex, d: number, { token }: EventMention): number {
  const above = drafts.get(doc.tokens[token]!.head);
  const others = (above === undefined ? [] : [above]).concat(hanging.get(token) ?? []).filter((k) => k !== d);
  return others.length === 0 ? -1 : Math.min(...others);
}

/** "since the July 2023 coup": the day, month or year that a stretch of time begins with. */
function bareDays(doc: Doc, { start, end, from }: TimeExpression): DateRange | null {
  const words = doc.report.text.slice(start, end);
  if (from === null || !/^since\b/i.test(words)) return null;
  if (!/[a-z]{3}/i.test(words.slice(5))) return { from: `${from.slice(0, 4)}-01-01`, to: `${from.slice(0, 4)}-12-31` };
  return from.endsWith("-01") && !/\b\d{1,2}\b/.test(words) ? { from, to: lastOfMonth(from) } : { from, to: from };
}

const lastOfMonth = (day: string): string => shiftDay(`${shiftDay(day, 31).slice(0, 7)}-01`, -1);

/** The days of the next event before or after that has some. */
function nearest(dates: readonly (EventDate | null)[], d: number, step: number): DateRange | null {
  for (let k = d + step, steps = 0; k >= 0 && k < dates.length && steps < 6; k += step, steps++) if (dates[k]) return dates[k]!.range;
  return null;
}

/** The last time that the sentences before name. */
function lastTold(index: TimeIndex, sentence: number): DateRange | null {
  for (let s = sentence - 1; s >= 0 && s >= sentence - 6; s--) {
    const time = index.bySentence.get(s)?.findLast(({ time }) => time.from !== null && time.to !== null)?.time;
    if (time !== undefined) return { from: time.from, to: time.to };
  }
  return null;
}
