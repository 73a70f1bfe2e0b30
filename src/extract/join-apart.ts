import type { EntityType } from "../model.js";
import type { EventTree } from "./events-tree.js";
import type { Days } from "./join-evidence.js";
import type { Fillers, Line, Profile } from "./join-profiles.js";
import { liesIn } from "./roles-contenders.js";

/** What speaks for two events of one type being two. */

/**
 * Whether two events are surely not one: their days are apart, or only one is of the report's time; they befall others in other
 * named places, or by two verbs that are joined.
 */
export function areApart(tree: EventTree, { profiles }: Line, a: number, b: number): boolean {
  const [one, other] = [profiles[a]!, profiles[b]!];
  if (compareTimes(one.times, other.times) === APART || one.background !== other.background) return true;
  const against = disputes(tree, one, other);
  if ((against & WORDS_DIFFER) !== 0 && isConjoined(tree, one, other)) return true;
  const [mine, theirs] = [one.fillers.patient.own, other.fillers.patient.own];
  return (against & PLACES_DIFFER) !== 0 && !meet(mine.heads, theirs.heads) && !meet(mine.entities, theirs.entities);
}

/** Whether a word of the one is joined to one of the other: "killed two guards and murdered a priest". */
function isConjoined(tree: EventTree, one: Profile, other: Profile): boolean {
  const words = new Set(one.mentions.map((m) => m.token));
  return other.mentions.some(({ token }) => tree.tokens[token]!.deprel === "conj" && words.has(tree.tokens[token]!.head));
}

const [PEOPLE_DIFFER, PLACES_DIFFER, WORDS_DIFFER] = [1, 2, 4];

/**
 * What at the events' words themselves speaks for two: other named people suffer, other named places see them, one sentence
 * tells them of others ("killed two guards and murdered a priest"). A sum of {@link PEOPLE_DIFFER} and so on.
 */
export function disputes(tree: EventTree, one: Profile, other: Profile): number {
  const named = ({ own }: Fillers, isOf: (type: EntityType) => boolean) =>
    [...own.entities].filter((id) => tree.named.has(id) && isOf(tree.doc.entities[tree.entityIndex.get(id)!]!.type));
  const isPerson = (type: EntityType) => type === "Person";
  const isPlace = (type: EntityType) => type === "Place" || type === "Facility";
  const [dead, others] = [named(one.fillers.patient, isPerson), named(other.fillers.patient, isPerson)];
  const placesOf = ({ fillers }: Profile) => [...named(fillers.place, isPlace), ...named(fillers.patient, isPlace)];
  const [here, there] = [placesOf(one), placesOf(other)];
  const [mine, theirs] = [one.fillers.patient.own, other.fillers.patient.own];
  const isOne = (x: string, y: string) => x === y || liesIn(tree, x, y) || liesIn(tree, y, x);
  const together = one.mentions.some((m) => other.mentions.some((n) => m.sentence === n.sentence));
  const people = dead.length > 0 && others.length > 0 && !dead.some((x) => others.includes(x));
  const places = here.length > 0 && there.length > 0 && !here.some((x) => there.some((y) => isOne(x, y)));
  const words =
    together && mine.heads.size > 0 && theirs.heads.size > 0 && !meet(mine.heads, theirs.heads) && !meet(mine.entities, theirs.entities);
  return (people ? PEOPLE_DIFFER : 0) + (places ? PLACES_DIFFER : 0) + (words ? WORDS_DIFFER : 0);
}

/** How two events' times compare: the same, overlapping, apart; one side or neither has one. */
const APART = 3;

export function compareTimes(a: readonly Days[], b: readonly Days[]): number {
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 5 : 4;
  let best = APART;
  for (const x of a)
    for (const y of b) {
      if (x.from === y.from && x.to === y.to) return 1;
      if (x.to >= y.from - 1 && y.to >= x.from - 1) best = 2;
    }
  return best;
}

/** Whether two sets share anything. */
export function meet<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  for (const x of a) if (b.has(x)) return true;
  return false;
}
