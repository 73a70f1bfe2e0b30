import { DataFactory, type Literal, type NamedNode, type Quad } from "n3";
import { ValidationError } from "../errors.js";
import type {
  Extraction,
  GraphClaim,
  GraphEntity,
  GraphEvent,
  GraphLink,
  GraphMembership,
  GraphQuantity,
  GraphReport,
  Iri,
  Knowledge,
} from "../model.js";
import { digest, slug } from "../text.js";
import { date, decimal, hundredths, iri, number, string, typed } from "./terms.js";
import {
  bounds,
  cg,
  dcterms,
  geo,
  modalities,
  namespaces,
  oa,
  polarities,
  predicates,
  prov,
  rdf,
  rdfs,
  roles,
  schema,
  sem,
  skos,
  statuses,
  xsd,
} from "./vocabulary.js";

/** 64 bits: no two of a million texts share one. */
const DIGEST = 16;
/** Digits of an offset, enough for a text of 268 million characters. */
const OFFSET = 7;

/**
 * The graph as quads of the default graph, IRIs and literals only, a node's together, in an order that depends on the
 * graph alone: the run, the reports with their evidence, the entities and the events, each followed by what it claims.
 * A generator: memory beside the graph itself is bounded by the largest node.
 * @throws ValidationError where a name is not an IRI, a string can't be written, or a claim cites words that its report
 * does not quote.
 */
export function* toQuads(knowledge: Knowledge): Generator<Quad> {
  for (const quads of toQuadBatches(knowledge)) yield* quads;
}

/** {@link toQuads}, a node with its claims at a time. */
export function* toQuadBatches(knowledge: Knowledge): Generator<readonly Quad[]> {
  const sink = new Sink(knowledge);
  sink.extraction(knowledge.extraction, knowledge.base);
  yield sink.take();
  for (const report of knowledge.reports) {
    sink.report(report);
    yield sink.take();
  }
  const links = bySubject(knowledge.links);
  for (const entity of knowledge.entities) {
    sink.entity(entity, links.get(entity.iri) ?? []);
    links.delete(entity.iri);
    yield sink.take();
  }
  for (const event of knowledge.events) {
    sink.event(event, links.get(event.iri) ?? []);
    links.delete(event.iri);
    yield sink.take();
  }
  for (const rest of links.values()) {
    sink.links(rest);
    yield sink.take();
  }
}

function bySubject(links: readonly GraphLink[]): Map<Iri, GraphLink[]> {
  const groups = new Map<Iri, GraphLink[]>();
  for (const link of links) {
    const group = groups.get(link.subject);
    if (group) group.push(link);
    else groups.set(link.subject, [link]);
  }
  return groups;
}

/** A report as its evidence needs it: the words by span, and what the names of its spans begin with. */
interface Quoted {
  readonly quotes: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * The last part of the names of a quoted span's nodes: a digest of its text, its start and its end, in hexadecimal. Content
 * alone, so that a span has one name, and no table of names need be kept.
 */
function spanName({ text }: Quoted, start: number, end: number): string {
  return text + start.toString(16).padStart(OFFSET, "0") + end.toString(16).padStart(OFFSET, "0");
}

/** Collects the quads of a node; knows the evidence of each report. */
class Sink {
  private quads: Quad[] = [];
  private readonly base: string;
  private readonly run: NamedNode;
  private readonly quoted = new Map<Iri, Quoted>();

  constructor(knowledge: Knowledge) {
    this.base = knowledge.base;
    this.run = iri(knowledge.extraction.iri);
  }

  /** What was collected since the last call. */
  take(): readonly Quad[] {
    const quads = this.quads;
    this.quads = [];
    return quads;
  }

  private add(subject: NamedNode, predicate: NamedNode, object: NamedNode | Literal): void {
    this.quads.push(DataFactory.quad(subject, predicate, object));
  }

  private addIris(subject: NamedNode, predicate: NamedNode, objects: readonly Iri[]): void {
    for (const object of objects) this.add(subject, predicate, iri(object));
  }

  extraction(run: Extraction, base: string): void {
    const models = run.models.map((model) => ({
      ...model,
      iri: iri(`${base}/model/${slug(model.name)}-${model.digest.slice(0, DIGEST)}`),
    }));
    this.add(this.run, rdf.type, cg.Extraction);
    this.add(this.run, rdf.type, prov.Activity);
    this.add(this.run, schema.softwareVersion, string(run.version));
    this.add(this.run, cg.base, string(base));
    for (const model of models) this.add(this.run, prov.used, model.iri);
    for (const model of models) {
      this.add(model.iri, rdf.type, cg.Model);
      this.add(model.iri, rdfs.label, string(model.name));
      this.add(model.iri, cg.digest, string(model.digest));
    }
  }

