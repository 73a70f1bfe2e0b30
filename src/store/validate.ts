import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Quad } from "n3";
import { InputError } from "../errors.js";
import { parseQuads, turtleFeed } from "../rdf/parse.js";
import { validateQuads } from "../rdf/validate.js";
import type { Violation } from "../rdf/violation.js";
import { graphFile } from "./store.js";

/** What checking a graph found. */
export interface Validation {
  /** Number of triples. */
  readonly size: number;
  /** By rule and node; empty where the graph is as it should be. */
  readonly violations: readonly Violation[];
}

/**
 * Checks a folder that build wrote, with its documents, or a Turtle file, whose quotes are then compared with nothing.
 * @throws InputError where it can't be read; SyntaxFault naming file and line where it does not parse.
 */
export async function validateOutput(path: string): Promise<Validation> {
  const file = graphFile(path);
  const quads = await readQuads(file);
  const isFolder = statSync(path).isDirectory();
  return { size: quads.length, violations: await validateQuads(quads, shippedShapes(), isFolder ? documents(path) : undefined) };
}

/** The quads of `ontology/shapes.ttl`. */
export function shippedShapes(): Quad[] {
  const file = fileURLToPath(new URL("../../ontology/shapes.ttl", import.meta.url));
  return [...parseQuads(readFileSync(file, "utf8"), file)];
}

async function readQuads(file: string): Promise<Quad[]> {
  if (!existsSync(file)) throw new InputError(file, "there is no such file");
  const quads: Quad[] = [];
  const feed = turtleFeed(file, (quad) => quads.push(quad));
  for await (const chunk of createReadStream(file, { encoding: "utf8", highWaterMark: 1 << 18 })) feed.write(chunk as string);
  feed.end();
  return quads;
}

/** Each document's text by report id. */
function documents(folder: string): Map<string, string> {
  const home = join(folder, "documents");
  if (!existsSync(home)) throw new InputError(home, "there is no such folder, so no quote can be checked");
  const names = readdirSync(home).filter((name) => name.endsWith(".txt"));
  return new Map(names.map((name) => [name.slice(0, -4), readFileSync(join(home, name), "utf8")]));
}
