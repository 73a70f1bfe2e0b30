import { MultiDirectedGraph } from "graphology";
import { edgeKey, type GraphIndex } from "../data/graph-index.js";
import type { Filtered } from "../state/filter.js";

/**
 * What is shown as a graph of its own, with all its attributes. Nodes that shown claims cite (speakers, reports, sides)
 * come along, so that the part stands on its own.
 */
export function shownGraph(graph: GraphIndex, filtered: Filtered): MultiDirectedGraph {
  const part = new MultiDirectedGraph();
  part.replaceAttributes(graph.content.attributes);
  const keep = filtered.nodes.slice();
  const cite = (from: number, to: number) => {
    for (let row = from; row < to; row++) {
      for (const node of [graph.claims.claimant[row]!, graph.claims.report[row]!]) if (node >= 0) keep[node] = 1;
    }
  };
  for (let e = 0; e < graph.edges.length; e++) if (filtered.edges[e] === 1) cite(graph.edgeClaims[e]!, graph.edgeClaims[e + 1]!);
  for (let i = 0; i < keep.length; i++) if (filtered.nodes[i] === 1) cite(graph.nodeClaims[i]!, graph.nodeClaims[i + 1]!);
  graph.nodes.forEach(({ key, attributes }, i) => {
    if (keep[i] === 1) part.addNode(key, { ...attributes });
  });
  graph.edges.forEach((edge, e) => {
    if (filtered.edges[e] === 1) part.addEdgeWithKey(edgeKey(edge, e), edge.source, edge.target, { ...edge.attributes });
  });
  return part;
}
