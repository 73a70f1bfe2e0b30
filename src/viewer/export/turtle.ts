import type { MultiDirectedGraph } from "graphology";
import { fromGraph, type KnowledgeGraph } from "../../graph/graph.js";
import { writeTurtle } from "../../rdf/turtle.js";

/**
 * A graph as Turtle, by the same writer as `graph.ttl`.
 *
 * @throws ValidationError where the graph holds what RDF can't say
 */
export function toTurtle(graph: MultiDirectedGraph): Blob {
  return new Blob([...writeTurtle(fromGraph(graph as unknown as KnowledgeGraph))], { type: "text/turtle;charset=utf-8" });
}
