import { dayNumber, NO_DAY } from "../data/days.js";
import type { GraphIndex } from "../data/graph-index.js";
import { KIND_INDEX, LOOKS } from "../data/kinds.js";
import type { ViewState } from "./view-state.js";

/** What passes the filter: one byte for each node and edge. An edge passes only with both its ends. */
export interface Filtered {
  readonly nodes: Uint8Array;
  readonly edges: Uint8Array;
  readonly nodeCount: number;
  readonly edgeCount: number;
}

const EVENT = KIND_INDEX.get("Event")!;

type Mask = Uint8Array;

/**
 * Applies a state to a graph. Events pass by their own type, status, days, place and sides; statements by their claims'
 * speakers, reports and confidence; entities by what ties them to an event or statement that passes. Linear in the
 * graph's size.
 *
 * @param matches nodes that the query finds; `null` without a query
 */
export function filterGraph(graph: GraphIndex, state: ViewState, matches: ReadonlySet<number> | null): Filtered {
  const n = graph.nodes.length;
  const allowed = allowedNodes(graph, state);
  const nodes = allowed.slice();
  const edges = new Uint8Array(graph.edges.length).fill(1);
  const narrowedEvents = filterEvents(graph, state, nodes);
  const narrowedClaims = filterClaims(graph, state, nodes, edges);
  if (narrowedEvents || narrowedClaims) keepTied(graph, state, nodes, edges);
  if (matches) for (let i = 0; i < n; i++) if (!matches.has(i)) nodes[i] = 0;
  if (state.steps > 0) keepNear(graph, state, nodes, edges);
  reveal(graph, state, allowed, nodes);
  return closed(graph, nodes, edges);
}

/** Whether a state filters at all, kinds aside. */
export function isNarrowed(state: ViewState): boolean {
  return (
    state.query !== "" ||
    state.types.length + state.statuses.length + state.places.length + state.sides.length + state.speakers.length + state.reports.length >
      0 ||
    state.days !== null ||
    state.contested ||
    state.confidence > 0 ||
    state.hidden.length > 0 ||
    (state.steps > 0 && state.focus !== null)
  );
}

function allowedNodes(graph: GraphIndex, state: ViewState): Mask {
  const n = graph.nodes.length;
  const on = new Uint8Array(LOOKS.length).fill(1);
  for (const kind of state.off) on[KIND_INDEX.get(kind) ?? LOOKS.length] = 0;
  const nodes = new Uint8Array(n);
  for (let i = 0; i < n; i++) nodes[i] = on[graph.kind[i]!]!;
  for (const key of state.hidden) {
    const node = graph.byKey.get(key);
    if (node !== undefined) nodes[node] = 0;
  }
  return nodes;
}

/** Drops events by type, status, days, place and sides; says whether any of these is set. */
function filterEvents(graph: GraphIndex, state: ViewState, nodes: Mask): boolean {
  const { types, statuses, days, places, sides } = state;
  if (types.length + statuses.length + places.length + sides.length === 0 && !days) return false;
  const typeOn = types.length > 0 ? graph.eventTypes.map((type) => types.includes(type)) : null;
  const statusOn = statuses.length > 0 ? graph.statuses.map((status) => statuses.includes(status)) : null;
  const [first, last] = days ? [dayNumber(days[0]), dayNumber(days[1])] : [0, 0];
  const placeOn = places.length > 0 ? placesWithin(graph, places) : null;
  const sideOn = sides.length > 0 ? ofSides(graph, sides) : null;
  for (let i = 0; i < nodes.length; i++) {
    if (graph.kind[i] !== EVENT || nodes[i] === 0) continue;
    if (typeOn && !typeOn[graph.eventType[i]!]) nodes[i] = 0;
    else if (statusOn && !statusOn[graph.status[i]!]) nodes[i] = 0;
    else if (days && !overlaps(graph.from[i]!, graph.to[i]!, first, last)) nodes[i] = 0;
    else if (placeOn && !touches(graph, i, placeOn)) nodes[i] = 0;
    else if (sideOn && !touches(graph, i, sideOn)) nodes[i] = 0;
  }
  return true;
}

