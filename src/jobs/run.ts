import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { ensure } from "../collections.js";
import { ClaimgraphError } from "../errors.js";
import { DEFAULT_MAX_SIZE, findFiles, readRaw } from "../read/files.js";
import { assignIds } from "../read/report.js";
import { loadResources } from "../resources/resources.js";
import { digest } from "../text.js";
import { type DocumentTask, type Outcome, processDocument } from "./document.js";

/** How many documents a worker gets at a time: handing one over costs as much as reading a short one. */
const BATCH = 16;
/** A worker pays for loading the models once it has about so many documents. */
const DOCUMENTS_PER_WORKER = 40;

/** Settings of a run. */
export interface RunOptions {
  /** Threads; by default as many as pay, at most one a core. */
  readonly workers?: number | undefined;
  readonly maxSize?: number | undefined;
  /** Called as documents are done, in no particular order. */
  readonly onProgress?: ((done: number, total: number, path: string) => void) | undefined;
}

/**
 * Reads all documents that the inputs stand for. The outcomes are in the inputs' order whatever the number of workers.
 */
export async function readDocuments(
  inputs: readonly string[],
  { workers, maxSize = DEFAULT_MAX_SIZE, onProgress }: RunOptions = {},
): Promise<Outcome[]> {
  const { tasks, known } = await planDocuments(inputs, maxSize);
  let done = 0;
  const tell = (outcome: Outcome) => onProgress?.(++done, tasks.length, outcome.path);
  const threads = workers ?? Math.min(availableParallelism(), Math.ceil(tasks.length / DOCUMENTS_PER_WORKER));
  if (threads <= 1 || tasks.length <= 1 || tasks.some((t) => t.path === "-")) {
    const resources = loadResources();
    const outcomes: Outcome[] = [];
    for (const task of tasks) {
      const outcome = await processDocument(task, resources);
      outcomes.push(outcome);
      tell(outcome);
    }
    return [...known, ...outcomes];
  }
  const size = Math.max(1, Math.min(BATCH, Math.ceil(tasks.length / threads)));
  const batches = Array.from({ length: Math.ceil(tasks.length / size) }, (_, i) => tasks.slice(i * size, (i + 1) * size));
  const pool = new Piscina<DocumentTask[], Outcome[]>({
    filename: new URL("./worker.js", import.meta.url).href,
    maxThreads: Math.min(threads, batches.length),
  });
  try {
    const results = await Promise.all(
      batches.map(async (batch) => {
        const outcomes = await pool.run(batch);
        for (const outcome of outcomes) tell(outcome);
        return outcomes;
      }),
    );
    return [...known, ...results.flat()];
  } finally {
    await pool.destroy();
  }
}

export interface Plan {
  readonly tasks: DocumentTask[];
  /** What is known without reading: files that can't be read, and duplicates. */
  readonly known: Outcome[];
}

/** Finds the files and gives each its id; the same content twice under one name is read once. */
export async function planDocuments(inputs: readonly string[], maxSize: number): Promise<Plan> {
  const refused: Outcome[] = [];
  const paths = new Set<string>();
  for (const found of await findFiles(inputs)) {
    if ("refused" in found) refused.push({ kind: "refused", path: found.path, reason: found.refused.message });
    else paths.add(found.path);
  }
  const byName = new Map<string, string[]>();
  for (const path of paths) ensure(byName, nameOf(path), () => []).push(path);
  const tasks: DocumentTask[] = [];
  for (const [name, same] of byName) {
    if (same.length === 1) {
      tasks.push({ path: same[0]!, id: name, maxSize });
      continue;
    }
    const contents: { path: string; name: string; digest: string }[] = [];
    for (const path of same) {
      try {
        contents.push({ path, name, digest: digest((await readRaw(path, maxSize)).bytes) });
      } catch (cause) {
        if (!(cause instanceof ClaimgraphError)) throw cause;
        refused.push({ kind: "refused", path, reason: cause.message });
      }
    }
    const ids = assignIds(contents);
    const seen = new Map<string, string>();
    for (const [i, { path }] of contents.entries()) {
      const id = ids[i]!;
      const twin = seen.get(id);
      if (twin === undefined) {
        seen.set(id, path);
        tasks.push({ path, id, maxSize });
      } else refused.push({ kind: "duplicate", path, of: twin });
    }
  }
  return { tasks, known: refused };
}

function nameOf(path: string): string {
  if (path === "-") return "stdin";
  const base = path.split(/[\\/]/).at(-1)!;
  return base.replace(/(?<=.)\.[^.]*$/, "");
}
