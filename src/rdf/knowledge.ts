import type { NamedNode, Quad } from "n3";
import { ValidationError } from "../errors.js";
import {
  ENTITY_TYPES,
  type EventType,
  type Extraction,
  type GraphClaim,
  type GraphDate,
  type GraphEntity,
  type GraphEvent,
  type GraphLink,
  type GraphMembership,
  type GraphQuantity,
  type GraphReport,
  type Iri,
  type Knowledge,
  type LinkPredicate,
  type Span,
} from "../model.js";
import { Nodes, nameIn, sorted } from "./nodes.js";
import {
  bounds,
  cg,
  dcterms,
  geo,
  modalities,
  nameOf,
  namespaces,
  oa,
  polarities,
  predicates,
  prov,
  rdf,
  rdfs,
  roles,
  schema,
  skos,
  statuses,
} from "./vocabulary.js";

const LINKS = [
  "agent",
  "patient",
  "instrument",
  "place",
  "partOf",
  "locatedIn",
  "belongsTo",
  "alliedWith",
  "opposedTo",
  "leads",
] as const satisfies readonly LinkPredicate[];

const LINK_BY_IRI = new Map<string, LinkPredicate>(LINKS.map((name) => [predicates[name].value, name]));

/**
 * The graph that quads say, every list in order: what {@link toQuads} wrote comes back equal. Triples of other
 * vocabularies are ignored; a plain `cg:locatedIn` that nobody claims is the gazetteer's.
 * @throws ValidationError where a node lacks what its class needs, naming both.
 */
export function fromQuads(quads: Iterable<Quad>): Knowledge {
  return knowledgeOf(new Nodes(quads));
}

/** {@link fromQuads} of quads that were gathered already. */
export function knowledgeOf(nodes: Nodes): Knowledge {
  return new Reader(nodes).knowledge();
}

/** A statement with its claims, however many. */
interface Statement {
  readonly subject: Iri;
  readonly predicate: string;
  readonly object: string;
  readonly claims: GraphClaim[];
}

class Reader {
  private readonly statements = new Map<string, Statement>();
  private readonly contradicted = new Set<Iri>();

  constructor(private readonly nodes: Nodes) {}

  knowledge(): Knowledge {
    for (const id of this.nodes.instances(cg.Claim)) this.readClaim(id);
    const { base, extraction } = this.extraction();
    return {
      base,
      extraction,
      reports: this.reports(),
      entities: this.entities(),
      events: this.nodes.instances(cg.Event).map((iri) => this.event(iri)),
      links: this.links(),
    };
  }

  private readClaim(id: Iri): void {
    const nodes = this.nodes;
    const subject = nodes.required(id, cg.subject);
    const predicate = nodes.required(id, cg.predicate);
    const object = nodes.required(id, cg.object);
    const claim: GraphClaim = {
      id,
      claimant: nodes.required(id, cg.claimant),
      cue: nodes.value(id, cg.cue),
      polarity: this.named(polarities, id, cg.polarity),
      modality: this.named(modalities, id, cg.modality),
      confidence: nodes.number(id, cg.confidence) ?? 0,
      report: nodes.required(id, cg.report),
      evidence: this.spans(id),
      contradicts: nodes.values(id, cg.contradicts),
      agreesWith: nodes.values(id, cg.agreesWith),
      refines: nodes.values(id, cg.refines),
    };
    for (const other of claim.contradicts) {
      this.contradicted.add(id);
      this.contradicted.add(other);
    }
    const key = `${subject}\n${predicate}\n${object}`;
    const known = this.statements.get(key);
    if (known) known.claims.push(claim);
    else this.statements.set(key, { subject, predicate, object, claims: [claim] });
  }

  private spans(claim: Iri): Span[] {
    return this.nodes
      .values(claim, cg.evidence)
      .map((evidence) => this.position(evidence))
      .sort((a, b) => a.start - b.start || a.end - b.end);
  }

  private position(evidence: Iri): Span {
    for (const selector of this.nodes.values(evidence, oa.hasSelector)) {
      const start = this.nodes.number(selector, oa.start);
      const end = this.nodes.number(selector, oa.end);
      if (start !== null && end !== null) return { start, end };
    }
    throw new ValidationError(`<${evidence}> has no position in a text`);
  }

