import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeTurtle } from "../../src/rdf/turtle.js";
import { bind, parametersOf } from "../../src/store/parameters.js";
import { findQuery, queriesFolder, runQuery, shippedQueries } from "../../src/store/query.js";
import { openStore } from "../../src/store/store.js";
import { exampleKnowledge } from "../fixtures/knowledge.js";

/** The examples of queries/README.md are answered as it says; `UPDATE=1` writes the answers anew, to be looked at. */

const EXAMPLE = join(queriesFolder(), "example.ttl");
const README = join(queriesFolder(), "README.md");
const turtle = [...writeTurtle(exampleKnowledge())].join("");
if (process.env.UPDATE) writeFileSync(EXAMPLE, turtle);

const store = openStore(EXAMPLE);
const block = /(```console\n\$ claimgraph query queries\/example\.ttl ([\w-]+)([^\n]*)\n)([\s\S]*?)```/g;

function answer(name: string, options: string): string {
  const params = [...options.matchAll(/--param (?:"([^"=]+)=([^"]*)"|(\S+?)=(\S+))/g)].map(
    ([, quotedName, quotedValue, name, value]) => [quotedName ?? name ?? "", quotedValue ?? value ?? ""] as const,
  );
  return runQuery(store, findQuery(name), Object.fromEntries(params));
}

if (process.env.UPDATE) {
  const text = readFileSync(README, "utf8");
  writeFileSync(
    README,
    text.replace(block, (_, head: string, name: string, options: string) => `${head}${answer(name, options)}\`\`\``),
  );
}

const examples = [...readFileSync(README, "utf8").matchAll(block)];

describe("the README's examples", () => {
  test("are answered from the graph of the invented reports", () => {
    expect(readFileSync(EXAMPLE, "utf8")).toBe(turtle);
  });

  test.each(examples.map(([, , name = "", options = "", expected = ""]) => ({ name, options, expected })))(
    "$name$options",
    ({ name, options, expected }) => {
      expect(answer(name, options)).toBe(expected);
      expect(expected).not.toContain("(0 rows)");
    },
  );

  test("cover every shipped query", () => {
    expect([...new Set(examples.map(([, , name]) => name))].sort()).toEqual(shippedQueries());
  });
});

describe.each(shippedQueries())("%s", (name) => {
  const query = findQuery(name);

  test("begins with its question", () => {
    expect(query).toMatch(/^# [A-Z][^\n]*\?/);
  });

  test("is in an order that does not depend on the engine", () => {
    expect(query).toMatch(/\nORDER BY /);
  });

  test("takes each parameter that it declares", () => {
    const sample = { string: "zzz", iri: "urn:zzz", date: "2031-03-03", integer: "1", decimal: "0.5", boolean: "true" };
    for (const { name: parameter, type } of parametersOf(query)) {
      expect(runQuery(store, query, { [parameter]: sample[type] }, "csv")).toMatch(/^\w+/);
      expect(() => bind(query, { [parameter]: sample[type] })).not.toThrow();
    }
  });

  test.runIf(existsSync("output/graph.ttl"))("runs on the seeds' graph", () => {
    expect(runQuery(openStore("output/graph.ttl"), query)).toMatch(/rows?\)\n$/);
  });
});
