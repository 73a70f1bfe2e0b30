import type { GraphClaim, GraphEntity, GraphEvent, GraphQuantity, Iri, Knowledge } from "../model.js";

/** What a person wants to know of a graph at a glance. */
export interface Digest {
  readonly counts: {
    readonly reports: number;
    readonly people: number;
    readonly units: number;
    readonly organizations: number;
    readonly places: number;
    readonly events: number;
    readonly claims: number;
    readonly contradictions: number;
  };
  /** Events whose accounts exclude each other, the most contradicted first. */
  readonly contested: readonly { readonly event: string; readonly contradictions: number; readonly speakers: readonly string[] }[];
  /** The largest numbers that somebody claims, with everybody who does. */
  readonly largest: readonly { readonly amount: string; readonly event: string; readonly speakers: readonly string[] }[];
}

const MOST = 3;
const UNITS: ReadonlySet<GraphEntity["type"]> = new Set(["MilitaryUnit", "ArmedForce", "ArmedGroup"]);
const BODIES: ReadonlySet<GraphEntity["type"]> = new Set(["Organization", "Government"]);
const PLACES: ReadonlySet<GraphEntity["type"]> = new Set(["Place", "Country", "Facility"]);

/** Counts, contested events and largest claims of a graph. */
export function digestOf(knowledge: Knowledge): Digest {
  const { entities, events, reports } = knowledge;
  const name = new Map<Iri, string>([
    ...entities.map((e) => [e.iri, e.label] as const),
    ...reports.map((r) => [r.iri, r.publisher ?? r.label] as const),
  ]);
  const speakers = (claims: readonly GraphClaim[]) => [...new Set(claims.map((c) => name.get(c.claimant) ?? c.claimant))].sort();
  const claims = allClaims(knowledge);
  const byEvent = eventClaims(knowledge);
  const count = (kinds: ReadonlySet<GraphEntity["type"]>) => entities.filter((e) => kinds.has(e.type)).length;
  const contested = events
    .map((event) => ({ event, rivals: (byEvent.get(event.iri) ?? []).filter((c) => c.contradicts.length > 0) }))
    .filter(({ rivals }) => rivals.length > 0)
    .sort((a, b) => b.rivals.length - a.rivals.length || (a.event.iri < b.event.iri ? -1 : 1));
  const largest = events
    .flatMap((event) =>
      event.quantities
        .filter((q) => q.unit === null && q.stands)
        .map((quantity) => ({ event, quantity, size: quantity.max ?? quantity.min ?? 0 })),
    )
    .sort((a, b) => b.size - a.size || (a.quantity.iri < b.quantity.iri ? -1 : 1));
  return {
    counts: {
      reports: reports.length,
      people: count(new Set(["Person"])),
      units: count(UNITS),
      organizations: count(BODIES),
      places: count(PLACES),
      events: events.length,
      claims: claims.length,
      contradictions: claims.reduce((n, c) => n + c.contradicts.length, 0) / 2,
    },
    contested: contested
      .slice(0, MOST)
      .map(({ event, rivals }) => ({ event: event.label, contradictions: rivals.length, speakers: speakers(rivals) })),
    largest: largest
      .slice(0, MOST)
      .map(({ event, quantity }) => ({ amount: amountOf(quantity), event: event.label, speakers: speakers(quantity.claims) })),
  };
}

/** Every claim of a graph, once. */
export function allClaims(knowledge: Knowledge): GraphClaim[] {
  return [
    ...knowledge.links.flatMap((l) => l.claims),
    ...knowledge.entities.flatMap((e) => e.memberships.flatMap((m) => m.claims)),
    ...knowledge.events.flatMap(ownClaims),
  ];
}

function ownClaims(event: GraphEvent): GraphClaim[] {
  return [...event.occurrence, ...event.quantities.flatMap((q) => q.claims), ...event.dates.flatMap((d) => d.claims)];
}

function eventClaims({ events, links }: Knowledge): Map<Iri, GraphClaim[]> {
  const claims = new Map(events.map((e) => [e.iri, ownClaims(e)]));
  for (const link of links) claims.get(link.subject)?.push(...link.claims);
  return claims;
}

/** "up to 55 Pakistani soldiers", "at least 5", "24 or more weapons". */
export function amountOf({ min, max, bound, counts, unit }: Pick<GraphQuantity, "min" | "max" | "bound" | "counts" | "unit">): string {
  const figure = (n: number | null) => (n === null ? "?" : n.toLocaleString("en-US"));
  const range = min !== null && max !== null && min !== max ? `${figure(min)}–${figure(max)}` : figure(max ?? min);
  const said = {
    exact: range,
    atMost: `up to ${range}`,
    atLeast: `at least ${range}`,
    approx: `about ${range}`,
    vague: `${range} or more`,
  }[bound];
  return [said, unit, counts].filter((part) => part !== null).join(" ");
}
