import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { InputError, SyntaxFault, UsageError } from "../../src/errors.js";
import { writeTurtle } from "../../src/rdf/turtle.js";
import { bind, parametersOf } from "../../src/store/parameters.js";
import { findQuery, runQuery } from "../../src/store/query.js";
import { asksElsewhere, formOf, patternStart, pieces } from "../../src/store/sparql.js";
import { openStore } from "../../src/store/store.js";
import { exampleKnowledge } from "../fixtures/knowledge.js";

const folder = mkdtempSync(join(tmpdir(), "claimgraph-query-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const store = openStore(file("graph.ttl", [...writeTurtle(exampleKnowledge())].join("")));
const CG = "PREFIX cg: <https://w3id.org/claimgraph/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> ";

describe("a parameter is bound as a term", () => {
  const labels = `${CG} SELECT ?e WHERE { ?e a cg:Entity ; rdfs:label ?label }`;
  const rows = (query: string, params: Record<string, string>) =>
    JSON.parse(runQuery(store, query, params, "json")).results.bindings.length;

  test("a string", () => {
    expect(rows(labels, { label: "Mira Voss" })).toBe(1);
    expect(rows(labels, { label: "Operation “Stone Gate” \\ 𐎀" })).toBe(1);
  });

  test("an IRI, plain, in brackets or with the query's prefix", () => {
    const status = `${CG} SELECT ?e WHERE { ?e cg:status ?status }`;
    for (const value of ["cg:Denied", "https://w3id.org/claimgraph/ns#Denied", "<https://w3id.org/claimgraph/ns#Denied>"]) {
      expect(rows(status, { status: value })).toBe(1);
    }
  });

  test("numbers and days by their form", () => {
    expect(rows(`${CG} SELECT ?q WHERE { ?q cg:max ?most }`, { most: "40" })).toBe(1);
    expect(rows(`${CG} SELECT ?q WHERE { ?q cg:min ?least FILTER(?least > ?over) }`, { over: "2.4" })).toBe(3);
    expect(rows(`${CG} SELECT ?e WHERE { ?e cg:earliest ?day }`, { day: "2031-03-03" })).toBe(1);
    expect(rows(`${CG} SELECT ?e WHERE { ?e cg:contested ?is }`, { is: "true" })).toBe(1);
  });

  test("what a declared type says goes before the form", () => {
    expect(bind("# @param n string a name\nSELECT * { ?s ?p ?n }", { n: "12" })).toContain('VALUES (?n) { ("12") }');
    expect(bind("# @param n integer a number\nSELECT * { ?s ?p ?n }", { n: "12" })).toContain(
      '"12"^^<http://www.w3.org/2001/XMLSchema#integer>',
    );
    expect(() => bind("# @param n integer\nSELECT * { ?s ?p ?n }", { n: "twelve" })).toThrow(/parameter n: "twelve" is no integer/);
    expect(() => bind("# @param n iri\nSELECT * { ?s ?p ?n }", { n: "not one" })).toThrow(/is no IRI/);
  });

  test.each([
    '" } ; DROP ALL #',
    "x> } UNION { ?s ?p ?o",
    "\\",
    '\\" . ?s ?p ?o . "',
    "'''",
    "\n} #",
    "<urn:x> <urn:y>",
    "<urn:a>}",
    "?s",
    "<urn:a b>",
    "urn:x> ?y <z",
  ])("and never becomes syntax: %j", (value) => {
    expect(rows(labels, { label: value })).toBe(0);
  });

  test("whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 20 }), (value) => {
        fc.pre(!value.includes("\0"));
        const answer = JSON.parse(runQuery(store, "# @param v string\nSELECT ?v { BIND(1 AS ?one) }", { v: value }, "json"));
        expect(answer.results.bindings.map((row: Record<string, { value: string }>) => row.v?.value)).toEqual([value]);
      }),
      { numRuns: 20 },
    );
  });

  test("a lone surrogate or NUL is refused", () => {
    expect(() => bind(labels, { label: "\ud800" })).toThrow(UsageError);
    expect(() => bind(labels, { label: "a\0" })).toThrow(UsageError);
  });

  test("a name that the query does not have is an error that lists those that it has", () => {
    expect(() => bind(labels, { nmae: "x" })).toThrow(/no parameter nmae; it has e, label/);
    expect(() => bind(findQuery("timeline"), { form: "x" })).toThrow(/no parameter form; it has from, to/);
  });

  test("in every form of query that has a pattern", () => {
    for (const query of [
      "SELECT ?x { ?x ?y ?z }",
      "SELECT (COUNT(*) AS ?n) WHERE { ?x ?y ?z }",
      "SELECT (EXISTS { ?x ?y ?q } AS ?is) ?x WHERE{ ?x ?y ?z }",
      "ASK { ?x ?y ?z }",
      "CONSTRUCT { ?x ?y ?z . ?z ?y ?x } WHERE { ?x ?y ?z }",
      "DESCRIBE ?x WHERE { ?x ?y ?z }",
      'PREFIX a: <urn:{a}> # { not here\nSELECT * FROM <urn:{g}> { ?x a: \'{\', """{""" }',
    ]) {
      const bound = bind(query, { x: "urn:x" });
      expect(bound).toMatch(/\{ VALUES \(\?x\) \{ \(<urn:x>\) \} /);
      expect(patternStart(pieces(query))).toBe(bound.indexOf(" VALUES"));
    }
  });

  test("and refused where there is none", () => {
    expect(() => bind("DESCRIBE ?x", { x: "urn:x" })).toThrow(/no WHERE/);
    expect(() => bind("CONSTRUCT WHERE { ?x ?y ?z }", { x: "urn:x" })).toThrow(/no WHERE/);
  });

  test("declarations are read from comments", () => {
    expect(parametersOf("# Who?\n#\n# @param name string  part of it\n# @param day  date\nSELECT * {}")).toEqual([
      { name: "name", type: "string", text: "part of it" },
      { name: "day", type: "date", text: "" },
    ]);
    expect(() => parametersOf("# @param name text")).toThrow(/no type "text"/);
  });
});

