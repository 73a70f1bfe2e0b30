import type { DocEntity, Mention, Report } from "../model.js";
import type { Gazetteer, PlaceKind } from "../resources/gazetteer.js";

/** A place that an entity may be, with what speaks for it whatever the document. */
interface Candidate {
  readonly place: number;
  readonly country: string;
  /** First-order division that it is or lies in, -1 where there is none. */
  readonly division: number;
  /** Square of the globe, {@link SQUARE} degrees wide. */
  readonly square: number;
  readonly prior: number;
}

/** What the other places of the document speak for. */
interface Votes {
  readonly countries: Map<string, number>;
  readonly divisions: Map<number, number>;
  readonly squares: Map<number, number>;
}

/** Whom a name is tied to by the words around it. */
interface Ties {
  /** Places that directly follow as the larger one: "Alexandria, Louisiana", "X in Y". */
  readonly within: Map<string, Set<string>>;
  /** Neighbours in a list: "Paktia, Paktika, Khost and Kunar". */
  readonly listed: Map<string, Set<string>>;
}

const SQUARE = 3;
const COLUMNS = Math.ceil(360 / SQUARE);
const ROUNDS = 4;
/** Readings of a kind are so much likelier than of a town with the same number of people. */
const RANK: Readonly<Record<PlaceKind, number>> = { country: 6, region: 9, admin1: 0.4, admin2: -0.6, city: 0 };

/**
 * Gives countries, places and facilities their gazetteer entry: candidates by name, weighed by size and kind, by which
 * countries, divisions and squares of the globe the document's other places lie in, by what directly follows ("Alexandria,
 * Louisiana"), and by lists, which name things of a kind ("in Paktia, Paktika and Khost"). Linear in the number of entities.
 * @returns the entities, those that were found with `match`
 */
export function matchPlaces(
  entities: readonly DocEntity[],
  mentions: readonly Mention[],
  report: Report,
  gazetteer: Gazetteer,
): DocEntity[] {
  const candidates = new Map<string, readonly Candidate[]>();
  const weights = new Map<string, number>();
  for (const entity of entities) {
    if (entity.type !== "Country" && entity.type !== "Place" && entity.type !== "Facility") continue;
    const found = candidatesOf(entity, gazetteer);
    if (found.length === 0) continue;
    candidates.set(entity.id, found);
    weights.set(entity.id, Math.min(4, entity.mentions.length));
  }
  const ties = tiesOf(mentions, report);
  const dateline = report.place ? gazetteer.find(report.place)[0] : undefined;
  const chosen = new Map<string, Candidate>();
  for (let round = 0; round < ROUNDS; round++) {
    const votes = countVotes(chosen, weights);
    if (dateline) vote(votes.countries, gazetteer.country(dateline.place), 2);
    for (const [id, found] of candidates) {
      if (found.length === 1) {
        chosen.set(id, found[0]!);
        continue;
      }
      const own = chosen.get(id);
      let best = found[0]!;
      let most = -Infinity;
      for (const candidate of found) {
        const score =
          candidate.prior +
          fromVotes(candidate, votes, own, weights.get(id)!) +
          fromTies(candidate, id, ties, chosen, candidates, gazetteer);
        if (score > most) {
          most = score;
          best = candidate;
        }
      }
      chosen.set(id, best);
    }
  }
  return entities.map((entity) => {
    const place = chosen.get(entity.id);
    return place ? { ...entity, match: gazetteer.match(place.place) } : entity;
  });
}

function candidatesOf(entity: DocEntity, gazetteer: Gazetteer): Candidate[] {
  const out = new Map<number, Candidate>();
  for (const name of [entity.label, ...entity.aliases]) {
    for (const reading of gazetteer.find(name)) {
      if (entity.type === "Facility" && name !== entity.label) continue;
      const { place } = reading;
      const kind = gazetteer.kind(place);
      // A demonym is a country's or region's: "Georgian" says nothing of a town.
      const use = reading.use === "name" ? 0.4 : reading.use === "alias" ? 0 : 0.2;
      const prior = Math.log10(1 + gazetteer.population(place)) + RANK[kind] + 0.4 * gazetteer.seat(place) + use;
      const before = out.get(place);
      if (before && before.prior >= prior) continue;
      out.set(place, {
        place,
        country: gazetteer.country(place),
        division: divisionOf(place, gazetteer),
        square: squareOf(gazetteer.lat(place), gazetteer.lon(place)),
        prior,
      });
    }
  }
  return [...out.values()];
}

