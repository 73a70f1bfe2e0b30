import iterateForce from "graphology-layout-forceatlas2/iterate.js";
import iterateApart from "graphology-layout-noverlap/iterate.js";

/** A graph to lay out: columns, with edges as pairs of node numbers. */
export interface LayoutTask {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly size: Float32Array;
  /** 1 where a node stays where it is. */
  readonly fixed: Uint8Array;
  readonly pairs: Int32Array;
  readonly weights: Float32Array;
  readonly iterations: number;
}

/** How far it is; `x` and `y` are there at the end. */
export interface LayoutProgress {
  readonly done: number;
  readonly x?: Float32Array;
  readonly y?: Float32Array;
}

/** Columns of forceAtlas2's matrices. */
const NODE = 10;
const EDGE = 3;

self.onmessage = ({ data: task }: MessageEvent<LayoutTask>) => {
  const n = task.x.length;
  const nodes = new Float32Array(n * NODE);
  const edges = new Float32Array((task.pairs.length / 2) * EDGE);
  for (let i = 0; i < n; i++) {
    nodes.set([task.x[i]!, task.y[i]!, 0, 0, 0, 0, 1, 1, task.size[i]!, task.fixed[i]!], i * NODE);
  }
  for (let e = 0; e < task.pairs.length / 2; e++) {
    const a = task.pairs[2 * e]! * NODE;
    const b = task.pairs[2 * e + 1]! * NODE;
    const weight = task.weights[e]!;
    nodes[a + 6]! += weight;
    nodes[b + 6]! += weight;
    edges.set([a, b, weight], e * EDGE);
  }
  const settings = {
    linLogMode: false,
    outboundAttractionDistribution: false,
    adjustSizes: n <= 1500,
    edgeWeightInfluence: 0,
    scalingRatio: 14,
    strongGravityMode: true,
    gravity: 0.9,
    slowDown: 1 + Math.log(n + 1),
    barnesHutOptimize: n > 1000,
    barnesHutTheta: 0.6,
  };
  for (let i = 0; i < task.iterations; i++) {
    iterateForce(settings, nodes, edges);
    if (i % 10 === 0) self.postMessage({ done: (0.9 * i) / task.iterations } satisfies LayoutProgress);
  }
  const spots = new Float32Array(n * 3);
  for (let i = 0; i < n; i++) spots.set([nodes[i * NODE]!, nodes[i * NODE + 1]!, task.size[i]!], i * 3);
  for (let i = 0; i < 150; i++) {
    if (iterateApart({ gridSize: 20, margin: 6, expansion: 1.1, ratio: 1.3, speed: 3 }, spots).converged) break;
  }
  const x = new Float32Array(n);
  const y = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    x[i] = task.fixed[i] ? task.x[i]! : spots[i * 3]!;
    y[i] = task.fixed[i] ? task.y[i]! : spots[i * 3 + 1]!;
  }
  self.postMessage({ done: 1, x, y } satisfies LayoutProgress);
};
