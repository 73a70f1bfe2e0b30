import type { DocEntity, Mention, Report } from "../model.js";
import type { Gazetteer } from "../resources/gazetteer.js";

/** A place that an entity may be, with what speaks for it. */
interface Candidate {
  readonly place: number;
  readonly country: string;
  readonly prior: number;
}

/** Degrees of latitude and longitude within which another place of the document speaks for a candidate. */
const NEAR = 4;

/**
 * Gives countries, places and facilities their gazetteer entry: candidates by name, weighed by size and kind, by which
 * countries and places the document also names, and by what directly follows ("Alexandria, Louisiana").
 * @returns the entities, those that were found with `match`
 */
export function matchPlaces(
  entities: readonly DocEntity[],
  mentions: readonly Mention[],
  report: Report,
  gazetteer: Gazetteer,
): DocEntity[] {
  const candidates = new Map<string, Candidate[]>();
  for (const entity of entities) {
    if (entity.type !== "Country" && entity.type !== "Place" && entity.type !== "Facility") continue;
    const found = candidatesOf(entity, gazetteer);
    if (found.length > 0) candidates.set(entity.id, found);
  }
  const containers = containersOf(mentions, report);
  const chosen = new Map<string, Candidate>();
  const settle = (): void => {
    const votes = countryVotes(chosen, entities);
    const before = new Map(chosen);
    for (const [id, found] of candidates) {
      let best = found[0]!;
      let most = -Infinity;
      for (const candidate of found) {
        const score = candidate.prior + support(candidate, id, before, votes, containers, candidates, gazetteer);
        if (score > most) {
          most = score;
          best = candidate;
        }
      }
      chosen.set(id, best);
    }
  };
  settle();
  settle();
  settle();
  return entities.map((entity) => {
    const place = chosen.get(entity.id);
    return place ? { ...entity, match: gazetteer.match(place.place) } : entity;
  });
}

function candidatesOf(entity: DocEntity, gazetteer: Gazetteer): Candidate[] {
  const out = new Map<number, Candidate>();
  for (const name of [entity.label, ...entity.aliases]) {
    for (const reading of gazetteer.find(name)) {
      const kind = gazetteer.kind(reading.place);
      if (entity.type === "Country" && kind !== "country") continue;
      if (entity.type === "Facility" && name !== entity.label) continue;
      if (out.has(reading.place)) continue;
      const people = Math.log10(1 + gazetteer.population(reading.place));
      const rank = kind === "country" ? 6 : kind === "region" ? 3 : kind === "admin1" ? 0.6 : kind === "admin2" ? -0.8 : 0;
      const seat = gazetteer.seat(reading.place);
      const prior = people + rank + 0.5 * seat + (reading.use === "name" ? 0.4 : reading.use === "alias" ? 0 : 0.2);
      out.set(reading.place, { place: reading.place, country: gazetteer.country(reading.place), prior });
    }
  }
  return [...out.values()];
}

/** How many mentions speak for each country. */
function countryVotes(chosen: ReadonlyMap<string, Candidate>, entities: readonly DocEntity[]): Map<string, number> {
  const votes = new Map<string, number>();
  for (const entity of entities) {
    const place = chosen.get(entity.id);
    if (place && place.country !== "") votes.set(place.country, (votes.get(place.country) ?? 0) + Math.min(5, entity.mentions.length));
  }
  return votes;
}

/** For an entity's id the ids of those that directly follow it after a comma or stand in "of" or "in": "X, Y", "X in Y". */
function containersOf(mentions: readonly Mention[], report: Report): Map<string, Set<string>> {
  const out = new Map<string, Set<string>>();
  const names = mentions.filter((m) => m.kind === "name").sort((a, b) => a.start - b.start);
  for (let i = 0; i + 1 < names.length; i++) {
    const a = names[i]!;
    const b = names[i + 1]!;
    const between = report.text.slice(a.end, b.start);
    if (between.length > 24 || !/^(?:,\s*|\s*\()(?:the\s)?$|^(?:\s\w+)?,?\s(?:in|of)\s(?:the\s)?(?:\w+\s)?$/.test(between)) continue;
    const set = out.get(a.entity) ?? new Set<string>();
    set.add(b.entity);
    out.set(a.entity, set);
  }
  return out;
}

function support(
  candidate: Candidate,
  id: string,
  chosen: ReadonlyMap<string, Candidate>,
  votes: ReadonlyMap<string, number>,
  containers: ReadonlyMap<string, ReadonlySet<string>>,
  candidates: ReadonlyMap<string, readonly Candidate[]>,
  gazetteer: Gazetteer,
): number {
  let score = 0;
  let own = 0;
  if (chosen.get(id)?.country === candidate.country) own = 1;
  const vote = (votes.get(candidate.country) ?? 0) - own;
  score += 1.2 * Math.log2(1 + Math.max(0, vote));
  for (const container of containers.get(id) ?? []) {
    const held = candidates.get(container)?.some((c) => holds(c.place, candidate.place, gazetteer));
    if (held) score += 6;
  }
  let near = 0;
  const lat = gazetteer.lat(candidate.place);
  const lon = gazetteer.lon(candidate.place);
  for (const [other, place] of chosen) {
    if (other === id || gazetteer.kind(place.place) === "country" || gazetteer.kind(place.place) === "region") continue;
    if (holds(place.place, candidate.place, gazetteer)) near += 1.5;
    else if (Math.abs(gazetteer.lat(place.place) - lat) < NEAR && Math.abs(gazetteer.lon(place.place) - lon) < NEAR) near += 0.7;
  }
  return score + Math.min(3, near);
}

/** Whether one place lies in another. */
function holds(outer: number, inner: number, gazetteer: Gazetteer): boolean {
  for (let at = gazetteer.parent(inner); at >= 0; at = gazetteer.parent(at)) if (at === outer) return true;
  return false;
}
