import louvain from "graphology-communities-louvain";
import forceAtlas2 from "graphology-layout-forceatlas2";
import noverlap from "graphology-layout-noverlap";
import { digest } from "../text.js";
import type { KnowledgeGraph } from "./graph.js";

/**
 * Gives every node a place, size and community, in place. The same graph gives the same picture on every run: positions
 * start from the nodes' IRIs and the number of iterations depends on the size alone (forceAtlas2 shows no sign of having
 * converged).
 */
export function layOut(graph: KnowledgeGraph): void {
  if (graph.order === 0) return;
  graph.updateEachNodeAttributes((iri, attributes) => ({
    ...attributes,
    x: spread(`${iri}#x`),
    y: spread(`${iri}#y`),
    size: sizeOf(graph, iri),
  }));
  if (graph.size > 0) louvain.assign(graph, { nodeCommunityAttribute: "community", rng: fixedRandom(), getEdgeWeight: null });
  forceAtlas2.assign(graph, {
    iterations: iterations(graph.order),
    settings: {
      ...forceAtlas2.inferSettings(graph),
      barnesHutOptimize: graph.order > 1000,
      adjustSizes: false,
      strongGravityMode: true,
      gravity: 0.1,
      scalingRatio: 10,
    },
  });
  if (graph.order <= 5000) noverlap.assign(graph, { maxIterations: 200, settings: { margin: 4, ratio: 1.2 } });
  graph.updateEachNodeAttributes((_, a) => ({ ...a, x: Math.round(a.x * 100) / 100, y: Math.round(a.y * 100) / 100 }));
}

/** Nodes grow with the square root of their degree; a report is small, since everything in it could be tied to it. */
function sizeOf(graph: KnowledgeGraph, iri: string): number {
  const base = graph.getNodeAttribute(iri, "kind") === "Report" ? 2 : 4;
  return Math.min(20, Math.round((base + 2 * Math.sqrt(graph.degree(iri))) * 100) / 100);
}

/** Fewer rounds for larger graphs: about the same time for each from 2,000 nodes on. */
function iterations(nodes: number): number {
  if (nodes <= 500) return 2000;
  if (nodes <= 2000) return 400;
  return Math.max(20, Math.round(800_000 / nodes));
}

/** A number within ±500 made of a string. */
function spread(seed: string): number {
  return (Number.parseInt(digest(seed).slice(0, 8), 16) / 0xffffffff) * 1000 - 500;
}

/** A linear congruential generator (Numerical Recipes) from a fixed seed. */
function fixedRandom(): () => number {
  let state = 42;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
