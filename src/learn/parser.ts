import { arborescence } from "./arborescence.js";
import { FACTS, HASHES, LONGEST, type Sizes, type Tables, type WeightValues, whole } from "./network.js";
import { WholeNetwork } from "./network-whole.js";
import { type Clusters, PAD, type WordTable } from "./words.js";

export interface ParserModel {
  /** `UPOS|XPOS` by class. */
  readonly tags: readonly string[];
  /** Relations by class. */
  readonly relations: readonly string[];
  readonly sizes: Sizes;
  /** The row of each hash in its table, 0 of an unknown one. */
  readonly rows: Readonly<Record<(typeof HASHES)[number], Clusters>>;
  readonly tables: Tables;
  readonly weights: WeightValues;
}

/** What a parser makes of words. */
export interface ParsedWords {
  /** Classes of {@link Parser.tags}. */
  readonly tags: Uint8Array;
  /** The head's place in the sentence, the sentence's length for the root. */
  readonly heads: Int32Array;
  /** Classes of {@link Parser.relations}. */
  readonly relations: Uint8Array;
}

/** A parser with its scratch space. */
export interface Parser {
  /** `UPOS|XPOS` by class. */
  readonly tags: readonly string[];
  readonly relations: readonly string[];
  /**
   * Parses the sentence of a table's words; writes what it makes of them from the place `at` on. `cased`: whether capitals
   * tell something; where they don't, the words are in small letters.
   */
  parse(words: WordTable, cased: boolean, into: ParsedWords, at: number): void;
}

/** Readies a model for parsing. */
export function makeParser(model: ParserModel): Parser {
  const { tags, relations, sizes } = model;
  const [root, aside] = [relations.indexOf("root"), relations.indexOf("parataxis")];
  const net = new WholeNetwork(sizes, model.tables, model.weights);
  const rows = new Int32Array(LONGEST * FACTS.length);
  const [tagWidth, width] = [whole(sizes.tags), whole(sizes.relations)];
  const parse: Parser["parse"] = (words, cased, into, at) => {
    let top = 0;
    for (let first = 0; first < words.count; first += LONGEST) {
      const count = Math.min(LONGEST, words.count - first);
      factRows(model.rows, words, first, count, cased, rows);
      net.take(rows, count);
      net.layer(0);
      net.tag();
      net.layer(1);
      net.addRoot();
      net.sides();
      net.weigh();
      const heads = arborescence(net.scores, net.width, count);
      net.meet(heads);
      net.relate();
      if (first === 0) top = heads.indexOf(count);
      for (let i = 0, to = at + first; i < count; i++, to++) {
        into.tags[to] = best(net.tags, i * tagWidth, sizes.tags, -1);
        if (heads[i] !== count) {
          into.heads[to] = first + heads[i]!;
          into.relations[to] = best(net.relations, i * width, relations.length, root);
        } else {
          // what is read later hangs on the first part's root
          into.heads[to] = first === 0 ? words.count : top;
          into.relations[to] = first === 0 ? root : aside;
        }
      }
    }
  };
  return { tags, relations, parse };
}

/** Rows of the vectors of some words' facts, all of one word together; without capitals a word's shape tells nothing. */
export function factRows(rows: ParserModel["rows"], words: WordTable, first: number, count: number, cased: boolean, out: Int32Array): void {
  for (let i = 0, k = 0; i < count; i++) {
    const at = first + i + PAD;
    for (const fact of HASHES) out[k++] = fact === "shape" && !cased ? 0 : rows[fact].of(words[fact][at]!);
    out[k++] = words.cluster[at]!;
  }
}

/** The class with the highest of `count` scores from a place on, other than `but`. */
function best(scores: Float32Array, at: number, count: number, but: number): number {
  let winner = but === 0 ? 1 : 0;
  for (let c = winner + 1; c < count; c++) if (c !== but && scores[at + c]! > scores[at + winner]!) winner = c;
  return winner;
}
