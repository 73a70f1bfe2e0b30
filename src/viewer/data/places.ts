import type { GraphIndex } from "./graph-index.js";
import { lookOf } from "./kinds.js";

/** Something on the map: a place, with the events there. */
export interface Spot {
  /** Node number of the place whose coordinates these are. */
  readonly place: number;
  readonly lat: number;
  readonly lon: number;
  /** Node numbers of events said to be here. */
  readonly events: readonly number[];
  /** Node numbers of other places that lie here and have no coordinates of their own. */
  readonly within: readonly number[];
  readonly contested: boolean;
  /** How sure the position is: a point, somewhere within an area, or somewhere within a country. */
  readonly precision: "point" | "area" | "country";
}

/** Places that pass a mask and have coordinates, with what happened there; and what has no position at all. */
export function findSpots(graph: GraphIndex, shown: Uint8Array): { spots: Spot[]; unplaced: number[] } {
  const drafts = new Map<number, { events: Set<number>; within: Set<number> }>();
  const draft = (place: number) => {
    let known = drafts.get(place);
    if (!known) {
      known = { events: new Set(), within: new Set() };
      drafts.set(place, known);
    }
    return known;
  };
  const unplaced: number[] = [];
  const located = locator(graph);
  for (let i = 0; i < graph.nodes.length; i++) {
    if (shown[i] === 0) continue;
    const look = lookOf(graph.nodes[i]!.attributes.kind ?? "");
    if (look.family !== "place") continue;
    const spot = located(i);
    if (spot === -1) unplaced.push(i);
    else if (spot === i) draft(i);
    else draft(spot).within.add(i);
  }
  const at = graph.predicates.indexOf("place");
  for (let e = 0; e < graph.edges.length; e++) {
    if (graph.predicate[e] !== at) continue;
    const event = graph.source[e]!;
    if (shown[event] === 0) continue;
    const spot = located(graph.target[e]!);
    if (spot >= 0) draft(spot).events.add(event);
  }
  const spots = [...drafts].map(([place, { events, within }]): Spot => {
    const a = graph.nodes[place]!.attributes;
    return {
      place,
      lat: a.lat!,
      lon: a.lon!,
      events: [...events],
      within: [...within],
      contested: [...events].some((event) => graph.contested[event] === 1),
      precision:
        a.kind === "Country"
          ? "country"
          : within.size > 0 || /province|district|region|line|valley/i.test(a.label ?? "")
            ? "area"
            : "point",
    };
  });
  return { spots, unplaced };
}

/** For a place the node whose coordinates stand for it: itself, else the nearest that it lies in; -1 where none. */
function locator(graph: GraphIndex): (node: number) => number {
  const known = new Map<number, number>();
  const has = (node: number) => {
    const { lat, lon } = graph.nodes[node]!.attributes;
    return typeof lat === "number" && typeof lon === "number" && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  };
  const find = (node: number, depth: number): number => {
    const before = known.get(node);
    if (before !== undefined) return before;
    let spot = has(node) ? node : -1;
    if (spot === -1 && depth < 6) {
      known.set(node, -1);
      for (const parent of parents(graph, node)) {
        spot = find(parent, depth + 1);
        if (spot >= 0) break;
      }
    }
    known.set(node, spot);
    return spot;
  };
  return (node) => find(node, 0);
}

/** What a place lies in: by reports first, then by the gazetteer. */
function parents(graph: GraphIndex, node: number): number[] {
  const list: number[] = [];
  for (let k = graph.firstIncident[node]!; k < graph.firstIncident[node + 1]!; k++) {
    const edge = graph.incident[k]!;
    if (graph.source[edge] === node && graph.edges[edge]!.attributes?.predicate === "locatedIn") list.push(graph.target[edge]!);
  }
  for (const key of graph.nodes[node]!.attributes.within ?? []) {
    const parent = graph.byKey.get(key);
    if (parent !== undefined) list.push(parent);
  }
  return list;
}