/** Whether an event's days, of which either end may be open, meet a stretch of days. */
export function overlaps(from: number, to: number, first: number, last: number): boolean {
  if (from === NO_DAY && to === NO_DAY) return false;
  const start = from === NO_DAY ? to : from;
  const end = to === NO_DAY ? from : to;
  return start <= last && end >= first;
}

function touches(graph: GraphIndex, node: number, mask: Mask): boolean {
  for (let k = graph.firstIncident[node]!; k < graph.firstIncident[node + 1]!; k++) {
    const edge = graph.incident[k]!;
    if (mask[graph.source[edge]!] === 1 || mask[graph.target[edge]!] === 1) return true;
  }
  return false;
}

/** The places named, and every place that a gazetteer or a report puts into them. */
function placesWithin(graph: GraphIndex, keys: readonly string[]): Mask {
  const mask = new Uint8Array(graph.nodes.length);
  const wanted = new Set(keys);
  for (let i = 0; i < graph.nodes.length; i++) {
    const { key, attributes } = graph.nodes[i]!;
    if (wanted.has(key) || attributes.within?.some((place) => wanted.has(place))) mask[i] = 1;
  }
  const locatedIn = graph.predicates.indexOf("locatedIn");
  for (let edge = 0; edge < graph.edges.length; edge++) {
    if (graph.predicate[edge] === locatedIn && mask[graph.target[edge]!] === 1) mask[graph.source[edge]!] = 1;
  }
  return mask;
}

function ofSides(graph: GraphIndex, keys: readonly string[]): Mask {
  const mask = new Uint8Array(graph.nodes.length);
  const sides = new Set(keys.map((key) => graph.byKey.get(key) ?? -2));
  for (let i = 0; i < mask.length; i++) if (sides.has(i) || sides.has(graph.side[i]!)) mask[i] = 1;
  return mask;
}

/** Drops statements by speaker, report, confidence and dispute, and events without any left; says whether any is set. */
function filterClaims(graph: GraphIndex, state: ViewState, nodes: Mask, edges: Mask): boolean {
  const { contested, confidence } = state;
  const speakers = numbers(graph, state.speakers);
  const reports = numbers(graph, state.reports);
  if (!speakers && !reports && !contested && confidence === 0) return false;
  const { claims } = graph;
  const some = (from: number, to: number): boolean => {
    for (let row = from; row < to; row++) {
      if (speakers && !speakers.has(claims.claimant[row]!)) continue;
      if (reports && !reports.has(claims.report[row]!)) continue;
      if (claims.confidence[row]! < confidence) continue;
      return true;
    }
    return false;
  };
  const byClaims = speakers !== null || reports !== null || confidence > 0;
  const holds = new Uint8Array(nodes.length);
  for (let e = 0; e < edges.length; e++) {
    const [a, b] = [graph.source[e]!, graph.target[e]!];
    if (byClaims && !some(graph.edgeClaims[e]!, graph.edgeClaims[e + 1]!)) edges[e] = 0;
    else if (contested && graph.edgeContested[e] === 0 && !disputed(graph, a) && !disputed(graph, b)) edges[e] = 0;
    else holds[a] = holds[b] = 1;
  }
  for (let i = 0; i < nodes.length; i++) {
    if (graph.kind[i] !== EVENT || nodes[i] === 0) continue;
    if (contested && graph.contested[i] === 0) nodes[i] = 0;
    else if (byClaims && holds[i] === 0 && !some(graph.nodeClaims[i]!, graph.nodeClaims[i + 1]!)) nodes[i] = 0;
  }
  return true;
}

function disputed(graph: GraphIndex, node: number): boolean {
  return graph.kind[node] === EVENT && graph.contested[node] === 1;
}

