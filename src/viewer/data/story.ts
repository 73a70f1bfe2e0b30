import type { GraphIndex } from "./graph-index.js";
import { lookOf } from "./kinds.js";

/** What the reports say in short: the events with most to them, who speaks, where. */
export interface Story {
  /** Node numbers of events, weightiest first. */
  readonly events: readonly number[];
  /** Speakers with how many claims each makes, most first; reports left out. */
  readonly speakers: readonly (readonly [number, number])[];
  /** Claims that nobody but a report makes. */
  readonly unattributed: number;
  /** Places by how many events they have, most first. */
  readonly places: readonly (readonly [number, number])[];
  readonly claims: number;
}

/** Sums a graph up, within a mask of nodes. */
export function tellStory(graph: GraphIndex, shown: Uint8Array): Story {
  const events: number[] = [];
  const places = new Map<number, number>();
  const speakers = new Map<number, number>();
  let unattributed = 0;
  const isReport = (node: number) => lookOf(graph.nodes[node]!.attributes.kind ?? "").kind === "Report";
  for (const claimant of graph.claims.claimant) {
    if (claimant < 0) continue;
    if (isReport(claimant)) unattributed++;
    else speakers.set(claimant, (speakers.get(claimant) ?? 0) + 1);
  }
  for (let i = 0; i < graph.nodes.length; i++) if (shown[i] === 1 && graph.nodes[i]!.attributes.kind === "Event") events.push(i);
  for (let e = 0; e < graph.edges.length; e++) {
    if (graph.edges[e]!.attributes?.predicate !== "place" || shown[graph.source[e]!] === 0) continue;
    const place = graph.target[e]!;
    places.set(place, (places.get(place) ?? 0) + 1);
  }
  const weight = new Map(events.map((event) => [event, weigh(graph, event)]));
  const most = (map: ReadonlyMap<number, number>) => [...map].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return {
    events: events.sort((a, b) => weight.get(b)! - weight.get(a)! || a - b),
    speakers: most(speakers),
    unattributed,
    places: most(places),
    claims: graph.claims.claimant.length,
  };
}

/** An event weighs by its ties, its claims, its numbers, and more where it is contested. */
function weigh(graph: GraphIndex, event: number): number {
  const ties = graph.firstIncident[event + 1]! - graph.firstIncident[event]!;
  const claims = graph.nodeClaims[event + 1]! - graph.nodeClaims[event]!;
  const { quantities, eventType } = graph.nodes[event]!.attributes;
  const largest = Math.max(0, ...(quantities ?? []).map((quantity) => quantity.max ?? quantity.min ?? 0));
  const harm = eventType === "Killing" || eventType === "TerritorialChange" || eventType === "Operation" ? 3 : 0;
  return ties + 1.5 * claims + Math.log2(1 + largest) + harm + (graph.contested[event] === 1 ? 12 : 0);
}