  report(report: GraphReport): void {
    const node = iri(report.iri);
    this.add(node, rdf.type, cg.Report);
    this.add(node, rdf.type, schema.NewsArticle);
    this.add(node, rdf.type, prov.Entity);
    this.add(node, dcterms.identifier, string(report.id));
    this.add(node, rdfs.label, string(report.label));
    if (report.date !== null) this.add(node, schema.datePublished, date(report.date));
    if (report.publisher !== null) this.add(node, schema.publisher, string(report.publisher));
    if (report.url !== null) this.add(node, schema.url, typed(report.url, xsd.anyURI));
    if (report.language !== null) this.add(node, schema.inLanguage, string(report.language));
    if (report.sourceGroup !== null) this.add(node, cg.sourceGroup, string(report.sourceGroup));
    this.addIris(node, dcterms.replaces, report.replaces);
    const text = iri(report.textIri);
    this.add(text, rdf.type, cg.Text);
    this.add(text, prov.wasDerivedFrom, node);
    this.add(text, prov.wasGeneratedBy, this.run);
    this.quotes(report, text);
  }

  /** One evidence for each quoted span, in the order of the text. */
  private quotes(report: GraphReport, text: NamedNode): void {
    const quoted: Quoted = { quotes: report.quotes, text: digest(report.textIri).slice(0, DIGEST) };
    this.quoted.set(report.iri, quoted);
    for (const { key, start, end } of spans(report)) {
      const name = spanName(quoted, start, end);
      const node = iri(`${this.base}/evidence/${name}`);
      const position = iri(`${this.base}/position/${name}`);
      const quote = iri(`${this.base}/quote/${name}`);
      this.add(node, rdf.type, cg.Evidence);
      this.add(node, rdf.type, oa.SpecificResource);
      this.add(node, oa.hasSource, text);
      this.add(node, oa.hasSelector, position);
      this.add(node, oa.hasSelector, quote);
      this.add(position, rdf.type, oa.TextPositionSelector);
      this.add(position, oa.start, number(start));
      this.add(position, oa.end, number(end));
      this.add(quote, rdf.type, oa.TextQuoteSelector);
      this.add(quote, oa.exact, string(report.quotes[key]!));
    }
  }

  entity(entity: GraphEntity, links: readonly GraphLink[]): void {
    const node = iri(entity.iri);
    this.add(node, rdf.type, cg.Entity);
    this.add(node, rdf.type, cg[entity.type]);
    this.add(node, rdfs.label, string(entity.label));
    for (const alias of entity.aliases) this.add(node, skos.altLabel, string(alias));
    this.addIris(node, skos.exactMatch, entity.exactMatches);
    this.addIris(node, skos.closeMatch, entity.closeMatches);
    if (entity.lat !== null) this.add(node, geo.lat, decimal(entity.lat));
    if (entity.lon !== null) this.add(node, geo.long, decimal(entity.lon));
    if (entity.side !== null) this.add(node, cg.side, iri(entity.side));
    if (entity.derivedFrom !== null) this.add(node, prov.wasDerivedFrom, iri(entity.derivedFrom));
    this.addIris(node, dcterms.replaces, entity.replaces);
    const within = entity.within.filter(
      (place) => !links.some((one) => one.stands && one.predicate === "locatedIn" && one.object === place),
    );
    this.addIris(node, cg.locatedIn, within);
    for (const membership of entity.memberships) if (membership.stands) this.add(node, cg.hasMembership, iri(membership.iri));
    this.links(links);
    for (const membership of entity.memberships) this.membership(node, membership);
  }

  private membership(holder: NamedNode, membership: GraphMembership): void {
    const node = iri(membership.iri);
    this.add(node, rdf.type, cg.Membership);
    this.add(node, rdfs.label, string(membership.label));
    this.add(node, cg.holder, holder);
    if (membership.organization !== null) this.add(node, cg.organization, iri(membership.organization));
    this.claims(holder, cg.hasMembership, node, membership.claims);
  }

