import { UndirectedGraph } from "graphology";
import louvain from "graphology-communities-louvain";
import forceAtlas2 from "graphology-layout-forceatlas2";
import noverlap from "graphology-layout-noverlap";
import { ensure, order } from "../collections.js";
import { digest } from "../text.js";
import type { KnowledgeGraph } from "./graph.js";

/** Nodes above which communities are laid out first and then each by itself, since one pass over all shows nothing. */
const LARGEST_AT_ONCE = 1000;

/** Rounds of forces over a whole small graph, and within one of many communities. */
const ROUNDS = 2000;
const ROUNDS_WITHIN = 200;

/**
 * Gives every node a place, size and community, in place. The same graph gives the same picture on every run: positions
 * start from the nodes' IRIs and the number of iterations depends on the size alone (forceAtlas2 shows no sign of having
 * converged).
 */
export function layOut(graph: KnowledgeGraph): void {
  if (graph.order === 0) return;
  graph.updateEachNodeAttributes((iri, attributes) => ({ ...attributes, size: sizeOf(graph, iri) }));
  if (graph.size > 0) louvain.assign(graph, { nodeCommunityAttribute: "community", rng: fixedRandom(), getEdgeWeight: null });
  const drawn = shapeOf(graph);
  const places = graph.order <= LARGEST_AT_ONCE ? arrange(drawn, ROUNDS) : arrangeByCommunity(graph, drawn);
  graph.updateEachNodeAttributes((iri, a) => {
    const { x, y } = places.get(iri)!;
    return { ...a, x: Math.round(x * 100) / 100, y: Math.round(y * 100) / 100 };
  });
}

interface Place {
  readonly x: number;
  readonly y: number;
}

type Shape = UndirectedGraph<{ x: number; y: number; size: number }, { weight: number }>;

/** Who is tied to whom, with parallel edges as one and no loops: what a layout needs to know. */
function shapeOf(graph: KnowledgeGraph): Shape {
  const shape: Shape = new UndirectedGraph();
  graph.forEachNode((iri, { size }) => shape.addNode(iri, { x: spread(`${iri}#x`), y: spread(`${iri}#y`), size }));
  graph.forEachEdge((_, __, source, target) => {
    if (source !== target) shape.updateEdge(source, target, (e) => ({ weight: (e.weight ?? 0) + 1 }));
  });
  return shape;
}

/** Places of all nodes of a graph by forces, at most so many rounds of them, then without overlaps. */
function arrange(shape: Shape, most: number): Map<string, Place> {
  forceAtlas2.assign(shape, {
    iterations: iterations(shape.order, most),
    settings: {
      ...forceAtlas2.inferSettings(shape),
      barnesHutOptimize: shape.order > 1000,
      adjustSizes: false,
      strongGravityMode: true,
      gravity: 0.1,
      scalingRatio: 10,
    },
  });
  noverlap.assign(shape, { maxIterations: 100, settings: { margin: 4, ratio: 1.2 } });
  return new Map(shape.mapNodes((iri, { x, y }) => [iri, { x, y }]));
}

/** Communities as discs by the ties between them, the members of each arranged within its disc. */
function arrangeByCommunity(graph: KnowledgeGraph, shape: Shape): Map<string, Place> {
  const members = new Map<number, string[]>();
  graph.forEachNode((iri, { community }) => ensure(members, community, () => []).push(iri));
  const inner = new Map<number, Map<string, Place>>();
  const discs: Shape = new UndirectedGraph();
  for (const [community, iris] of [...members].sort(([a], [b]) => a - b)) {
    const own: Shape = new UndirectedGraph();
    for (const iri of iris.sort(order)) own.addNode(iri, { ...shape.getNodeAttributes(iri) });
    for (const iri of iris) {
      shape.forEachEdge(iri, (_, { weight }, a, b) => {
        if (own.hasNode(a) && own.hasNode(b) && !own.hasEdge(a, b)) own.addEdge(a, b, { weight });
      });
    }
    const places = arrange(own, ROUNDS_WITHIN);
    inner.set(community, places);
    const radius = Math.max(1, ...[...places.values()].map(({ x, y }) => Math.hypot(x, y)));
    discs.addNode(String(community), { x: spread(`${iris[0]}#x`) * 10, y: spread(`${iris[0]}#y`) * 10, size: radius });
  }
  shape.forEachEdge((_, { weight }, a, b) => {
    const [p, q] = [graph.getNodeAttribute(a, "community"), graph.getNodeAttribute(b, "community")];
    if (p !== q) discs.updateEdge(String(p), String(q), (e) => ({ weight: (e.weight ?? 0) + weight }));
  });
  const centres = arrange(discs, ROUNDS);
  const out = new Map<string, Place>();
  for (const [community, places] of inner) {
    const centre = centres.get(String(community))!;
    for (const [iri, { x, y }] of places) out.set(iri, { x: centre.x + x, y: centre.y + y });
  }
  return out;
}

/** Nodes grow with the square root of their degree; a report is small, since everything in it could be tied to it. */
function sizeOf(graph: KnowledgeGraph, iri: string): number {
  const base = graph.getNodeAttribute(iri, "kind") === "Report" ? 2 : 4;
  return Math.min(20, Math.round((base + 2 * Math.sqrt(graph.degree(iri))) * 100) / 100);
}

/** Fewer rounds for larger graphs: each takes time with the square of the nodes, or above a thousand with n log n. */
function iterations(nodes: number, most: number): number {
  return Math.max(20, Math.min(most, Math.round(nodes <= 1000 ? 2e8 / nodes ** 2 : 200_000 / nodes)));
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
