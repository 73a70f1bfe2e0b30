import type { GraphIndex } from "../data/graph-index.js";

/** A way from one node to another: `nodes.length` is `edges.length + 1`; each edge lists every parallel one. */
export interface Path {
  readonly nodes: readonly number[];
  readonly edges: readonly (readonly number[])[];
}

/**
 * The shortest ways between two nodes along edges in either direction, at most `limit` of them, in the order of the
 * file; breadth first over the masks of a filter, which a graph library's own search can't take.
 *
 * @param mask edges that may be used; `null`: all
 */
export function shortestPaths(graph: GraphIndex, from: number, to: number, mask: Uint8Array | null, limit = 6): Path[] {
  if (from === to) return [];
  const distance = new Int32Array(graph.nodes.length).fill(-1);
  distance[to] = 0;
  let frontier = [to];
  for (let step = 1; frontier.length > 0 && distance[from] === -1; step++) {
    const next: number[] = [];
    for (const node of frontier) {
      for (const [other] of neighbours(graph, node, mask)) {
        if (distance[other] !== -1) continue;
        distance[other] = step;
        next.push(other);
      }
    }
    frontier = next;
  }
  if (distance[from] === -1) return [];
  const found: Path[] = [];
  const walk = (node: number, nodes: number[], edges: number[][]) => {
    if (found.length >= limit) return;
    if (node === to) {
      found.push({ nodes: [...nodes], edges: edges.map((parallel) => [...parallel]) });
      return;
    }
    const onward = new Map<number, number[]>();
    for (const [other, edge] of neighbours(graph, node, mask)) {
      if (distance[other] !== distance[node]! - 1) continue;
      const parallel = onward.get(other);
      if (parallel) parallel.push(edge);
      else onward.set(other, [edge]);
    }
    for (const [other, parallel] of onward) walk(other, [...nodes, other], [...edges, parallel]);
  };
  walk(from, [from], []);
  return found;
}

function* neighbours(graph: GraphIndex, node: number, mask: Uint8Array | null): Generator<[number, number]> {
  for (let k = graph.firstIncident[node]!; k < graph.firstIncident[node + 1]!; k++) {
    const edge = graph.incident[k]!;
    if (mask && mask[edge] === 0) continue;
    yield [graph.source[edge] === node ? graph.target[edge]! : graph.source[edge]!, edge];
  }
}
