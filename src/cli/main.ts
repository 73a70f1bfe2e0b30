#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { ClaimgraphError, UsageError } from "../errors.js";
import { annotateCommand } from "./annotate.js";
import { buildCommand } from "./build.js";
import { evaluateCommand } from "./evaluate.js";
import { packageVersion } from "./package.js";
import { pushCommand } from "./push.js";
import { queryCommand } from "./query.js";
import { serveCommand } from "./serve.js";
import { validateCommand } from "./validate.js";

/** Exit codes: 0 done; 1 done but something was refused or did not validate; 2 wrong usage. */

const program = new Command("claimgraph")
  .description("Reads reports from a conflict into a graph of who did what to whom, where, when, and who says so.")
  .version(packageVersion())
  .addHelpText(
    "after",
    `
Examples:
  $ claimgraph build reports/ -o output       read a folder of reports into output/
  $ claimgraph serve output                   look at the graph at http://127.0.0.1:4747/
  $ claimgraph query output casualties        who claims how many dead and wounded
  $ claimgraph push output http://127.0.0.1:8890/sparql-graph-crud-auth --user dba

Help on a command: claimgraph help COMMAND`,
  )
  .showHelpAfterError("(see claimgraph --help)")
  .exitOverride();

for (const command of [
  buildCommand(),
  annotateCommand(),
  queryCommand(),
  validateCommand(),
  serveCommand(),
  pushCommand(),
  evaluateCommand(),
]) {
  program.addCommand(command.exitOverride().showHelpAfterError(`(see claimgraph ${command.name()} --help)`));
}

process.stdout.on("error", (cause: NodeJS.ErrnoException) => {
  // The reader of a pipe has gone (`claimgraph query … | head`).
  if (cause.code === "EPIPE") process.exit(0);
  throw cause;
});

try {
  await program.parseAsync();
} catch (cause) {
  if (cause instanceof CommanderError) process.exitCode = cause.exitCode === 0 ? 0 : 2;
  else if (cause instanceof ClaimgraphError) {
    process.stderr.write(`claimgraph: ${cause.message.replaceAll("\n", " ")}\n`);
    process.exitCode = cause instanceof UsageError ? 2 : 1;
  } else throw cause;
}
