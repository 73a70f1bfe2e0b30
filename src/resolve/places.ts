import type { GraphEntity, Iri, PlaceMatch, PlaceParent } from "../model.js";
import type { LocalDocument } from "./document.js";
import { iri } from "./identity.js";
import type { Union } from "./union.js";

/**
 * Ties places to those they lie in by the gazetteer, adding the containing places that no report names, so that a query
 * by province or country finds what lies in it.
 */
export function addContainingPlaces(
  base: string,
  documents: readonly LocalDocument[],
  union: Union,
  entities: Map<Iri, GraphEntity>,
): void {
  const matches = new Map<Iri, PlaceMatch>();
  for (const { entities: local } of documents) {
    for (const { iri: part, entity } of local.values()) {
      const root = union.find(part);
      if (entity.match !== null && entities.has(root) && !matches.has(root)) matches.set(root, entity.match);
    }
  }
  const byRecord = new Map<Iri, Iri>();
  for (const [self, match] of [...matches].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (!byRecord.has(match.iri)) byRecord.set(match.iri, self);
  const node = (parent: PlaceParent): Iri => {
    let self = byRecord.get(parent.iri);
    if (self === undefined) {
      self = iri(base, parent.type, parent.name, [parent.iri]);
      byRecord.set(parent.iri, self);
      entities.set(self, containing(self, parent));
    }
    return self;
  };
  for (const match of matches.values()) {
    let child = byRecord.get(match.iri)!;
    for (const parent of match.parents) {
      const above = node(parent);
      if (above === child) continue;
      const entity = entities.get(child)!;
      if (entity.within.length === 0) entities.set(child, { ...entity, within: [above] });
      child = above;
    }
  }
  for (const [self, match] of matches) {
    const twin = byRecord.get(match.iri)!;
    if (twin !== self) entities.set(self, { ...entities.get(self)!, within: entities.get(twin)!.within });
  }
}

function containing(self: Iri, { iri: record, name, type, lat, lon }: PlaceParent): GraphEntity {
  return {
    iri: self,
    type,
    label: name,
    aliases: [],
    exactMatches: [record],
    closeMatches: [],
    lat,
    lon,
    side: null,
    within: [],
    derivedFrom: record,
    memberships: [],
    replaces: [],
  };
}
