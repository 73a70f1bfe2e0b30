import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PROGRAM } from "./cli/run.js";
import { hasVirtuoso, startVirtuoso } from "./store/virtuoso.js";

const run = promisify(execFile);
const readme = readFileSync("README.md", "utf8");
const blocks = (language: string) => [...readme.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, "gm"))].map((m) => m[1]!);
const commands = blocks("sh").flatMap((block) => block.trim().split("\n"));

describe("the README", () => {
  let folder: string;
  let path: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "claimgraph-readme-"));
    cpSync("seeds", join(folder, "reports"), { recursive: true });
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin", "claimgraph"), `#!/bin/sh\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`);
    chmodSync(join(folder, "bin", "claimgraph"), 0o755);
    path = `${join(folder, "bin")}${delimiter}${process.env.PATH}`;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("begins with the two commands that the check runs", () => {
    const check = readFileSync(".ci/run", "utf8") + readFileSync("scripts/try-start.mjs", "utf8");
    expect(commands.slice(0, 2)).toEqual(["npm ci && npm start", "npm ci && npm test"]);
    expect(check).toMatch(/^npm ci$/m);
    expect(check).toMatch(/^npm test$/m);
    expect(check).toContain('spawn("npm", ["start"]');
  });

  it.sequential.each(commands.slice(2).filter((c) => !/ (?:serve|push) /.test(c)))("runs %s", async (command) => {
    const { stderr } = await run("sh", ["-ec", command], { cwd: folder, env: { ...process.env, PATH: path } });
    expect(stderr).toBe("");
  });

  it("serves what its commands built", async () => {
    const server: ChildProcess = spawn("claimgraph", ["serve", "output", "--port", "0"], {
      cwd: folder,
      env: { ...process.env, PATH: path },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const address = await new Promise<string>((resolve) =>
      server.stdout!.on("data", (chunk) => resolve(/http:\S+/.exec(String(chunk))![0])),
    );
    expect((await fetch(address)).status).toBe(200);
    server.kill();
    expect(commands).toContain("claimgraph serve output");
  });

  it.skipIf(!hasVirtuoso() && !process.env.CI)(
    "loads what its commands built into a store (needs virtuoso-opensource-7: npm run setup)",
    async () => {
      const command = commands.find((c) => c.includes(" push "))!;
      const virtuoso = await startVirtuoso();
      try {
        const env = { ...process.env, PATH: path, CLAIMGRAPH_PASSWORD: "dba" };
        const { stdout } = await run("sh", ["-ec", command.replace(/http:\S+/, virtuoso.crud)], { cwd: folder, env });
        expect(stdout).toMatch(/^[\d,]+ triples loaded into urn:example:reports/);
      } finally {
        await virtuoso.stop();
      }
    },
  );

  it("shows a library that runs", async () => {
    const [program] = blocks("js");
    mkdirSync(join(folder, "node_modules"), { recursive: true });
    symlinkSync(process.cwd(), join(folder, "node_modules", "claimgraph"), "dir");
    writeFileSync(join(folder, "library.mjs"), program!);
    const { stdout, stderr } = await run(process.execPath, ["library.mjs"], { cwd: folder });
    expect(stdout).toContain("cgt:Killing");
    expect(stderr).toMatch(/^\d+ nodes$/m);
  });

  it("links to files that are there", () => {
    const files = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((m) => m[1]!);
    expect(files.filter((f) => !existsSync(f))).toEqual([]);
  });
});
