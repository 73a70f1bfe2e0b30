import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimgraph, type Run } from "./run.js";

const GOOD = "The army said on Thursday that rebels killed five soldiers near Azaz in northern Syria.\n";

/** One line on standard error that names the thing and the cause. */
function expectOneLine(run: Run, code: number, ...words: string[]): void {
  const lines = run.err.split("\n").filter((l) => l.startsWith("claimgraph: "));
  expect(
    lines.some((l) => words.every((w) => l.includes(w))),
    run.err,
  ).toBe(true);
  expect(run.err).not.toMatch(/\n\s+at /);
  expect(run.code).toBe(code);
}

describe("bad input", () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "claimgraph-bad-"));
    writeFileSync(at("good.txt"), GOOD);
    writeFileSync(at("empty.txt"), "");
    writeFileSync(at("binary.txt"), Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1]));
    writeFileSync(at("latin1.txt"), Buffer.from("Der Präsident sagte", "latin1"));
    writeFileSync(at("large.txt"), "word ".repeat(300_000));
    mkdirSync(at("nothing"));
    writeFileSync(join(at("nothing"), "picture.png"), "x");
    const built = await claimgraph(["build", at("good.txt"), "-o", at("built"), "--quiet"]);
    expect(built).toMatchObject({ code: 0, err: "" });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ["an empty file", "empty.txt", "is empty"],
    ["a binary file", "binary.txt", "looks binary: byte 4"],
    ["a file in another encoding", "latin1.txt", "not valid UTF-8 at byte 6"],
    ["a folder without reports", "nothing", "holds no report"],
    ["a file that is not there", "missing.txt", "does not exist"],
  ])("%s is named; the other files are still built", async (_, name, why) => {
    const run = await claimgraph(["build", at(name), at("good.txt"), "-o", at(`out-${name}`), "--quiet"]);
    expectOneLine(run, 1, name, why);
    expect(existsSync(join(at(`out-${name}`), "documents", "good.txt"))).toBe(true);
  });

  it("a file over the limit is named with its size", async () => {
    expectOneLine(
      await claimgraph(["build", at("large.txt"), at("good.txt"), "-o", at("out-large"), "--max-size", "1", "--quiet"]),
      1,
      "large.txt",
      "1.4 MB",
      "limit of 1.0 MB",
    );
  });

  it("nothing readable writes nothing", async () => {
    const run = await claimgraph(["build", at("empty.txt"), "-o", at("out-none")]);
    expectOneLine(run, 1, "nothing was written");
    expect(existsSync(at("out-none"))).toBe(false);
  });

  it("an output folder that is a file is named, and the file is left alone", async () => {
    expectOneLine(await claimgraph(["build", at("good.txt"), "-o", at("empty.txt")]), 1, "empty.txt", "can't be written to");
    expect(readFileSync(at("empty.txt"), "utf8")).toBe("");
  });

  it.each([
    [["build"], "missing required argument"],
    [["build", "x", "--workers", "none"], "whole number"],
    [["build", "x", "--base", "no iri"], "absolute IRI"],
    [["annotate", "x", "--format", "xml"], "jsonl, conllu"],
    [["frobnicate"], "unknown command"],
  ])("wrong usage %j is code 2", async (args, why) => {
    const run = await claimgraph(args);
    expect(run.err).toContain(why);
    expect(run.code).toBe(2);
  });

  it("a malformed query is named", async () => {
    expectOneLine(await claimgraph(["query", at("built"), "SELECT WHERE {"]), 1, "quer");
  });

  it("an unknown query name lists the known ones", async () => {
    expectOneLine(await claimgraph(["query", at("built"), "no-such-query"]), 2, "no-such-query", "casualties");
  });

  it("an RDF file that does not parse is named with the line", async () => {
    writeFileSync(at("broken.ttl"), "@prefix a: <urn:a> .\na:b a:c ;;; .\n'");
    expectOneLine(await claimgraph(["query", at("broken.ttl"), "casualties"]), 1, "broken.ttl:2: ");
    expectOneLine(await claimgraph(["validate", at("broken.ttl")]), 1, "broken.ttl:2: ");
  });

  it("a folder without a graph is named", async () => {
    expectOneLine(await claimgraph(["query", at("nothing"), "casualties"]), 1, "nothing", "graph.ttl");
    expectOneLine(await claimgraph(["serve", at("nothing")]), 1, "nothing", "graph.ttl");
  });

  it("a port in use is named", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    expectOneLine(await claimgraph(["serve", at("built"), "--port", String(port)]), 1, String(port), "in use");
    server.close();
  });

  it("an endpoint that is not there is named", async () => {
    expectOneLine(await claimgraph(["push", at("built"), "http://127.0.0.1:9/graph-store", "--graph", "urn:g"]), 1, "127.0.0.1:9");
  });
});
