import type { DateRange, Doc, EventType, TimeExpression } from "../model.js";
import type { Voices } from "./claims-voices.js";
import { attachedTime, type OwnTime, type TimeIndex, timeIndex } from "./dates-attach.js";
import {
  daysBetween,
  goesAlong,
  isAside,
  isBackground,
  isOver,
  isReaction,
  isUnderWay,
  presentOf,
  shiftDay,
  staysOpen,
  tellsWhatHappened,
} from "./dates-context.js";
import { offsetsOf, shifted } from "./dates-offset.js";
import type { EventDraft, EventMention } from "./event-mention.js";

/** When an event was, and where that is said. */
export interface EventDate {
  readonly range: DateRange;
  /** Index of the mention whose sentence says so; -1 where it comes from the text around. */
  readonly mention: number;
  readonly expression: TimeExpression | null;
  /** 0: a phrase of its own; 1: of its clause; 2: of who speaks or of the sentence; 3: from the text around. */
  readonly level: number;
}

/** What the rules say of the days of events, with what they go by. */
export interface RuledDates {
  /** One for each draft. */
  readonly dates: readonly (EventDate | null)[];
  readonly index: TimeIndex;
  readonly narrative: Narrative;
  /** The days that the narrative is at in a sentence. */
  readonly at: (sentence: number) => DateRange | null;
  /** The day before publication. */
  readonly eve: DateRange | null;
}

/**
 * The days of each event: from a phrase of its own, from its sentence, or from the day that the narrative is at; reactions
 * run from what they react to up to the publication.
 * @returns for each draft `null` where the text does not tell it to within a month
 */
export function ruledDates(doc: Doc, drafts: readonly EventDraft[], voices: Voices): RuledDates {
  const index = timeIndex(doc, drafts);
  const told = drafts.map((draft) => ownDate(doc, index, draft, voices)).map((date) => upToPublication(date, doc.report.date));
  const own = withOffsets(doc, index, drafts, told);
  const narrative = narrativeDays(doc, index, drafts, own);
  const spoken = own.map((date) => asSpoken(doc, date, narrative));
  const types = new Map(drafts.flatMap((draft) => draft.mentions.map((m) => [m.token, draft.type] as const)));
  const settledDates = drafts.map((draft, i) =>
    settled(doc, spoken[i] ?? inherited(doc, draft, narrative, types, voices, index.triggers), narrative),
  );
  const dates = drafts.map((draft, i) => settledDates[i] ?? governingDate(doc, index, draft, drafts, settledDates));
  const eve = doc.report.date === null ? null : shiftDay(doc.report.date, -1);
  return {
    dates,
    index,
    narrative,
    at: (sentence) => rangeAt(doc, narrative, sentence, "Other"),
    eve: eve === null ? null : { from: eve, to: eve },
  };
}

function ownDate(doc: Doc, index: TimeIndex, draft: EventDraft, voices: Voices): EventDate | null {
  let best: { readonly own: OwnTime; readonly at: number } | null = null;
  for (const [at, mention] of draft.mentions.entries()) {
    const own = attachedTime(doc, index, mention);
    if (
      own === null ||
      (own.level > 1 && isAside(doc, mention, index.triggers, true)) ||
      (own.level > 0 && presentOf(doc, mention) === "habit" && staysOpen(doc, mention)) ||
      (isAhead(doc, own.time) && isOver(doc, mention) && !namesYear(doc, own.time)) ||
      (own.level > 0 && isBackground(doc, mention, voices.at(mention.trigger) !== null)) ||
      (own.level > 0 &&
        !tellsWhatHappened(doc, mention) &&
        !(own.level === 1 && goesAlong(doc, mention)) &&
        !(mention.modality !== "actual" && isAhead(doc, own.time)))
    )
      continue;
    // "over the past years" dates nothing where another mention has a day.
    if (best !== null && own.time.from === null && own.time.to === null) continue;
    if (
      best === null ||
      isVague(best.own.time) ||
      own.level < best.own.level ||
      (own.level === best.own.level && width(own.time) < width(best.own.time) - 0.5)
    )
      best = { own, at };
  }
  if (best === null) return null;
  // A vague time of one mention leaves the others to the text around them.
  if (isVague(best.own.time) && draft.mentions.length > 1) return null;
  const { time, level } = best.own;
  const actual = draft.mentions.some((m) => m.modality === "actual");
  // "said on Thursday that it would attack": the day of the saying, not of the attack.
  if (level >= 2 && !actual && !isAhead(doc, time)) return null;
  return { range: { from: time.from, to: time.to }, mention: best.at, expression: time, level };
}

