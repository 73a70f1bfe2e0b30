import type { DateRange, Doc, EventType } from "../model.js";
import type { EventDate } from "./dates.js";
import type { TimeIndex } from "./dates-attach.js";
import { daysBetween, isAside, isBackground, isReaction, shiftDay, tellsWhatHappened, width } from "./dates-context.js";
import type { EventDraft } from "./event-mention.js";

/** What a text tells of when its events are. */
export interface Narrative {
  /** Days that the text is at from a sentence on, in order. */
  readonly steps: readonly {
    readonly sentence: number;
    readonly range: DateRange;
    readonly passing: boolean;
    readonly paragraph: number;
  }[];
  /** The first event's day: what a report is about. */
  readonly main: DateRange | null;
  /** The sentence that names it. */
  readonly mainSentence: number;
  readonly paragraphOf: (sentence: number) => number;
}

/** The days that sentences leave the narrative at: those within two months before publication stay, older ones end with the paragraph. */
export function narrativeDays(doc: Doc, index: TimeIndex, drafts: readonly EventDraft[], own: readonly (EventDate | null)[]): Narrative {
  const paragraphOf = paragraphs(doc);
  const published = doc.report.date;
  const step = (sentence: number, range: DateRange, type: EventType | null, spoken: boolean) => {
    const passing = published !== null && (range.to! > published || daysBetween(range.to!, published) > 60);
    return { sentence, range, passing, paragraph: paragraphOf(sentence), type, spoken };
  };
  const told = drafts.flatMap((draft, i) => {
    const date = own[i];
    if (!date || date.mention < 0 || width(date.range) > 31) return [];
    const mention = draft.mentions[date.mention]!;
    const passing = isBackground(doc, mention, false) || isAside(doc, mention, index.triggers, true, true);
    const tells = date.level === 0 || tellsWhatHappened(doc, mention);
    return mention.modality === "actual" && tells && !passing ? [step(mention.sentence, date.range, draft.type, date.level === 2)] : [];
  });
  // A day that a sentence names for what is no event here ("On Wednesday, troops targeted …") still moves the narrative.
  const known = new Set(told.map((s) => s.sentence));
  const named = [...index.bySentence].flatMap(([sentence, times]) => {
    const day = known.has(sentence) ? undefined : times.find(({ time, head }) => width(time) <= 3 && isMainClause(doc, head));
    return day === undefined || (published !== null && day.time.to! > published) ? [] : [step(sentence, day.time, null, false)];
  });
  const steps = [...told, ...named].sort((a, b) => a.sentence - b.sentence);
  const first = steps.find((s) => !s.passing && (s.type === null || !isReaction(s.type))) ?? steps.find((s) => !s.passing);
  const period = periodOf(doc);
  if (period !== null) return { steps: steps.map((s) => ({ ...s, passing: true })), main: period, mainSentence: 0, paragraphOf };
  const past = historyDay(doc, steps, first);
  if (past !== null)
    return {
      steps: steps.map((s) => ({ ...s, passing: s.range.to! < past.range.from! })),
      main: past.range,
      mainSentence: past.sentence,
      paragraphOf,
    };
  const main = first?.spoken ? (steps.find((s) => isSoonTold(s, first)) ?? first) : first;
  // what lies more than some days before the main day is told in its paragraph alone
  const earlier = (s: Step): boolean => main !== undefined && s.sentence > main.sentence && daysBetween(s.range.to!, main.range.from!) > 4;
  return {
    steps: steps.map((s) => ({ ...s, passing: s.passing || earlier(s) })),
    main: main?.range ?? null,
    mainSentence: main?.sentence ?? 0,
    paragraphOf,
  };
}

type Step = Narrative["steps"][number] & { readonly spoken: boolean; readonly type: EventType | null };

/** "officials said on Wednesday. The bomb went off on Tuesday": the day that the next sentences tell of, not that of the saying. */
const isSoonTold = (step: Step, said: Step): boolean =>
  !step.spoken &&
  !step.passing &&
  step.sentence - said.sentence <= 3 &&
  step.range.from! < said.range.from! &&
  daysBetween(step.range.from!, said.range.from!) <= 3;

