import type { GraphIndex } from "../data/graph-index.js";
import { focusNodes } from "../state/filter.js";
import type { ViewState } from "../state/view-state.js";

/** The SPARQL 1.1 query that gives the claims behind what a state shows, over `graph.ttl`. */
export function toSparql(graph: GraphIndex, state: ViewState): string {
  const where: string[] = [
    "  ?claim a cg:Claim ; cg:subject ?subject ; cg:predicate ?predicate ; cg:object ?object ;",
    "         cg:claimant ?claimant ; cg:polarity ?polarity ; cg:modality ?modality ; cg:evidence ?evidence .",
    "  ?evidence oa:hasSelector/oa:exact ?words .",
    "  OPTIONAL { ?subject rdfs:label ?subjectLabel }",
    "  OPTIONAL { ?object rdfs:label ?objectLabel }",
    "  OPTIONAL { ?claimant rdfs:label ?claimantLabel }",
  ];
  const values = (name: string, terms: readonly string[]) => {
    if (terms.length > 0) where.push(`  VALUES ?${name} { ${terms.join(" ")} }`);
  };
  values("claimant", state.speakers.map(iri));
  if (state.types.length > 0) {
    where.push("  ?subject cg:eventType ?type .");
    values(
      "type",
      state.types.map((type) => `cgt:${type}`),
    );
  }
  if (state.statuses.length > 0) {
    where.push("  ?subject cg:status ?status .");
    values(
      "status",
      state.statuses.map((status) => `cg:${status}`),
    );
  }
  if (state.days) {
    where.push("  OPTIONAL { ?subject cg:earliest ?earliest }", "  OPTIONAL { ?subject cg:latest ?latest }");
    where.push(
      `  FILTER (COALESCE(?earliest, ?latest) <= "${state.days[1]}"^^xsd:date && COALESCE(?latest, ?earliest) >= "${state.days[0]}"^^xsd:date)`,
    );
  }
  if (state.places.length > 0) {
    where.push("  ?subject cg:place/cg:locatedIn* ?place .");
    values("place", state.places.map(iri));
  }
  if (state.sides.length > 0) {
    where.push("  ?subject (cg:agent|cg:patient)/cg:side? ?side .");
    values("side", state.sides.map(iri));
  }
  if (state.reports.length > 0) {
    where.push("  ?evidence oa:hasSource/prov:wasDerivedFrom ?report .");
    values("report", state.reports.map(iri));
  }
  if (state.contested) where.push("  ?claim cg:contradicts ?other .");
  if (state.confidence > 0) where.push("  ?claim cg:confidence ?confidence .", `  FILTER (?confidence >= ${state.confidence})`);
  if (state.query)
    where.push(
      `  FILTER (CONTAINS(LCASE(STR(COALESCE(?subjectLabel, ""))), ${text(state.query.toLowerCase())}) || CONTAINS(LCASE(STR(COALESCE(?objectLabel, ""))), ${text(state.query.toLowerCase())}))`,
    );
  const focus = focusNodes(graph, state.focus).map((node) => iri(graph.nodes[node]!.key));
  if (focus.length === 1) where.push(`  FILTER (?subject = ${focus[0]} || ?object = ${focus[0]})`);
  if (focus.length === 2) where.push(`  FILTER (?subject IN (${focus.join(", ")}) && ?object IN (${focus.join(", ")}))`);
  return `PREFIX cg: <https://w3id.org/claimgraph/ns#>
PREFIX cgt: <https://w3id.org/claimgraph/event-types#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

SELECT DISTINCT ?subjectLabel ?predicate ?object ?objectLabel ?claimantLabel ?polarity ?modality ?words ?claim
WHERE {
${where.join("\n")}
}
ORDER BY ?subjectLabel ?predicate ?claim
`;
}

/** An IRI as a term; characters that would end it are encoded. */
function iri(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: SPARQL's IRIREF leaves these out
  return `<${value.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (character) => encodeURIComponent(character))}>`;
}

/** A string as a term. */
function text(value: string): string {
  return JSON.stringify(value);
}
