import type { EntityType } from "../model.js";
import type { Clusters } from "./coreference-clusters.js";
import { nameMatch } from "./coreference-features.js";
import { type Frame, Kind, Number_, TYPES } from "./coreference-frame.js";
import { NameMatch } from "./coreference-names.js";
import { PRONOUN_BASES } from "./mentions-pronouns.js";

/** Classes of entity types between which links are judged. */
const Class = { None: 0, Person: 1, Group: 2, Body: 3, Country: 4, Place: 5, Facility: 6, Thing: 7, Operation: 8 } as const;

const CLASS_OF = TYPES.map((type) => {
  switch (type) {
    case null:
      return Class.None;
    case "Person":
      return Class.Person;
    case "Group":
      return Class.Group;
    case "Country":
      return Class.Country;
    case "Place":
      return Class.Place;
    case "Facility":
      return Class.Facility;
    case "Artifact":
    case "Weapon":
      return Class.Thing;
    case "Operation":
      return Class.Operation;
    default:
      return Class.Body;
  }
});

const pairs = (...list: readonly (readonly [number, number])[]) => new Set(list.flatMap(([a, b]) => [a * 16 + b, b * 16 + a]));
/** "The militants" may be the Taliban, "the school" its organisation, "the country" a territory. */
const NEAR = pairs([Class.Group, Class.Body], [Class.Body, Class.Facility], [Class.Country, Class.Place]);
/** What apposition and predicates allow besides ("Jamaica, an island"). */
const NEAR_BOUND = pairs([Class.Place, Class.Facility], [Class.Group, Class.Person]);

const typePairs = (noun: EntityType, ...names: readonly EntityType[]) =>
  names.map((name) => TYPES.indexOf(noun) * 16 + TYPES.indexOf(name));
/** Bodies that a noun tells apart from a name: "the army" is no alliance of states, "the ministry" no militia. */
const APART: ReadonlySet<number> = new Set([
  ...typePairs("ArmedForce", "Organization"),
  ...typePairs("Government", "ArmedGroup", "ArmedForce", "MilitaryUnit"),
]);

/** Which classes a pronoun may stand for, by base form; others may stand for all. */
const PRONOUN_CLASSES: Readonly<Record<string, readonly number[]>> = {
  i: [Class.None, Class.Person],
  you: [Class.None, Class.Person, Class.Group],
  he: [Class.None, Class.Person],
  she: [Class.None, Class.Person],
  we: [Class.None, Class.Person, Class.Group, Class.Body, Class.Country],
  it: [Class.None, Class.Body, Class.Country, Class.Place, Class.Facility, Class.Thing, Class.Operation],
  they: [Class.None, Class.Person, Class.Group, Class.Body, Class.Country, Class.Facility, Class.Thing, Class.Place],
};
const PERSONAL = ["i", "he", "she"].map((base) => 1 << (PRONOUN_BASES.indexOf(base) + 1)).reduce((a, b) => a | b);
const [HE, SHE] = ["he", "she"].map((base) => PRONOUN_BASES.indexOf(base) + 1) as [number, number];
const MAY_STAND = PRONOUN_BASES.map((base) => {
  const classes = PRONOUN_CLASSES[base];
  return classes ? classes.reduce((bits, c) => bits | (1 << c), 0) : 0xffff;
});

/** The class of a chain: of its first name, else its first typed nominal, else of "he", "she", "I". */
function classOfChain(clusters: Clusters, c: number): number {
  const known = CLASS_OF[clusters.type[c]!]!;
  return known === Class.None && clusters.pronouns[c]! & PERSONAL ? Class.Person : known;
}