/** "two days after five soldiers were killed" dates the killing by what the sentence tells, or what it tells by the killing. */
function withOffsets(doc: Doc, index: TimeIndex, drafts: readonly EventDraft[], own: readonly (EventDate | null)[]): (EventDate | null)[] {
  const offsets = offsetsOf(doc);
  if (offsets.length === 0) return [...own];
  const out = [...own];
  const at = new Map(drafts.flatMap((draft, d) => draft.mentions.map((m, k) => [m.token, [d, k]] as const)));
  for (const { days, first, last, end } of offsets) {
    const sentence = doc.sentences[doc.tokens[first]!.sentence]!;
    const inside = triggersIn(at, last, end);
    const told = triggersIn(at, sentence.first, first).at(-1) ?? triggersIn(at, end, sentence.last)[0];
    const day = told === undefined ? null : dayOf(own[at.get(told)![0]]);
    const before = (index.bySentence.get(doc.tokens[first]!.sentence) ?? []).findLast(({ head, time }) => head < first && width(time) <= 1);
    const anchor = day ?? before?.time ?? null;
    for (const token of inside) {
      const [d, k] = at.get(token)!;
      const known = own[d];
      const dated = known?.level === 0 && (known.expression?.start ?? 0) > doc.tokens[last]!.start;
      if (dated || anchor === null) continue;
      out[d] = { range: shifted(anchor, -days), mention: k, expression: null, level: 0 };
    }
    const follows = inside.map((token) => dayOf(own[at.get(token)![0]])).find((range) => range !== null);
    if (told === undefined || day !== null || anchor !== null || follows == null) continue;
    const [d, k] = at.get(told)!;
    out[d] = { range: shifted(follows, days), mention: k, expression: null, level: 0 };
  }
  return out;
}

const triggersIn = (at: ReadonlyMap<number, unknown>, first: number, last: number): number[] => {
  const out: number[] = [];
  for (let i = first; i < last; i++) if (at.has(i)) out.push(i);
  return out;
};

const dayOf = (date: EventDate | null | undefined): DateRange | null => (date && width(date.range) <= 1 ? date.range : null);

/** Whether the words of a time name its year, so that it stands whatever the report's own day. */
const namesYear = (doc: Doc, { start, end }: TimeExpression): boolean => /\d{4}/.test(doc.report.text.slice(start, end));

/** An event that the text dates after its publication is planned, unless the words say otherwise ("they fly out tomorrow"). */
export function asPlanned(doc: Doc, draft: EventDraft, date: EventDate | null): EventDraft {
  const plain = draft.type !== "Threat" && draft.type !== "Condemnation" && draft.mentions.every((m) => m.modality === "actual");
  if (
    !plain ||
    date === null ||
    date.level > 1 ||
    !isAhead(doc, date.range) ||
    (date.expression !== null && namesYear(doc, date.expression))
  )
    return draft;
  return { ...draft, mentions: draft.mentions.map((m) => ({ ...m, modality: "planned" })) };
}

/** "will hold talks next month": a time after the publication. */
const isAhead = (doc: Doc, { from }: DateRange): boolean => doc.report.date !== null && from !== null && from > doc.report.date;

/** "today's attack" in a quotation is of the day of speaking, which the report tells of a day or two later. */
function asSpoken(doc: Doc, date: EventDate | null, { main }: Narrative): EventDate | null {
  const time = date?.expression ?? null;
  const published = doc.report.date;
  if (date === null || time === null || published === null || main?.from == null || main.from !== main.to || main.from >= published)
    return date;
  const quoted = doc.quotations.some((q) => q.start <= time.start && time.end <= q.end);
  const today = /^(?:earlier )?(?:today|tonight)/i.test(doc.report.text.slice(time.start, time.end));
  return quoted && today && daysBetween(main.from, published) <= 3 ? { ...date, range: { from: main.from, to: main.from } } : date;
}

/** "this week" and "this month", told of the past, end with the publication. */
function upToPublication(date: EventDate | null, published: string | null): EventDate | null {
  const { from, to } = date?.range ?? { from: null, to: null };
  if (date === null || from === null || to === null || published === null || from > published || to <= published) return date;
  return daysBetween(from, to) > 31 ? date : { ...date, range: { from, to: published } };
}

