import { ensure } from "../collections.js";
import type { EntityType, PlaceMatch, RoleName } from "../model.js";
import type { EventDraft, RoleDraft } from "./event-mention.js";
import type { EventTree } from "./events-tree.js";
import { PARTY } from "./relations-shared.js";

/** Who may fill an event's roles: whom the grammar finds, whoever is told of near by, and whom the report is about. */

/** The roles that are weighed. */
export const WEIGHED_ROLES = ["agent", "patient", "place"] as const;
export type WeighedRole = (typeof WEIGHED_ROLES)[number];

/** Somebody or something that may fill roles of an event. */
export interface Contender {
  /** `DocEntity.id`; `null` for words that are no mention. */
  readonly entity: string | null;
  /** What the grammar finds it to be in the event. */
  readonly found: readonly { readonly draft: RoleDraft; readonly mention: number }[];
  /** Index into `doc.mentions` of its mention nearest to the event, -1 for none. */
  readonly at: number;
  /** Index of the event's mention that this one is nearest to. */
  readonly of: number;
}

/** What a document tells of its entities, for weighing them. */
export interface Cast {
  readonly events: readonly EventDraft[];
  /** Whom the grammar finds for each event's roles. */
  readonly fillers: readonly Readonly<Record<RoleName, readonly RoleDraft[]>>[];
  /** The event that each token names, by index. */
  readonly triggers: ReadonlyMap<number, number>;
  /** Index into `doc.mentions` by `Mention.id`. */
  readonly mentionById: ReadonlyMap<string, number>;
  /** Indexes of mentions by sentence, into `doc.mentions`. */
  readonly bySentence: readonly (readonly number[])[];
  /** Entities by how often they are spoken of, the most first; named ones only. */
  readonly ranks: ReadonlyMap<string, number>;
  /** Index of each entity's first mention. */
  readonly first: ReadonlyMap<string, number>;
  /** What each entity is in the document's events by grammar, by sentence. */
  readonly parts: ReadonlyMap<string, readonly Part[]>;
  /** How often it is each of these. */
  readonly counts: ReadonlyMap<string, Readonly<Record<RoleName, number>>>;
}

/** A role in an event, by grammar. */
export interface Part {
  readonly event: number;
  readonly role: RoleName;
  readonly sentence: number;
}

/** Whether a place lies in another by the gazetteer; ids of entities. */
export function liesIn(tree: EventTree, inner: string | null, outer: string | null): boolean {
  const whole = matchOf(tree, outer);
  const part = whole === null ? null : matchOf(tree, inner);
  if (whole === null || part === null) return false;
  for (const parent of part.parents) if (parent.iri === whole.iri) return true;
  return false;
}

const matchOf = (tree: EventTree, id: string | null): PlaceMatch | null =>
  id === null ? null : (tree.doc.entities[tree.entityIndex.get(id) ?? -1]?.match ?? null);

/** Sentences before and after an event's in which contenders stand. */
const BACK = 3;
const AHEAD = 1;
/** Named entities that a report speaks of most, which may be meant anywhere in it. */
const CHIEF = 5;
/** Mentions of an event around which contenders are looked for. */
const MENTIONS = 5;

export function castOf(tree: EventTree, events: readonly EventDraft[]): Cast {
  const bySentence: number[][] = tree.doc.sentences.map(() => []);
  const counts = new Map<string, number>();
  const first = new Map<string, number>();
  for (const [k, { head, entity }] of tree.doc.mentions.entries()) {
    bySentence[tree.tokens[head]!.sentence]!.push(k);
    if (!first.has(entity)) first.set(entity, k);
    if (tree.named.has(entity)) counts.set(entity, (counts.get(entity) ?? 0) + 1);
  }
  const ranked = [...counts].sort((a, b) => b[1] - a[1]);
  const parts = new Map<string, Part[]>();
  for (const [event, draft] of events.entries())
    for (const { sentence, roles } of draft.mentions)
      for (const { role, entity } of roles) if (entity !== null) ensure(parts, entity, () => []).push({ event, role, sentence });
  for (const list of parts.values()) list.sort((a, b) => a.sentence - b.sentence);
  const tally = (list: readonly Part[]) => {
    const total = { agent: 0, patient: 0, instrument: 0, place: 0 };
    for (const { role } of list) total[role]++;
    return total;
  };
  const roles = new Map([...parts].map(([id, list]) => [id, tally(list)]));
  const triggers = new Map(events.flatMap(({ mentions }, k) => mentions.map(({ token }) => [token, k] as const)));
  const fillers = events.map(({ mentions }) => {
    const lists: Record<RoleName, RoleDraft[]> = { agent: [], patient: [], instrument: [], place: [] };
    for (const { roles } of mentions) for (const draft of roles) lists[draft.role].push(draft);
    return lists;
  });
  const mentionById = new Map(tree.doc.mentions.map(({ id }, k) => [id, k]));
  return {
    events,
    fillers,
    triggers,
    mentionById,
    bySentence,
    counts: roles,
    ranks: new Map(ranked.map(([id], rank) => [id, rank])),
    first,
    parts,
  };
}

