import { edgeKey, type GraphIndex } from "../data/graph-index.js";
import { KIND_INDEX, LOOKS } from "../data/kinds.js";
import { labelOf } from "../data/statements.js";
import { clip, count, predicateWords, undirected } from "../data/words.js";
import type { Filtered } from "./filter.js";
import type { Groups } from "./groups.js";

/** A mark for a node or for a group of nodes. */
export interface DrawnNode {
  readonly key: string;
  /** Node number; -1 of a group. */
  readonly node: number;
  /** Members that pass the filter; 0 of a single node. */
  readonly members: number;
  readonly kind: number;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly contested: boolean;
  /** Planned, possible, ordered or denied: drawn open. */
  readonly open: boolean;
  readonly pinned: boolean;
}

/** A line for all edges between two marks. */
export interface DrawnEdge {
  readonly key: string;
  readonly source: string;
  readonly target: string;
  /** Edge numbers; of lines between groups only the first few. */
  readonly edges: readonly number[];
  readonly count: number;
  readonly label: string;
  readonly contested: boolean;
  /** Whether any of its statements stands. */
  readonly stands: boolean;
  /** Whether statements run from source to target, and from target to source. */
  readonly forth: boolean;
  readonly back: boolean;
}

/** What is put on the screen, derived from the graph and the filter. */
export interface Drawn {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  /** Whether nodes are drawn as groups. */
  readonly grouped: boolean;
  /** Lines between groups that were left out as too weak. */
  readonly weak: number;
}

export interface DrawOptions {
  readonly expanded: readonly string[];
  readonly pins: Readonly<Record<string, readonly [number, number]>>;
  /** Places that take the place of the graph's, by node number. */
  readonly arranged: ReadonlyMap<number, readonly [number, number]> | null;
  /** Nodes to draw singly even among groups. */
  readonly singled: ReadonlySet<number>;
}

/** Up to this many nodes each is drawn; above, groups are. */
export const LIVE = 5000;

/** Lines between groups beyond this many are left out, the weakest first. */
const GROUP_LINES = 400;

const EVENT = KIND_INDEX.get("Event")!;
/** Larger than any node or group number. */
const WIDTH = 2 ** 26;

interface Line {
  a: number;
  b: number;
  count: number;
  edges: number[];
  contested: boolean;
  stands: boolean;
  forth: boolean;
  back: boolean;
}

/** Derives the marks and lines. The same input gives the same output in the same order. */
export function draw(graph: GraphIndex, filtered: Filtered, groups: () => Groups, options: DrawOptions): Drawn {
  const grouped = filtered.nodeCount > LIVE;
  const marks = grouped ? markGroups(graph, filtered, groups(), options) : null;
  const id = marks?.id ?? null;
  const nodes: DrawnNode[] = [];
  // Few marks may be larger, so that their signs can be told apart without zooming in.
  const scale = graph.nodes.length <= 160 ? 1.5 : graph.nodes.length <= 600 ? 1.2 : 1;
  for (let i = 0; i < graph.nodes.length; i++)
    if (filtered.nodes[i] === 1 && (!id || id[i] === i)) nodes.push(single(graph, i, scale, options));
  if (marks) nodes.push(...marks.nodes);
  const { lines, weak } = bundle(graph, filtered, id, grouped ? groups() : null);
  const keys = (number: number) =>
    number < graph.nodes.length ? graph.nodes[number]!.key : groups().list[number - graph.nodes.length]!.key;
  return { nodes, edges: lines.map((line) => drawnEdge(graph, line, keys)), grouped, weak };
}

function single(graph: GraphIndex, i: number, scale: number, { pins, arranged }: DrawOptions): DrawnNode {
  const { key, attributes } = graph.nodes[i]!;
  const pin = pins[key];
  const place = pin ?? arranged?.get(i);
  const status = attributes.status;
  return {
    key,
    node: i,
    members: 0,
    kind: graph.kind[i]!,
    label: undirected(clip(labelOf(graph, i), 48)),
    x: place?.[0] ?? graph.x[i]!,
    y: place?.[1] ?? graph.y[i]!,
    size: graph.size[i]! * scale,
    contested: graph.contested[i] === 1,
    open: graph.kind[i] === EVENT && status !== undefined && status !== "Asserted" && status !== "Contested",
    pinned: pin !== undefined,
  };
}

/** For each node the number of the mark that stands for it: its own, or the number of nodes plus its group's. */
function markGroups(graph: GraphIndex, filtered: Filtered, groups: Groups, options: DrawOptions) {
  const n = graph.nodes.length;
  const opened = openedGroups(groups, options.expanded);
  const id = new Int32Array(n);
  const members = new Int32Array(groups.list.length);
  const contested = new Uint8Array(groups.list.length);
  let singles = 0;
  for (let i = 0; i < n; i++) {
    if (filtered.nodes[i] === 0) continue;
    const group = groups.of[i]!;
    if (options.singled.has(i) || (opened[group] === 1 && singles < LIVE)) {
      id[i] = i;
      singles++;
    } else {
      id[i] = n + group;
      members[group]!++;
      if (graph.contested[i] === 1) contested[group] = 1;
    }
  }
  const nodes: DrawnNode[] = [];
  groups.list.forEach((group, number) => {
    if (members[number] === 0) return;
    const pin = options.pins[group.key];
    const look = LOOKS[group.kind]!;
    nodes.push({
      key: group.key,
      node: -1,
      members: members[number]!,
      kind: group.kind,
      label: `${count(members[number]!, look.name, look.plural.toLowerCase())} · ${undirected(clip(labelOf(graph, group.first), 24))}`,
      x: pin?.[0] ?? group.x,
      y: pin?.[1] ?? group.y,
      size: Math.min(26, 5 + Math.sqrt(members[number]!) * 0.8),
      contested: contested[number] === 1,
      open: false,
      pinned: pin !== undefined,
    });
  });
  return { id, nodes };
}

