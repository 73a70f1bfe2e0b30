import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runQuery } from "../../src/store/query.js";
import { openStore } from "../../src/store/store.js";
import { validateOutput } from "../../src/store/validate.js";

/** What a person reads in the shipped report, asked of its graph: each `.rq` has its expected rows in the `.csv` beside it. */
const HERE = "tests/seed";
const questions = readdirSync(HERE).filter((f) => f.endsWith(".rq"));

describe("the graph of the shipped report", () => {
  const store = openStore("output");

  it.each(questions)("%s", (file) => {
    const query = readFileSync(join(HERE, file), "utf8");
    expect(runQuery(store, query, {}, "csv")).toBe(readFileSync(join(HERE, file.replace(/\.rq$/, ".csv")), "utf8"));
  });

  it("keeps every law", async () => {
    expect((await validateOutput("output")).violations).toEqual([]);
  });
});
