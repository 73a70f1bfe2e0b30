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

  it("is summed up by communities that stand for every node", () => {
    const graph = toGraph(exampleKnowledge());
    layOut(graph);
    const nodes = overview(graph).nodes;
    expect(nodes.reduce((n, { attributes }) => n + Number(attributes?.members), 0)).toBe(graph.order);
  });
});
