import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { Parser, type Quad, Writer } from "n3";
import oxigraph from "oxigraph";
import { afterAll, describe, expect, test } from "vitest";
import { writeTurtle } from "../../src/rdf/turtle.js";
import { exampleKnowledge } from "../fixtures/knowledge.js";
import { knowledge } from "./arbitrary.js";

/** Four parsers that share no code read the same triples from what is written. */

const folder = mkdtempSync(join(tmpdir(), "claimgraph-parsers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const XSD = "http://www.w3.org/2001/XMLSchema#";

/** N-Triples lines, sorted; numbers by value, since oxigraph gives 0.90 as 0.9. */
function lines(quads: readonly Quad[]): string[] {
  const writer = new Writer({ format: "N-Triples" });
  return quads
    .map(({ subject, predicate, object }) => {
      const value =
        object.termType === "Literal" && object.datatype.value === `${XSD}decimal`
          ? `${Number(object.value)}`
          : writer.quadToString(subject, predicate, object);
      return `${subject.value} ${predicate.value} ${value}`;
    })
    .sort();
}

const n3 = (text: string, format: string) => lines(new Parser({ format }).parse(text));

function byOxigraph(turtle: string): string[] {
  const store = new oxigraph.Store();
  store.load(turtle, { format: "text/turtle" });
  return n3(store.dump({ format: "application/n-triples", from_graph_name: oxigraph.defaultGraph() }), "N-Triples");
}

function byTool(tool: string, turtle: string): string[] {
  const file = join(folder, "graph.ttl");
  writeFileSync(file, turtle);
  const options = tool === "rapper" ? ["-q", "-i", "turtle", "-o", "ntriples", file] : ["-i", "turtle", "-o", "ntriples", file];
  return n3(execFileSync(tool, options, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "pipe"] }), "N-Triples");
}

function has(tool: string): boolean {
  try {
    execFileSync("sh", ["-c", `command -v ${tool}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const tools = [
  { tool: "rapper", install: "apt-get install raptor2-utils" },
  { tool: "serdi", install: "apt-get install serdi" },
];

describe("the same triples are read", () => {
  const turtle = [...writeTurtle(exampleKnowledge())].join("");
  const expected = n3(turtle, "text/turtle");

  test("by n3 and oxigraph", () => {
    expect(byOxigraph(turtle)).toEqual(expected);
  });

  test("by n3 and oxigraph, of any graph", () => {
    fc.assert(
      fc.property(knowledge, (graph) => {
        const any = [...writeTurtle(graph)].join("");
        expect(byOxigraph(any)).toEqual(n3(any, "text/turtle"));
      }),
      { numRuns: 50 },
    );
  });

  for (const { tool, install } of tools) {
    const missing = !has(tool);
    if (missing && process.env.CI) throw new Error(`${tool} is missing: ${install}`);
    test.skipIf(missing)(`by ${tool}${missing ? ` (missing: ${install})` : ""}`, () => {
      expect(byTool(tool, turtle)).toEqual(expected);
    });
    test.skipIf(missing)(`by ${tool}, of any graph`, () => {
      fc.assert(
        fc.property(knowledge, (graph) => {
          const any = [...writeTurtle(graph)].join("");
          expect(byTool(tool, any)).toEqual(n3(any, "text/turtle"));
        }),
        { numRuns: 20 },
      );
    });
  }
});
