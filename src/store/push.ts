import { createReadStream, existsSync } from "node:fs";
import { extname } from "node:path";
import type { Quad } from "n3";
import { InputError, StoreError, UsageError } from "../errors.js";
import { turtleFeed } from "../rdf/parse.js";
import { isIri } from "../rdf/terms.js";
import { serialise } from "../rdf/turtle.js";
import { namespaces } from "../rdf/vocabulary.js";
import { GraphStoreClient } from "./graph-store.js";
import type { Credentials } from "./http-auth.js";
import { graphFile } from "./store.js";

/** What to load and where. */
export interface PushOptions {
  /** A folder that build wrote, or a Turtle or N-Triples file. */
  readonly path: string;
  /** The Graph Store's address; a query of its own (`?graph-uri=…`) is kept. */
  readonly endpoint: string;
  /** The graph to replace; the store's default graph where it is not given. */
  readonly graph?: string | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** Milliseconds that a request may take. */
  readonly timeout?: number | undefined;
  /** Triples a request. */
  readonly chunk?: number | undefined;
  readonly onProgress?: ((triples: number) => void) | undefined;
}

const CHUNK = 20_000;
const TIMEOUT = 120_000;

/**
 * Replaces a graph in a store by a file's triples over the SPARQL 1.1 Graph Store HTTP Protocol: the first chunk by PUT,
 * the others by POST, since some stores never answer a large request. Memory holds one chunk.
 * @returns how many triples went in how many requests.
 * @throws StoreError naming endpoint and status, and how many triples had gone before; UsageError of an address or graph
 * that is none; InputError or SyntaxFault of the file.
 */
export async function pushGraph(options: PushOptions): Promise<{ triples: number; requests: number }> {
  const { chunk = CHUNK, onProgress } = options;
  const client = new GraphStoreClient(target(options), credentials(options), options.timeout ?? TIMEOUT);
  let triples = 0;
  let requests = 0;
  const send = async (quads: readonly Quad[]) => {
    try {
      await client.send(requests === 0 ? "PUT" : "POST", turtle(quads));
    } catch (error) {
      if (requests === 0 || !(error instanceof StoreError)) throw error;
      throw new StoreError(`${error.message}; ${triples} triples had been loaded, the graph is incomplete`);
    }
    requests++;
    triples += quads.length;
    onProgress?.(triples);
  };
  for await (const quads of chunksOf(graphFile(options.path), chunk)) await send(quads);
  if (requests === 0) await send([]);
  return { triples, requests };
}

function turtle(quads: readonly Quad[]): string {
  return [...serialise([quads], namespaces)].join("");
}

function target({ endpoint, graph }: PushOptions): URL {
  let url: URL;
  try {
    url = new URL(endpoint);
  } catch {
    throw new UsageError(`${endpoint} is no address of a Graph Store`);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new UsageError(`${endpoint}: a Graph Store is asked over http or https`);
  if (url.username !== "" || url.password !== "")
    throw new UsageError("a password in the address would be seen by others: use --user and CLAIMGRAPH_PASSWORD");
  if (graph !== undefined) {
    if (!isIri(graph)) throw new UsageError(`--graph ${graph} is not an absolute IRI`);
    for (const name of ["graph", "graph-uri", "default"]) url.searchParams.delete(name);
    url.searchParams.set("graph", graph);
  } else if (!["graph", "graph-uri", "default"].some((name) => url.searchParams.has(name))) {
    url.search = url.search === "" ? "?default" : `${url.search}&default`;
  }
  return url;
}

function credentials({ user, password }: PushOptions): Credentials | undefined {
  if (user === undefined) return undefined;
  if (password === undefined) throw new UsageError(`there is no password for ${user}: set CLAIMGRAPH_PASSWORD`);
  return { user, password };
}

/** A file's quads, so many at a time. @throws InputError where a blank node would be cut in two. */
async function* chunksOf(file: string, size: number): AsyncGenerator<readonly Quad[]> {
  if (!/^\.(?:ttl|nt)$/i.test(extname(file))) throw new InputError(file, "only Turtle and N-Triples can be pushed");
  if (!existsSync(file)) throw new InputError(file, "there is no such file");
  let quads: Quad[] = [];
  let blank = false;
  let yielded = false;
  const feed = turtleFeed(file, (quad) => {
    blank ||= quad.subject.termType === "BlankNode" || quad.object.termType === "BlankNode";
    quads.push(quad);
  });
  const refuseBlank = () => {
    if (blank) throw new InputError(file, "has blank nodes, which can't be loaded in several requests");
  };
  for await (const text of createReadStream(file, { encoding: "utf8", highWaterMark: 1 << 18 })) {
    feed.write(text as string);
    while (quads.length > size) {
      refuseBlank();
      yielded = true;
      yield quads.slice(0, size);
      quads = quads.slice(size);
    }
  }
  feed.end();
  if (yielded) refuseBlank();
  for (let at = 0; at < quads.length; at += size) {
    if (quads.length > size) refuseBlank();
    yield quads.slice(at, at + size);
  }
}
