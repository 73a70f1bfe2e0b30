import { MultiDirectedGraph } from "graphology";
import { byIri, order } from "../collections.js";
import type { GraphClaim, GraphEntity, GraphEvent, GraphLink, GraphReport, Iri, Knowledge, LinkPredicate } from "../model.js";
import { digest } from "../text.js";

/** What a drawing adds to a node. */
export interface Drawn {
  x: number;
  y: number;
  size: number;
  community: number;
}

type EntityNode = { kind: GraphEntity["type"] } & Omit<GraphEntity, "iri" | "type"> & Drawn;
type EventNode = { kind: "Event"; earliest: string | null; latest: string | null } & Omit<GraphEvent, "iri"> & Drawn;
type ReportNode = { kind: "Report" } & Omit<GraphReport, "iri"> & Drawn;

/** Attributes of a node; its key is its IRI. */
export type NodeAttributes = EntityNode | EventNode | ReportNode;

/** Attributes of an edge; its key is a digest of (source, predicate, target, membership). */
export interface EdgeAttributes {
  predicate: LinkPredicate | "hasMembership";
  /** The role's title on an edge of a membership, else the predicate. */
  label: string;
  /** The membership's IRI on an edge from a person to an organisation. */
  membership: Iri | null;
  stands: boolean;
  contested: boolean;
  claims: readonly GraphClaim[];
}

export interface GraphAttributes {
  base: string;
  extraction: Knowledge["extraction"];
}

/** The graph of a {@link Knowledge}: the same content as nodes and edges. */
export type KnowledgeGraph = MultiDirectedGraph<NodeAttributes, EdgeAttributes, GraphAttributes>;

const UNDRAWN: Drawn = { x: 0, y: 0, size: 1, community: 0 };

/**
 * The graph of what all documents say: nodes are entities, events and reports, edges the links and the memberships that
 * name an organisation. Not laid out yet: every node is at (0, 0).
 */
export function toGraph(knowledge: Knowledge): KnowledgeGraph {
  const graph: KnowledgeGraph = new MultiDirectedGraph();
  graph.replaceAttributes({ base: knowledge.base, extraction: knowledge.extraction });
  for (const { iri, type, ...rest } of knowledge.entities) graph.addNode(iri, { kind: type, ...rest, ...UNDRAWN });
  for (const { iri, ...rest } of knowledge.events) graph.addNode(iri, { kind: "Event", ...rest, ...standingDays(rest), ...UNDRAWN });
  for (const { iri, ...rest } of knowledge.reports) graph.addNode(iri, { kind: "Report", ...rest, ...UNDRAWN });
  for (const { subject, object, predicate, ...rest } of knowledge.links) {
    addEdge(graph, subject, object, { predicate, label: predicate, membership: null, ...rest });
  }
  for (const entity of knowledge.entities) {
    for (const { iri, label, organization, stands, contested, claims } of entity.memberships) {
      if (organization === null) continue;
      addEdge(graph, entity.iri, organization, { predicate: "hasMembership", label, membership: iri, stands, contested, claims });
    }
  }
  return graph;
}

/** The knowledge that a graph was made of, whatever its layout: `fromGraph(toGraph(k))` equals `k`. */
export function fromGraph(graph: KnowledgeGraph): Knowledge {
  const entities: GraphEntity[] = [];
  const events: GraphEvent[] = [];
  const reports: GraphReport[] = [];
  graph.forEachNode((iri, attributes) => {
    const { x: _x, y: _y, size: _size, community: _community, ...node } = attributes;
    if (node.kind === "Event") {
      const { kind: _, earliest: _e, latest: _l, ...rest } = node;
      events.push({ iri, ...rest });
    } else if (node.kind === "Report") {
      const { kind: _, ...rest } = node;
      reports.push({ iri, ...rest });
    } else {
      const { kind, ...rest } = node;
      entities.push({ iri, type: kind, ...rest });
    }
  });
  const links: GraphLink[] = [];
  graph.forEachEdge((_, { predicate, stands, contested, claims }, subject, object) => {
    if (predicate !== "hasMembership") links.push({ subject, predicate, object, stands, contested, claims });
  });
  return {
    ...graph.getAttributes(),
    reports: reports.sort(byIri),
    entities: entities.sort(byIri),
    events: events.sort(byIri),
    links: links.sort((a, b) => order(a.subject, b.subject) || order(a.predicate, b.predicate) || order(a.object, b.object)),
  };
}

/** The first and last standing day of an event, `null` where none stands. */
function standingDays({ dates }: Pick<GraphEvent, "dates">): { earliest: string | null; latest: string | null } {
  const days = (predicate: "earliest" | "latest") =>
    dates
      .filter((d) => d.stands && d.predicate === predicate)
      .map((d) => d.value)
      .sort();
  return { earliest: days("earliest")[0] ?? null, latest: days("latest").at(-1) ?? null };
}

function addEdge(graph: KnowledgeGraph, source: Iri, target: Iri, attributes: EdgeAttributes): void {
  const key = digest([source, attributes.predicate, target, attributes.membership ?? ""].join("\n")).slice(0, 16);
  graph.addEdgeWithKey(key, source, target, attributes);
}
