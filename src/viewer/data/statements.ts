import type { GraphClaim, GraphQuantity } from "../../model.js";
import { rangeWords } from "./days.js";
import { edgeKey, type GraphIndex } from "./graph-index.js";
import { clip, predicateWords, quantityWords, spaced, undirected } from "./words.js";

/** Anything that somebody claims, whether it is drawn as an edge or stands within a node. */
export interface Statement {
  /** Stable within a graph: the edge's key, or the node's key and what is said of it. */
  readonly id: string;
  /** Node numbers; `object` is -1 where the object is no node. */
  readonly subject: number;
  readonly object: number;
  readonly predicate: string;
  /** The object in words where it is no node. */
  readonly value: string;
  readonly quantity: GraphQuantity | null;
  /** Edge number, -1 where it is not drawn as an edge. */
  readonly edge: number;
  readonly stands: boolean;
  readonly contested: boolean;
  readonly claims: readonly GraphClaim[];
}

/** A claim with what it is about. */
export interface ClaimInContext {
  readonly claim: GraphClaim;
  readonly statement: Statement;
}

/** The statement that an edge draws. */
export function edgeStatement(graph: GraphIndex, edge: number): Statement {
  const record = graph.edges[edge]!;
  const a = record.attributes ?? {};
  return {
    id: edgeKey(record, edge),
    subject: graph.source[edge]!,
    object: graph.target[edge]!,
    predicate: a.predicate ?? "related to",
    value: a.predicate === "hasMembership" ? (a.label ?? "") : "",
    quantity: null,
    edge,
    stands: a.stands !== false,
    contested: a.contested === true,
    claims: a.claims ?? [],
  };
}

/** What is said of a node beside its edges: that it happened, how many, when, which role without an organisation. */
export function ownStatements(graph: GraphIndex, node: number): Statement[] {
  const { key, attributes: a } = graph.nodes[node]!;
  const base = { subject: node, object: -1, edge: -1, quantity: null };
  const statements: Statement[] = [];
  if (a.occurrence?.length) {
    statements.push({
      ...base,
      id: `${key} occurs`,
      predicate: "occurs",
      value: spaced(a.subtype ?? a.eventType ?? "event"),
      stands: a.occurrence.some((claim) => claim.polarity === "positive" && claim.modality === "actual"),
      contested: a.occurrence.some((claim) => claim.contradicts?.length > 0),
      claims: a.occurrence,
    });
  }
  for (const quantity of a.quantities ?? []) {
    const { stands, contested, claims } = quantity;
    statements.push({
      ...base,
      id: `${key} ${quantity.iri}`,
      predicate: "quantity",
      value: quantityWords(quantity),
      quantity,
      stands,
      contested,
      claims: claims ?? [],
    });
  }
  for (const { predicate, value, stands, contested, claims } of a.dates ?? []) {
    const words = predicate === "earliest" ? rangeWords(value, null) : rangeWords(null, value);
    statements.push({
      ...base,
      id: `${key} ${predicate} ${value}`,
      predicate,
      value: words ?? value,
      stands,
      contested,
      claims: claims ?? [],
    });
  }
  for (const { iri, label, organization, stands, contested, claims } of a.memberships ?? []) {
    if (organization && graph.byKey.has(organization)) continue;
    statements.push({ ...base, id: `${key} ${iri}`, predicate: "hasMembership", value: label, stands, contested, claims: claims ?? [] });
  }
  return statements;
}

/** Edge numbers at a node, in the order of the file. */
export function edgesAt(graph: GraphIndex, node: number): Int32Array {
  return graph.incident.subarray(graph.firstIncident[node]!, graph.firstIncident[node + 1]!);
}

/** A node's name as a person would write it; never empty. */
export function labelOf(graph: GraphIndex, node: number): string {
  const { key, attributes } = graph.nodes[node] ?? { key: "", attributes: {} };
  return attributes.label?.trim() || attributes.id || key.split("/").at(-1) || "unnamed";
}

/** Who speaks, in short: a report speaks under its publisher's name, since its own is often a whole sentence. */
export function voiceOf(graph: GraphIndex, node: number): string {
  const { attributes } = graph.nodes[node]!;
  return attributes.kind === "Report" ? attributes.publisher?.trim() || clip(labelOf(graph, node), 40) : labelOf(graph, node);
}

/** A statement on one line, for lists, files and a screen reader. */
export function statementWords(graph: GraphIndex, statement: Statement): string {
  const subject = undirected(labelOf(graph, statement.subject));
  const object = statement.object >= 0 ? undirected(labelOf(graph, statement.object)) : statement.value;
  if (statement.predicate === "occurs") return `${subject}: happened (${object})`;
  if (statement.predicate === "hasMembership") {
    return statement.object >= 0 ? `${subject} is ${statement.value || "a member"} of ${object}` : `${subject} is ${object}`;
  }
  return `${subject} ${statement.object >= 0 ? predicateWords(statement.predicate) : "·"} ${object}`;
}

/** How many independent sources stand behind claims: reports of one source group count once. */
export function sourcesOf(graph: GraphIndex, claims: readonly GraphClaim[]): number {
  const groups = new Set<string>();
  for (const claim of claims) {
    const report = graph.byKey.get(claim.report);
    groups.add((report !== undefined && graph.nodes[report]!.attributes.sourceGroup) || claim.report);
  }
  return groups.size;
}
