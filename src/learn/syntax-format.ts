import { type Container, decodeContainer, encodeContainer, type Section, stringSection } from "./container.js";
import type { LemmatiserModel } from "./lemmatiser.js";
import { packKeys, unpackKeys } from "./linear.js";
import { FACTS, HASHES, type Sizes, type Tables, type WeightValues, weightsOf } from "./network.js";
import { makeParser, type Parser, type ParserModel } from "./parser.js";
import { type Clusters, clusterTable } from "./words.js";

/** Name and version of the file that holds parser and lemmatiser. */
export const SYNTAX_MODEL = { name: "syntax", version: 6 } as const;

/** The statistical parts of the syntax model. */
export interface SyntaxWeights {
  readonly clusters: Clusters;
  readonly parser: Parser;
  readonly lemmatiser: LemmatiserModel;
}

/** What a trained parser is made of, with its hashes as lists, ascending: the row of each is its place, from 1 on. */
export interface ParserParts extends Omit<ParserModel, "rows"> {
  readonly keys: Readonly<Record<(typeof HASHES)[number], Uint32Array>>;
}

/** Readies a parser's parts for use. */
export function parserOf({ keys, ...parts }: ParserParts): ParserModel {
  const rows = HASHES.map((fact) => {
    const list = keys[fact];
    return [
      fact,
      clusterTable(
        list,
        list.map((_, i) => i + 1),
      ),
    ] as const;
  });
  return { ...parts, rows: Object.fromEntries(rows) as unknown as ParserModel["rows"] };
}

/** What the header of the file tells of the parser. */
interface Meta {
  readonly sizes: Sizes;
  /** What 1 of the whole numbers of a table or matrix is worth. */
  readonly units: Readonly<Record<string, number>>;
}

/** Sections of a container that hold a parser: tables in 8 bits a number, matrices in 16. */
export function parserSections(parser: ParserParts): { meta: Meta; sections: Record<string, Section> } {
  const units: Record<string, number> = {};
  const sections: Record<string, Section> = { tags: stringSection(parser.tags), relations: stringSection(parser.relations) };
  const pack = (name: string, values: Float32Array, most: number) => {
    const unit = values.reduce((size, x) => Math.max(size, Math.abs(x)), 0) / most || 1;
    units[name] = unit;
    return Array.from(values, (x) => Math.round(x / unit));
  };
  for (const fact of HASHES) {
    sections[`${fact}.count`] = Uint32Array.of(parser.keys[fact].length);
    sections[`${fact}.gaps`] = packKeys(parser.keys[fact]);
  }
  for (const fact of FACTS) sections[`${fact}.vectors`] = Int8Array.from(pack(fact, parser.tables[fact], 127));
  for (const [name] of weightsOf(parser.sizes)) sections[name] = Int16Array.from(pack(name, parser.weights[name], 0x7fff));
  return { meta: { sizes: parser.sizes, units }, sections };
}

/** A parser as it comes back from a file, its numbers rounded. */
export function asStored(parser: ParserParts): ParserParts {
  const { meta, sections } = parserSections(parser);
  return readParser(decodeContainer(encodeContainer("parser", 0, meta, sections), "parser", "parser", 0));
}

/**
 * Reads the bytes of `models/syntax.bin`.
 * @throws ResourceError where they are no such model, damaged or of another version
 */
export function decodeSyntax(bytes: Uint8Array, path: string): SyntaxWeights {
  const container = decodeContainer(bytes, path, SYNTAX_MODEL.name, SYNTAX_MODEL.version);
  return {
    clusters: clusterTable(container.section("cluster.keys", "u32"), container.section("cluster.classes", "u8")),
    parser: makeParser(parserOf(readParser(container))),
    lemmatiser: readLemmas(container),
  };
}

function readParser(container: Container): ParserParts {
  const { sizes, units } = container.meta as Meta;
  const values = (name: string, whole: ArrayLike<number>): Float32Array => {
    const unit = units[name]!;
    const out = new Float32Array(whole.length); // a plain loop: there are millions
    for (let i = 0; i < out.length; i++) out[i] = whole[i]! * unit;
    return out;
  };
  const keys = HASHES.map((fact) => {
    const count = container.section(`${fact}.count`, "u32")[0]!;
    return [fact, unpackKeys(container.section(`${fact}.gaps`, "u8"), count)];
  });
  const tables = FACTS.map((fact) => [fact, values(fact, container.section(`${fact}.vectors`, "i8"))]);
  const weights = weightsOf(sizes).map(([name]) => [name, values(name, container.section(name, "i16"))]);
  return {
    sizes,
    tags: container.strings("tags"),
    relations: container.strings("relations"),
    keys: Object.fromEntries(keys) as ParserParts["keys"],
    tables: Object.fromEntries(tables) as Tables,
    weights: Object.fromEntries(weights) as WeightValues,
  };
}

function readLemmas(container: Container): LemmatiserModel {
  const keys = container.section("lemma.keys", "u32");
  const rule = container.section("lemma.rule", "u16");
  const endings = new Map<number, number>();
  for (let i = 0; i < keys.length; i++) endings.set(keys[i]!, rule[i]!);
  return { endings, rules: container.strings("lemma.rules") };
}
