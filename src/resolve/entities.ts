import { byIri, ensure } from "../collections.js";
import type { EntityType, GraphEntity, Iri } from "../model.js";
import { fold } from "../text.js";
import type { LocalDocument, LocalEntity } from "./document.js";
import type { Union } from "./union.js";

/** Bodies whose type reports see differently, so that their names join across these types. */
const BODIES: ReadonlySet<EntityType> = new Set(["Organization", "Government", "ArmedForce", "ArmedGroup", "MilitaryUnit"]);
const NAMELESS: ReadonlySet<EntityType> = new Set(["Group", "Artifact"]);

/**
 * Joins the entities that are one: by gazetteer record, else by a full name. A surname or a plain noun joins nothing
 * across documents.
 */
export function joinEntities(documents: readonly LocalDocument[], union: Union): void {
  const first = new Map<string, Iri>();
  for (const { entities } of documents) {
    for (const local of entities.values()) {
      for (const key of joinKeys(local)) {
        const other = first.get(key);
        if (other === undefined) first.set(key, local.iri);
        else union.join(other, local.iri);
      }
    }
  }
}

/** What an entity shares with every other entity that is the same one. */
function joinKeys({ entity, named }: LocalEntity): string[] {
  const { type, label, aliases, match } = entity;
  if (!named || NAMELESS.has(type)) return [];
  if (match !== null) return [`${type === "Country" ? "country" : "place"} ${match.iri}`];
  const family = BODIES.has(type) ? "body" : type;
  return [label, ...aliases].filter((name, i) => isFullName(name, type, i === 0)).map((name) => `${family} ${fold(name)}`);
}

/** "Hamdullah Fitrat" is one, "Fitrat" is not; of other kinds the label is, and an alias of two words or more. */
function isFullName(name: string, type: EntityType, isLabel: boolean): boolean {
  const words = name.split(/\s+/).length;
  return type === "Person" ? words >= 2 : isLabel || words >= 2;
}

/** The parts of each joined entity as one node, without what claims add (memberships, side). */
export function mergeEntities(documents: readonly LocalDocument[], union: Union, kept: ReadonlySet<Iri>): Map<Iri, GraphEntity> {
  const parts = new Map<Iri, LocalEntity[]>();
  for (const { entities } of documents) {
    for (const local of entities.values()) {
      const root = union.find(local.iri);
      if (!kept.has(root)) continue;
      ensure(parts, root, () => []).push(local);
    }
  }
  const merged = new Map<Iri, GraphEntity>();
  for (const [iri, list] of parts) merged.set(iri, merge(iri, list.sort(byIri)));
  return merged;
}

function merge(iri: Iri, parts: readonly LocalEntity[]): GraphEntity {
  const label = fullest(parts.map((p) => p.entity.label));
  const names = parts.flatMap((p) => [p.entity.label, ...p.entity.aliases]).map((n) => n.toWellFormed());
  const match = parts.find((p) => p.entity.match !== null)?.entity.match ?? null;
  return {
    iri,
    type: commonest(parts.map((p) => p.entity.type)),
    label,
    aliases: [...new Set(names)].filter((n) => n !== label).sort(),
    exactMatches: match === null ? [] : [match.iri],
    closeMatches: [],
    lat: match?.lat ?? null,
    lon: match?.lon ?? null,
    side: null,
    within: [],
    derivedFrom: match?.iri ?? null,
    memberships: [],
    replaces: [...new Set(parts.map((p) => p.iri))].filter((other) => other !== iri).sort(),
  };
}

/** The longest name that is used most often. */
function fullest(names: readonly string[]): string {
  const count = new Map<string, number>();
  for (const n of names) count.set(n, (count.get(n) ?? 0) + 1);
  return [...count].sort(([a, x], [b, y]) => y - x || b.length - a.length || (a < b ? -1 : 1))[0]![0].toWellFormed();
}

function commonest<T extends string>(values: readonly T[]): T {
  const count = new Map<T, number>();
  for (const v of values) count.set(v, (count.get(v) ?? 0) + 1);
  return [...count].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]![0];
}
