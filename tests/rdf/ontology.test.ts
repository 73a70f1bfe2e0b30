import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Quad } from "n3";
import oxigraph from "oxigraph";
import { describe, expect, test } from "vitest";
import { parseQuads } from "../../src/rdf/parse.js";
import { toQuads } from "../../src/rdf/quads.js";
import { cg, namespaces } from "../../src/rdf/vocabulary.js";
import { exampleKnowledge } from "../fixtures/knowledge.js";

/** The ontology's four files parse everywhere and declare every term that a graph uses. */

const FILES = ["claimgraph.ttl", "shapes.ttl", "event-types.ttl", "alignments.ttl"];
const path = (name: string) => join("ontology", name);
const read = (name: string) => readFileSync(path(name), "utf8");
const quads = (name: string): Quad[] => [...parseQuads(read(name), name)];
const own = (iri: string) => iri.startsWith(namespaces.cg) || iri.startsWith(namespaces.cgt);
const subjects = (list: readonly Quad[]) => new Set(list.map((quad) => quad.subject.value));
const objects = (list: readonly Quad[], subject: string, predicate: string) =>
  list.filter((quad) => quad.subject.value === subject && quad.predicate.value === predicate).map((quad) => quad.object.value);

const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const SKOS = "http://www.w3.org/2004/02/skos/core#";
const VERSION = "http://www.w3.org/2002/07/owl#versionInfo";

const ontology = quads("claimgraph.ttl");
const eventTypes = quads("event-types.ttl");
const declared = new Set([...subjects(ontology), ...subjects(eventTypes)]);

describe.each(FILES)("%s", (name) => {
  test("is the same number of triples to n3 and oxigraph", () => {
    const store = new oxigraph.Store();
    store.load(read(name), { format: "text/turtle" });
    expect(store.size).toBe(quads(name).length);
  });

  test.skipIf(!process.env.CI && !installed("rapper"))("is read by rapper", () => {
    const out = execFileSync("rapper", ["-q", "-i", "turtle", "-o", "ntriples", path(name)], { encoding: "utf8" });
    expect(out.trim().split("\n")).toHaveLength(quads(name).length);
  });

  test.skipIf(!process.env.CI && !installed("serdi"))("is read by serdi", () => {
    const out = execFileSync("serdi", ["-i", "turtle", "-o", "ntriples", path(name)], { encoding: "utf8" });
    expect(out.trim().split("\n")).toHaveLength(quads(name).length);
  });

  test("has a version", () => {
    expect(quads(name).some((quad) => quad.predicate.value === VERSION)).toBe(true);
  });

  test("uses no term of this project's that is not declared", () => {
    const used = quads(name).flatMap((quad) => [quad.subject.value, quad.predicate.value, quad.object.value]);
    expect(used.filter((iri) => own(iri) && !declared.has(iri))).toEqual([]);
  });
});

function installed(tool: string): boolean {
  try {
    execFileSync("sh", ["-c", `command -v ${tool}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe("every term", () => {
  test("that the program can write is declared", () => {
    expect(
      Object.values(cg)
        .map((term) => term.value)
        .filter((iri) => !declared.has(iri)),
    ).toEqual([]);
  });

  test("that a graph uses is declared", () => {
    const used = [...toQuads(exampleKnowledge())].flatMap((quad) => [quad.predicate.value, quad.object.value]);
    expect(used.filter((iri) => own(iri) && !declared.has(iri))).toEqual([]);
  });

  test("that is declared can be written, or sorts those that can", () => {
    const written = new Set(Object.values(cg).map((term) => term.value));
    const sorting = ["Status", "Bound", "Polarity", "Modality"].map((name) => namespaces.cg + name);
    const idle = [...subjects(ontology)].filter((iri) => own(iri) && !written.has(iri) && !sorting.includes(iri));
    expect(idle).toEqual([]);
  });

  test("has one label and one definition", () => {
    for (const [list, all] of [
      [ontology, subjects(ontology)],
      [eventTypes, subjects(eventTypes)],
    ] as const) {
      for (const iri of all) {
        if (!own(iri)) continue;
        expect([iri, objects(list, iri, LABEL).length]).toEqual([iri, 1]);
        expect([iri, objects(list, iri, `${SKOS}definition`).length]).toEqual([iri, 1]);
      }
    }
  });

  test("is aligned, or said to have no counterpart", () => {
    const alignments = subjects(quads("alignments.ttl"));
    const individuals = new Set(
      ontology
        .filter((quad) => quad.predicate.value === TYPE && quad.object.value.endsWith("#NamedIndividual"))
        .map((quad) => quad.subject.value),
    );
    const terms = [...subjects(ontology)].filter((iri) => own(iri) && !individuals.has(iri));
    expect(terms.filter((iri) => !alignments.has(iri))).toEqual([]);
  });
});

describe("event types", () => {
  const concept = (name: string) => namespaces.cgt + name;
  const pairs = readFileSync("lexicons/events/triggers.txt", "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split("\t"))
    .flatMap(([, , type = "", subtype = ""]) => [[type, subtype] as const]);

  test("of the lexicon are concepts", () => {
    expect(
      [...new Set(pairs.map(([type]) => type))].filter((type) => objects(eventTypes, concept(type), `${SKOS}topConceptOf`).length !== 1),
    ).toEqual([]);
  });

  test("of the lexicon that are finer are narrower than their type", () => {
    const missing = pairs
      .filter(([type, subtype]) => subtype !== "-" && !objects(eventTypes, concept(subtype), `${SKOS}broader`).includes(concept(type)))
      .map(([type, subtype]) => `${type} ${subtype}`);
    expect([...new Set(missing)]).toEqual([]);
  });

  test("are nineteen, each with all that lies below it in the scheme", () => {
    const tops = eventTypes.filter((quad) => quad.predicate.value === `${SKOS}hasTopConcept`);
    expect(tops).toHaveLength(19);
  });
});