  event(event: GraphEvent, links: readonly GraphLink[]): void {
    const node = iri(event.iri);
    const type = iri(namespaces.cgt + event.eventType);
    this.add(node, rdf.type, cg.Event);
    this.add(node, rdf.type, sem.Event);
    this.add(node, rdfs.label, string(event.label));
    this.add(node, cg.eventType, type);
    if (event.subtype !== null) this.add(node, cg.subtype, iri(namespaces.cgt + event.subtype));
    this.add(node, cg.status, statuses[event.status]);
    if (event.contested) this.add(node, cg.contested, typed("true", xsd.boolean));
    this.addIris(node, dcterms.replaces, event.replaces);
    for (const day of event.dates) if (day.stands) this.add(node, predicates[day.predicate], date(day.value));
    for (const quantity of event.quantities) if (quantity.stands) this.add(node, cg.quantity, iri(quantity.iri));
    this.links(links);
    this.claims(node, cg.eventType, type, event.occurrence);
    for (const day of event.dates) this.claims(node, predicates[day.predicate], date(day.value), day.claims);
    for (const quantity of event.quantities) this.quantity(node, quantity);
  }

  private quantity(event: NamedNode, quantity: GraphQuantity): void {
    const node = iri(quantity.iri);
    this.add(node, rdf.type, cg.Quantity);
    if (quantity.min !== null) this.add(node, cg.min, number(quantity.min));
    if (quantity.max !== null) this.add(node, cg.max, number(quantity.max));
    this.add(node, cg.bound, bounds[quantity.bound]);
    if (quantity.counts !== null) this.add(node, cg.counts, string(quantity.counts));
    if (quantity.role !== null) this.add(node, cg.role, roles[quantity.role]);
    if (quantity.unit !== null) this.add(node, cg.unit, string(quantity.unit));
    this.claims(event, cg.quantity, node, quantity.claims);
  }

  /** The plain triples of a subject's links, then their claims. */
  links(links: readonly GraphLink[]): void {
    for (const link of links) if (link.stands) this.add(iri(link.subject), predicates[link.predicate], iri(link.object));
    for (const link of links) this.claims(iri(link.subject), predicates[link.predicate], iri(link.object), link.claims);
  }

  private claims(subject: NamedNode, predicate: NamedNode, object: NamedNode | Literal, claims: readonly GraphClaim[]): void {
    for (const claim of claims) this.claim(subject, predicate, object, claim);
  }

  private claim(subject: NamedNode, predicate: NamedNode, object: NamedNode | Literal, claim: GraphClaim): void {
    const node = iri(claim.id);
    this.add(node, rdf.type, cg.Claim);
    this.add(node, cg.subject, subject);
    this.add(node, cg.predicate, predicate);
    this.add(node, cg.object, object);
    this.add(node, cg.claimant, iri(claim.claimant));
    if (claim.cue !== null) this.add(node, cg.cue, string(claim.cue));
    this.add(node, cg.polarity, polarities[claim.polarity]);
    this.add(node, cg.modality, modalities[claim.modality]);
    this.add(node, cg.confidence, hundredths(claim.confidence));
    this.add(node, cg.report, iri(claim.report));
    for (const span of claim.evidence) this.add(node, cg.evidence, this.cited(claim, span.start, span.end));
    this.addIris(node, cg.contradicts, claim.contradicts);
    this.addIris(node, cg.agreesWith, claim.agreesWith);
    this.addIris(node, cg.refines, claim.refines);
    this.add(node, prov.wasGeneratedBy, this.run);
  }

  private cited(claim: GraphClaim, start: number, end: number): NamedNode {
    const quoted = this.quoted.get(claim.report);
    if (quoted?.quotes[`${start}-${end}`] === undefined) {
      throw new ValidationError(`${claim.id} cites ${start}-${end} of ${claim.report}, which has no such quote`);
    }
    return iri(`${this.base}/evidence/${spanName(quoted, start, end)}`);
  }
}

/** A report's quoted spans in the order of the text. */
function spans(report: GraphReport): { key: string; start: number; end: number }[] {
  return Object.keys(report.quotes)
    .map((key) => {
      const [start, end] = key.split("-").map(Number);
      if (!Number.isInteger(start) || !Number.isInteger(end)) {
        throw new ValidationError(`${report.iri} has a quote at ${JSON.stringify(key)}, which is not a span like 12-40`);
      }
      return { key, start: start as number, end: end as number };
    })
    .sort((a, b) => a.start - b.start || a.end - b.end);
}
