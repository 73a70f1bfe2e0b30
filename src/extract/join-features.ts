import { ensure } from "../collections.js";
import { add, bucket, type FeatureBuffer } from "../learn/features.js";
import { mix, signedHash } from "../learn/hash.js";
import type { EntityType, EventType } from "../model.js";
import type { EventDraft, EventMention, RoleDraft } from "./event-mention.js";
import type { EventTree } from "./events-tree.js";
import { type Days, determiner, headWord, isDefinite, isIndefinite, timeNear } from "./join-evidence.js";
import { liesIn, WEIGHED_ROLES, type WeighedRole } from "./roles-contenders.js";
import type { TreeHashes } from "./tree-hashes.js";

/** Events of one type that are looked back at. */
const WINDOW = 24;

/** An event with what tells it from others of its type. */
export interface Profile {
  readonly event: EventDraft;
  /** How many of its type come before it. */
  readonly rank: number;
  readonly lemmas: ReadonlySet<string>;
  readonly fillers: Readonly<Record<WeighedRole, Fillers>>;
  /** Of the amounts of who or what it befell: least and most. */
  readonly amounts: ReadonlySet<string>;
  readonly times: readonly Days[];
  /** Hashes of how its first mention opens: "the", "a", a verb. */
  readonly opening: number;
  /** Hashes of words around its first mention that speak of another event, or of the same. */
  readonly hints: readonly number[];
}

/** Who fills one role: entities, and their nouns; `own`: those that stand at the events' words themselves. */
interface Fillers {
  readonly entities: ReadonlySet<string>;
  readonly heads: ReadonlySet<string>;
  readonly own: { readonly entities: ReadonlySet<string>; readonly heads: ReadonlySet<string> };
}

/** What a document tells of its events, for comparing them. */
export interface Line {
  readonly profiles: readonly Profile[];
  /** How many events each type has. */
  readonly sizes: ReadonlyMap<EventType, number>;
  /** How many events each entity fills a role of: by role, type and entity; all types under "". */
  readonly uses: ReadonlyMap<string, number>;
}

/** "A second attack", "again", "the same day". */
const HINTS: ReadonlySet<string> = new Set(
  "another second separate separately also earlier later meanwhile previous previously last similar other third elsewhere again same".split(
    " ",
  ),
);

export function lineOf(tree: EventTree, events: readonly EventDraft[]): Line {
  const sizes = new Map<EventType, number>();
  const uses = new Map<string, number>();
  const profiles = events.map((event): Profile => {
    const rank = sizes.get(event.type) ?? 0;
    sizes.set(event.type, rank + 1);
    const profile = profileOf(tree, event, rank);
    for (const role of WEIGHED_ROLES)
      for (const entity of profile.fillers[role].entities)
        for (const type of ["", event.type]) uses.set(useOf(role, type, entity), (uses.get(useOf(role, type, entity)) ?? 0) + 1);
    return profile;
  });
  return { profiles, sizes, uses };
}

const useOf = (role: WeighedRole, type: string, entity: string): string => `${role} ${type} ${entity}`;

function profileOf(tree: EventTree, event: EventDraft, rank: number): Profile {
  const { mentions } = event;
  const first = mentions[0]!;
  const fillersOf = (role: WeighedRole): Fillers => {
    const entities = new Set<string>();
    const heads = new Set<string>();
    const own = { entities: new Set<string>(), heads: new Set<string>() };
    for (const { roles } of mentions)
      for (const filler of roles) {
        if (filler.role !== role) continue;
        for (const list of isOwn(filler) ? [{ entities, heads }, own] : [{ entities, heads }]) {
          if (filler.entity !== null) list.entities.add(filler.entity);
          list.heads.add(headWord(tree, filler));
        }
      }
    return { entities, heads, own };
  };
  const hints: number[] = [];
  for (let i = Math.max(0, first.token - 5), end = Math.min(tree.tokens.length, first.token + 4); i < end; i++)
    if (HINTS.has(tree.lemma[i]!)) hints.push(signedHash(tree.lemma[i]!));
  const article = isDefinite(tree, first) ? "the" : isIndefinite(tree, first) ? "a" : determiner(tree, first);
  return {
    event,
    rank,
    lemmas: new Set(mentions.map((m) => tree.lemma[m.token]!)),
    fillers: { agent: fillersOf("agent"), patient: fillersOf("patient"), place: fillersOf("place") },
    amounts: new Set(
      mentions.flatMap((m) => m.amounts.filter((q) => q.role === "patient").map(({ amount: { min, max } }) => `${min}-${max}`)),
    ),
    times: mentions.flatMap((m) => timeNear(tree, m) ?? []),
    opening: signedHash(`${article} ${tree.tokens[first.token]!.tag}`),
    hints,
  };
}

/** Whether a filler stands at the event's word, and is not taken from the clause or the report around. */
const isOwn = ({ role, via }: RoleDraft): boolean => via !== "weighed" && (role === "place" || !via.startsWith("shared"));

/**
 * Whether two events are surely not one: other named people suffer or other named places see them; one sentence tells them of
 * others ("killed two guards and murdered a priest"); their days are apart.
 */
