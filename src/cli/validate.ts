import { Command } from "commander";
import { describeViolations } from "../rdf/validate.js";
import { validateOutput } from "../store/validate.js";
import { printable } from "./progress.js";

/** `claimgraph validate`: checks a graph against its shapes and laws. */
export function validateCommand(): Command {
  return new Command("validate")
    .description(
      "Check a graph: the shapes of ontology/shapes.ttl, that every triple from a report has a claim, and every claim its words.",
    )
    .argument("<output>", "a folder that build wrote, or a Turtle file (whose quotes are then compared with nothing)")
    .option("-q, --quiet", "say nothing; the exit code tells")
    .option("--json", "the report as JSON")
    .action(async (output: string, options: { readonly quiet?: boolean; readonly json?: boolean }) => {
      const { size, violations } = await validateOutput(output);
      if (violations.length > 0) process.exitCode = 1;
      if (options.json) process.stdout.write(`${JSON.stringify({ triples: size, violations })}\n`);
      else if (options.quiet) return;
      else if (violations.length === 0) process.stdout.write(`${size.toLocaleString("en-US")} triples keep all shapes and laws\n`);
      else process.stdout.write(`${printable(describeViolations(violations)).trimEnd()}\n`);
    });
}