  private extraction(): { base: string; extraction: Extraction } {
    const nodes = this.nodes;
    const [iri] = nodes.instances(cg.Extraction);
    if (iri === undefined) throw new ValidationError("the graph has no cg:Extraction, so it is not one that Claimgraph wrote");
    const models = nodes
      .values(iri, prov.used)
      .filter((model) => nodes.has(model, rdf.type, cg.Model.value))
      .map((model) => ({ name: nodes.required(model, rdfs.label), digest: nodes.required(model, cg.digest) }))
      .sort((a, b) => compare(a.name, b.name) || compare(a.digest, b.digest));
    return { base: nodes.required(iri, cg.base), extraction: { iri, version: nodes.required(iri, schema.softwareVersion), models } };
  }

  private reports(): GraphReport[] {
    const nodes = this.nodes;
    const textOf = new Map<Iri, Iri>();
    for (const text of nodes.instances(cg.Text)) textOf.set(nodes.required(text, prov.wasDerivedFrom), text);
    const quotes = this.quotes();
    return nodes.instances(cg.Report).map((iri) => {
      const textIri = textOf.get(iri);
      if (textIri === undefined) throw new ValidationError(`<${iri}> has no cg:Text derived from it`);
      return {
        iri,
        id: nodes.required(iri, dcterms.identifier),
        label: nodes.required(iri, rdfs.label),
        date: nodes.value(iri, schema.datePublished),
        publisher: nodes.value(iri, schema.publisher),
        url: nodes.value(iri, schema.url),
        language: nodes.value(iri, schema.inLanguage),
        sourceGroup: nodes.value(iri, cg.sourceGroup),
        textIri,
        quotes: quotes.get(textIri) ?? {},
        replaces: nodes.values(iri, dcterms.replaces),
      };
    });
  }

  /** Quoted words by text and span. */
  private quotes(): Map<Iri, Record<string, string>> {
    const quotes = new Map<Iri, Record<string, string>>();
    for (const evidence of this.nodes.instances(cg.Evidence)) {
      const text = this.nodes.required(evidence, oa.hasSource);
      const { start, end } = this.position(evidence);
      const words = this.nodes.values(evidence, oa.hasSelector).map((selector) => this.nodes.value(selector, oa.exact));
      const exact = words.find((one) => one !== null);
      if (exact === undefined || exact === null) throw new ValidationError(`<${evidence}> does not say its words`);
      const known = quotes.get(text) ?? {};
      known[`${start}-${end}`] = exact;
      quotes.set(text, known);
    }
    return quotes;
  }

  private entities(): GraphEntity[] {
    const memberships = new Map<Iri, GraphMembership[]>();
    for (const iri of this.nodes.instances(cg.Membership)) {
      const holder = this.nodes.required(iri, cg.holder);
      const known = memberships.get(holder) ?? [];
      known.push(this.membership(iri, holder));
      memberships.set(holder, known);
    }
    return this.nodes.instances(cg.Entity).map((iri) => this.entity(iri, memberships.get(iri) ?? []));
  }

  private entity(iri: Iri, memberships: GraphMembership[]): GraphEntity {
    const nodes = this.nodes;
    const type = ENTITY_TYPES.find((name) => nodes.has(iri, rdf.type, cg[name].value));
    if (!type) throw new ValidationError(`<${iri}> is a cg:Entity of no class that Claimgraph knows`);
    const places = nodes.values(iri, cg.locatedIn);
    return {
      iri,
      type,
      label: nodes.required(iri, rdfs.label),
      aliases: nodes.values(iri, skos.altLabel),
      exactMatches: nodes.values(iri, skos.exactMatch),
      closeMatches: nodes.values(iri, skos.closeMatch),
      lat: nodes.number(iri, geo.lat),
      lon: nodes.number(iri, geo.long),
      side: nodes.value(iri, cg.side),
      within: places.filter((place) => !this.statements.has(`${iri}\n${cg.locatedIn.value}\n${place}`)),
      derivedFrom: nodes.value(iri, prov.wasDerivedFrom),
      memberships,
      replaces: nodes.values(iri, dcterms.replaces),
    };
  }

  private membership(iri: Iri, holder: Iri): GraphMembership {
    return {
      iri,
      label: this.nodes.required(iri, rdfs.label),
      organization: this.nodes.value(iri, cg.organization),
      ...this.claimed(holder, cg.hasMembership, iri),
    };
  }

