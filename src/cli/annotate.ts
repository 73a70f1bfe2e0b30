import { Command, Option } from "commander";
import { annotate } from "../annotate/annotate.js";
import { writeConllu } from "../annotate/conllu.js";
import { ClaimgraphError, InputError } from "../errors.js";
import { extract } from "../extract/extract.js";
import { planDocuments } from "../jobs/run.js";
import { annotationOf, DEFAULT_BASE, isReadable } from "../pipeline.js";
import { DEFAULT_MAX_SIZE, readRaw } from "../read/files.js";
import { readReport } from "../read/report.js";
import { loadResources } from "../resources/resources.js";
import { parseBase, parseMegabytes } from "./options.js";
import { messages } from "./progress.js";

interface AnnotateOptions {
  readonly format: "jsonl" | "conllu";
  readonly base: string;
  readonly maxSize: number;
  readonly quiet?: boolean;
}

/** `claimgraph annotate`: what was found in each document, on standard output. */
export function annotateCommand(): Command {
  return new Command("annotate")
    .description(
      "Print what was found in each document: a JSON object a line, or CoNLL-U. Reads plain text and CoNLL-U (its words and sentences are kept).",
    )
    .argument("<input...>", "files, folders, or - for standard input")
    .addOption(new Option("--format <format>", "form of the output").choices(["jsonl", "conllu"]).default("jsonl"))
    .option("--base <iri>", "beginning of the entities' IRIs", parseBase, DEFAULT_BASE)
    .option("--max-size <MB>", "refuse files above this size", parseMegabytes, DEFAULT_MAX_SIZE)
    .option("-q, --quiet", "no progress")
    .addHelpText(
      "after",
      "\nExamples:\n  $ claimgraph annotate report.txt | jq '.events[] | {type, claimants}'\n  $ claimgraph annotate --format conllu report.txt > report.conllu\n",
    )
    .action(run);
}

async function run(inputs: string[], options: AnnotateOptions): Promise<void> {
  const say = messages(options);
  const { tasks, known } = await planDocuments(inputs, options.maxSize);
  for (const outcome of known) if (outcome.kind === "refused") say.warning(outcome.reason);
  if (known.some((o) => o.kind === "refused")) process.exitCode = 1;
  const resources = loadResources();
  for (const [i, { path, id, maxSize }] of tasks.entries()) {
    try {
      const report = readReport(await readRaw(path, maxSize), id);
      if (!isReadable(report)) throw new InputError(path, `is not in English (${report.language})`);
      const doc = annotate(report, resources);
      if (options.format === "conllu") await print(writeConllu(doc));
      else await print(`${JSON.stringify(annotationOf(extract(doc, resources), options.base))}\n`);
    } catch (cause) {
      if (!(cause instanceof ClaimgraphError)) throw cause;
      say.warning(cause.message);
      process.exitCode = 1;
    }
    say.progress(i + 1, tasks.length, path);
  }
  say.done();
}

/** Writes to standard output at the reader's pace. */
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => process.stdout.write(text, (error) => (error ? reject(error) : resolve())));
}
