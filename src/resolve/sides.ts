import type { EntityType, GraphEntity, GraphLink, Iri } from "../model.js";

/** What can be a side of a conflict. */
const SIDES: ReadonlySet<EntityType> = new Set(["Country", "ArmedGroup", "Government", "ArmedForce"]);

/**
 * Gives each entity the side that it is on: the last country, force or group up the chain of what it belongs to, is part
 * of, or holds a role in. Only plain triples count.
 */
export function withSides(entities: readonly GraphEntity[], links: readonly GraphLink[]): GraphEntity[] {
  const byIri = new Map(entities.map((e) => [e.iri, e]));
  const above = new Map<Iri, Iri[]>();
  const add = (from: Iri, to: Iri) => above.set(from, [...(above.get(from) ?? []), to].sort());
  for (const l of links) if (l.stands && (l.predicate === "belongsTo" || l.predicate === "partOf")) add(l.subject, l.object);
  for (const e of entities) for (const m of e.memberships) if (m.stands && m.organization !== null) add(e.iri, m.organization);
  return entities.map((entity) => {
    let at = entity.iri;
    let side: Iri | null = null;
    for (const seen = new Set<Iri>(); !seen.has(at); ) {
      seen.add(at);
      const up = above.get(at)?.[0];
      if (up === undefined || seen.has(up)) break;
      if (SIDES.has(byIri.get(up)?.type ?? "Group")) side = up;
      at = up;
    }
    return side === null ? entity : { ...entity, side };
  });
}
