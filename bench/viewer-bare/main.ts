import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";

/** The least page that draws the same graph with Sigma: what the viewer is compared with. */

performance.mark("claimgraph:start");
const { graph: data } = JSON.parse(document.getElementById("claimgraph-data")!.textContent!);
const graph = new MultiDirectedGraph();
graph.import(data);
const renderer = new Sigma(graph, document.getElementById("picture")!);
// Sigma draws for the first time while it is constructed.
performance.measure("claimgraph:first-draw", "claimgraph:start");

const timed = (run: () => void): number => {
  const start = performance.now();
  run();
  return performance.now() - start;
};

/** Milliseconds to clone the graph and drop what a filter by class drops; to refresh the whole picture. */
Object.assign(window, {
  cloneAndFilter: () =>
    timed(() => {
      const copy = graph.copy();
      for (const node of graph.filterNodes((_, { kind }) => kind === "Person" || kind === "Report")) copy.dropNode(node);
    }),
  refresh: () => timed(() => renderer.refresh()),
});