/** Links that no score may make: between names that tell two things apart, and between things of different kinds. */
export function forbidden(frame: Frame, clusters: Clusters, i: number, j: number): boolean {
  const c = clusters.of[j]!;
  const theirs = classOfChain(clusters, c);
  if (frame.dateline[j] && frame.names[i] === null) return true;
  if (frame.kind[i] === Kind.Pronoun) {
    const form = frame.form[i]!;
    if ((form === HE && clusters.pronouns[c]! & (1 << SHE)) || (form === SHE && clusters.pronouns[c]! & (1 << HE))) return true;
    return form <= MAY_STAND.length && !(MAY_STAND[form - 1]! & (1 << theirs));
  }
  const mine = CLASS_OF[frame.type[i]!]!;
  const bound = frame.bound[i] === j;
  if (!bound && isAnother(frame, i, j, mine)) return true;
  const named = clusters.name[c]!;
  if (frame.names[i] && named >= 0) {
    const match = nameMatch(frame, clusters, i, j);
    if (match === NameMatch.Clash || match === NameMatch.Head) return true;
    if (match === NameMatch.Part && mine === Class.Body) return true;
    if (match === NameMatch.Same || match === NameMatch.Acronym || match === NameMatch.Demonym) return false;
    if (match !== NameMatch.None) return mine !== theirs;
    return frame.names[j] !== null && !(bound && mine === theirs);
  }
  if (mine === theirs) return frame.kind[i] === Kind.Nominal && named >= 0 && APART.has(frame.type[i]! * 16 + clusters.type[c]!);
  if (mine === Class.None || theirs === Class.None) return frame.kind[j] !== Kind.Pronoun && !bound;
  const key = mine * 16 + theirs;
  return !(NEAR.has(key) || (bound && NEAR_BOUND.has(key)));
}

/**
 * "The assassination of the governor was condemned by the president": two nouns of one sentence are of two people; "a tank and
 * a truck": things of two nouns are two wherever they are told of.
 */
function isAnother(frame: Frame, i: number, j: number, mine: number): boolean {
  if (frame.kind[i] !== Kind.Nominal || frame.kind[j] !== Kind.Nominal || frame.lemma[i] === frame.lemma[j]) return false;
  return mine === Class.Thing || (mine === Class.Person && frame.sentence[i] === frame.sentence[j]);
}

/**
 * The link of a name that needs no score: to a name of the same words and class, a demonym to its country, a bare surname
 * to the person of that name named last ("Fitrat" after "Hamdullah Fitrat"), a role to its holder ("Minister Fitrat"). -1 where there is none.
 */
export function sureLink(frame: Frame, clusters: Clusters, i: number, candidates: Int32Array, count: number): number {
  if (frame.sure[i]! >= 0) return frame.sure[i]!;
  const key = frame.names[i];
  if (!key) return saidBy(frame, clusters, i, candidates, count);
  const mine = CLASS_OF[frame.type[i]!]!;
  let best = -1;
  for (let k = 0; k < count; k++) {
    const j = candidates[k]!;
    const other = frame.names[j];
    if (!other || j <= best) continue;
    const theirs = CLASS_OF[frame.type[j]!]!;
    const match = nameMatch(frame, clusters, i, j);
    if (match === NameMatch.Clash) continue;
    const country = key.country === other.country && mine === Class.Country && theirs === Class.Country;
    const same = key.whole === other.whole && (mine === theirs || isWeak(frame, i, mine, theirs) || isWeak(frame, j, theirs, mine));
    const office =
      match === NameMatch.Office && key.nation !== 0 && key.nation === other.nation && mine === Class.Body && theirs === Class.Body;
    const kind = match === NameMatch.Kind && mine === theirs;
    const surname = mine === Class.Person && theirs === Class.Person && key.words.length === 1 && match === NameMatch.Surname;
    if (country || same || surname || office || kind) best = j;
  }
  return best;
}

/** "The Assad regime" after "Assad": a name before a noun may be taken for a body's where it is a person's. */
function isWeak(frame: Frame, i: number, mine: number, theirs: number): boolean {
  return mine === Class.Body && theirs === Class.Person && frame.tree.tokens[frame.head[i]!]!.deprel === "compound";
}

/** The mayor said: “I was there”: "I" in a quotation is its speaker, where that is a person. */
function saidBy(frame: Frame, clusters: Clusters, i: number, candidates: Int32Array, count: number): number {
  if (frame.person[i] !== 1 || frame.number[i] !== Number_.Singular || frame.speaker[i]! < 0) return -1;
  for (let k = 0; k < count; k++) {
    const j = candidates[k]!;
    if (frame.head[j] !== frame.speaker[i]) continue;
    const theirs = classOfChain(clusters, clusters.of[j]!);
    if (theirs === Class.Person || theirs === Class.None) return j;
  }
  return -1;
}
