import { DataFactory, type NamedNode } from "n3";
import { type Bound, type ClaimPredicate, ENTITY_TYPES, type EventStatus, type Modality, type Polarity, type RoleName } from "../model.js";

/** Every term that the graph uses, as typed constants: a misspelt one does not compile. */

/** Namespaces by the prefix that this project gives them everywhere. */
export const namespaces = {
  cg: "https://w3id.org/claimgraph/ns#",
  cgt: "https://w3id.org/claimgraph/event-types#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  dcterms: "http://purl.org/dc/terms/",
  prov: "http://www.w3.org/ns/prov#",
  oa: "http://www.w3.org/ns/oa#",
  schema: "https://schema.org/",
  sem: "http://semanticweb.cs.vu.nl/2009/11/sem/",
  geo: "http://www.w3.org/2003/01/geo/wgs84_pos#",
} as const;

function terms<const Names extends readonly string[]>(namespace: string, ...names: Names): Record<Names[number], NamedNode> {
  return Object.fromEntries(names.map((name) => [name, DataFactory.namedNode(namespace + name)])) as Record<Names[number], NamedNode>;
}

/** Classes and individuals of this vocabulary, then its properties. */
export const cg = terms(
  namespaces.cg,
  "Report",
  "Text",
  "Entity",
  ...ENTITY_TYPES,
  "Event",
  "Quantity",
  "Membership",
  "Claim",
  "Evidence",
  "Extraction",
  "Model",
  "Asserted",
  "Contested",
  "Denied",
  "Planned",
  "Possible",
  "Ordered",
  "Exact",
  "AtMost",
  "AtLeast",
  "Approximate",
  "Vague",
  "Positive",
  "Negative",
  "Actual",
  "PlannedModality",
  "PossibleModality",
  "OrderedModality",
  "sourceGroup",
  "side",
  "eventType",
  "subtype",
  "agent",
  "patient",
  "instrument",
  "place",
  "earliest",
  "latest",
  "quantity",
  "status",
  "contested",
  "min",
  "max",
  "bound",
  "counts",
  "role",
  "unit",
  "holder",
  "organization",
  "hasMembership",
  "partOf",
  "locatedIn",
  "belongsTo",
  "alliedWith",
  "opposedTo",
  "leads",
  "subject",
  "predicate",
  "object",
  "claimant",
  "cue",
  "polarity",
  "modality",
  "confidence",
  "report",
  "evidence",
  "contradicts",
  "agreesWith",
  "refines",
  "base",
  "digest",
);

export const rdf = terms(namespaces.rdf, "type");
export const rdfs = terms(namespaces.rdfs, "label");
export const xsd = terms(namespaces.xsd, "string", "integer", "decimal", "date", "boolean", "anyURI");
export const skos = terms(namespaces.skos, "altLabel", "exactMatch", "closeMatch");
export const dcterms = terms(namespaces.dcterms, "identifier", "replaces");
export const prov = terms(namespaces.prov, "Entity", "Activity", "wasDerivedFrom", "wasGeneratedBy", "used");
export const oa = terms(
  namespaces.oa,
  "SpecificResource",
  "TextPositionSelector",
  "TextQuoteSelector",
  "hasSource",
  "hasSelector",
  "start",
  "end",
  "exact",
);
export const schema = terms(namespaces.schema, "NewsArticle", "datePublished", "publisher", "url", "inLanguage", "softwareVersion");
export const sem = terms(namespaces.sem, "Event");
export const geo = terms(namespaces.geo, "lat", "long");

/** The property that a claim's predicate stands for: that an event happened is said of its type. */
export const predicates: Readonly<Record<ClaimPredicate, NamedNode>> = {
  occurs: cg.eventType,
  agent: cg.agent,
  patient: cg.patient,
  instrument: cg.instrument,
  place: cg.place,
  quantity: cg.quantity,
  earliest: cg.earliest,
  latest: cg.latest,
  hasRole: cg.hasMembership,
  partOf: cg.partOf,
  locatedIn: cg.locatedIn,
  belongsTo: cg.belongsTo,
  alliedWith: cg.alliedWith,
  opposedTo: cg.opposedTo,
  leads: cg.leads,
};

export const statuses: Readonly<Record<EventStatus, NamedNode>> = {
  Asserted: cg.Asserted,
  Contested: cg.Contested,
  Denied: cg.Denied,
  Planned: cg.Planned,
  Possible: cg.Possible,
  Ordered: cg.Ordered,
};

export const bounds: Readonly<Record<Bound, NamedNode>> = {
  exact: cg.Exact,
  atMost: cg.AtMost,
  atLeast: cg.AtLeast,
  approx: cg.Approximate,
  vague: cg.Vague,
};

export const polarities: Readonly<Record<Polarity, NamedNode>> = { positive: cg.Positive, negative: cg.Negative };

export const modalities: Readonly<Record<Modality, NamedNode>> = {
  actual: cg.Actual,
  planned: cg.PlannedModality,
  possible: cg.PossibleModality,
  ordered: cg.OrderedModality,
};

/** The roles as properties; also what `cg:role` of a quantity points to. */
export const roles: Readonly<Record<RoleName, NamedNode>> = {
  agent: cg.agent,
  patient: cg.patient,
  instrument: cg.instrument,
  place: cg.place,
};

/** The key whose value is this term: `nameOf(bounds, cg.AtMost.value)` is `"atMost"`. */
export function nameOf<Name extends string>(table: Readonly<Record<Name, NamedNode>>, iri: string): Name | undefined {
  for (const name in table) if (table[name].value === iri) return name;
  return undefined;
}
