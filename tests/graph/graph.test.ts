import { describe, expect, it } from "vitest";
import { fromGraph, toGraph } from "../../src/graph/graph.js";
import { layOut } from "../../src/graph/layout.js";
import { overview } from "../../src/graph/overview.js";
import { exampleKnowledge } from "../fixtures/knowledge.js";

describe("the graph of a knowledge", () => {
  it("holds all of it, laid out or not", () => {
    const knowledge = exampleKnowledge();
    const graph = toGraph(knowledge);
    expect(fromGraph(graph)).toEqual(knowledge);
    layOut(graph);
    expect(fromGraph(graph)).toEqual(knowledge);
  });

  it("is laid out the same on every run, with finite places", () => {
    const draw = () => {
      const graph = toGraph(exampleKnowledge());
      layOut(graph);
      return JSON.stringify(graph.export());
    };
    const once = draw();
    expect(draw()).toBe(once);
    expect(once).not.toMatch(/"x":(?:null|0,"y":0)/);
  });

  it("is laid out by communities where it is large, neighbours nearer than strangers", () => {
    const graph = toGraph(exampleKnowledge());
    const [first] = graph.nodes();
    const attributes = graph.getNodeAttributes(first);
    for (let i = 0; i < 1200; i++) graph.addNode(`urn:x${i}`, attributes);
    for (let i = 0; i < 1200; i++) {
      const edge = graph.getEdgeAttributes(graph.edges()[0]);
      graph.addEdgeWithKey(`e${i}`, `urn:x${i}`, `urn:x${i - (i % 40) + ((i * 7) % 40)}`, edge);
    }
    layOut(graph);
    const distance = (a: string, b: string) =>
      Math.hypot(
        graph.getNodeAttribute(a, "x") - graph.getNodeAttribute(b, "x"),
        graph.getNodeAttribute(a, "y") - graph.getNodeAttribute(b, "y"),
      );
    const mean = (pairs: [string, string][]) => pairs.reduce((sum, [a, b]) => sum + distance(a, b), 0) / pairs.length;
    const tied = mean(graph.mapEdges((_, __, a, b): [string, string] => [a, b]));
    const untied = mean(Array.from({ length: 1000 }, (_, i): [string, string] => [`urn:x${i}`, `urn:x${(i + 200) % 1200}`]));
    expect(tied).toBeLessThan(untied / 4);
  });

  it("is summed up by communities that stand for every node", () => {
    const graph = toGraph(exampleKnowledge());
    layOut(graph);
    const nodes = overview(graph).nodes;
    expect(nodes.reduce((n, { attributes }) => n + Number(attributes?.members), 0)).toBe(graph.order);
  });
});
