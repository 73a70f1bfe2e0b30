import { COLOURS, LOOKS, PAPER } from "../data/kinds.js";
import type { Drawn, DrawnEdge, DrawnNode } from "../state/drawn.js";

export type Tone = "light" | "dark";

/** A mark where it stands on the screen, in pixels. */
export interface Placed {
  readonly node: DrawnNode;
  readonly x: number;
  readonly y: number;
  /** Radius. */
  readonly r: number;
}

/** A lookup over what is drawn, made once for each change of it. */
export interface Scene {
  readonly drawn: Drawn;
  readonly nodes: ReadonlyMap<string, DrawnNode>;
  /** Lines at each mark. */
  readonly lines: ReadonlyMap<string, readonly DrawnEdge[]>;
  /** Marks by importance: what is contested or large first. */
  readonly ranked: readonly DrawnNode[];
  /** Lines that carry a sign beside their colour: contested, or not standing, or a loop. */
  readonly marked: readonly DrawnEdge[];
}

/** Signs are drawn for so many lines at most; what is contested comes first. */
const MARKED = 700;

export function makeScene(drawn: Drawn): Scene {
  const lines = new Map<string, DrawnEdge[]>();
  const at = (key: string, edge: DrawnEdge) => {
    const list = lines.get(key);
    if (list) list.push(edge);
    else lines.set(key, [edge]);
  };
  for (const edge of drawn.edges) {
    at(edge.source, edge);
    if (edge.source !== edge.target) at(edge.target, edge);
  }
  const weight = (node: DrawnNode) => node.size + (node.contested ? 4 : 0) + (node.members > 0 ? 6 : 0);
  const marked = drawn.edges.filter((edge) => edge.contested || !edge.stands || edge.source === edge.target);
  return {
    drawn,
    nodes: new Map(drawn.nodes.map((node) => [node.key, node])),
    lines,
    ranked: [...drawn.nodes].sort((a, b) => weight(b) - weight(a) || (a.key < b.key ? -1 : 1)),
    marked: marked.sort((a, b) => Number(b.contested) - Number(a.contested)).slice(0, MARKED),
  };
}

/** The colour of a mark. */
export function nodeColour(node: DrawnNode, tone: Tone): string {
  return COLOURS[tone][LOOKS[node.kind]!.family];
}

/** The colour of a line among so many: the accent where it is contested. */
export function lineColour(edge: DrawnEdge, tone: Tone, lines: number): string {
  if (edge.contested) return PAPER[tone].accent;
  return lines > CROWD ? PAPER[tone].faint : PAPER[tone].line;
}

/** With more lines than this each steps back, so that they do not hide the marks. */
const CROWD = 700;

/** Thickness in pixels of a line among so many: grows slowly with the number of statements. */
export function lineWidth(edge: DrawnEdge, lines: number): number {
  const width = Math.min(6, (edge.contested ? 2.4 : 1.8) + Math.log2(edge.count) * 0.5);
  return lines > CROWD && !edge.contested ? width * 0.55 : width;
}
