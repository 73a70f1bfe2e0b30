import { execFile } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const run = promisify(execFile);

describe("the npm package", () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "claimgraph-pack-"));
    await run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder]);
    const tarball = readdirSync(folder).find((f) => f.endsWith(".tgz"))!;
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "visitor", private: true, type: "module" }));
    await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", join(folder, tarball)], { cwd: folder });
    copyFileSync("seeds/durand-line-2026-02-27.txt", join(folder, "report.txt"));
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("runs from an empty folder", async () => {
    const bin = join(folder, "node_modules", ".bin", "claimgraph");
    expect((await run(bin, ["--help"])).stdout).toContain("build");
    await run(bin, ["build", "report.txt", "-o", "out", "--quiet"], { cwd: folder });
    expect(existsSync(join(folder, "out", "index.html"))).toBe(true);
    expect((await run(bin, ["query", "out", "casualties", "--format", "csv"], { cwd: folder })).stdout).toContain("55");
  });

  it("is a library with types", async () => {
    writeFileSync(
      join(folder, "use.mjs"),
      'import { loadResources, readReport, readFacts } from "claimgraph";\nconst bytes = new TextEncoder().encode("Rebels killed five soldiers near Azaz.");\nconst facts = readFacts(readReport({ path: "a.txt", name: "a", bytes, format: "text" }), loadResources());\nconsole.log(facts.events.map((e) => e.type).join());\n',
    );
    expect((await run(process.execPath, ["use.mjs"], { cwd: folder })).stdout).toContain("Killing");
    writeFileSync(
      join(folder, "use.ts"),
      'import { type Knowledge, toGraph, toQuads } from "claimgraph";\nexport const sizes = (k: Knowledge): [number, number] => [toGraph(k).order, [...toQuads(k)].length];\nexport const wrong = (k: Knowledge): string => toGraph(k).order; // an error\n',
    );
    const compile = run(join("node_modules", ".bin", "tsc"), [
      "--noEmit",
      "--strict",
      "--target",
      "es2023",
      "--module",
      "esnext",
      "--moduleResolution",
      "bundler",
      join(folder, "use.ts"),
    ]);
    await expect(compile).rejects.toMatchObject({ stdout: expect.stringMatching(/^\S*use\.ts\(3,\d+\): error TS2322: [^\n]*\n$/) });
  });

  it("holds no trainer, test or corpus", () => {
    const files = readdirSync(join(folder, "node_modules", "claimgraph"), { recursive: true, encoding: "utf8" });
    expect(files.filter((f) => /(^|[\\/])(tests|bench|train)[\\/]/.test(f))).toEqual([]);
  });
});
