import { readFileSync } from "node:fs";
import { Command, Option } from "commander";
import { writeConllu } from "../annotate/conllu.js";
import { analyse } from "../annotate/syntax-analysis.js";
import { InputError } from "../errors.js";
import { type GoldDocument, prf, score, TASKS, type Task } from "../evaluate/score.js";
import { readTrees, scoreTrees } from "../evaluate/trees.js";
import { annotationOf, readFacts } from "../pipeline.js";
import { readRaw } from "../read/files.js";
import { readReport } from "../read/report.js";
import { loadResources } from "../resources/resources.js";

/** `claimgraph evaluate`: how well documents annotated by hand are read. */
export function evaluateCommand(): Command {
  return new Command("evaluate")
    .description(
      "Score what is found against documents annotated by hand: JSON lines as `annotate` prints them (corrected), or CoNLL-U for tags and trees.",
    )
    .argument("<gold>", "a .jsonl or .conllu file")
    .addOption(new Option("--task <task...>", "what of a .jsonl file to compare").choices(TASKS).default([...TASKS]))
    .option("--json", "scores as JSON")
    .addHelpText(
      "after",
      "\nExample:\n  $ claimgraph annotate reports/ > gold.jsonl      (then correct gold.jsonl by hand)\n  $ claimgraph evaluate gold.jsonl --task names events\n",
    )
    .action(evaluate);
}

async function evaluate(path: string, options: { readonly task: readonly Task[]; readonly json?: boolean }): Promise<void> {
  const rows = path.endsWith(".conllu") ? await evaluateTrees(path) : evaluateDocuments(path, options.task);
  process.stdout.write(
    options.json
      ? `${JSON.stringify(rows)}\n`
      : rows
          .map(
            (row) =>
              `${Object.entries(row)
                .map(([k, v]) =>
                  k === "name" ? String(v).padEnd(14) : `${k} ${typeof v === "number" && !Number.isInteger(v) ? v.toFixed(3) : v}`,
                )
                .join("  ")}\n`,
          )
          .join(""),
  );
}

async function evaluateTrees(path: string): Promise<object[]> {
  const report = readReport(await readRaw(path));
  const found = writeConllu(analyse(report, loadResources().syntax));
  return [{ name: "trees", ...scoreTrees(readTrees(readFileSync(path, "utf8"), path), readTrees(found, path), path) }];
}

function evaluateDocuments(path: string, tasks: readonly Task[]): object[] {
  const gold = readGold(path);
  const resources = loadResources();
  const found = new Map(
    gold.map((document) => {
      const report = readReport({ path, name: document.id, bytes: new TextEncoder().encode(document.text), format: "text" });
      return [document.id, annotationOf(readFacts({ ...report, date: document.date ?? report.date }, resources))];
    }),
  );
  return tasks.map((task) => {
    const counts = score(task, gold, found);
    return { ...counts, ...prf(counts) };
  });
}

function readGold(path: string): GoldDocument[] {
  let content: string;
  try {
    content = readFileSync(path, "utf8");
  } catch (cause) {
    throw new InputError(path, `can't be read (${(cause as NodeJS.ErrnoException).code ?? cause})`);
  }
  return content.split("\n").flatMap((line, i) => {
    if (line.trim() === "") return [];
    try {
      const document = JSON.parse(line) as GoldDocument;
      if (typeof document.id !== "string" || typeof document.text !== "string") throw new Error("no id and text");
      return [document];
    } catch (cause) {
      throw new InputError(path, `line ${i + 1} is no annotated document (${(cause as Error).message})`);
    }
  });
}
