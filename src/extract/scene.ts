import { ensure } from "../collections.js";
import { type Features, type LogisticModel, probability } from "../learn/logistic.js";
import type { EntityType } from "../model.js";
import type { EventDraft, RoleDraft } from "./event-mention.js";
import type { EventTree } from "./events-tree.js";
import { opensScene } from "./roles-sharing.js";

/**
 * Where a thing happened of which no place is told: at a place of the events near by, one that its sentence names, or the one
 * that the report is about. A model tells how likely each is.
 */

/** How likely a place must be. */
export const LIKELY = 0.2;
/** Sentences back and ahead in which other events tell. */
const BACK = 8;
const AHEAD = 2;
/** Sentences that tell what a report is about. */
const LEAD = 5;

/** A place that may be meant, and what speaks for it. */
export interface ImpliedPlace {
  readonly place: RoleDraft;
  readonly features: Features;
}

/** Adds to each event without a place the likeliest one, where one is likely. */
export function setScenes(tree: EventTree, events: readonly EventDraft[], model: LogisticModel): EventDraft[] {
  const told = toldPlaces(tree, events);
  return events.map((event, k) => {
    let likeliest = LIKELY;
    let best: RoleDraft | null = null;
    for (const { place, features } of impliedPlaces(tree, told, k)) {
      const likely = probability(features, model);
      if (likely > likeliest) [likeliest, best] = [likely, place];
    }
    if (best === null) return event;
    const added = best;
    return { ...event, mentions: event.mentions.map((m, i) => (i === 0 ? { ...m, roles: [...m.roles, added] } : m)) };
  });
}

/** The place of one event, where it is told. */
interface Telling {
  readonly event: number;
  readonly sentence: number;
  readonly place: RoleDraft;
}

/** What a document's events tell of their places; places by `DocEntity.id`. */
export interface ToldPlaces {
  readonly events: readonly EventDraft[];
  readonly bySentence: ReadonlyMap<number, readonly Telling[]>;
  /** How many events were at each place. */
  readonly counts: ReadonlyMap<string, number>;
  /** Rank of each place by that number; 0 for all that have the most. */
  readonly ranks: ReadonlyMap<string, number>;
  /** Where the place of the most events is told first. */
  readonly chief: Telling | null;
  /** Indexes of the names in each sentence, into `doc.mentions`. */
  readonly named: ReadonlyMap<number, readonly number[]>;
  /** The sentence that names each entity first. */
  readonly firstNamed: ReadonlyMap<string, number>;
}

export function toldPlaces(tree: EventTree, events: readonly EventDraft[]): ToldPlaces {
  const bySentence = new Map<number, Telling[]>();
  const places = new Map<string, { first: Telling; events: Set<number> }>();
  for (const [event, draft] of events.entries())
    for (const { sentence, roles } of draft.mentions)
      for (const place of roles) {
        if (place.role !== "place" || place.entity === null || !tree.named.has(place.entity)) continue;
        const telling = { event, sentence, place };
        ensure(bySentence, sentence, () => []).push(telling);
        ensure(places, place.entity, () => ({ first: telling, events: new Set<number>() })).events.add(event);
      }
  const ranked = [...places].sort(([, a], [, b]) => b.events.size - a.events.size);
  const most = ranked[0]?.[1].events.size ?? 0;
  const named = new Map<number, number[]>();
  const firstNamed = new Map<string, number>();
  for (const [k, { kind, head, entity }] of tree.doc.mentions.entries()) {
    if (kind !== "name" && kind !== "demonym") continue;
    const { sentence } = tree.tokens[head]!;
    ensure(named, sentence, () => []).push(k);
    if (!firstNamed.has(entity)) firstNamed.set(entity, sentence);
  }
  return {
    events,
    bySentence,
    counts: new Map(ranked.map(([id, place]) => [id, place.events.size])),
    ranks: new Map(ranked.map(([id, place], rank) => [id, place.events.size === most ? 0 : rank])),
    chief: ranked[0]?.[1].first ?? null,
    named,
    firstNamed,
  };
}