/** "exploded, killing nine": what is told as the outcome of another event was when that was. */
function governingDate(
  doc: Doc,
  { drafts: at }: TimeIndex,
  draft: EventDraft,
  drafts: readonly EventDraft[],
  dates: readonly (EventDate | null)[],
): EventDate | null {
  for (const mention of draft.mentions) {
    const { xpos, deprel, head } = doc.tokens[mention.token]!;
    if (mention.modality !== "actual" || mention.polarity === "negative" || xpos !== "VBG" || deprel !== "advcl") continue;
    const above = at.get(head);
    const date = above === undefined || isReaction(drafts[above]!.type) ? null : dates[above];
    if (date) return { ...date, mention: -1, expression: null, level: 3 };
  }
  return null;
}

const isVague = ({ from, to }: DateRange): boolean => from === null && to === null;

const width = (t: DateRange): number => (t.from === null || t.to === null ? 1e6 : daysBetween(t.from, t.to));

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
function narrativeDays(doc: Doc, index: TimeIndex, drafts: readonly EventDraft[], own: readonly (EventDate | null)[]): Narrative {
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

function inherited(
  doc: Doc,
  draft: EventDraft,
  narrative: Narrative,
  types: ReadonlyMap<number, EventType>,
  voices: Voices,
  triggers: ReadonlySet<number>,
): EventDate | null {
  const actual = draft.mentions.filter((m) => m.modality === "actual");
  const mention = actual.find((m) => tellsWhatHappened(doc, m) || hangsOnEvent(doc, m, types));
  if (
    mention === undefined ||
    isBackground(doc, actual[0]!, voices.at(actual[0]!.trigger) !== null) ||
    isBackground(doc, mention, voices.at(mention.trigger) !== null) ||
    isAside(doc, mention, triggers, false)
  )
    return null;
  // "surrounded the embassy and brought down the flags": a conjunct of a reaction is one too.
  const token = doc.tokens[mention.token]!;
  const beside = token.deprel === "conj" ? types.get(token.head) : undefined;
  const type = beside !== undefined && isReaction(beside) ? beside : draft.type;
  const published = doc.report.date;
  const present = draft.mentions.some((m) => staysOpen(doc, m)) ? null : presentOf(doc, mention);
  if (present === "habit") return null;
  if (present === "now" && published !== null)
    return { range: { from: published, to: published }, mention: -1, expression: null, level: 3 };
  const range = rangeAt(doc, narrative, mention.sentence, type);
  if (range === null) return null;
  // "has been opened" is between then and now; in a quotation it is of the day of speaking.
  const quoted = doc.quotations.some((q) => q.start <= mention.trigger.start && mention.trigger.end <= q.end);
  const open = draft.mentions.some((m) => staysOpen(doc, m) || (draft.type === "Operation" && isUnderWay(doc, m)));
  const lasts = open || (narrative.main !== null && !quoted && isUnderWay(doc, mention));
  if (lasts && published !== null && range.to !== null && range.to < published)
    return { range: { from: range.from, to: published }, mention: -1, expression: null, level: 3 };
  return { range, mention: -1, expression: null, level: 3 };
}

/** "wounded in the strike", "died in clashes": a noun that hangs on the verb of another event shares its day. */
function hangsOnEvent(doc: Doc, mention: EventMention, types: ReadonlyMap<number, EventType>): boolean {
  const { tag, head, deprel } = doc.tokens[mention.token]!;
  return (
    tag === "NOUN" && deprel === "obl" && head >= 0 && types.has(head) && doc.tokens[head]!.tag === "VERB" && HARM.has(types.get(head)!)
  );
}

const HARM: ReadonlySet<EventType> = new Set(["Killing", "Injury", "Destruction", "Detention", "Displacement"]);

/** "in recent days" begins with what the text tells of; what is open at both ends, or "years ago", is not told. */
function settled(doc: Doc, date: EventDate | null, { main }: Narrative): EventDate | null {
  if (date === null || (date.range.from === null && date.range.to === null)) return null;
  const { from, to } = date.range;
  const published = doc.report.date;
  if (from === null && to === published && main?.from && to !== null && main.from <= to && daysBetween(main.from, to) <= 14)
    return { ...date, range: { from: main.from, to } };
  return from === null && to === published ? null : date;
}

function rangeAt(doc: Doc, narrative: Narrative, sentence: number, type: EventType): DateRange | null {
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
