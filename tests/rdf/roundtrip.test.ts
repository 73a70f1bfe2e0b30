import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ValidationError } from "../../src/errors.js";
import type { Knowledge } from "../../src/model.js";
import { fromQuads } from "../../src/rdf/knowledge.js";
import { parseTurtle, parseTurtleStream } from "../../src/rdf/parse.js";
import { toQuads } from "../../src/rdf/quads.js";
import { writeTurtle } from "../../src/rdf/turtle.js";
import { exampleKnowledge } from "../fixtures/knowledge.js";
import { knowledge } from "./arbitrary.js";

const turtle = (graph: Knowledge) => [...writeTurtle(graph)].join("");

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

describe("a graph comes back from its quads", () => {
  test("of the example", () => {
    expect(fromQuads(toQuads(exampleKnowledge()))).toEqual(exampleKnowledge());
  });

  test("of any graph, whatever its strings", () => {
    fc.assert(
      fc.property(knowledge, (graph) => {
        expect(fromQuads(toQuads(graph))).toEqual(graph);
      }),
      { numRuns: 200 },
    );
  });

  test("of any graph by way of Turtle", () => {
    fc.assert(
      fc.property(knowledge, (graph) => {
        expect(parseTurtle(turtle(graph))).toEqual(graph);
      }),
      { numRuns: 100 },
    );
  });

  test("of a stream in pieces of any size", async () => {
    for (const size of [1, 7, 1000]) {
      expect(await parseTurtleStream(pieces(turtle(exampleKnowledge()), size))).toEqual(exampleKnowledge());
    }
  });
});

describe("Turtle", () => {
  test("has the same bytes on every run, and no number touches a dot", () => {
    expect(turtle(exampleKnowledge())).toBe(turtle(exampleKnowledge()));
    fc.assert(
      fc.property(knowledge, (graph) => {
        const statements = turtle(graph).replace(/"(?:[^"\\]|\\.)*"/g, '""');
        expect(statements).not.toMatch(/\d\.(?:\s|$)/);
      }),
      { numRuns: 50 },
    );
  });

  test("has neither blank nodes nor graphs", () => {
    for (const quad of toQuads(exampleKnowledge())) {
      expect([quad.subject.termType, quad.predicate.termType]).toEqual(["NamedNode", "NamedNode"]);
      expect(quad.object.termType).toMatch(/^(NamedNode|Literal)$/);
      expect(quad.graph.termType).toBe("DefaultGraph");
    }
  });

  test("says no triple twice", () => {
    const quads = [...toQuads(exampleKnowledge())].map((quad) => `${quad.subject.id} ${quad.predicate.id} ${quad.object.id}`);
    expect(new Set(quads).size).toBe(quads.length);
  });
});

describe("what can't be written is refused by name", () => {
  const altered = (change: (graph: Knowledge) => Knowledge) => () => turtle(change(exampleKnowledge()));
  const labelled = (label: string) =>
    altered((graph) => ({ ...graph, entities: graph.entities.map((one, at) => (at === 0 ? { ...one, label } : one)) }));

  test.each(["\ud83d", "a\udc00b", "a\0b", "\uffff", "\ufffe"])("the string %j", (label) => {
    expect(labelled(label)).toThrow(ValidationError);
  });

  test.each([
    "no-scheme",
    "urn:a b",
    "urn:a<b>",
    'urn:"',
    "urn:{x}",
    "urn:a\\b",
    "urn:a^b",
    "urn:a`b",
    "urn:%zz",
    "urn:a#b#c",
    "urn:\ue000",
    "",
    "urn:a\nb",
  ])("the IRI %j", (iri) => {
    expect(altered((graph) => ({ ...graph, entities: [{ ...graph.entities[0]!, iri }] }))).toThrow(/is not an absolute IRI/);
  });

  test("a claim on words that its report does not quote", () => {
    expect(altered((graph) => ({ ...graph, reports: graph.reports.map((one) => ({ ...one, quotes: {} })) }))).toThrow(/has no such quote/);
  });

  test("a date that is none, a number that is none", () => {
    expect(altered((graph) => ({ ...graph, reports: [{ ...graph.reports[0]!, date: "Thursday" }] }))).toThrow(/not a day/);
    expect(altered((graph) => ({ ...graph, entities: [{ ...graph.entities[0]!, lat: Number.NaN }] }))).toThrow(/not a number/);
  });
});

describe("what can't be read is named", () => {
  const text = turtle(exampleKnowledge());

  test("a fault of syntax by file and line", () => {
    const line = text.split("\n").findIndex((one) => one.includes("oa:start 37")) + 1;
    expect(() => parseTurtle(text.replace("oa:start 37;", "oa:start ,;"), "my.ttl")).toThrow(new RegExp(`^my\\.ttl:${line}: `));
  });

  test("a text that breaks off", () => {
    expect(() => parseTurtle(text.slice(0, text.length - 3))).toThrow(/^graph\.ttl:\d+: /);
  });

  test("RDF of something else", () => {
    expect(() => parseTurtle("<urn:a> <urn:b> <urn:c> .")).toThrow(/no cg:Extraction/);
  });

  test("a node without what its class needs", () => {
    expect(() => parseTurtle(text.replace("cg:status cg:Denied", "cg:subtype cgt:AirStrike"))).toThrow(/has no status/);
  });

  test("foreign triples are passed over", () => {
    expect(parseTurtle(`${text}\n<urn:a> <urn:b> [ <urn:c> 1 ] .`)).toEqual(exampleKnowledge());
  });
});