/** The day that a text of years gone by begins with: a day of long ago among the first sentences, and none of the report's weeks. */
function historyDay(doc: Doc, steps: readonly Step[], first: Step | undefined): Step | null {
  const published = doc.report.date;
  if (published === null || (first !== undefined && first.sentence <= 2 * LEAD)) return null;
  return steps.find((s) => s.sentence <= LEAD && s.passing && width(s.range) <= 62 && s.range.to! < published) ?? null;
}

/** "Reporting period: 3–9 June", "covering 23 Nov. to 24 Nov.", "activity during the past week": what a digest's head says it tells of. */
function periodOf(doc: Doc): DateRange | null {
  const { text, date } = doc.report;
  const times = doc.times.filter((t) => t.start < (doc.sentences[Math.min(HEAD, doc.sentences.length - 1)]?.end ?? 0));
  for (const [i, { start, end, from, to }] of times.entries()) {
    const before = text.slice(Math.max(0, start - 60), start);
    const line = before.slice(before.lastIndexOf("\n") + 1);
    if (!PERIOD.test(line) || from === null || to === null || (date !== null && from > date)) continue;
    const next = times[i + 1];
    const ranged = next?.to != null && /^[^\n.]{0,12}(?:to|–|—|-|until)\s*$/.test(text.slice(end, next.start));
    const last = ranged ? next.to! : to;
    if (from < last && daysBetween(from, last) <= 45) return { from, to: last };
  }
  return null;
}

/** Sentences that a digest's head may take. */
const HEAD = 6;
const PERIOD =
  /\b(?:period|covering|covers|report(?:s| no\.?| #)?|sitrep|bulletin|digest|week of|(?:list|summary|overview) of [\w ]+ (?:during|over|in|for))\b[^.\n]*$/i;

/** Whether a time hangs on a verb that tells, and not on a noun or an infinitive. */
function isMainClause(doc: Doc, time: number): boolean {
  const { head } = doc.tokens[time]!;
  const verb = head < 0 ? undefined : doc.tokens[head]!;
  if (verb === undefined || verb.deprel === "acl") return false;
  if (!/^VB[DZPN]$/.test(verb.xpos)) return verb.deprel === "root" && !/^VB/.test(verb.xpos);
  return !doc.tokens.slice(Math.max(0, head - 4), head).some((t) => t.head === head && t.text.toLowerCase() === "had");
}

/** The days that an event of a type in a sentence is of, for want of any of its own. */
export function rangeAt(doc: Doc, narrative: Narrative, sentence: number, type: EventType): DateRange | null {
  const published = doc.report.date;
  const { main } = narrative;
  const paragraph = narrative.paragraphOf(sentence);
  let at: DateRange | null = null;
  for (const step of narrative.steps) {
    if (step.sentence > sentence) break;
    if (!step.passing || step.paragraph === paragraph) at = step.range;
  }
  if (
    isReaction(type) &&
    main !== null &&
    published !== null &&
    main.from !== null &&
    main.from <= published &&
    daysBetween(main.from, published) <= 31
  )
    return { from: main.from, to: published };
  if (at !== null) return at;
  // A headline and the first sentences are of the day that the next ones name.
  if (main !== null) return narrative.mainSentence - sentence <= LEAD ? main : null;
  // A report without any date of its own begins with the day before it came out.
  return published === null || narrative.steps.length > 0 || sentence >= LEAD
    ? null
    : { from: shiftDay(published, -1), to: shiftDay(published, -1) };
}

/** Sentences, the line of the date and a headline among them, that a report begins with. */
const LEAD = 5;

/** Number of the paragraph of each sentence: one begins after an empty line. */
function paragraphs(doc: Doc): (sentence: number) => number {
  const numbers = new Int32Array(doc.sentences.length);
  let n = 0;
  for (let i = 1; i < doc.sentences.length; i++) {
    if (/\n\s*\n/.test(doc.report.text.slice(doc.sentences[i - 1]!.end, doc.sentences[i]!.start))) n++;
    numbers[i] = n;
  }
  return (sentence) => numbers[sentence] ?? 0;
}
