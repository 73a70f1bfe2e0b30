import type { DocEntity, Iri, Mention } from "../model.js";
import type { EventTree } from "./events-tree.js";

/** What an office is of that names nothing: "the foreign minister" of the country that the report is about, "the mayor" of its town. */

/** What the report is about: its country, region and town, `null` where none stands out. */
export interface Topic {
  readonly country: string | null;
  readonly region: string | null;
  readonly town: string | null;
}

/** Reads what a report is about from the places it names. */
export function topicOf(tree: EventTree): Topic {
  const parents = parentsOf(tree);
  return { country: mainCountry(tree), region: mainRegion(tree, parents), town: mainTown(tree, parents) };
}

const entityOf = (tree: EventTree, m: Mention): DocEntity | undefined => tree.doc.entities[tree.entityIndex.get(m.entity) ?? -1];

/** What is most often meant, where it is so at least twice and half as often again as anything else. */
function mostOf(counts: ReadonlyMap<string, number>): string | null {
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  return first !== undefined && first[1] >= 2 && first[1] >= 1.5 * (second?.[1] ?? 0) ? first[0] : null;
}

/** The country that a report is about: by its names and its people, else with the places that lie in it. */
function mainCountry(tree: EventTree): string | null {
  const counts = new Map<string, number>();
  const byCode = new Map<string, string>();
  for (const e of tree.doc.entities) if (e.type === "Country" && e.match !== null) byCode.set(e.match.country, e.id);
  for (const m of tree.doc.mentions) {
    if (m.kind !== "name" && m.kind !== "demonym") continue;
    const entity = entityOf(tree, m);
    const code = entity?.match?.country;
    const country = entity?.type === "Country" ? entity.id : code === undefined ? undefined : byCode.get(code);
    if (country !== undefined) counts.set(country, (counts.get(country) ?? 0) + 1);
  }
  return mostOf(counts);
}

const REGION = /\b(?:province|region|governorate|state|oblast|prefecture|department|county|division|territory)\b/i;

/** The region that a report is about: one that is named, with the places that lie in it. */
function mainRegion(tree: EventTree, parents: ReadonlySet<Iri>): string | null {
  const counts = new Map<string, number>();
  const regions = new Map<string, string>();
  for (const e of tree.doc.entities) {
    const holds = e.type === "Place" && (REGION.test(e.label) || e.aliases.some((a) => REGION.test(a)) || isParent(e, parents));
    if (holds && e.match !== null) regions.set(e.match.iri, e.id);
  }
  for (const m of tree.doc.mentions) {
    if (m.kind !== "name") continue;
    const match = entityOf(tree, m)?.match;
    if (match === null || match === undefined) continue;
    for (const iri of [match.iri, ...match.parents.map((p) => p.iri)]) {
      const region = regions.get(iri);
      if (region !== undefined) counts.set(region, (counts.get(region) ?? 0) + 1);
    }
  }
  return mostOf(counts);
}

/** What the report's places lie in. */
function parentsOf(tree: EventTree): Set<Iri> {
  return new Set(tree.doc.entities.flatMap((e) => (e.type === "Place" ? (e.match?.parents.map((p) => p.iri) ?? []) : [])));
}

/** Whether other places of the report lie in a place. */
const isParent = ({ match }: DocEntity, parents: ReadonlySet<Iri>): boolean => match !== null && parents.has(match.iri);

/** The town that a report is about. */
function mainTown(tree: EventTree, parents: ReadonlySet<Iri>): string | null {
  const counts = new Map<string, number>();
  for (const m of tree.doc.mentions) {
    const entity = m.kind === "name" && m.type === "Place" ? entityOf(tree, m) : undefined;
    if (entity === undefined || entity.match === null || REGION.test(entity.label) || isParent(entity, parents)) continue;
    counts.set(entity.id, (counts.get(entity.id) ?? 0) + 1);
  }
  return mostOf(counts);
}

/** "Paraguay's foreign ministry said that Ambassador X", "In Tehran, ministry spokesman X": the country named before in the sentence. */
export function countryNear(tree: EventTree, mention: Mention): string | null {
  const { first } = tree.doc.sentences[tree.tokens[mention.first]!.sentence]!;
  for (let i = mention.first - 1; i >= first; i--) {
    const name = tree.nameAt[i]!;
    if (name < 0) continue;
    const m = tree.doc.mentions[name]!;
    if (m.type === "Country" && tree.tokens[m.last]?.xpos === "POS") return m.entity;
    if (m.type === "Government" && tree.tokens[m.first + 1]?.xpos === "POS") return countryCalled(tree, tree.tokens[m.first]!.text);
  }
  return null;
}

/** The country of the report that goes by a name. */
function countryCalled(tree: EventTree, name: string): string | null {
  return tree.called.get(name)?.find((e) => e.type === "Country")?.id ?? null;
}

/** "In Ayacucho, Mayor X": the last place named before in the sentence. */
export function placeNear(tree: EventTree, mention: Mention): string | null {
  const { first } = tree.doc.sentences[tree.tokens[mention.first]!.sentence]!;
  for (let i = mention.first - 1; i >= first; i--) {
    const name = tree.nameAt[i]!;
    if (name >= 0 && tree.doc.mentions[name]!.type === "Place" && tree.doc.mentions[name]!.kind === "name")
      return tree.doc.mentions[name]!.entity;
  }
  return null;
}
