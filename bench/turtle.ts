import { Parser, type Quad, Writer } from "n3";
import type { Knowledge } from "../src/model.js";
import { fromQuads } from "../src/rdf/knowledge.js";
import { parseQuads } from "../src/rdf/parse.js";
import { toQuads } from "../src/rdf/quads.js";
import { prefixesOf, writeTurtle } from "../src/rdf/turtle.js";
import { exampleKnowledge } from "../tests/fixtures/knowledge.js";
import { median, type Row } from "./measure.js";

/** The example's graph so many times over, each with names of its own. */
export function manyTimes(count: number): Knowledge {
  const plain = JSON.stringify(exampleKnowledge());
  const copies = Array.from({ length: count }, (_, at) => {
    const suffix = at.toString(16).padStart(6, "0");
    return JSON.parse(plain.replace(/"(urn:claimgraph\/[^"]+)"/g, `"$1${suffix}"`)) as Knowledge;
  });
  return {
    ...exampleKnowledge(),
    reports: copies.flatMap((one) => one.reports),
    entities: copies.flatMap((one) => one.entities),
    events: copies.flatMap((one) => one.events),
    links: copies.flatMap((one) => one.links),
  };
}

/**
 * Triples a second of writing a graph as Turtle, against a bare N3.Writer that is handed ready quads, in the same run: what
 * making the quads, checking their strings and hashing their evidence costs on top. And of reading it back.
 */
export function turtle(copies = 250): Row[] {
  const graph = manyTimes(copies);
  const quads = [...toQuads(graph)];
  const text = [...writeTurtle(graph)].join("");
  const seconds = median(
    {
      bare: () => bareWriter(quads, prefixesOf(graph.base)),
      ours: () => {
        let length = 0;
        for (const chunk of writeTurtle(graph)) length += chunk.length;
        return length;
      },
      bareParser: () => new Parser({ format: "text/turtle" }).parse(text).length,
      parser: () => {
        let count = 0;
        for (const _ of parseQuads(text)) count++;
        return count;
      },
      fromQuads: () => fromQuads(quads),
    },
    5,
  );
  const rate = (name: keyof typeof seconds) => Math.round(quads.length / seconds[name]);
  return [
    { what: "Turtle: triples", value: quads.length, unit: "triples" },
    { what: "Turtle: bare N3.Writer, quads ready", value: rate("bare"), unit: "triples/s" },
    { what: "Turtle: writeTurtle, from the graph", value: rate("ours"), unit: "triples/s" },
    { what: "Turtle: writeTurtle against N3.Writer, time", value: seconds.ours / seconds.bare, unit: "times" },
    { what: "Turtle: N3.Parser", value: rate("bareParser"), unit: "triples/s" },
    { what: "Turtle: parseQuads, in slices", value: rate("parser"), unit: "triples/s" },
    { what: "Turtle: fromQuads", value: rate("fromQuads"), unit: "triples/s" },
  ];
}

/** N3.Writer alone; its output is gathered in chunks, as a file's writer needs it. */
function bareWriter(quads: readonly Quad[], prefixes: Record<string, string>): number {
  let length = 0;
  let pending = "";
  const sink = {
    write(piece: string, _encoding?: string, done?: () => void) {
      pending += piece;
      if (pending.length >= 1 << 16) {
        length += pending.length;
        pending = "";
      }
      done?.();
    },
    end(done?: () => void) {
      done?.();
    },
  };
  const writer = new Writer(sink, { prefixes });
  for (const quad of quads) writer.addQuad(quad);
  writer.end();
  return length + pending.length;
}
