import { Command, InvalidArgumentError, Option } from "commander";
import { parametersOf } from "../store/parameters.js";
import { findQuery, QUERY_FORMATS, type QueryFormat, runQuery, shippedQueries } from "../store/query.js";
import { openStore } from "../store/store.js";

/** `claimgraph query`: asks a graph. */
export function queryCommand(): Command {
  return new Command("query")
    .description("Ask a graph in SPARQL: a shipped question by name, a .rq file, or the query itself.")
    .argument("<output>", "a folder that build wrote, or an RDF file")
    .argument("<query>", "name of a shipped query, a .rq file, or a SPARQL string")
    .option("--param <name=value>", "bind a variable of the query to a value (repeatable); never pasted as text", collect, {})
    .addOption(new Option("--format <format>", "form of the answer; a table, or Turtle of a graph").choices(QUERY_FORMATS))
    .addHelpText(
      "after",
      () =>
        `\nShipped queries:\n${shippedQueries().map(describe).join("\n")}\n\nExamples:\n  $ claimgraph query output casualties\n  $ claimgraph query output everything-about --param name="203 Mansouri Corps"\n  $ claimgraph query output 'SELECT * { ?s ?p ?o } LIMIT 5' --format csv\n`,
    )
    .action((output: string, query: string, options: { readonly param: Record<string, string>; readonly format?: QueryFormat }) => {
      const text = findQuery(query);
      process.stdout.write(runQuery(openStore(output), text, options.param, options.format));
    });
}

/** A shipped query's name, its question (the first comment line), and its parameters. */
function describe(name: string): string {
  const text = findQuery(name);
  const question = /^#\s*(.+)$/m.exec(text)?.[1] ?? "";
  const parameters = parametersOf(text).map((p) => `\n${" ".repeat(28)}--param ${p.name}=…  ${p.text}`);
  return `  ${name.padEnd(26)}${question}${parameters.join("")}`;
}

function collect(value: string, sofar: Record<string, string>): Record<string, string> {
  const at = value.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("must be name=value");
  return { ...sofar, [value.slice(0, at)]: value.slice(at + 1) };
}
