import type { Attribution, Doc, EventType, Modality, NewsEvent, Polarity, Quantity, Role, Span } from "../model.js";
import { type Voices, voicesOf } from "./claims-voices.js";
import type { EventDate } from "./dates.js";
import { isDenial, withDenials } from "./denials.js";
import type { AmountDraft, EventDraft, EventMention, RoleDraft } from "./event-mention.js";

/** A mention with whoever says so. */
export interface VoicedMention {
  readonly mention: EventMention;
  readonly voice: Attribution | null;
}

/** An event with what its claims are made from. */
export interface EventFacts {
  readonly event: NewsEvent;
  readonly mentions: readonly VoicedMention[];
  /** Its `mention` is an index into {@link mentions}. */
  readonly date: EventDate | null;
  /** The mentions that say each quantity. */
  readonly quantityVoices: ReadonlyMap<string, readonly VoicedMention[]>;
  /** Id of the event that this one denies, else `null`. */
  readonly denies: string | null;
}

/** Settles who speaks in the mentions of a draft, or of the part of one that is affirmed or denied. */
export type SettleVoices = (draft: EventDraft, mentions: readonly VoicedMention[]) => readonly VoicedMention[];

/** Whose words a mention may stand in: what happened is not said by who denies it. */
interface Speech {
  readonly affirming: Voices;
  readonly denying: Voices;
  /** Who denies in the mentions that only a verb of denial makes. */
  readonly denials: ReadonlyMap<EventMention, Attribution>;
  readonly settle: SettleVoices;
}

/** A draft, or the part of one that is affirmed or denied. */
interface Part {
  readonly draft: EventDraft;
  readonly id: string;
  readonly mentions: readonly EventMention[];
  readonly date: EventDate | null;
  readonly denies: string | null;
}

/**
 * Turns drafts into events: an event that some affirm and others deny becomes two, so that each has one polarity; amounts
 * become quantities, each with its voices.
 */
export function newsEvents(
  doc: Doc,
  attributions: readonly Attribution[],
  found: readonly EventDraft[],
  dates: readonly (EventDate | null)[],
  voices: Voices,
  settle: SettleVoices,
): { facts: EventFacts[]; quantities: Quantity[] } {
  const { drafts, voices: denied } = withDenials(doc, attributions, found);
  const rebuffs = new Set([...denied.keys()].map((m) => m.token));
  const parts: Part[] = [];
  const denials: Part[] = [];
  for (const [i, draft] of drafts.entries()) {
    const id = `v${i + 1}`;
    if (draft.type === "Condemnation" && draft.mentions.every((m) => rebuffs.has(m.token))) continue; // "rejected the allegation" denies
    const date = dates[i] ?? null;
    const affirmed = draft.mentions.filter((m) => m.polarity === "positive");
    const negative = draft.mentions.filter((m) => m.polarity === "negative");
    if (affirmed.length === 0 || negative.length === 0) parts.push({ draft, id, mentions: draft.mentions, date, denies: null });
    else {
      const without = date === null ? null : { ...date, mention: -1 };
      parts.push({ draft, id, mentions: affirmed, date: dateOf(draft, affirmed, date), denies: null });
      denials.push({ draft, id: `v${drafts.length + denials.length + 1}`, mentions: negative, date: without, denies: id });
    }
  }
  const reactions = new Set(
    drafts
      .flatMap((d) => (d.type === "Condemnation" || d.type === "Protest" || d.type === "Meeting" ? d.mentions : []))
      .flatMap((m) => (accuses(doc, m) ? [] : [m.trigger.start])),
  );
  const acts = new Set(found.flatMap((d) => (ACTS.has(d.type) ? d.mentions.map((m) => m.trigger.start) : [])));
  const spoken = (from: Voices): Voices => ({
    ...from,
    all: (span) => from.all(span).filter((voice) => voice.cue === null || !acts.has(voice.cue.start)),
  });
  const affirming = voicesOf(
    doc,
    attributions.filter((a) => !isDenial(doc, a) && !isWithheld(doc, a)),
  );
  const speech: Speech = { affirming: spoken(affirming), denying: spoken(voices), denials: denied, settle };
  const quantities: Quantity[] = [];
  const facts = [...parts, ...denials].map((part) => eventOf(doc, part, speech, quantities, reactions));
  return { facts, quantities };
}