function numbers(graph: GraphIndex, keys: readonly string[]): Set<number> | null {
  return keys.length === 0 ? null : new Set(keys.map((key) => graph.byKey.get(key) ?? -2));
}

/** Keeps the entities that an edge that passes ties to an event that passes, and those that the filter names. */
function keepTied(graph: GraphIndex, state: ViewState, nodes: Mask, edges: Mask): void {
  const tied = new Uint8Array(nodes.length);
  const byClaims = state.speakers.length + state.reports.length > 0 || state.confidence > 0;
  for (let e = 0; e < edges.length; e++) {
    if (edges[e] === 0) continue;
    const [a, b] = [graph.source[e]!, graph.target[e]!];
    const eventA = graph.kind[a] === EVENT;
    const eventB = graph.kind[b] === EVENT;
    if (eventA && nodes[a] === 1) tied[b] = 1;
    if (eventB && nodes[b] === 1) tied[a] = 1;
    if (!eventA && !eventB && (byClaims || graph.edgeContested[e] === 1)) tied[a] = tied[b] = 1;
  }
  for (const key of [...state.speakers, ...state.sides, ...state.places, ...state.reports]) {
    const node = graph.byKey.get(key);
    if (node !== undefined) tied[node] = 1;
  }
  for (let i = 0; i < nodes.length; i++) if (graph.kind[i] !== EVENT && tied[i] === 0) nodes[i] = 0;
}

/** Numbers of the nodes that a focus names: a node, or both ends of an edge. */
export function focusNodes(graph: GraphIndex, focus: string | null): number[] {
  if (focus?.startsWith("n:")) {
    const node = graph.byKey.get(focus.slice(2));
    return node === undefined ? [] : [node];
  }
  const edge = focus?.startsWith("e:") ? graph.edgeByKey.get(focus.slice(2)) : undefined;
  return edge === undefined ? [] : [graph.source[edge]!, graph.target[edge]!];
}

/** Keeps what is at most `state.steps` edges from the focus. */
function keepNear(graph: GraphIndex, state: ViewState, nodes: Mask, edges: Mask): void {
  let frontier = focusNodes(graph, state.focus);
  if (frontier.length === 0) return;
  const near = new Uint8Array(nodes.length);
  for (const node of frontier) near[node] = nodes[node] = 1;
  for (let step = 0; step < state.steps; step++) {
    const next: number[] = [];
    for (const node of frontier) {
      for (let k = graph.firstIncident[node]!; k < graph.firstIncident[node + 1]!; k++) {
        const edge = graph.incident[k]!;
        if (edges[edge] === 0) continue;
        const other = graph.source[edge] === node ? graph.target[edge]! : graph.source[edge]!;
        if (near[other] === 1 || nodes[other] === 0) continue;
        near[other] = 1;
        next.push(other);
      }
    }
    frontier = next;
  }
  for (let i = 0; i < nodes.length; i++) if (near[i] === 0) nodes[i] = 0;
}

/** Shows the neighbours of expanded nodes again, whatever else was filtered. */
function reveal(graph: GraphIndex, state: ViewState, allowed: Mask, nodes: Mask): void {
  for (const key of state.expanded) {
    const node = graph.byKey.get(key);
    if (node === undefined) continue;
    for (let k = graph.firstIncident[node]!; k < graph.firstIncident[node + 1]!; k++) {
      const edge = graph.incident[k]!;
      for (const end of [graph.source[edge]!, graph.target[edge]!]) if (allowed[end] === 1) nodes[end] = 1;
    }
  }
}

function closed(graph: GraphIndex, nodes: Mask, edges: Mask): Filtered {
  let nodeCount = 0;
  let edgeCount = 0;
  for (let i = 0; i < nodes.length; i++) nodeCount += nodes[i]!;
  for (let e = 0; e < edges.length; e++) {
    if (nodes[graph.source[e]!] === 0 || nodes[graph.target[e]!] === 0) edges[e] = 0;
    edgeCount += edges[e]!;
  }
  return { nodes, edges, nodeCount, edgeCount };
}
