import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeOutput } from "../../src/jobs/output.js";
import { resolve } from "../../src/resolve/resolve.js";
import { facts } from "../fixtures/facts.js";

const TEMPLATE = '<!doctype html><script type="application/json" id="claimgraph-data">null</script>';
const options = { base: "urn:x", extraction: { iri: "urn:x/extraction/1", version: "1", models: [] } };
const document = (id: string) =>
  facts({
    id,
    text: `In ${id} Omar Said met Anna.`,
    entities: { o: ["Person", ["Omar Said"]] },
    events: { m: { type: "Meeting", trigger: "met" } },
    claims: [["m", "agent", "o", null, "Omar Said met Anna"]],
  });
const write = (folder: string, ids: readonly string[], template = TEMPLATE) => {
  const all = ids.map(document);
  return writeOutput(
    folder,
    resolve(all, [], options),
    all.map((f) => f.doc.report),
    template,
  );
};
const listing = (folder: string) => readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();

describe("writeOutput", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "claimgraph-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("writes graph, texts and viewer, and nothing else stays behind", async () => {
    await write(join(folder, "out"), ["a", "b"]);
    expect(listing(join(folder, "out"))).toEqual([
      ".claimgraph.json",
      "documents",
      "documents/a.txt",
      "documents/b.txt",
      "graph.json",
      "graph.ttl",
      "index.html",
    ]);
    expect(readFileSync(join(folder, "out", "documents", "a.txt"), "utf8")).toBe("In a Omar Said met Anna.");
  });

  it("removes what an earlier build wrote, and touches nothing else", async () => {
    await write(folder, ["a", "b"]);
    writeFileSync(join(folder, "notes.md"), "mine");
    writeFileSync(join(folder, "documents", "mine.txt"), "mine");
    await write(folder, ["b", "c"]);
    expect(listing(folder)).toEqual([
      ".claimgraph.json",
      "documents",
      "documents/b.txt",
      "documents/c.txt",
      "documents/mine.txt",
      "graph.json",
      "graph.ttl",
      "index.html",
      "notes.md",
    ]);
  });

  it("removes nothing outside the folder, whatever the list of files says", async () => {
    const outside = join(folder, "outside.txt");
    writeFileSync(outside, "mine");
    const out = join(folder, "out");
    await write(out, ["a"]);
    writeFileSync(join(out, ".claimgraph.json"), JSON.stringify({ files: ["../outside.txt", "documents/../../outside.txt", 7] }));
    await write(out, ["b"]);
    expect(readFileSync(outside, "utf8")).toBe("mine");
  });

  it("leaves what was there when it fails", async () => {
    await write(folder, ["a"]);
    const before = readFileSync(join(folder, "graph.ttl"), "utf8");
    await expect(write(folder, ["b"], "no slot")).rejects.toThrow();
    expect(readFileSync(join(folder, "graph.ttl"), "utf8")).toBe(before);
    expect(listing(folder)).toEqual([".claimgraph.json", "documents", "documents/a.txt", "graph.json", "graph.ttl", "index.html"]);
  });

  it("names a folder that can't be written to", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    await expect(write(file, ["a"])).rejects.toThrow(`${file}: can't be written to`);
  });

  it("writes the same bytes again", async () => {
    await write(join(folder, "x"), ["a", "b"]);
    await write(join(folder, "y"), ["b", "a"]);
    for (const file of ["graph.ttl", "graph.json", "index.html"])
      expect(readFileSync(join(folder, "x", file), "utf8")).toBe(readFileSync(join(folder, "y", file), "utf8"));
  });
});
