import { actionModel, readActions } from "./action-model.js";
import { type Container, decodeContainer } from "./container.js";
import type { LemmatiserModel } from "./lemmatiser.js";
import { linearModel, readCompact } from "./linear.js";
import type { ParserModel, ReadingModel } from "./parser.js";
import type { TaggerModel } from "./tagger.js";
import { type Clusters, clusterTable } from "./words.js";

/** Name and version of the file that holds tagger, lemmatiser and parser. */
export const SYNTAX_MODEL = { name: "syntax", version: 5 } as const;

/** The statistical parts of the syntax model. */
export interface SyntaxWeights {
  readonly clusters: Clusters;
  readonly tagger: TaggerModel;
  /** For sentences in small letters or in capitals alone, which it is given in small letters. */
  readonly uncased: TaggerModel;
  readonly parser: ParserModel;
  readonly lemmatiser: LemmatiserModel;
}

/**
 * Reads the bytes of `models/syntax.bin`.
 * @throws ResourceError where they are no such model, damaged or of another version
 */
export function decodeSyntax(bytes: Uint8Array, path: string): SyntaxWeights {
  const container = decodeContainer(bytes, path, SYNTAX_MODEL.name, SYNTAX_MODEL.version);
  const classes = container.strings("tags");
  const relations = container.strings("relations");
  return {
    clusters: clusterTable(container.section("cluster.keys", "u32"), container.section("cluster.classes", "u8")),
    tagger: readTagger(container, "tagger", classes),
    uncased: readTagger(container, "uncased", classes),
    parser: {
      relations,
      classes,
      first: readReading(container, "first", relations.length),
      second: readReading(container, "second", relations.length),
    },
    lemmatiser: readLemmas(container),
  };
}

function readReading(container: Container, prefix: string, relations: number): ReadingModel {
  return {
    actions: actionModel(readActions(container, `${prefix}.actions`)),
    labels: linearModel(readCompact(container, `${prefix}.labels`), relations),
  };
}

function readTagger(container: Container, prefix: string, classes: readonly string[]): TaggerModel {
  return { classes, known: readKnown(container, prefix), linear: linearModel(readCompact(container, prefix), classes.length) };
}

function readKnown(container: Container, prefix: string): Map<number, Uint8Array> {
  const keys = container.section(`${prefix}.known.keys`, "u32");
  const counts = container.section(`${prefix}.known.counts`, "u8");
  const classes = container.section(`${prefix}.known.classes`, "u8");
  const known = new Map<number, Uint8Array>();
  for (let i = 0, at = 0; i < keys.length; i++) {
    known.set(keys[i]!, classes.subarray(at, at + counts[i]!));
    at += counts[i]!;
  }
  return known;
}

function readLemmas(container: Container): LemmatiserModel {
  const keys = container.section("lemma.keys", "u32");
  const rule = container.section("lemma.rule", "u16");
  const endings = new Map<number, number>();
  for (let i = 0; i < keys.length; i++) endings.set(keys[i]!, rule[i]!);
  return { endings, rules: container.strings("lemma.rules") };
}
