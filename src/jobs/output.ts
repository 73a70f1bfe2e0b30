import { createWriteStream, existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { OutputError } from "../errors.js";
import { embedData } from "../graph/embed.js";
import { toGraph } from "../graph/graph.js";
import { layOut } from "../graph/layout.js";
import { LARGEST_WHOLE, overview } from "../graph/overview.js";
import type { Knowledge, Report } from "../model.js";
import { writeTurtle } from "../rdf/turtle.js";

/** Lists what a build wrote, so that the next one knows what is its own to remove. */
const MANIFEST = ".claimgraph.json";

/** The files of a build by their path in the folder. */
export interface WrittenFiles {
  readonly turtle: string;
  readonly graph: string;
  readonly viewer: string;
  readonly documents: readonly string[];
}

/**
 * Writes the graph, its texts and the viewer into a folder. Everything is written beside its place and then renamed, so
 * that a failure leaves what was there; files of an earlier build that no longer belong are removed, nothing else is
 * touched.
 * @param template the viewer's page with an empty slot for its data
 * @throws OutputError where the folder can't be written to
 */
export async function writeOutput(
  folder: string,
  knowledge: Knowledge,
  reports: readonly Report[],
  template: string,
): Promise<WrittenFiles> {
  let stage: string | null = null;
  try {
    await mkdir(folder, { recursive: true });
    stage = await mkdtemp(join(folder, ".building-"));
    const files = await writeFiles(stage, knowledge, reports, template);
    await replaceFiles(folder, stage, files);
    return {
      turtle: join(folder, "graph.ttl"),
      graph: join(folder, "graph.json"),
      viewer: join(folder, "index.html"),
      documents: files.filter((f) => f.startsWith("documents/")),
    };
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    throw new OutputError(
      `${folder}: can't be written to (${code === "EACCES" || code === "EROFS" ? "permission denied" : code === "ENOTDIR" || code === "EEXIST" ? "it is a file" : message})`,
    );
  } finally {
    if (stage !== null) await rm(stage, { recursive: true, force: true });
  }
}

async function writeFiles(stage: string, knowledge: Knowledge, reports: readonly Report[], template: string): Promise<string[]> {
  await mkdir(join(stage, "documents"));
  await pipeline(Readable.from(writeTurtle(knowledge)), createWriteStream(join(stage, "graph.ttl")));
  const whole = toGraph(knowledge);
  layOut(whole);
  const shown = whole.order > LARGEST_WHOLE ? overview(whole) : whole.export();
  await writeFile(join(stage, "graph.json"), `${JSON.stringify(shown)}\n`);
  const texts: Record<string, string> = {};
  const files = ["graph.ttl", "graph.json", "index.html"];
  for (const report of [...reports].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    texts[report.id] = report.text;
    files.push(`documents/${report.id}.txt`);
    await writeFile(join(stage, "documents", `${report.id}.txt`), report.text);
  }
  await writeFile(join(stage, "index.html"), embedData(template, { graph: shown, documents: texts }));
  return files;
}

async function replaceFiles(folder: string, stage: string, files: readonly string[]): Promise<void> {
  const earlier = await readManifest(folder);
  await mkdir(join(folder, "documents"), { recursive: true });
  for (const file of files) await rename(join(stage, file), join(folder, file));
  const now = new Set(files);
  for (const file of earlier) if (!now.has(file)) await rm(join(folder, file), { force: true });
  const manifest = join(stage, MANIFEST);
  await writeFile(manifest, `${JSON.stringify({ files })}\n`);
  await rename(manifest, join(folder, MANIFEST));
}

/** What an earlier build wrote; only names that a build could have given. */
async function readManifest(folder: string): Promise<string[]> {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) return [];
  try {
    const { files } = JSON.parse(await readFile(path, "utf8")) as { files: unknown };
    if (!Array.isArray(files)) return [];
    return files.filter(
      (f): f is string => typeof f === "string" && (dirname(f) === "." || dirname(f) === "documents") && !f.includes(".."),
    );
  } catch {
    return [];
  }
}
