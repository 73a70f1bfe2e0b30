import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { Command } from "commander";
import { UsageError } from "../errors.js";
import { pushGraph } from "../store/push.js";
import { messages } from "./progress.js";

interface PushOptions {
  readonly graph?: string;
  readonly user?: string;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** `claimgraph push`: loads a graph into a triple store. */
export function pushCommand(): Command {
  return new Command("push")
    .description(
      "Load a graph into a triple store over the SPARQL 1.1 Graph Store HTTP Protocol, in chunks. The store's graph is replaced.",
    )
    .argument("<output>", "a folder that build wrote, or a Turtle file")
    .argument("<endpoint>", "the store's Graph Store address")
    .option("--graph <iri>", "name of the graph to load into; the store's default graph otherwise")
    .option("--user <name>", "user; the password comes from CLAIMGRAPH_PASSWORD, or is asked for")
    .option("-q, --quiet", "no progress")
    .option("--json", "progress (standard error) and result (standard output) as JSON")
    .addHelpText(
      "after",
      "\nExample:\n  $ CLAIMGRAPH_PASSWORD=dba claimgraph push output http://127.0.0.1:8890/sparql-graph-crud-auth --graph urn:reports --user dba\n",
    )
    .action(push);
}

async function push(output: string, endpoint: string, options: PushOptions): Promise<void> {
  const say = messages(options);
  const password = options.user === undefined ? undefined : await passwordOf(options.user);
  const { triples, requests } = await pushGraph({
    path: output,
    endpoint,
    ...(options.graph === undefined ? {} : { graph: options.graph }),
    ...(options.user === undefined ? {} : { user: options.user }),
    ...(password === undefined ? {} : { password }),
    onProgress: (sent: number) => say.progress(sent, Number.POSITIVE_INFINITY, "triples sent"),
  });
  say.done();
  if (options.json) process.stdout.write(`${JSON.stringify({ triples, requests, endpoint, graph: options.graph ?? null })}\n`);
  else if (!options.quiet)
    process.stdout.write(`${triples.toLocaleString("en-US")} triples loaded into ${options.graph ?? "the default graph"} at ${endpoint}\n`);
}

/** From the environment, else asked for on the terminal without showing it. */
async function passwordOf(user: string): Promise<string> {
  const known = process.env.CLAIMGRAPH_PASSWORD;
  if (known !== undefined) return known;
  if (!process.stdin.isTTY) throw new UsageError(`no password for ${user}: set CLAIMGRAPH_PASSWORD`);
  process.stderr.write(`Password of ${user}: `);
  const mute = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: mute, terminal: true });
  const password = await terminal.question("");
  terminal.close();
  process.stderr.write("\n");
  return password;
}