  private event(iri: Iri): GraphEvent {
    const nodes = this.nodes;
    const type = nodes.required(iri, cg.eventType);
    const subtype = nodes.value(iri, cg.subtype);
    return {
      iri,
      eventType: concept(type) as EventType,
      subtype: subtype === null ? null : concept(subtype),
      label: nodes.required(iri, rdfs.label),
      status: this.named(statuses, iri, cg.status),
      contested: nodes.value(iri, cg.contested) === "true",
      quantities: this.objects(iri, cg.quantity).map((quantity) => this.quantity(iri, quantity)),
      dates: [...this.dates(iri, "earliest"), ...this.dates(iri, "latest")],
      occurrence: this.statements.get(`${iri}\n${cg.eventType.value}\n${type}`)?.claims ?? [],
      replaces: nodes.values(iri, dcterms.replaces),
    };
  }

  private quantity(event: Iri, iri: Iri): GraphQuantity {
    const nodes = this.nodes;
    return {
      iri,
      min: nodes.number(iri, cg.min),
      max: nodes.number(iri, cg.max),
      bound: this.named(bounds, iri, cg.bound),
      counts: nodes.value(iri, cg.counts),
      role: nodes.value(iri, cg.role) === null ? null : this.named(roles, iri, cg.role),
      unit: nodes.value(iri, cg.unit),
      ...this.claimed(event, cg.quantity, iri),
    };
  }

  private dates(event: Iri, predicate: "earliest" | "latest"): GraphDate[] {
    return this.objects(event, cg[predicate]).map((value) => ({ predicate, value, ...this.claimed(event, cg[predicate], value) }));
  }

  /** What stands as an object of a property or is claimed to be one, sorted. */
  private objects(subject: Iri, predicate: NamedNode): string[] {
    return sorted([...this.nodes.values(subject, predicate), ...(this.claimedObjects().get(`${subject}\n${predicate.value}`) ?? [])]);
  }

  private byProperty: Map<string, string[]> | undefined;

  private claimedObjects(): Map<string, string[]> {
    if (this.byProperty) return this.byProperty;
    this.byProperty = new Map();
    for (const { subject, predicate, object } of this.statements.values()) {
      const key = `${subject}\n${predicate}`;
      const known = this.byProperty.get(key);
      if (known) known.push(object);
      else this.byProperty.set(key, [object]);
    }
    return this.byProperty;
  }

  private claimed(subject: Iri, predicate: NamedNode, object: string): { stands: boolean; contested: boolean; claims: GraphClaim[] } {
    const claims = this.statements.get(`${subject}\n${predicate.value}\n${object}`)?.claims ?? [];
    return {
      stands: this.nodes.has(subject, predicate, object),
      contested: claims.some((claim) => this.contradicted.has(claim.id)),
      claims,
    };
  }

  /** Claimed links, and standing ones that lack a claim against the laws, so that nothing is lost in reading. */
  private links(): GraphLink[] {
    const found = new Map<string, GraphLink>();
    const add = (subject: Iri, predicate: LinkPredicate, object: Iri) => {
      const key = `${subject}\n${predicate}\n${object}`;
      if (!found.has(key)) found.set(key, { subject, predicate, object, ...this.claimed(subject, predicates[predicate], object) });
    };
    for (const { subject, predicate, object } of this.statements.values()) {
      const name = LINK_BY_IRI.get(predicate);
      if (name) add(subject, name, object);
    }
    for (const type of [cg.Entity, cg.Event]) {
      for (const subject of this.nodes.instances(type)) {
        for (const quad of this.nodes.of(subject)) {
          const name = LINK_BY_IRI.get(quad.predicate.value);
          if (name && name !== "locatedIn") add(subject, name, quad.object.value);
        }
      }
    }
    return [...found.values()].sort(
      (a, b) => compare(a.subject, b.subject) || compare(a.predicate, b.predicate) || compare(a.object, b.object),
    );
  }

  private named<Name extends string>(table: Readonly<Record<Name, NamedNode>>, subject: Iri, predicate: NamedNode): Name {
    const value = this.nodes.required(subject, predicate);
    const name = nameOf(table, value);
    if (name === undefined)
      throw new ValidationError(`<${subject}> has ${nameIn(predicate.value)} <${value}>, which is none that Claimgraph knows`);
    return name;
  }
}

function concept(iri: string): string {
  return iri.startsWith(namespaces.cgt) ? iri.slice(namespaces.cgt.length) : iri;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
