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
  width,
} from "./dates-context.js";
import { type Narrative, narrativeDays, rangeAt } from "./dates-narrative.js";
import { withOffsets } from "./dates-offset.js";
import { changedMention, type EventDraft, type EventMention, withMentions } from "./event-mention.js";

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
  return withMentions(
    draft,
    draft.mentions.map((m) => changedMention(m, { modality: "planned" })),
  );
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
