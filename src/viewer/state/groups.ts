import type { GraphIndex } from "../data/graph-index.js";
import { LOOKS } from "../data/kinds.js";

/** Nodes of one community and class, drawn as one where a graph is too large to draw each. */
export interface Group {
  /** `g:` community `:` class; -1 stands for all small communities. */
  readonly key: string;
  readonly community: number;
  readonly kind: number;
  readonly x: number;
  readonly y: number;
  /** The most connected member, which names the group. */
  readonly first: number;
}

export interface Groups {
  readonly list: readonly Group[];
  /** Group number of each node. */
  readonly of: Int32Array;
  readonly degree: Int32Array;
  /** Number of the pair of groups that each edge ties; -1 within a group. */
  readonly pairOf: Int32Array;
  /** The lesser and the greater group of each pair. */
  readonly pairs: readonly (readonly [number, number])[];
}

/** Communities beyond this many, by size, are drawn together. */
const LARGEST = 48;

/** Groups a graph by community and class. Places do not depend on any filter, so that the picture keeps still. */
export function groupNodes(graph: GraphIndex): Groups {
  const n = graph.nodes.length;
  const sizes = new Map<number, number>();
  for (let i = 0; i < n; i++) sizes.set(graph.community[i]!, (sizes.get(graph.community[i]!) ?? 0) + 1);
  const large = new Set(
    [...sizes]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, LARGEST)
      .map(([community]) => community),
  );
  const degree = new Int32Array(n);
  for (let i = 0; i < n; i++) degree[i] = graph.firstIncident[i + 1]! - graph.firstIncident[i]!;
  const of = new Int32Array(n);
  const numbers = new Map<number, number>();
  const drafts: { community: number; kind: number; members: number; first: number }[] = [];
  const centres = new Map<number, { x: number; y: number; members: number }>();
  for (let i = 0; i < n; i++) {
    const community = large.has(graph.community[i]!) ? graph.community[i]! : -1;
    const kind = graph.kind[i]!;
    const id = (community + 1) * LOOKS.length + kind;
    let number = numbers.get(id);
    if (number === undefined) {
      number = drafts.push({ community, kind, members: 0, first: i }) - 1;
      numbers.set(id, number);
    }
    of[i] = number;
    const draft = drafts[number]!;
    draft.members++;
    if (degree[i]! > degree[draft.first]!) draft.first = i;
    const centre = centres.get(community) ?? { x: 0, y: 0, members: 0 };
    centre.x += graph.x[i]!;
    centre.y += graph.y[i]!;
    centre.members++;
    centres.set(community, centre);
  }
  return { list: placed(drafts, centres, extent(graph)), of, degree, ...pairGroups(graph, of, drafts.length) };
}

function pairGroups(graph: GraphIndex, of: Int32Array, groups: number): Pick<Groups, "pairOf" | "pairs"> {
  const pairOf = new Int32Array(graph.edges.length).fill(-1);
  const numbers = new Map<number, number>();
  const pairs: [number, number][] = [];
  for (let e = 0; e < pairOf.length; e++) {
    const [a, b] = [of[graph.source[e]!]!, of[graph.target[e]!]!];
    if (a === b) continue;
    const id = Math.min(a, b) * groups + Math.max(a, b);
    let number = numbers.get(id);
    if (number === undefined) {
      number = pairs.push([Math.min(a, b), Math.max(a, b)]) - 1;
      numbers.set(id, number);
    }
    pairOf[e] = number;
  }
  return { pairOf, pairs };
}

/** Sets the classes of a community around its middle, the largest first, along a spiral of equal areas. */
function placed(
  drafts: readonly { community: number; kind: number; members: number; first: number }[],
  centres: ReadonlyMap<number, { x: number; y: number; members: number }>,
  width: number,
): Group[] {
  const rank = new Map<(typeof drafts)[number], number>();
  const seen = new Map<number, number>();
  for (const draft of [...drafts].sort((a, b) => b.members - a.members || a.kind - b.kind)) {
    const place = seen.get(draft.community) ?? 0;
    rank.set(draft, place);
    seen.set(draft.community, place + 1);
  }
  return drafts.map((draft) => {
    const { community, kind, first } = draft;
    const centre = centres.get(community)!;
    const place = rank.get(draft)!;
    const angle = place * 2.399963;
    const radius = (width / 45) * Math.sqrt(place);
    return {
      key: `g:${community}:${LOOKS[kind]!.kind}`,
      community,
      kind,
      first,
      x: centre.x / centre.members + radius * Math.cos(angle),
      y: centre.y / centre.members + radius * Math.sin(angle),
    };
  });
}

function extent(graph: GraphIndex): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const x of graph.x) {
    if (x < low) low = x;
    if (x > high) high = x;
  }
  return Math.max(1, high - low);
}
