import type { GraphIndex } from "./graph-index.js";
import { KIND_INDEX, LOOKS } from "./kinds.js";

/** A value that can be filtered by, with how many nodes or claims of what is shown have it, and of all. */
export interface FacetValue {
  readonly value: string;
  readonly shown: number;
  readonly all: number;
}

export interface Facets {
  readonly kinds: readonly FacetValue[];
  readonly types: readonly FacetValue[];
  readonly statuses: readonly FacetValue[];
  /** Values are keys of nodes. */
  readonly places: readonly FacetValue[];
  readonly sides: readonly FacetValue[];
  readonly speakers: readonly FacetValue[];
  readonly reports: readonly FacetValue[];
}

const EVENT = KIND_INDEX.get("Event")!;

/** Counts what can be filtered by, in one pass over nodes, edges and claims. */
export function countFacets(graph: GraphIndex, shown: Uint8Array, shownEdges: Uint8Array): Facets {
  const n = graph.nodes.length;
  const kinds = pair(LOOKS.length);
  const types = pair(graph.eventTypes.length);
  const statuses = pair(graph.statuses.length);
  const sides = pair(n);
  const places = pair(n);
  for (let i = 0; i < n; i++) {
    const seen = shown[i]!;
    add(kinds, graph.kind[i]!, seen);
    if (graph.kind[i] === EVENT) {
      add(types, graph.eventType[i]!, seen);
      add(statuses, graph.status[i]!, seen);
    }
    if (graph.side[i]! >= 0) add(sides, graph.side[i]!, seen);
  }
  const speakers = pair(n);
  const reports = pair(n);
  const claims = (from: number, to: number, seen: number) => {
    for (let row = from; row < to; row++) {
      if (graph.claims.claimant[row]! >= 0) add(speakers, graph.claims.claimant[row]!, seen);
      if (graph.claims.report[row]! >= 0) add(reports, graph.claims.report[row]!, seen);
    }
  };
  const place = graph.predicates.indexOf("place");
  for (let e = 0; e < graph.edges.length; e++) {
    if (graph.predicate[e] === place) add(places, graph.target[e]!, shownEdges[e]!);
    claims(graph.edgeClaims[e]!, graph.edgeClaims[e + 1]!, shownEdges[e]!);
  }
  for (let i = 0; i < n; i++) claims(graph.nodeClaims[i]!, graph.nodeClaims[i + 1]!, shown[i]!);
  const key = (node: number) => graph.nodes[node]!.key;
  return {
    kinds: values(kinds, (i) => LOOKS[i]!.kind, false),
    types: values(types, (i) => graph.eventTypes[i]!, true),
    statuses: values(statuses, (i) => graph.statuses[i]!, true),
    places: values(places, key, true),
    sides: values(sides, key, true),
    speakers: values(speakers, key, true),
    reports: values(reports, key, true),
  };
}

interface Pair {
  readonly shown: Int32Array;
  readonly all: Int32Array;
}

function pair(length: number): Pair {
  return { shown: new Int32Array(length), all: new Int32Array(length) };
}

function add({ shown, all }: Pair, at: number, seen: number): void {
  all[at]!++;
  shown[at]! += seen;
}

function values({ shown, all }: Pair, name: (at: number) => string, sorted: boolean): FacetValue[] {
  const list: { at: number; all: number }[] = [];
  for (let at = 0; at < all.length; at++) if (all[at]! > 0) list.push({ at, all: all[at]! });
  if (sorted) list.sort((a, b) => b.all - a.all || a.at - b.at);
  return list.slice(0, 400).map(({ at, all }) => ({ value: name(at), shown: shown[at]!, all }));
}