export function areApart(tree: EventTree, { profiles }: Line, a: number, b: number): boolean {
  const [one, other] = [profiles[a]!, profiles[b]!];
  const named = ({ own }: Fillers, test: (type: EntityType) => boolean) =>
    [...own.entities].filter((id) => tree.named.has(id) && test(tree.doc.entities[tree.entityIndex.get(id)!]!.type));
  const isPerson = (type: EntityType) => type === "Person";
  const [dead, others] = [named(one.fillers.patient, isPerson), named(other.fillers.patient, isPerson)];
  if (dead.length > 0 && others.length > 0 && !dead.some((x) => others.includes(x))) return true;
  const isPlace = (type: EntityType) => type === "Place" || type === "Facility";
  const [here, there] = [named(one.fillers.place, isPlace), named(other.fillers.place, isPlace)];
  if (here.length > 0 && there.length > 0 && !here.some((x) => there.some((y) => x === y || liesIn(tree, x, y) || liesIn(tree, y, x))))
    return true;
  if (compareTimes(one.times, other.times) === APART) return true;
  const [mine, theirs] = [one.fillers.patient.own, other.fillers.patient.own];
  const together = one.event.mentions.some((m) => other.event.mentions.some((n) => m.sentence === n.sentence));
  return (
    together && mine.heads.size > 0 && theirs.heads.size > 0 && !meet(mine.heads, theirs.heads) && !meet(mine.entities, theirs.entities)
  );
}

/** Calls `visit` for every two events of one type that may be one, by index, the earlier first; far ones are none. */
export function eachPair({ profiles }: Line, visit: (a: number, b: number) => void): void {
  const latest = new Map<EventType, number[]>();
  for (const [b, { event }] of profiles.entries()) {
    const before = ensure(latest, event.type, () => []);
    for (const a of before) visit(a, b);
    before.push(b);
    if (before.length > WINDOW) before.shift();
  }
}

/** Features of whether two events are one: `a` before `b`, by index. */
export function pairFeatures(tree: EventTree, hashes: TreeHashes, line: Line, a: number, b: number, out: FeatureBuffer): void {
  out.count = 0;
  const [one, other] = [line.profiles[a]!, line.profiles[b]!];
  const type = signedHash(one.event.type);
  const put: Put = (template, x = 0, y = 0) => {
    add(out, template, x, y);
    add(out, template + 100, mix(x, type), y);
  };
  const words = wordFeatures(tree, hashes, one, other, put);
  const apart = apartFeatures(tree, line, one, other, put);
  const victims = fillerFeatures(tree, line, one, other, words, apart, put);
  put(40, compareTimes(one.times, other.times));
  const amounts = compareAmounts(one.amounts, other.amounts);
  put(41, amounts);
  const [m, n] = [one.event.mentions[0]!, other.event.mentions[0]!];
  put(44, victims, mix(signedHash(tree.tokens[n.token]!.deprel), Math.min(apart, 1)));
  put(45, victims, amounts);
  put(42, m.polarity === n.polarity ? 1 : 0, m.modality === n.modality ? 1 : 0);
  put(43, m.modality === "actual" ? 1 : 0, n.modality === "actual" ? 1 : 0);
}

type Put = (template: number, x?: number, y?: number) => void;

/** What words name the events; whether they share one, are akin, or neither. */
function wordFeatures(tree: EventTree, hashes: TreeHashes, one: Profile, other: Profile, put: Put): number {
  const [m, n] = [one.event.mentions[0]!, other.event.mentions[0]!];
  const [tag, next] = [signedHash(tree.tokens[m.token]!.tag), signedHash(tree.tokens[n.token]!.tag)];
  const words = meet(one.lemmas, other.lemmas) ? 1 : akin(one.lemmas, other.lemmas) ? 2 : 3;
  put(1);
  put(2, words);
  put(3, tag, next);
  put(4, words, next);
  put(5, other.opening);
  put(6, other.opening, words);
  const { subtype } = one.event;
  if (subtype !== null && other.event.subtype !== null) put(7, subtype === other.event.subtype ? 1 : 0);
  const [lemma, again] = [hashes.lemma[m.token]!, hashes.lemma[n.token]!];
  put(8, Math.min(lemma, again), Math.max(lemma, again));
  put(9, hashes.cluster[m.token]!, hashes.cluster[n.token]!);
  for (const hint of one.hints) put(10, hint);
  for (const hint of other.hints) put(11, hint);
  return words;
}