describe("what a query is", () => {
  test.each([
    ["SELECT * {}", "SELECT"],
    ["# SELECT\nPREFIX select: <urn:x#> BASE <urn:y> ask {}", "ASK"],
    ["construct {} where {}", "CONSTRUCT"],
    ["DESCRIBE <urn:x>", "DESCRIBE"],
    ["INSERT DATA { <urn:a> <urn:b> 'SELECT' }", null],
    ["PREFIX a: <urn:a> DELETE WHERE { ?s ?p ?o }", null],
    ["", null],
    ["hello", null],
  ])("%j is %s", (query, form) => {
    expect(formOf(pieces(query))).toBe(form);
  });

  test("SERVICE is seen as a keyword alone", () => {
    expect(asksElsewhere(pieces("SELECT * { service SILENT <http://x/> { ?s ?p ?o } }"))).toBe(true);
    expect(asksElsewhere(pieces("SELECT ?service { ?service ex:service 'SERVICE', <urn:SERVICE> # SERVICE\n }"))).toBe(false);
  });
});

describe("answers", () => {
  const select = `${CG} SELECT ?label ?lat { ?e a cg:Place ; rdfs:label ?label OPTIONAL { ?e <http://www.w3.org/2003/01/geo/wgs84_pos#lat> ?lat } } ORDER BY ?label`;

  test("as a table", () => {
    expect(runQuery(store, select)).toBe("label      lat\n─────────  ──────\nDareh      34.125\nTal Hamra\n(2 rows)\n");
  });

  test("as CSV, JSON, Turtle", () => {
    expect(runQuery(store, select, {}, "csv")).toBe("label,lat\nDareh,34.125\nTal Hamra,\n");
    expect(JSON.parse(runQuery(store, select, {}, "json")).head.vars).toEqual(["label", "lat"]);
    expect(runQuery(store, `${CG} CONSTRUCT { ?e rdfs:label ?l } WHERE { ?e a cg:Place ; rdfs:label ?l }`)).toContain('"Tal Hamra"');
    expect(JSON.parse(runQuery(store, "DESCRIBE <https://w3id.org/claimgraph/ns#none>", {}, "json"))).toEqual([]);
  });

  test("of ASK", () => {
    expect(runQuery(store, "ASK {}")).toBe("yes\n");
    expect(runQuery(store, "ASK {}", {}, "csv")).toBe("answer\ntrue\n");
    expect(JSON.parse(runQuery(store, "ASK {}", {}, "json")).boolean).toBe(true);
  });

  test("in a format that does not fit are refused", () => {
    expect(() => runQuery(store, "SELECT * {}", {}, "ttl")).toThrow(/use --format table, csv or json/);
    expect(() => runQuery(store, "DESCRIBE <urn:x>", {}, "csv")).toThrow(/use --format ttl or json/);
  });

  test.each([
    ["SELECT * { ?s ?p", /line 1, column 17, after "SELECT \* \{ \?s \?p"/],
    ["SELECT *\nWHERE { ?s ?p ?o ]", /does not parse: line 2, column \d+, after ".*\?o/],
    ["INSERT DATA { <urn:a> <urn:b> <urn:c> }", /updates are refused/],
    ["SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", /SERVICE is refused/],
    ["what is this", /no SPARQL query/],
  ])("to %j are an error on one line", (query, message) => {
    expect(() => runQuery(store, query)).toThrow(SyntaxFault);
    expect(() => runQuery(store, query)).toThrow(message);
    try {
      runQuery(store, query);
    } catch (error) {
      expect((error as Error).message).not.toContain("\n");
    }
  });
});

describe("where a query and a graph come from", () => {
  test("a file, a name, a string", () => {
    expect(findQuery(file("own.rq", "\ufeffSELECT * {}"))).toBe("SELECT * {}");
    expect(findQuery("casualties")).toContain("SELECT");
    expect(findQuery("ASK {}")).toBe("ASK {}");
  });

  test("what is missing is named", () => {
    expect(() => findQuery("casualty")).toThrow(/no query named casualty; there are .*casualties/);
    expect(() => findQuery("nowhere.rq")).toThrow(InputError);
    expect(() => openStore(join(folder, "none"))).toThrow(/none: there is no such file or folder/);
    expect(() => openStore(file("graph.docx", ""))).toThrow(/not an RDF file by its extension/);
    expect(() => openStore(file("bad.ttl", "<urn:a> <urn:b>\n\n <urn:c"))).toThrow(/bad\.ttl:3: /);
  });

  test("a folder that build wrote, N-Triples, RDF/XML, JSON-LD", () => {
    expect(openStore(folder).size).toBe(store.size);
    expect(openStore(file("a.nt", "<urn:a> <urn:b> <urn:c> .\n")).size).toBe(1);
    expect(openStore(file("a.jsonld", '[{"@id":"urn:a","urn:b":[{"@id":"urn:c"}]}]')).size).toBe(1);
    const xml =
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="urn:x#"><rdf:Description rdf:about="urn:a"><x:b>c</x:b></rdf:Description></rdf:RDF>';
    expect(openStore(file("a.rdf", xml)).size).toBe(1);
  });
});
