import type { GraphIndex } from "./graph-index.js";
import { KIND_INDEX } from "./kinds.js";

/** What the reports say in short, whatever the filter: who speaks, and what each event weighs. */
export interface Tale {
  /** Speakers with how many claims each makes, most first; reports left out. */
  readonly speakers: readonly (readonly [number, number])[];
  /** Claims that nobody but a report makes. */
  readonly unattributed: number;
  readonly claims: number;
  /** Weight of each node that is an event, 0 of all else. */
  readonly weight: Float32Array;
}

/** The part of it that passes a filter. */
export interface Story {
  /** Node numbers of the weightiest events, first the weightiest. */
  readonly events: readonly number[];
  readonly eventCount: number;
  /** Places by how many events they have, most first. */
  readonly places: readonly (readonly [number, number])[];
}

const EVENT = KIND_INDEX.get("Event")!;
const REPORT = KIND_INDEX.get("Report")!;

/** Sums a graph up. */
export function tellTale(graph: GraphIndex): Tale {
  const speakers = new Map<number, number>();
  let unattributed = 0;
  for (const claimant of graph.claims.claimant) {
    if (claimant < 0) continue;
    if (graph.kind[claimant] === REPORT) unattributed++;
    else speakers.set(claimant, (speakers.get(claimant) ?? 0) + 1);
  }
  const weight = new Float32Array(graph.nodes.length);
  for (let i = 0; i < weight.length; i++) if (graph.kind[i] === EVENT) weight[i] = weigh(graph, i);
  return { speakers: most(speakers), unattributed, claims: graph.claims.claimant.length, weight };
}

/** What of it passes a mask of nodes; at most `limit` events. */
export function tellStory(graph: GraphIndex, tale: Tale, shown: Uint8Array, limit: number): Story {
  const events: number[] = [];
  let eventCount = 0;
  for (let i = 0; i < shown.length; i++) {
    if (shown[i] === 0 || graph.kind[i] !== EVENT) continue;
    eventCount++;
    if (events.length === limit && tale.weight[i]! <= tale.weight[events.at(-1)!]!) continue;
    const place = events.findIndex((other) => tale.weight[other]! < tale.weight[i]!);
    events.splice(place === -1 ? events.length : place, 0, i);
    if (events.length > limit) events.pop();
  }
  const at = graph.predicates.indexOf("place");
  const counts = new Int32Array(graph.nodes.length);
  for (let e = 0; e < graph.edges.length; e++) if (graph.predicate[e] === at && shown[graph.source[e]!] === 1) counts[graph.target[e]!]!++;
  const places = new Map<number, number>();
  for (let i = 0; i < counts.length; i++) if (counts[i]! > 0) places.set(i, counts[i]!);
  return { events, eventCount, places: most(places) };
}

function most(counts: ReadonlyMap<number, number>): [number, number][] {
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

/** An event weighs by its ties, its claims, its numbers, and more where it is contested. */
function weigh(graph: GraphIndex, event: number): number {
  const ties = graph.firstIncident[event + 1]! - graph.firstIncident[event]!;
  const claims = graph.nodeClaims[event + 1]! - graph.nodeClaims[event]!;
  const { quantities, eventType } = graph.nodes[event]!.attributes;
  let largest = 0;
  for (const quantity of quantities ?? []) largest = Math.max(largest, quantity.max ?? quantity.min ?? 0);
  const harm = eventType === "Killing" || eventType === "TerritorialChange" || eventType === "Operation" ? 3 : 0;
  return 1 + ties + 1.5 * claims + Math.log2(1 + largest) + harm + (graph.contested[event] === 1 ? 12 : 0);
}