/** "have not confirmed the deaths", "could not verify", "would not say whether": nobody claims what he does not confirm. */
function isWithheld(doc: Doc, { cue }: Attribution): boolean {
  if (cue === null) return false;
  const before = doc.report.text.slice(Math.max(0, cue.start - 24), cue.start);
  return (
    /(?:\bnot|n['’]t|\bnever|\b(?:declined|refused|unable) to|\bneither)(?:\s+(?:yet|immediately|independently|directly))?\s+$/i.test(
      before,
    ) && /^(?:confirm|verify|verified|acknowledge|say$|corroborate)/i.test(doc.report.text.slice(cue.start, cue.end))
  );
}

/** Types of what is done and not said: "the crowd attacked police deployed there" attributes nothing. */
const ACTS: ReadonlySet<EventType> = new Set([
  "Attack",
  "TerritorialChange",
  "Killing",
  "Injury",
  "Detention",
  "Seizure",
  "Destruction",
  "Movement",
  "Operation",
  "Displacement",
]);

/** "accused", "blamed" */
const accuses = (doc: Doc, { token }: EventMention): boolean => /^(?:accus|blam|alleg)/i.test(doc.tokens[token]!.text);

/** A date's mention, counted among the kept ones. */
function dateOf(draft: EventDraft, kept: readonly EventMention[], date: EventDate | null): EventDate | null {
  if (date === null || date.mention < 0) return date;
  return { ...date, mention: kept.indexOf(draft.mentions[date.mention]!) };
}

/** A part's date, its mention counted among the voiced ones, of which one mention may have several. */
function saidAt({ date, mentions }: Part, voiced: readonly VoicedMention[]): EventDate | null {
  if (date === null || date.mention < 0) return date;
  return { ...date, mention: voiced.findIndex(({ mention }) => mention === mentions[date.mention]) };
}

function eventOf(doc: Doc, part: Part, speech: Speech, quantities: Quantity[], reactions: ReadonlySet<number>): EventFacts {
  const voiced = part.mentions.flatMap((mention) => voicesIn(mention, speech));
  const mentions = speech.settle(part.draft, withoutPresupposed(doc, voiced, reactions));
  const speakers = claimantsOf(mentions);
  const own: Quantity[] = [];
  const quantityVoices = new Map<string, VoicedMention[]>();
  for (const voiced of mentions) {
    for (const draft of voiced.mention.amounts) {
      const same = own.find((q) => sameAmount(q, draft));
      const id = same?.id ?? `q${quantities.length + own.length + 1}`;
      if (!same) own.push(quantityOf(id, draft));
      quantityVoices.set(id, [...(quantityVoices.get(id) ?? []), voiced]);
    }
  }
  quantities.push(...own.map((q) => ({ ...q, claimants: claimantsOf(quantityVoices.get(q.id)!) })));
  const event: NewsEvent = {
    id: part.id,
    type: part.draft.type,
    subtype: part.draft.subtype,
    triggers: distinct(part.mentions.map((m) => m.trigger)),
    roles: rolesOf(mentions, speakers),
    time: part.date?.range ?? null,
    quantities: own.map((q) => q.id),
    polarity: polarityOf(part.mentions),
    modality: modalityOf(part.mentions),
    claimants: speakers,
  };
  return { event, mentions, date: saidAt(part, mentions), quantityVoices, denies: part.denies };
}

/**
 * A speaker who only names an event that the document has told of itself ("asked for a session on the attack") does not
 * claim it: such a noun is the document's. "Operations have been launched" says it again.
 */
function withoutPresupposed(doc: Doc, mentions: readonly VoicedMention[], reactions: ReadonlySet<number>): VoicedMention[] {
  let told = false;
  return mentions.map((voiced) => {
    const { tag } = doc.tokens[voiced.mention.token]!;
    if (voiced.voice === null && voiced.mention.polarity === "positive" && voiced.mention.modality === "actual") told = true;
    const noun = tag === "NOUN" || tag === "PROPN";
    if (!noun || voiced.mention.asserted || !(told || isReactedTo(voiced, reactions))) return voiced;
    return isOwnAccount(doc, voiced, reactions) ? voiced : { mention: voiced.mention, voice: null };
  });
}

/** "documented the deaths of 47", "said it was behind the raid", "claimed responsibility for the blast": who counts, who did it or what came of it is an account of its own. */
function isOwnAccount(doc: Doc, { mention, voice }: VoicedMention, reactions: ReadonlySet<number>): boolean {
  if (voice?.cue == null) return false;
  if (reactions.has(voice.cue.start)) return false;
  const { deprel, head } = doc.tokens[mention.token]!;
  if (mention.amounts.length > 0 || deprel === "nsubj" || doc.tokens[head]?.start === voice.cue.start) return true;
  const { start } = mention.trigger;
  return voice.cue.end < start && start - voice.cue.end < 120 && DOER.test(doc.report.text.slice(voice.cue.start, start));
}

const DOER = /\b(?:responsib\w+|behind|carried out|staged|mounted|perpetrated|took credit|authors?(?:hip)? of)\b/i;

/** "condemned the attack", "called for an investigation into the killing": what happened is taken for granted; "accused them of shelling" says it. */
function isReactedTo({ mention, voice }: VoicedMention, reactions: ReadonlySet<number>): boolean {
  if (voice?.cue == null || mention.modality !== "actual" || mention.polarity !== "positive") return false;
  return reactions.has(voice.cue.start);
}

function voicesIn(mention: EventMention, { affirming, denying, denials }: Speech): VoicedMention[] {
  const denier = denials.get(mention);
  if (denier !== undefined) return [{ mention, voice: denier }];
  const all = (mention.polarity === "positive" ? affirming : denying).all(mention.trigger);
  return all.length === 0 ? [{ mention, voice: null }] : all.map((voice) => ({ mention, voice }));
}

/** Everybody who speaks in the mentions, in order of appearance. */
export function claimantsOf(mentions: readonly VoicedMention[]): string[] {
  return [...new Set(mentions.flatMap(({ voice }) => (voice?.claimant ? [voice.claimant] : [])))];
}

const polarityOf = (mentions: readonly EventMention[]): Polarity =>
  mentions.every((m) => m.polarity === "negative") ? "negative" : "positive";

function modalityOf(mentions: readonly EventMention[]): Modality {
  return mentions.some((m) => m.modality === "actual") ? "actual" : mentions[0]!.modality;
}

function quantityOf(id: string, { amount, role }: AmountDraft): Quantity {
  const { start, end, min, max, bound, of, unit } = amount;
  return { id, start, end, min, max, bound, of, role, unit, claimants: [] };
}

/** Whether an amount says a quantity again: the same bounds of the same thing, or of what is left out ("killed 9"). */
function sameAmount(q: Quantity, { amount, role }: AmountDraft): boolean {
  if (q.min !== amount.min || q.max !== amount.max || q.bound !== amount.bound || q.role !== role || q.unit !== amount.unit) return false;
  return q.of === null || amount.of === null || lastWord(q.of) === lastWord(amount.of);
}

/** The head of a counted noun phrase, in the singular, roughly: "Pakistani military outposts" → "outpost". */
export function lastWord(of: string): string {
  const words = of
    .toLowerCase()
    .split(/\s+(?:of|from|in|at|who|which|that|with|for)\s+/)[0]!
    .trim()
    .split(/\s+/);
  return (words.at(-1) ?? "").replace(/ies$/, "y").replace(/(?<=[^s])s$/, "");
}

function rolesOf(mentions: readonly VoicedMention[], speakers: readonly string[]): Role[] {
  const groups = new Map<string, { draft: RoleDraft; voices: VoicedMention[] }>();
  for (const voiced of mentions) {
    for (const draft of voiced.mention.roles) {
      const key = `${draft.role}|${draft.start}|${draft.end}|${draft.entity}`;
      const group = groups.get(key);
      if (group) group.voices.push(voiced);
      else groups.set(key, { draft, voices: [voiced] });
    }
  }
  return [...groups.values()].map(({ draft, voices }) => {
    const own = claimantsOf(voices);
    const alone = own.length > 0 && (own.length !== speakers.length || own.some((s) => !speakers.includes(s)));
    return {
      role: draft.role,
      mention: draft.mention,
      entity: draft.entity,
      start: draft.start,
      end: draft.end,
      claimants: alone ? own : [],
    };
  });
}

function distinct(spans: readonly Span[]): Span[] {
  const seen = new Set<string>();
  return [...spans]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .filter(({ start, end }) => {
      const key = `${start}-${end}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .map(({ start, end }) => ({ start, end }));
}