function openedGroups(groups: Groups, expanded: readonly string[]): Uint8Array {
  const keys = new Set(expanded);
  return Uint8Array.from(groups.list, (group) => (keys.has(group.key) ? 1 : 0));
}

/** Joins the edges between the same two marks; drops loops of groups and, where there are many, the weakest lines. */
function bundle(graph: GraphIndex, filtered: Filtered, id: Int32Array | null, groups: Groups | null): { lines: Line[]; weak: number } {
  const byPair = new Map<number, Line>();
  const n = graph.nodes.length;
  const between = groups && id ? new GroupLines(groups.pairs.length) : null;
  for (let e = 0; e < graph.edges.length; e++) {
    if (filtered.edges[e] === 0) continue;
    const source = id ? id[graph.source[e]!]! : graph.source[e]!;
    const target = id ? id[graph.target[e]!]! : graph.target[e]!;
    if (between && source >= n && target >= n) {
      if (source !== target) between.add(groups!.pairOf[e]!, e, graph.edgeContested[e]!, graph.edgeStands[e]!, source < target);
      continue;
    }
    const [a, b] = source < target ? [source, target] : [target, source];
    const pair = a * WIDTH + b;
    let line = byPair.get(pair);
    if (!line) {
      line = { a, b, count: 0, edges: [], contested: false, stands: false, forth: false, back: false };
      byPair.set(pair, line);
    }
    line.count++;
    if (line.edges.length < 40) line.edges.push(e);
    if (graph.edgeContested[e] === 1) line.contested = true;
    if (graph.edgeStands[e] === 1) line.stands = true;
    if (source === a) line.forth = true;
    else line.back = true;
  }
  const lines = [...byPair.values()];
  if (!between) return { lines, weak: 0 };
  const strongest = between.lines(groups!, n);
  return { lines: [...lines, ...strongest.slice(0, GROUP_LINES)], weak: Math.max(0, strongest.length - GROUP_LINES) };
}

const IS_CONTESTED = 1;
const STANDS = 2;
const FORTH = 4;
const BACK = 8;

/** Counts edges between groups in columns, since there may be very many of them. */
class GroupLines {
  readonly #count: Int32Array;
  readonly #first: Int32Array;
  readonly #marks: Uint8Array;

  constructor(pairs: number) {
    this.#count = new Int32Array(pairs);
    this.#first = new Int32Array(pairs);
    this.#marks = new Uint8Array(pairs);
  }

  add(pair: number, edge: number, contested: number, stands: number, forth: boolean): void {
    const contests = contested === 1 && (this.#marks[pair]! & IS_CONTESTED) === 0;
    if (this.#count[pair]!++ === 0 || contests) this.#first[pair] = edge;
    this.#marks[pair]! |= (contested ? IS_CONTESTED : 0) | (stands ? STANDS : 0) | (forth ? FORTH : BACK);
  }

  /** The lines, the strongest first; groups are numbered from `offset`. */
  lines(groups: Groups, offset: number): Line[] {
    const used: number[] = [];
    for (let pair = 0; pair < this.#count.length; pair++) if (this.#count[pair]! > 0) used.push(pair);
    used.sort((p, q) => this.#count[q]! - this.#count[p]! || p - q);
    return used.map((pair) => {
      const [a, b] = groups.pairs[pair]!;
      const marks = this.#marks[pair]!;
      return {
        a: offset + a,
        b: offset + b,
        count: this.#count[pair]!,
        edges: [this.#first[pair]!],
        contested: (marks & IS_CONTESTED) > 0,
        stands: (marks & STANDS) > 0,
        forth: (marks & FORTH) > 0,
        back: (marks & BACK) > 0,
      };
    });
  }
}

function drawnEdge(graph: GraphIndex, line: Line, key: (number: number) => string): DrawnEdge {
  const { edges, contested, stands, forth, back } = line;
  const first = edges[0]!;
  // A line runs the way of its statements where they all run the same way.
  const turned = back && !forth;
  const [a, b] = [key(line.a), key(line.b)];
  return {
    key: line.count === 1 ? edgeKey(graph.edges[first]!, first) : `${a} ${b}`,
    source: turned ? b : a,
    target: turned ? a : b,
    edges,
    count: line.count,
    // Most lines are never labelled.
    get label() {
      return lineLabel(graph, edges, line.count);
    },
    contested,
    stands,
    forth: true,
    back: forth && back,
  };
}

/** Words on a line: the predicate, or how many statements it stands for. */
function lineLabel(graph: GraphIndex, edges: readonly number[], total: number): string {
  if (total > edges.length) return `${total} statements`;
  if (total === 1) return predicateLabel(graph, edges[0]!);
  const names = new Set(edges.map((e) => predicateLabel(graph, e)));
  if (names.size === 1) return `${[...names][0]} ×${total}`;
  return names.size === 2 && total === 2 ? [...names].join(" · ") : `${total} statements`;
}

/** The words of one edge: a role's title where it is one. */
export function predicateLabel(graph: GraphIndex, edge: number): string {
  const a = graph.edges[edge]!.attributes;
  if (a?.predicate === "hasMembership") return clip(undirected(a.label || "member"), 28);
  return predicateWords(a?.predicate ?? "related to");
}