/** A place that may be meant, where other events tell of it, and where the event's own sentence names it. */
interface Candidate {
  readonly id: string;
  readonly place: RoleDraft;
  readonly tellings: Telling[];
  /** Index into `doc.mentions`, -1 where the sentence does not name it. */
  beside: number;
}

/** Every place that may be meant by an event which tells none. */
export function impliedPlaces(tree: EventTree, told: ToldPlaces, k: number): ImpliedPlace[] {
  const event = told.events[k]!;
  const named = (r: RoleDraft) => r.role === "place" && r.entity !== null && tree.named.has(r.entity);
  if (event.mentions.some((m) => m.roles.some(named))) return []; // of "a market" it asks for the town
  const candidates = candidatesOf(tree, told, k);
  const context = contextOf(tree, event);
  return candidates.map((candidate) => {
    const nearest = nearestFeatures(told, event, candidate, context);
    const flags = [
      ...context,
      ...nearest.flags,
      ...besideFeatures(tree, event, candidate),
      ...topicFeatures(told, event, candidate, nearest.span, context[3]!),
      ...kindFeatures(tree, event, candidate, nearest.span),
    ];
    const features = new Map<string, number>(flags.map((flag) => [flag, 1]));
    features.set("share", (told.counts.get(candidate.id) ?? 0) / told.events.length);
    features.set("rivals", Math.log2(candidates.length));
    features.set("tellings", Math.log2(1 + candidate.tellings.length));
    const via = `implied-${candidate.place.via.replace(/^(shared|implied)-/, "")}`;
    return { place: { ...candidate.place, via }, features };
  });
}

/** "The crew fled, but the gunmen escaped to Somalia": where one goes is not where another does. */
const areJourneys = ({ events }: ToldPlaces, a: number, b: number): boolean =>
  events[a]!.type === "Movement" && events[b]!.type === "Movement";

const PLACES: ReadonlySet<EntityType> = new Set(["Country", "Place", "Facility"]);

function candidatesOf(tree: EventTree, told: ToldPlaces, k: number): Candidate[] {
  const found = new Map<string, Candidate>();
  const offer = (id: string, place: RoleDraft): Candidate => ensure(found, id, () => ({ id, place, tellings: [], beside: -1 }));
  const sentences = [...new Set(told.events[k]!.mentions.map((m) => m.sentence))].slice(0, 4);
  for (const sentence of sentences) {
    for (let s = sentence - BACK; s <= sentence + AHEAD; s++)
      for (const telling of told.bySentence.get(s) ?? [])
        if (telling.event !== k && !areJourneys(told, k, telling.event)) offer(telling.place.entity!, telling.place).tellings.push(telling);
    for (const at of told.named.get(sentence) ?? []) {
      const { type, start, end, id, entity } = tree.doc.mentions[at]!;
      if (!PLACES.has(type)) continue;
      const candidate = offer(entity, { role: "place", start, end, mention: id, entity, via: "named" });
      if (candidate.beside < 0) candidate.beside = at;
    }
  }
  const { chief } = told;
  if (chief !== null && chief.event !== k && !areJourneys(told, k, chief.event) && !found.has(chief.place.entity!))
    offer(chief.place.entity!, chief.place).tellings.push(chief);
  return [...found.values()];
}

/** What of an event matters for every candidate; the first four also together with where it is told. */
function contextOf(tree: EventTree, event: EventDraft): readonly string[] {
  const first = event.mentions[0]!;
  const { tag, xpos, deprel } = tree.tokens[first.token]!;
  const form = tag === "VERB" ? "verb" : xpos === "NNS" ? "plural" : "noun";
  return [
    form,
    event.mentions.some((m) => m.polarity === "positive" && m.modality === "actual") ? "told as fact" : "not told as fact",
    opensScene(tree, first.token) ? "new scene" : "same scene",
    first.sentence < LEAD ? "in the lead" : "after the lead",
    event.type,
    `${form} by ${deprel}`,
    event.mentions.length > 1 ? "several mentions" : "one mention",
  ];
}