function divisionOf(place: number, gazetteer: Gazetteer): number {
  for (let at = place; at >= 0; at = gazetteer.parent(at)) if (gazetteer.kind(at) === "admin1") return at;
  return -1;
}

const squareOf = (lat: number, lon: number) => Math.floor((lat + 90) / SQUARE) * COLUMNS + Math.floor((lon + 180) / SQUARE);

function vote<K>(votes: Map<K, number>, key: K, weight: number): void {
  votes.set(key, (votes.get(key) ?? 0) + weight);
}

function countVotes(chosen: ReadonlyMap<string, Candidate>, weights: ReadonlyMap<string, number>): Votes {
  const votes: Votes = { countries: new Map(), divisions: new Map(), squares: new Map() };
  for (const [id, place] of chosen) {
    const weight = weights.get(id)!;
    if (place.country !== "") vote(votes.countries, place.country, weight);
    if (place.division >= 0) {
      vote(votes.divisions, place.division, weight);
      vote(votes.squares, place.square, 1);
    }
  }
  return votes;
}

/** What the document's other places say; the entity's own vote does not count. */
function fromVotes(candidate: Candidate, votes: Votes, own: Candidate | undefined, weight: number): number {
  const country = (votes.countries.get(candidate.country) ?? 0) - (own?.country === candidate.country ? weight : 0);
  let score = 1.6 * Math.log2(1 + Math.max(0, country));
  if (candidate.division >= 0) {
    const division = (votes.divisions.get(candidate.division) ?? 0) - (own?.division === candidate.division ? weight : 0);
    score += 1.6 * Math.log2(1 + Math.max(0, division));
    let near = own && own.division >= 0 && Math.abs(own.square - candidate.square) <= COLUMNS + 1 ? -1 : 0;
    for (let row = -COLUMNS; row <= COLUMNS; row += COLUMNS) {
      for (let column = -1; column <= 1; column++) near += votes.squares.get(candidate.square + row + column) ?? 0;
    }
    score += Math.min(2.5, 0.6 * Math.max(0, near));
  }
  return score;
}

function fromTies(
  candidate: Candidate,
  id: string,
  ties: Ties,
  chosen: ReadonlyMap<string, Candidate>,
  candidates: ReadonlyMap<string, readonly Candidate[]>,
  gazetteer: Gazetteer,
): number {
  let score = 0;
  for (const outer of ties.within.get(id) ?? []) {
    if (candidates.get(outer)?.some((c) => holds(c.place, candidate.place, gazetteer))) score += 6;
  }
  for (const other of ties.listed.get(id) ?? []) {
    const place = chosen.get(other);
    if (place && place.country === candidate.country && gazetteer.kind(place.place) === gazetteer.kind(candidate.place)) score += 0.9;
  }
  return score;
}

/** Reads the words between neighbouring names. */
function tiesOf(mentions: readonly Mention[], report: Report): Ties {
  const ties: Ties = { within: new Map(), listed: new Map() };
  const tie = (map: Map<string, Set<string>>, a: string, b: string): void => {
    const set = map.get(a) ?? new Set<string>();
    map.set(a, set.add(b));
  };
  const names = mentions.filter((m) => m.kind === "name").sort((a, b) => a.start - b.start);
  for (let i = 0; i + 1 < names.length; i++) {
    const a = names[i]!;
    const b = names[i + 1]!;
    if (a.entity === b.entity || b.start - a.end > 24 || b.start < a.end) continue;
    const between = report.text.slice(a.end, b.start);
    if (/^(?:,\s*|\s*\()$|^(?:\s\w+)?,?\s(?:in|of)\s(?:the\s)?(?:\w+\s)?$/.test(between)) tie(ties.within, a.entity, b.entity);
    if (/^,?\s(?:and|or|&)?\s?(?:the\s)?$|^,\s*$/.test(between)) {
      tie(ties.listed, a.entity, b.entity);
      tie(ties.listed, b.entity, a.entity);
    }
  }
  return ties;
}

/** Whether one place lies in another. */
function holds(outer: number, inner: number, gazetteer: Gazetteer): boolean {
  for (let at = gazetteer.parent(inner); at >= 0; at = gazetteer.parent(at)) if (at === outer) return true;
  return false;
}
