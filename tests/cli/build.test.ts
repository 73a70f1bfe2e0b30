import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimgraph } from "./run.js";

const GRAPH_FILES = ["graph.ttl", "graph.json", "index.html"];

describe("claimgraph build", () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  const same = (a: string, b: string) => {
    for (const file of GRAPH_FILES) expect(readFileSync(join(at(a), file)).equals(readFileSync(join(at(b), file))), file).toBe(true);
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "claimgraph-build-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("writes the graph of seeds/ that is committed, to the byte", async () => {
    expect(await claimgraph(["build", "seeds", "-o", at("seeds"), "--quiet"])).toMatchObject({ code: 0, err: "" });
    for (const file of ["graph.ttl", "graph.json"])
      expect(readFileSync(join(at("seeds"), file), "utf8"), file).toBe(readFileSync(join("output", file), "utf8"));
    expect(readdirSync(join(at("seeds"), "documents"))).toEqual(readdirSync("output/documents"));
  });

  it("writes the same bytes whatever the order and the number of workers", async () => {
    const reports = readdirSync("tests/golden/reports").map((f) => join("tests/golden/reports", f));
    await claimgraph(["build", ...reports, "seeds", "-o", at("one"), "--workers", "1", "--quiet"]);
    const two = await claimgraph(["build", "seeds", ...reports.reverse(), "-o", at("two"), "--workers", "2", "--quiet"]);
    expect(two).toMatchObject({ code: 0, err: "" });
    same("one", "two");
  });

  it("sums up for a person, and for a machine", async () => {
    const person = await claimgraph(["build", "seeds", "-o", at("person")]);
    expect(person.out).toMatch(/3 people/);
    expect(person.out).toMatch(/Largest claims\n.*55.*\n.*says .*Hamdullah Fitrat/);
    expect(person.out).toContain("index.html");
    const machine = JSON.parse((await claimgraph(["build", "seeds", "-o", at("machine"), "--json"])).out) as {
      counts: Record<string, number>;
    };
    expect(machine.counts).toMatchObject({ reports: 1, people: 3 });
  });

  it("reads standard input", async () => {
    const run = await claimgraph(["build", "-", "-o", at("stdin"), "--quiet"], {
      input: readFileSync("tests/golden/reports/delta-raid.txt"),
    });
    expect(run).toMatchObject({ code: 0, err: "" });
    expect(readdirSync(join(at("stdin"), "documents"))).toEqual(["stdin.txt"]);
  });

  it("keeps both of two files of one name, and reads a copy once", async () => {
    for (const [name, text] of [
      ["a", "Troops entered Homs on Monday."],
      ["b", "Troops left Homs on Tuesday."],
      ["c", "Troops left Homs on Tuesday."],
    ] as const) {
      mkdirSync(at(name), { recursive: true });
      writeFileSync(join(at(name), "report.txt"), text);
    }
    const run = await claimgraph(["build", at("a"), at("b"), at("c"), "-o", at("names"), "--quiet"]);
    expect(run.err).toContain("is the same as");
    expect(readdirSync(join(at("names"), "documents")).map((f) => f.replace(/[0-9a-f]{8}/, "#"))).toEqual(["report-#.txt", "report-#.txt"]);
  });

  it("reports a text that is not English and leaves it out, its report aside", async () => {
    writeFileSync(
      at("french.txt"),
      "L'armée a annoncé jeudi qu'elle avait repris la ville après de violents combats contre les rebelles dans le nord du pays.",
    );
    const run = await claimgraph(["build", at("french.txt"), "-o", at("french"), "--quiet"]);
    expect(run.err).toContain("not in English (fr)");
    const graph = JSON.parse(readFileSync(join(at("french"), "graph.json"), "utf8")) as { nodes: { attributes: { kind: string } }[] };
    expect(graph.nodes.map((n) => n.attributes.kind)).toEqual(["Report"]);
  });
});