/** How far the nearest event stands that was there, what it is, and whether others stand nearer. */
function nearestFeatures(
  told: ToldPlaces,
  event: EventDraft,
  { id, tellings }: Candidate,
  context: readonly string[],
): { readonly span: string; readonly flags: readonly string[] } {
  let nearest: Telling | null = null;
  let distance = Number.POSITIVE_INFINITY;
  for (const telling of tellings) {
    for (const { sentence } of event.mentions) {
      const apart = sentence >= telling.sentence ? sentence - telling.sentence : (telling.sentence - sentence) * 1.5 + 0.5;
      if (apart < distance) [distance, nearest] = [apart, telling];
    }
  }
  const span = nearest === null ? "nowhere" : spanOf(distance);
  const given = nearest === null ? "nothing" : told.events[nearest.event]!.type;
  const flags = [
    `told ${span}`,
    `${event.type} told ${span}`,
    `told ${span} of ${given}`,
    `${event.type} from ${given}`,
    ...context.slice(0, 4).map((c) => `${c} told ${span}`),
  ];
  if (span === "here") flags.push(`${event.type} beside ${given}`);
  if (nearest !== null) flags.push(`told via ${nearest.place.via}`);
  if (nearest !== null && isToldNearer(told, event, id, distance)) flags.push("another told nearer", `another nearer than ${span}`);
  return { span, flags };
}

/** Sentences between, in words; a fraction marks what is told after. */
function spanOf(distance: number): string {
  if (distance === 0) return "here";
  if (distance % 1 !== 0) return "ahead";
  return distance <= 1 ? "1 back" : distance <= 2 ? "2 back" : distance <= 4 ? "3–4 back" : "far back";
}

/** Whether another place is told nearer to an event than one so far away. */
function isToldNearer(told: ToldPlaces, event: EventDraft, id: string, distance: number): boolean {
  for (const { sentence } of event.mentions)
    for (let s = sentence; s > sentence - distance && s > sentence - BACK; s--)
      if (told.bySentence.get(s)?.some((t) => told.events[t.event] !== event && t.place.entity !== id)) return true;
  return false;
}

/** Where the event's sentence names the candidate. */
function besideFeatures(tree: EventTree, event: EventDraft, { beside }: Candidate): string[] {
  if (beside < 0) return [];
  const { head, kind } = tree.doc.mentions[beside]!;
  const trigger = event.mentions[0]!.token;
  const [at, named] = [tree.tokens[head]!, tree.tokens[trigger]!];
  const side = head < trigger ? "before" : "after";
  const apart = Math.abs(head - trigger);
  const flags = [
    "named beside",
    `beside as ${at.deprel}`,
    `beside ${side}`,
    `${side} as ${at.deprel}`,
    `${event.type} beside`,
    `beside ${kind}`,
    apart < 5 ? "near words" : apart < 12 ? "some words" : "far words",
  ];
  if (named.head === head) flags.push(`hangs on it by ${named.deprel}`);
  if (at.head === trigger) flags.push(`it hangs by ${at.deprel}`);
  return flags;
}

/** Whether the report is about the place. */
function topicFeatures(told: ToldPlaces, event: EventDraft, { id }: Candidate, span: string, position: string): string[] {
  const rank = told.ranks.get(id) ?? -1;
  const weight = rank < 0 ? "unheard" : rank === 0 ? "chief" : rank === 1 ? "second" : "minor";
  const first = told.firstNamed.get(id) ?? Number.POSITIVE_INFINITY;
  return [
    weight,
    `${weight} told ${span}`,
    `${event.type} ${weight}`,
    `${position} ${weight}`,
    first < LEAD ? "named in the lead" : "named later",
  ];
}

/** What kind of place it is, and what else it does in the event. */
function kindFeatures(tree: EventTree, event: EventDraft, { id }: Candidate, span: string): string[] {
  const kind = tree.doc.entities[tree.entityIndex.get(id) ?? -1]?.type ?? "Place";
  const others = event.mentions
    .flatMap((m) => m.roles)
    .map((other) => (other.entity === id ? `is its ${other.role}` : `${kind} beside ${other.role}`));
  return [kind, `${event.type} at ${kind}`, `${kind} told ${span}`, ...others];
}
