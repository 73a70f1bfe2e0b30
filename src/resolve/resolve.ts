import { byIri, ensure, order } from "../collections.js";
import type {
  EventStatus,
  Extraction,
  Facts,
  GraphClaim,
  GraphDate,
  GraphEntity,
  GraphEvent,
  GraphLink,
  GraphMembership,
  GraphQuantity,
  Iri,
  Knowledge,
  NewsEvent,
  Report,
} from "../model.js";
import { tieClaims } from "./agreement.js";
import { type Claimed, gatherClaims } from "./claims.js";
import { graphReport, type LocalDocument, localDocument } from "./document.js";
import { joinEntities, mergeEntities } from "./entities.js";
import { joinEvents } from "./events.js";
import { reportIri } from "./identity.js";
import { eventLabel } from "./label.js";
import { addContainingPlaces } from "./places.js";
import { withSides } from "./sides.js";
import { Union } from "./union.js";

/** How the graph is named and what made it. */
export interface ResolveOptions {
  /** Beginning of every IRI, without a final slash. */
  readonly base: string;
  readonly extraction: Extraction;
}

/**
 * Joins what many documents say: who is who, which event is which, what claims do to each other. The order of the
 * documents changes nothing.
 * @param aside reports that were not read for facts (another language); their nodes stand alone
 */
export function resolve(facts: readonly Facts[], aside: readonly Report[], { base, extraction }: ResolveOptions): Knowledge {
  const documents = facts.map((f) => localDocument(base, f)).sort((a, b) => order(a.iri, b.iri));
  const union = new Union();
  joinEntities(documents, union);
  joinEvents(documents, union);
  const ledger = gatherClaims(base, documents, union);
  const statements = [...tieClaims(ledger.statements).values()];
  const entities = mergeEntities(documents, union, keptEntities(documents, union, statements));
  addContainingPlaces(base, documents, union, entities);
  addMemberships(statements, entities);
  const links = statements.flatMap((s) => (s.statement.kind === "link" ? [link(s)] : []));
  const inside = new Set(links.filter((l) => l.predicate === "locatedIn").map((l) => `${l.subject} ${l.object}`));
  return {
    base,
    extraction,
    reports: [...documents.map((d) => d.report), ...aside]
      .map((r) => graphReport(base, r, ledger.quotes.get(reportIri(base, r)) ?? new Map()))
      .sort(byIri),
    entities: withSides([...entities.values()], links)
      .map((e) => withoutClaimedPlaces(e, inside))
      .sort(byIri),
    events: mergeEvents(documents, union, statements, entities).sort(byIri),
    links: links.sort((a, b) => order(a.subject, b.subject) || order(a.predicate, b.predicate) || order(a.object, b.object)),
  };
}

/** Entities that are named, or that somebody says something about. */
function keptEntities(documents: readonly LocalDocument[], union: Union, statements: readonly Claimed[]): Set<Iri> {
  const kept = new Set<Iri>();
  for (const { entities } of documents) for (const e of entities.values()) if (e.named) kept.add(union.find(e.iri));
  for (const { statement, claims } of statements) {
    kept.add(statement.subject);
    if (statement.kind === "link") kept.add(statement.object);
    if (statement.kind === "membership" && statement.organization !== null) kept.add(statement.organization);
    for (const c of claims) kept.add(c.claimant);
  }
  return kept;
}

/** Whether a statement is a plain triple, whether it is contested, and by whom it is made. */
function claimed({ claims }: Claimed): { readonly stands: boolean; readonly contested: boolean; readonly claims: readonly GraphClaim[] } {
  return {
    stands: claims.some((c) => c.polarity === "positive" && c.modality === "actual"),
    contested: claims.some((c) => c.contradicts.length > 0),
    claims,
  };
}

function link(s: Claimed): GraphLink {
  if (s.statement.kind !== "link") throw new TypeError("not a link");
  const { subject, predicate, object } = s.statement;
  return { subject, predicate, object, ...claimed(s) };
}