/** How far apart the events are told, and what stands between. */
function apartFeatures(tree: EventTree, line: Line, one: Profile, other: Profile, put: Put): number {
  const [m, n] = [one.event.mentions[0]!, other.event.mentions[0]!];
  const sentences = nearest(one.event.mentions, other.event.mentions);
  const apart = sentences < 3 ? sentences : sentences < 6 ? 3 : sentences < 12 ? 4 : 5;
  put(20, apart);
  put(21, Math.min(sentences, 10), signedHash(tree.tokens[n.token]!.tag));
  put(22, other.opening, Math.min(apart, 2));
  put(23, Math.min(other.rank - one.rank, 5));
  put(24, Math.min(line.sizes.get(one.event.type)!, 6));
  put(25, Math.min(one.event.mentions.length, 4), Math.min(other.event.mentions.length, 4));
  put(26, Math.min(m.sentence, 3));
  put(27, bucket(tree.doc.sentences.length));
  if (sentences === 0) {
    const governs = tree.tokens[n.token]!.head === m.token || tree.tokens[m.token]!.head === n.token ? 1 : 0;
    put(28, signedHash(tree.tokens[n.token]!.deprel), governs);
  }
  return apart;
}

/** Whether they share who does, who undergoes and where. */
function fillerFeatures(tree: EventTree, line: Line, one: Profile, other: Profile, words: number, apart: number, put: Put): number {
  let [same, different] = [0, 0];
  const told = { one: 0, other: 0 };
  for (const role of WEIGHED_ROLES) {
    const [mine, theirs] = [one.fillers[role], other.fillers[role]];
    const how = compareFillers(tree, role, mine, theirs);
    const salt = signedHash(role);
    put(30, salt, how);
    put(31, mix(salt, words), how);
    put(32, mix(salt, Math.min(apart, 2)), how);
    if (how === SAME || how === ALL || how === ALIKE) same++;
    if (how === DIFFERENT || how === OTHERS) different++;
    if (mine.heads.size > 0) told.one++;
    if (theirs.heads.size > 0) told.other++;
    if (how === SAME || how === ALL) sharedFeatures(line, role, one, other, words, put);
  }
  put(33, same, different);
  put(34, mix(same, words), different);
  put(35, told.one, told.other);
  put(36, told.other, other.opening);
  const crossed =
    meet(one.fillers.agent.entities, other.fillers.patient.entities) || meet(one.fillers.patient.entities, other.fillers.agent.entities);
  if (crossed) put(37);
  return compareFillers(tree, "patient", one.fillers.patient, other.fillers.patient);
}

/** Of how many events the filler that is shared by fewest is one. */
function sharedFeatures({ uses }: Line, role: WeighedRole, one: Profile, other: Profile, words: number, put: Put): void {
  let [anywhere, here] = [9, 9];
  for (const entity of one.fillers[role].entities) {
    if (!other.fillers[role].entities.has(entity)) continue;
    anywhere = Math.min(anywhere, uses.get(useOf(role, "", entity))!);
    here = Math.min(here, uses.get(useOf(role, one.event.type, entity))!);
  }
  put(38, signedHash(role), Math.min(anywhere, 6));
  put(39, mix(signedHash(role), words), Math.min(here, 5));
}

/** How the fillers of a role compare: all are the same, some are, nouns are; one place lies in the other; named ones differ, others do; one side or neither tells. */
const [ALL, SAME, ALIKE, WITHIN, DIFFERENT, OTHERS, ONE, NONE] = [1, 2, 3, 4, 5, 6, 7, 8] as const;

function compareFillers(tree: EventTree, role: WeighedRole, a: Fillers, b: Fillers): number {
  if (meet(a.entities, b.entities))
    return a.entities.size === b.entities.size && [...a.entities].every((e) => b.entities.has(e)) ? ALL : SAME;
  if (meet(a.heads, b.heads)) return ALIKE;
  if (a.heads.size === 0 || b.heads.size === 0) return a.heads.size === b.heads.size ? NONE : ONE;
  const within = (x: string, y: string) => liesIn(tree, x, y) || liesIn(tree, y, x);
  if (role === "place" && [...a.entities].some((x) => [...b.entities].some((y) => within(x, y)))) return WITHIN;
  const isNamed = (entity: string) => tree.named.has(entity);
  return [...a.entities].some(isNamed) && [...b.entities].some(isNamed) ? DIFFERENT : OTHERS;
}

/** How two events' amounts compare: one is the same, others are told; the first, the second or neither has one. */
function compareAmounts(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size > 0 && b.size > 0) return meet(a, b) ? 1 : 2;
  return a.size > 0 ? 3 : b.size > 0 ? 4 : 5;
}

/** How two events' times compare: the same, overlapping, apart; one side or neither has one. */
const APART = 3;

function compareTimes(a: readonly Days[], b: readonly Days[]): number {
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 5 : 4;
  let best = APART;
  for (const x of a)
    for (const y of b) {
      if (x.from === y.from && x.to === y.to) return 1;
      if (x.to >= y.from - 1 && y.to >= x.from - 1) best = 2;
    }
  return best;
}

/** Sentences between the mentions of two events that are nearest to each other. */
function nearest(a: readonly EventMention[], b: readonly EventMention[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const m of a) for (const n of b) least = Math.min(least, Math.abs(m.sentence - n.sentence));
  return least;
}

function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const x of a) if (b.has(x)) return true;
  return false;
}

/** Whether two words may be of one root. */
function akin(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const x of a) for (const y of b) if (x.slice(0, 4) === y.slice(0, 4)) return true;
  return false;
}
