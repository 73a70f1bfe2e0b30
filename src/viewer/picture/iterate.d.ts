declare module "graphology-layout-forceatlas2/iterate.js" {
  /** One round over forceAtlas2's matrices, in place. */
  export default function iterate(settings: Readonly<Record<string, unknown>>, nodes: Float32Array, edges: Float32Array): unknown;
}

declare module "graphology-layout-noverlap/iterate.js" {
  /** One round over a matrix of x, y and size, in place. */
  export default function iterate(settings: Readonly<Record<string, number>>, nodes: Float32Array): { converged: boolean };
}
