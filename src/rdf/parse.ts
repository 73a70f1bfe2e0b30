import { Parser, type Quad } from "n3";
import { SyntaxFault } from "../errors.js";
import type { Knowledge } from "../model.js";
import { knowledgeOf } from "./knowledge.js";
import { Nodes } from "./nodes.js";

/** Characters handed to the lexer at a time. */
const SLICE = 1 << 16;

/**
 * The graph that a Turtle text says.
 * @throws SyntaxFault naming file and line; ValidationError where it is not a graph of Claimgraph.
 */
export function parseTurtle(text: string, file = "graph.ttl"): Knowledge {
  return knowledgeOf(new Nodes(parseQuads(text, file)));
}

/** {@link parseTurtle} of a stream, which never holds the whole text. */
export async function parseTurtleStream(chunks: AsyncIterable<string>, file = "graph.ttl"): Promise<Knowledge> {
  const nodes = new Nodes([]);
  const feed = turtleFeed(file, (quad) => nodes.add(quad));
  for await (const chunk of chunks) feed.write(chunk);
  feed.end();
  return knowledgeOf(nodes);
}

/**
 * The quads of a Turtle text, a slice at a time.
 * @throws SyntaxFault naming file and line.
 */
export function* parseQuads(text: string, file = "graph.ttl"): Generator<Quad> {
  let quads: Quad[] = [];
  const feed = turtleFeed(file, (quad) => quads.push(quad));
  for (let start = 0; start < text.length; start += SLICE) {
    feed.write(text.slice(start, start + SLICE));
    yield* quads;
    quads = [];
  }
  feed.end();
  yield* quads;
}

/** A Turtle parser into which text is pushed; quads and faults come out at once. */
export function turtleFeed(file: string, onQuad: (quad: Quad) => void): { write(chunk: string): void; end(): void } {
  const listeners: Record<string, (chunk?: string) => void> = {};
  let fault: SyntaxFault | undefined;
  const parser = new Parser({ format: "text/turtle" });
  const source = {
    on(name: string, listener: (chunk?: string) => void) {
      listeners[name] = listener;
    },
  };
  const receive = (error: ParseError | null, quad: Quad | null) => {
    if (error) fault ??= new SyntaxFault(`${file}:${error.context?.line ?? "?"}: ${reason(error)}`);
    else if (quad) onQuad(quad);
  };
  // n3 takes anything that emits "data" and "end"; its types ask for a whole stream.
  (parser.parse as unknown as (source: object, receive: object) => void).call(parser, source, receive);
  const push = (name: string, chunk?: string) => {
    listeners[name]?.(chunk);
    if (fault) throw fault;
  };
  return { write: (chunk) => push("data", chunk), end: () => push("end") };
}

interface ParseError extends Error {
  readonly context?: { readonly line?: number };
}

function reason(error: ParseError): string {
  return error.message.replace(/ on line \d+\.?$/, "").replace(/\s+/g, " ");
}