/** Parts of one entity on either side of a sentence that are looked at. */
const BESIDE = 12;

/** What an entity is in the events told nearest to a sentence, in order. */
export function partsNear(cast: Cast, entity: string, sentence: number): readonly Part[] {
  const all = cast.parts.get(entity) ?? [];
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle]!.sentence < sentence) low = middle + 1;
    else high = middle;
  }
  return all.slice(Math.max(0, low - BESIDE), low + BESIDE);
}

/** Everybody who may fill a role of an event. */
export function contendersOf(tree: EventTree, cast: Cast, event: EventDraft): Contender[] {
  const out = new Map<
    string,
    { entity: string | null; found: { draft: RoleDraft; mention: number }[]; at: number; of: number; apart: number }
  >();
  const offer = (key: string, entity: string | null) =>
    ensure(out, key, () => ({ entity, found: [], at: -1, of: 0, apart: Number.POSITIVE_INFINITY }));
  for (const [mention, m] of event.mentions.entries())
    for (const draft of m.roles) offer(draft.entity ?? `${draft.start}-${draft.end}`, draft.entity).found.push({ draft, mention });
  const near = (at: number, of: number) => {
    const { entity, head } = tree.doc.mentions[at]!;
    const contender = offer(entity, entity);
    const { token, sentence } = event.mentions[of]!;
    const apart = Math.abs(head - token) + 100 * Math.abs(tree.tokens[head]!.sentence - sentence);
    if (apart < contender.apart) Object.assign(contender, { at, of, apart });
  };
  for (const [of, { sentence, token }] of event.mentions.slice(0, MENTIONS).entries())
    for (let s = Math.max(0, sentence - BACK); s <= sentence + AHEAD; s++)
      for (const at of cast.bySentence[s] ?? []) {
        const { entity, head } = tree.doc.mentions[at]!;
        if (head !== token && (s === sentence || s === sentence - 1 || tree.named.has(entity))) near(at, of);
      }
  for (const [entity, rank] of cast.ranks) {
    if (rank >= CHIEF) break;
    if (!out.has(entity)) near(cast.first.get(entity)!, 0);
  }
  return [...out.values()].filter((c) => c.found.length > 0 || c.at >= 0);
}

const ACTORS: ReadonlySet<EntityType> = new Set([...PARTY, "Person", "Group"]);
const PLACES: ReadonlySet<EntityType> = new Set(["Country", "Place", "Facility"]);

/** Whether a contender may fill a role of the event with index `k` at all. */
export function mayFill(tree: EventTree, cast: Cast, k: number, { entity, at, found }: Contender, role: WeighedRole): boolean {
  if (found.some(({ draft }) => draft.role === role)) return true;
  if (at < 0) return false;
  // "The crew fled, but the gunmen escaped to Somalia": where one goes is not where another does
  const goes = (event: number) => cast.events[event]!.type === "Movement";
  const near = role === "place" && entity !== null && goes(k) ? partsNear(cast, entity, cast.events[k]!.mentions[0]!.sentence) : [];
  if (near.some((part) => part.role === "place" && goes(part.event))) return false;
  const type = tree.doc.entities[tree.entityIndex.get(entity ?? "") ?? -1]?.type ?? tree.doc.mentions[at]!.type;
  if (role === "patient") return type !== "Operation";
  return (role === "agent" ? ACTORS : PLACES).has(type);
}
