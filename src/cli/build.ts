import { Command } from "commander";
import { OutputError } from "../errors.js";
import { type Digest, digestOf } from "../graph/digest.js";
import type { Outcome } from "../jobs/document.js";
import { writeOutput } from "../jobs/output.js";
import { readDocuments } from "../jobs/run.js";
import type { Report } from "../model.js";
import { DEFAULT_BASE, extractionOf, join } from "../pipeline.js";
import { DEFAULT_MAX_SIZE } from "../read/files.js";
import { resourceDigests } from "../resources/resources.js";
import { parseBase, parseCount, parseMegabytes } from "./options.js";
import { packageVersion, viewerTemplate } from "./package.js";
import { messages, printable } from "./progress.js";

interface BuildOptions {
  readonly output: string;
  readonly base: string;
  readonly workers?: number;
  readonly maxSize: number;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** `claimgraph build`: files and folders → the output folder. */
export function buildCommand(): Command {
  return new Command("build")
    .description("Read reports (plain text, CoNLL-U) and write their graph: Turtle, JSON, texts and a viewer that opens from disk.")
    .argument("<input...>", "files, folders, or - for standard input")
    .option("-o, --output <folder>", "where the graph goes; only files of an earlier build are replaced", "output")
    .option("--base <iri>", "beginning of every IRI of the graph", parseBase, DEFAULT_BASE)
    .option("--workers <n>", "threads; by default as many as pay", parseCount)
    .option("--max-size <MB>", "refuse files above this size", parseMegabytes, DEFAULT_MAX_SIZE)
    .option("-q, --quiet", "no progress and no summary")
    .option("--json", "progress (standard error) and summary (standard output) as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  $ claimgraph build reports/ more.txt -o output\n  $ cat report.txt | claimgraph build - -o output\n",
    )
    .action(build);
}

async function build(inputs: string[], options: BuildOptions): Promise<void> {
  const say = messages(options);
  const template = viewerTemplate();
  const outcomes = await readDocuments(inputs, { workers: options.workers, maxSize: options.maxSize, onProgress: say.progress });
  say.done();
  for (const outcome of outcomes) warn(outcome, say.warning);
  const facts = outcomes.flatMap((o) => (o.kind === "read" ? [o.facts] : []));
  const aside = outcomes.flatMap((o) => (o.kind === "aside" ? [o.report] : []));
  if (outcomes.some((o) => o.kind === "refused")) process.exitCode = 1;
  if (facts.length + aside.length === 0) throw new OutputError(`${options.output}: nothing was written, since no input could be read`);
  const extraction = extractionOf(options.base, packageVersion(), resourceDigests());
  const knowledge = join(facts, aside, extraction, options.base);
  const reports: Report[] = [...facts.map((f) => f.doc.report), ...aside];
  const files = await writeOutput(options.output, knowledge, reports, template);
  const digest = digestOf(knowledge);
  if (options.json) process.stdout.write(`${JSON.stringify({ ...digest, files })}\n`);
  else if (!options.quiet) process.stdout.write(summary(digest, options.output));
}

function warn(outcome: Outcome, say: (text: string) => void): void {
  if (outcome.kind === "refused") say(outcome.reason);
  if (outcome.kind === "aside")
    say(`${outcome.path}: is not in English (${outcome.report.language}); its report stands in the graph without facts`);
  if (outcome.kind === "duplicate") say(`${outcome.path}: is the same as ${outcome.of}, and was read once`);
}

/** What was found, for a person. */
function summary({ counts, contested, largest }: Digest, folder: string): string {
  const of = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`;
  const lines = [
    "",
    `  ${of(counts.reports, "report")}: ${of(counts.people, "person", "people")}, ${of(counts.units, "unit or armed group", "units and armed groups")}, ${of(counts.organizations, "organisation")}, ${of(counts.places, "place")}`,
    `  ${of(counts.events, "event")}, ${of(counts.claims, "claim")}, ${of(counts.contradictions, "contradiction")}`,
  ];
  if (largest.length > 0) {
    lines.push("", "  Largest claims");
    for (const { amount, event, speakers } of largest) lines.push(`    ${amount}  (${event})`, `      says ${speakers.join(", ")}`);
  }
  if (contested.length > 0) {
    lines.push("", "  Most contested");
    for (const { event, speakers } of contested)
      lines.push(`    ${event}`, `      ${speakers.length > 1 ? "between" : "by"} ${speakers.join(" and ")}`);
  }
  lines.push(
    "",
    `  ${folder}/index.html  the graph to look at (opens from disk)`,
    `  ${folder}/graph.ttl   the graph to load (RDF Turtle)`,
    `  ${folder}/graph.json  the graph for programs (graphology)`,
    "",
  );
  return `${printable(lines.join("\n"))}\n`;
}
