import { type Quad, Writer } from "n3";
import type { Knowledge } from "../model.js";
import { toQuadBatches } from "./quads.js";
import { namespaces } from "./vocabulary.js";

/** Classes of IRIs under the base that Turtle abbreviates: `event:air-strike-1f2e3d`. */
const ABBREVIATED = [
  "report",
  "text",
  "evidence",
  "position",
  "quote",
  "person",
  "organization",
  "government",
  "armedforce",
  "armedgroup",
  "militaryunit",
  "country",
  "place",
  "facility",
  "operation",
  "weapon",
  "group",
  "artifact",
  "event",
  "quantity",
  "membership",
  "claim",
];

/** Characters that are gathered before a chunk is handed on. */
const CHUNK = 1 << 16;

/** The prefixes of a graph's Turtle: the vocabularies, and the classes of its own IRIs. */
export function prefixesOf(base: string): Record<string, string> {
  return { ...namespaces, ...Object.fromEntries(ABBREVIATED.map((name) => [name, `${base}/${name}/`])) };
}

/**
 * The graph as RDF 1.1 Turtle in chunks of some 64 kB, the same bytes on every run.
 * @throws ValidationError as {@link toQuads} does.
 */
export function* writeTurtle(knowledge: Knowledge): Generator<string> {
  yield* serialise(toQuadBatches(knowledge), prefixesOf(knowledge.base));
}

/**
 * Quads of the default graph as Turtle. n3 ends a statement with a dot that touches the last term; Virtuoso reads the
 * `0.` of an integer as a decimal and refuses it, so the dot gets a blank before it.
 */
export function* serialise(batches: Iterable<readonly Quad[]>, prefixes: Record<string, string>): Generator<string> {
  let pending = "";
  const sink = {
    write(piece: string, _encoding?: string, done?: () => void) {
      pending += piece.charCodeAt(0) === DOT ? ` ${piece}` : piece;
      done?.();
    },
    end(done?: () => void) {
      done?.();
    },
  };
  const writer = new Writer(sink, { prefixes });
  for (const quads of batches) {
    for (const quad of quads) writer.addQuad(quad);
    if (pending.length >= CHUNK) {
      yield pending;
      pending = "";
    }
  }
  writer.end();
  if (pending !== "") yield pending;
}

const DOT = 46;
