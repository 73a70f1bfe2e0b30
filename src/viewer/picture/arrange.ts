import type { GraphIndex } from "../data/graph-index.js";
import type { LayoutProgress, LayoutTask } from "./layout.worker.js";
import LayoutWorker from "./layout.worker.js?worker&inline";

type Places = ReadonlyMap<number, readonly [number, number]>;

/**
 * Lays out the nodes of a mask afresh, off the page's thread, from where they are; the same graph and mask give the same
 * places. Returns what stops it.
 */
export function arrange(
  graph: GraphIndex,
  shown: Uint8Array,
  pins: Readonly<Record<string, readonly [number, number]>>,
  tell: (done: number, places: Places | null) => void,
): () => void {
  const members: number[] = [];
  const place = new Int32Array(shown.length).fill(-1);
  for (let i = 0; i < shown.length; i++) if (shown[i] === 1) place[i] = members.push(i) - 1;
  const { pairs, weights } = ties(graph, place);
  const pinOf = (node: number) => pins[graph.nodes[node]!.key];
  const task: LayoutTask = {
    x: Float32Array.from(members, (node) => pinOf(node)?.[0] ?? graph.x[node]!),
    y: Float32Array.from(members, (node) => pinOf(node)?.[1] ?? graph.y[node]!),
    size: Float32Array.from(members, (node) => graph.size[node]!),
    fixed: Uint8Array.from(members, (node) => (pinOf(node) ? 1 : 0)),
    pairs,
    weights,
    iterations: members.length <= 500 ? 600 : Math.max(40, Math.round(400_000 / members.length)),
  };
  const worker = new LayoutWorker();
  worker.onmessage = ({ data }: MessageEvent<LayoutProgress>) => {
    const { done, x, y } = data;
    if (!x || !y) return tell(done, null);
    worker.terminate();
    tell(1, new Map(members.map((node, i) => [node, [x[i]!, y[i]!] as const])));
  };
  worker.onerror = () => {
    worker.terminate();
    tell(1, null);
  };
  worker.postMessage(task);
  return () => worker.terminate();
}

/** Pairs of nodes that edges tie, each once, with the number of edges as weight. */
function ties(graph: GraphIndex, place: Int32Array): { pairs: Int32Array; weights: Float32Array } {
  const weight = new Map<number, number>();
  const n = place.length;
  for (let e = 0; e < graph.edges.length; e++) {
    const a = place[graph.source[e]!]!;
    const b = place[graph.target[e]!]!;
    if (a < 0 || b < 0 || a === b) continue;
    const id = Math.min(a, b) * n + Math.max(a, b);
    weight.set(id, (weight.get(id) ?? 0) + 1);
  }
  const pairs = new Int32Array(weight.size * 2);
  const weights = new Float32Array(weight.size);
  let i = 0;
  for (const [id, count] of weight) {
    pairs[2 * i] = Math.floor(id / n);
    pairs[2 * i + 1] = id % n;
    weights[i] = count;
    i++;
  }
  return { pairs, weights };
}
