import { closeSync, openSync, readSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import oxigraph from "oxigraph";
import { InputError, StoreError, SyntaxFault } from "../errors.js";
import { asksElsewhere, formOf, pieces, type QueryForm } from "./sparql.js";

/** A graph held by the embedded engine, oxigraph: in memory, read only from here on. */
export interface GraphStore {
  /** Number of triples. */
  readonly size: number;
  /**
   * The answer in a media type that suits the query's form.
   * @throws SyntaxFault where the query does not parse, is an update, or asks another server; EngineCrash where it needs too
   * much memory, after which nothing more can be asked.
   */
  ask(query: string, mediaType: string): string;
}

/** The engine ran out of memory and has lost its graph. */
export class EngineCrash extends StoreError {
  override name = "EngineCrash";
}

/** RDF formats by file extension. */
const FORMATS: Readonly<Record<string, string>> = {
  ".ttl": "text/turtle",
  ".nt": "application/n-triples",
  ".rdf": "application/rdf+xml",
  ".xml": "application/rdf+xml",
  ".owl": "application/rdf+xml",
  ".jsonld": "application/ld+json",
};

/** Bytes read at a time. */
const BLOCK = 1 << 18;

/** The graph's file: `graph.ttl` of a folder that build wrote, or the RDF file itself. */
export function graphFile(path: string): string {
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch {
    throw new InputError(path, "there is no such file or folder");
  }
  return isFolder ? join(path, "graph.ttl") : path;
}

/**
 * Loads a folder that build wrote, or an RDF file; read in blocks, so that a file of any size passes.
 * @throws InputError where it can't be read; SyntaxFault naming file and line where it does not parse.
 */
export function openStore(path: string): GraphStore {
  const file = graphFile(path);
  const format = FORMATS[extname(file).toLowerCase()];
  if (!format) throw new InputError(file, `is not an RDF file by its extension (${Object.keys(FORMATS).join(", ")})`);
  const store = new oxigraph.Store();
  try {
    store.load(blocks(file), { format, no_transaction: true });
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (isCrash(error)) throw new StoreError(`${file}: is too large for the embedded engine; load it into a store with 'claimgraph push'`);
    throw new SyntaxFault(`${file}:${located(error)}`);
  }
  return { size: store.size, ask: (query, mediaType) => answer(store, query, mediaType) };
}

function* blocks(file: string): Generator<Uint8Array> {
  let handle: number;
  try {
    handle = openSync(file, "r");
  } catch (error) {
    throw new InputError(file, (error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file" : "can't be read");
  }
  try {
    for (;;) {
      const block = new Uint8Array(BLOCK);
      const length = readSync(handle, block);
      if (length === 0) return;
      yield block.subarray(0, length);
    }
  } finally {
    closeSync(handle);
  }
}

/** The form of a query that may be asked here. @throws SyntaxFault of updates, SERVICE, and what is no query. */
export function checkQuery(query: string): QueryForm {
  const parts = pieces(query);
  const form = formOf(parts);
  if (form === null) {
    const first = parts.find((piece) => piece.kind === "word" && !/^(?:prefix|base)$/i.test(piece.text));
    const update = first && /^(?:insert|delete|load|clear|create|drop|copy|move|add|with)$/i.test(first.text);
    throw new SyntaxFault(
      update ? "updates are refused: the graph is read only" : "this is no SPARQL query: it has no SELECT, ASK, CONSTRUCT or DESCRIBE",
    );
  }
  if (asksElsewhere(parts)) throw new SyntaxFault("SERVICE is refused: no other server is asked");
  return form;
}

function answer(store: InstanceType<typeof oxigraph.Store>, query: string, mediaType: string): string {
  checkQuery(query);
  try {
    return store.query(query, { results_format: mediaType }) as string;
  } catch (error) {
    if (isCrash(error)) throw new EngineCrash("the query needs more memory than the embedded engine has");
    throw new SyntaxFault(`the query does not parse: ${unexpected(query, String((error as Error).message ?? error))}`);
  }
}

/** WebAssembly's way to run out of its four gigabytes, after which the engine can't be used any more. */
function isCrash(error: unknown): boolean {
  return error instanceof Error && (error.name === "RuntimeError" || error instanceof RangeError);
}

/** oxigraph's "Parser error at line 3 column 7: why" as "3: why". */
function located(error: unknown): string {
  const message = String((error as Error).message ?? error).replace(/\s+/g, " ");
  const [, line, reason] = /^Parser error (?:at|between|from) line (\d+).*?: (.*)$/.exec(message) ?? [];
  return line ? `${line}: ${reason}` : ` ${message}`;
}

/** Of oxigraph's page of what it expected, only where it was and what stood before. */
function unexpected(query: string, message: string): string {
  const [, line, column] = /^error at (\d+):(\d+): expected/.exec(message) ?? [];
  if (!line || !column) return message.replace(/\s+/g, " ");
  const before = (query.split(/\r\n|\n|\r/)[Number(line) - 1] ?? "").slice(0, Number(column) - 1).trim();
  return `line ${line}, column ${column}${before === "" ? "" : `, after ${JSON.stringify(before.slice(-40))}`}`;
}
