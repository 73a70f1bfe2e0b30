import { ensure } from "../collections.js";
import { add, bucket, type FeatureBuffer } from "../learn/features.js";
import { mix, signedHash } from "../learn/hash.js";
import type { EventType } from "../model.js";
import type { EventMention } from "./event-mention.js";
import type { EventTree } from "./events-tree.js";
import { compareTimes, disputes, meet } from "./join-apart.js";
import { type Fillers, type Line, type Profile, useOf } from "./join-profiles.js";
import { liesIn, WEIGHED_ROLES, type WeighedRole } from "./roles-contenders.js";
import type { TreeHashes } from "./tree-hashes.js";

/** Events of one type that are looked back at. */
const WINDOW = 24;

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
  const [m, n] = [one.mentions[0]!, other.mentions[0]!];
  const amounts = compareSets(one.amounts, other.amounts);
  const together = compareSets(one.companions, other.companions);
  const against = disputes(tree, one, other);
  put(40, compareTimes(one.times, other.times));
  put(41, amounts);
  put(42, m.polarity === n.polarity ? 1 : 0, m.modality === n.modality ? 1 : 0);
  put(43, m.modality === "actual" ? 1 : 0, n.modality === "actual" ? 1 : 0);
  put(44, victims, mix(signedHash(tree.tokens[n.token]!.deprel), Math.min(apart, 1)));
  put(45, victims, amounts);
  put(46, together, words);
  put(47, together, amounts);
  put(48, together, Math.min(line.sizes.get("Attack") ?? 0, 4));
  put(49, against);
  put(50, against, words);
  put(51, against, apart);
}

type Put = (template: number, x?: number, y?: number) => void;

/** What words name the events; whether they share one, are akin, or neither. */
function wordFeatures(tree: EventTree, hashes: TreeHashes, one: Profile, other: Profile, put: Put): number {
  const [m, n] = [one.mentions[0]!, other.mentions[0]!];
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
  const [m, n] = [one.mentions[0]!, other.mentions[0]!];
  const sentences = nearest(one.mentions, other.mentions);
  const apart = sentences < 3 ? sentences : sentences < 6 ? 3 : sentences < 12 ? 4 : 5;
  put(20, apart);
  put(21, Math.min(sentences, 10), signedHash(tree.tokens[n.token]!.tag));
  put(22, other.opening, Math.min(apart, 2));
  put(23, Math.min(other.rank - one.rank, 5));
  put(24, Math.min(line.sizes.get(one.event.type)!, 6));
  put(25, Math.min(one.mentions.length, 4), Math.min(other.mentions.length, 4));
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

/** How two events' amounts or companions compare: one is the same, others are told; the first, the second or neither has one. */
function compareSets<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  if (a.size > 0 && b.size > 0) return meet(a, b) ? 1 : 2;
  return a.size > 0 ? 3 : b.size > 0 ? 4 : 5;
}

/** Sentences between the mentions of two events that are nearest to each other. */
function nearest(a: readonly EventMention[], b: readonly EventMention[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const m of a) for (const n of b) least = Math.min(least, Math.abs(m.sentence - n.sentence));
  return least;
}

/** Whether two words may be of one root. */
function akin(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const x of a) for (const y of b) if (x.slice(0, 4) === y.slice(0, 4)) return true;
  return false;
}
