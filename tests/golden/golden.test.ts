import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DEFAULT_BASE, join as joinFacts, readFacts } from "../../src/pipeline.js";
import { readRaw } from "../../src/read/files.js";
import { readReport } from "../../src/read/report.js";
import { writeTurtle } from "../../src/rdf/turtle.js";
import { loadResources } from "../../src/resources/resources.js";

/**
 * Whole reports as Turtle. What changed is written beside the original as `<name>.changed.ttl`, to be looked at and, where
 * it is better, renamed over it (or all at once with `ACCEPT=1 npx vitest run tests/golden`).
 */
const HERE = "tests/golden";
const reports = readdirSync(join(HERE, "reports")).filter((f) => f.endsWith(".txt"));

describe("golden Turtle", () => {
  const resources = loadResources();
  const extraction = { iri: `${DEFAULT_BASE}/extraction/golden`, version: "golden", models: [] };

  it.each(reports)("of %s", async (file) => {
    const path = join(HERE, "reports", file);
    const facts = readFacts(readReport(await readRaw(path)), resources);
    const turtle = [...writeTurtle(joinFacts([facts], [], extraction))].join("");
    const [golden, changed] = [".ttl", ".changed.ttl"].map((end) => join(HERE, file.replace(/\.txt$/, end))) as [string, string];
    if (process.env.ACCEPT !== undefined) writeFileSync(golden, turtle);
    const same = existsSync(golden) && readFileSync(golden, "utf8") === turtle;
    if (same) rmSync(changed, { force: true });
    else writeFileSync(changed, turtle);
    expect(same, `${changed} differs from ${golden}`).toBe(true);
  });
});
