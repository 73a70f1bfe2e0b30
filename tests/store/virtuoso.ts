import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A Virtuoso of a test's own: in a folder of its own, on free ports, ended by `stop`. */
export interface Virtuoso {
  readonly crud: string;
  readonly sparql: string;
  stop(): Promise<void>;
}

/** Whether Debian's virtuoso-opensource-7 is installed. */
export function hasVirtuoso(): boolean {
  try {
    execFileSync("sh", ["-c", "command -v virtuoso-t && command -v isql-vt"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** Starts a store and waits until it answers, at most a minute. */
export async function startVirtuoso(): Promise<Virtuoso> {
  const folder = mkdtempSync(join(tmpdir(), "claimgraph-virtuoso-"));
  const [sql, http] = [await freePort(), await freePort()];
  mkdirSync(join(folder, "vsp"));
  writeFileSync(join(folder, "my.ini"), settings(folder, sql, http));
  const child = spawn("virtuoso-t", ["-f", "-c", "my.ini"], { cwd: folder, stdio: "ignore" });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    try {
      execFileSync("isql-vt", [`127.0.0.1:${sql}`, "dba", "dba", "EXEC=shutdown();"], { stdio: "ignore", timeout: 10_000 });
    } catch {
      child.kill("SIGKILL");
    }
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 10_000))]);
    if (child.exitCode === null) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  const sparql = `http://127.0.0.1:${http}/sparql`;
  try {
    await answers(sparql, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { crud: `http://127.0.0.1:${http}/sparql-graph-crud-auth`, sparql, stop };
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 240; tries++) {
    if (child.exitCode !== null) throw new Error(`virtuoso-t ended with code ${child.exitCode}`);
    const response = await fetch(`${url}?query=ASK%7B%7D`).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error("virtuoso-t did not answer within a minute");
}

function settings(folder: string, sql: number, http: number): string {
  const at = (name: string) => join(folder, name);
  return `[Database]
DatabaseFile=${at("v.db")}
ErrorLogFile=${at("v.log")}
LockFile=${at("v.lck")}
TransactionFile=${at("v.trx")}
xa_persistent_file=${at("v.pxa")}
FileExtend=200
[TempDatabase]
DatabaseFile=${at("v-temp.db")}
TransactionFile=${at("v-temp.trx")}
[Parameters]
ServerPort=127.0.0.1:${sql}
DisableUnixSocket=1
NumberOfBuffers=10000
MaxDirtyBuffers=6000
DirsAllowed=${folder}
[HTTPServer]
ServerPort=127.0.0.1:${http}
ServerRoot=${at("vsp")}
ServerThreads=5
[SPARQL]
ResultSetMaxRows=100000
`;
}