function addMemberships(statements: readonly Claimed[], entities: Map<Iri, GraphEntity>): void {
  for (const s of statements) {
    if (s.statement.kind !== "membership") continue;
    const { subject, iri, label, organization } = s.statement;
    const entity = entities.get(subject);
    if (!entity) continue;
    const membership: GraphMembership = { iri, label, organization, ...claimed(s) };
    entities.set(subject, { ...entity, memberships: [...entity.memberships, membership].sort(byIri) });
  }
}

interface EventParts {
  readonly events: NewsEvent[];
  readonly replaces: Set<Iri>;
  readonly quantities: GraphQuantity[];
  readonly dates: GraphDate[];
  readonly roles: GraphLink[];
  occurrence: readonly GraphClaim[];
}

function mergeEvents(
  documents: readonly LocalDocument[],
  union: Union,
  statements: readonly Claimed[],
  entities: ReadonlyMap<Iri, GraphEntity>,
): GraphEvent[] {
  const parts = new Map<Iri, EventParts>();
  for (const { events } of documents) {
    for (const { iri, event } of events.values()) {
      const root = union.find(iri);
      const part = ensure(parts, root, () => ({
        events: [],
        replaces: new Set<Iri>(),
        quantities: [],
        dates: [],
        roles: [],
        occurrence: [],
      }));
      part.events.push(event);
      if (iri !== root) part.replaces.add(iri);
    }
  }
  for (const s of statements) {
    const part = parts.get(s.statement.subject);
    if (!part) continue;
    if (s.statement.kind === "occurs") part.occurrence = s.claims;
    else if (s.statement.kind === "date") part.dates.push({ predicate: s.statement.predicate, value: s.statement.value, ...claimed(s) });
    else if (s.statement.kind === "quantity") part.quantities.push({ ...s.statement.quantity, ...claimed(s) });
    else if (s.statement.kind === "link") part.roles.push(link(s));
  }
  return [...parts].map(([iri, part]) => graphEvent(iri, part, entities));
}

function graphEvent(iri: Iri, part: EventParts, entities: ReadonlyMap<Iri, GraphEntity>): GraphEvent {
  const first = part.events[0]!;
  const subtypes = part.events.flatMap((e) => e.subtype ?? []).sort();
  const all = [
    ...part.occurrence,
    ...part.quantities.flatMap((q) => q.claims),
    ...part.dates.flatMap((d) => d.claims),
    ...part.roles.flatMap((r) => r.claims),
  ];
  const subtype = subtypes[0] ?? null;
  return {
    iri,
    eventType: first.type,
    subtype,
    label: eventLabel(subtype ?? first.type, part.roles, part.quantities, entities),
    status: statusOf(part.occurrence, first),
    contested: all.some((c) => c.contradicts.length > 0),
    quantities: part.quantities.sort(byIri),
    dates: part.dates.sort((a, b) => order(a.predicate, b.predicate) || order(a.value, b.value)),
    occurrence: part.occurrence,
    replaces: [...part.replaces].sort(),
  };
}

/** Contested where it is affirmed and denied; else what the best of its claims says. */
function statusOf(occurrence: readonly GraphClaim[], event: NewsEvent): EventStatus {
  const has = (polarity: string, modality: string) =>
    occurrence.length > 0
      ? occurrence.some((c) => c.polarity === polarity && c.modality === modality)
      : event.polarity === polarity && event.modality === modality;
  const affirmed = has("positive", "actual");
  const denied = has("negative", "actual");
  if (affirmed) return denied ? "Contested" : "Asserted";
  if (denied) return "Denied";
  if (has("positive", "planned")) return "Planned";
  if (has("positive", "ordered")) return "Ordered";
  if (has("positive", "possible")) return "Possible";
  return "Denied";
}

/** A containing place that a report states too is a claim, and the gazetteer's word is left out. */
function withoutClaimedPlaces(entity: GraphEntity, inside: ReadonlySet<string>): GraphEntity {
  const within = entity.within.filter((place) => !inside.has(`${entity.iri} ${place}`));
  return within.length < entity.within.length ? { ...entity, within } : entity;
}
