import { MultiDirectedGraph } from "graphology";
import type { SerializedGraph } from "graphology-types";
import { ensure, order } from "../collections.js";
import type { KnowledgeGraph } from "./graph.js";

/** Nodes above which a page gets the overview instead of the whole graph. */
export const LARGEST_WHOLE = 50_000;

/** A community in place of its members. */
export interface CommunityNode {
  kind: "Community";
  /** The names of its best-connected members. */
  label: string;
  /** How many nodes it stands for, and how many of each kind. */
  members: number;
  kinds: Record<string, number>;
  contested: number;
  x: number;
  y: number;
  size: number;
  community: number;
}

/**
 * A graph of communities: a node for each, an edge for the edges between two of them with how many and how many of them
 * are contested. For a laid-out graph, whose communities are known.
 */
export function overview(graph: KnowledgeGraph): SerializedGraph {
  const out = new MultiDirectedGraph();
  out.replaceAttributes({ ...graph.getAttributes(), overview: true, nodes: graph.order, edges: graph.size });
  const members = new Map<number, string[]>();
  graph.forEachNode((iri, { community }) => ensure(members, community, () => []).push(iri));
  for (const [community, iris] of [...members].sort(([a], [b]) => a - b)) {
    const best = [...iris].sort((a, b) => graph.degree(b) - graph.degree(a) || order(a, b)).slice(0, 3);
    const kinds: Record<string, number> = {};
    let [x, y, contested] = [0, 0, 0];
    for (const iri of iris) {
      const node = graph.getNodeAttributes(iri);
      kinds[node.kind] = (kinds[node.kind] ?? 0) + 1;
      x += node.x / iris.length;
      y += node.y / iris.length;
      if (node.kind === "Event" && node.contested) contested++;
    }
    const label = best.map((iri) => graph.getNodeAttribute(iri, "label")).join(" · ");
    const size = Math.min(40, 4 + Math.sqrt(iris.length));
    out.addNode(String(community), {
      kind: "Community",
      label,
      members: iris.length,
      kinds,
      contested,
      x,
      y,
      size,
      community,
    } satisfies CommunityNode);
  }
  const between = new Map<string, { source: string; target: string; count: number; contested: number }>();
  graph.forEachEdge((_, { contested }, source, target) => {
    const [a, b] = [String(graph.getNodeAttribute(source, "community")), String(graph.getNodeAttribute(target, "community"))];
    if (a === b) return;
    const edge = ensure(between, `${a} ${b}`, () => ({ source: a, target: b, count: 0, contested: 0 }));
    edge.count++;
    if (contested) edge.contested++;
  });
  for (const [key, { source, target, count, contested }] of [...between].sort(([a], [b]) => order(a, b))) {
    out.addEdgeWithKey(key, source, target, {
      predicate: "between",
      label: `${count} ties`,
      count,
      contested: contested > 0,
      stands: true,
      claims: [],
    });
  }
  return out.export();
}
