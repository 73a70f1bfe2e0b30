import { fold, seedOf } from "./hash.js";
import type { LinearModel } from "./linear.js";
import { PAD, type WordTable } from "./words.js";

/**
 * A greedy left-to-right tagger over joint classes `UPOS|XPOS` (averaged perceptron, after Collins 2002). Words that the
 * training data holds often are limited to the classes that they were seen with.
 */
export interface TaggerModel {
  /** `UPOS|XPOS` by class. */
  readonly classes: readonly string[];
  readonly linear: LinearModel;
  /** Classes of frequent words by hash of the form. */
  readonly known: ReadonlyMap<number, Uint8Array>;
}

/** Hashes that the features of each template start from. */
const SEEDS = Uint32Array.from({ length: 80 }, (_, template) => seedOf(template));

/** More than the number of features of one word. */
export const TAG_FEATURES = 80;

/**
 * Writes the features of word `i` (0-based) into `out` and returns their number. `tags` are the classes of the words
 * before it, shifted by {@link PAD}, with 253 and 254 standing for "before the sentence".
 */
export function tagFeatures(words: WordTable, tags: Uint8Array, i: number, out: Uint32Array): number {
  const at = i + PAD;
  const { form, lower, shape, suffix1, suffix2, suffix3, suffix4, prefix1, prefix2, prefix3, cluster } = words;
  const w = lower[at]!;
  const w1 = lower[at - 1]!;
  const w2 = lower[at + 1]!;
  const p1 = tags[at - 1]! + 1;
  const p2 = tags[at - 2]! + 1;
  const pp = p1 * 256 + p2;
  const s = shape[at]!;
  const s3 = suffix3[at]!;
  let n = 0;
  out[n++] = fold(SEEDS[1]!, form[at]!);
  out[n++] = fold(SEEDS[2]!, w);
  out[n++] = fold(SEEDS[3]!, suffix1[at]!);
  out[n++] = fold(SEEDS[4]!, suffix2[at]!);
  out[n++] = fold(SEEDS[5]!, s3);
  out[n++] = fold(SEEDS[6]!, suffix4[at]!);
  out[n++] = fold(SEEDS[7]!, prefix1[at]!);
  out[n++] = fold(SEEDS[8]!, prefix2[at]!);
  out[n++] = fold(SEEDS[9]!, prefix3[at]!);
  out[n++] = fold(SEEDS[10]!, s);
  out[n++] = fold(SEEDS[11]!, p1);
  out[n++] = fold(SEEDS[12]!, p2);
  out[n++] = fold(SEEDS[13]!, pp);
  out[n++] = fold(fold(SEEDS[14]!, p1), w);
  out[n++] = fold(fold(SEEDS[15]!, p2), w);
  out[n++] = fold(fold(SEEDS[16]!, pp), w);
  out[n++] = fold(SEEDS[17]!, w1);
  out[n++] = fold(SEEDS[18]!, lower[at - 2]!);
  out[n++] = fold(SEEDS[19]!, w2);
  out[n++] = fold(SEEDS[20]!, lower[at + 2]!);
  out[n++] = fold(fold(SEEDS[21]!, w1), w);
  out[n++] = fold(fold(SEEDS[22]!, w), w2);
  out[n++] = fold(fold(SEEDS[23]!, w1), w2);
  out[n++] = fold(fold(SEEDS[24]!, w2), lower[at + 2]!);
  out[n++] = fold(fold(SEEDS[25]!, w1), lower[at - 2]!);
  out[n++] = fold(SEEDS[26]!, suffix3[at - 1]!);
  out[n++] = fold(SEEDS[27]!, suffix3[at + 1]!);
  out[n++] = fold(SEEDS[28]!, suffix2[at + 1]!);
  out[n++] = fold(SEEDS[29]!, suffix3[at + 2]!);
  out[n++] = fold(SEEDS[30]!, shape[at - 1]!);
  out[n++] = fold(SEEDS[31]!, shape[at + 1]!);
  out[n++] = fold(fold(SEEDS[32]!, p1), s3);
  out[n++] = fold(fold(SEEDS[33]!, p1), suffix2[at]!);
  out[n++] = fold(fold(SEEDS[34]!, p1), w2);
  out[n++] = fold(fold(SEEDS[35]!, pp), suffix2[at]!);
  out[n++] = fold(fold(SEEDS[36]!, p1), s);
  out[n++] = fold(fold(SEEDS[37]!, s), s3);
  out[n++] = fold(fold(SEEDS[38]!, s), shape[at + 1]!);
  out[n++] = fold(fold(SEEDS[39]!, s), shape[at - 1]!);
  out[n++] = fold(fold(SEEDS[40]!, s3), suffix3[at + 1]!);
  out[n++] = fold(fold(SEEDS[41]!, s3), suffix3[at - 1]!);
  out[n++] = fold(fold(SEEDS[42]!, p1), suffix3[at + 1]!);
  out[n++] = fold(fold(SEEDS[43]!, w), suffix3[at + 1]!);
  out[n++] = fold(fold(SEEDS[44]!, pp), w2);
  out[n++] = fold(fold(fold(SEEDS[45]!, p1), w), w2);
  out[n++] = fold(fold(SEEDS[46]!, suffix4[at]!), prefix2[at]!);
  out[n++] = fold(fold(SEEDS[47]!, s), i === 0 ? 1 : 0);
  out[n++] = fold(fold(SEEDS[48]!, w), s);
  out[n++] = fold(fold(SEEDS[49]!, s3), w2);
  out[n++] = fold(fold(SEEDS[50]!, s3), w1);
  out[n++] = fold(fold(SEEDS[51]!, p1), w1);
  const c = cluster[at]!;
  const c2 = cluster[at + 1]!;
  out[n++] = fold(SEEDS[52]!, c);
  out[n++] = fold(SEEDS[53]!, cluster[at - 1]!);
  out[n++] = fold(SEEDS[54]!, c2);
  out[n++] = fold(SEEDS[55]!, cluster[at + 2]!);
  out[n++] = fold(fold(SEEDS[56]!, c), cluster[at - 1]!);
  out[n++] = fold(fold(SEEDS[57]!, c), c2);
  out[n++] = fold(fold(SEEDS[58]!, c2), cluster[at + 2]!);
  out[n++] = fold(fold(SEEDS[59]!, p1), c);
  out[n++] = fold(fold(SEEDS[60]!, p1), c2);
  out[n++] = fold(fold(SEEDS[61]!, w), c2);
  out[n++] = fold(fold(SEEDS[62]!, c), s3);
  out[n++] = fold(fold(SEEDS[63]!, pp), c2);
  out[n++] = fold(fold(SEEDS[64]!, c), s);
  out[n++] = fold(fold(fold(SEEDS[65]!, p1), c), c2);
  return n;
}

/** A tagger with its scratch space: fills `tags` (by {@link PAD}) with the classes of the table's words. */
export function makeTagger(model: TaggerModel): (words: WordTable, tags: Uint8Array) => void {
  const features = new Uint32Array(TAG_FEATURES);
  const scores = new Int32Array(model.classes.length);
  return (words, tags) => {
    tags[0] = 254;
    tags[1] = 253;
    for (let i = 0; i < words.count; i++) {
      const known = model.known.get(words.form[i + PAD]!);
      if (known?.length === 1) {
        tags[i + PAD] = known[0]!;
        continue;
      }
      scores.fill(0);
      model.linear.score(features, tagFeatures(words, tags, i, features), scores);
      tags[i + PAD] = best(scores, known);
    }
  };
}

/** The class with the highest score among `among`, or among all. */
export function best(scores: Float32Array | Int32Array, among?: Uint8Array): number {
  let most = -Infinity;
  let winner = 0;
  if (among) {
    for (let k = 0; k < among.length; k++) {
      const c = among[k]!;
      if (scores[c]! > most) {
        most = scores[c]!;
        winner = c;
      }
    }
    return winner;
  }
  for (let c = 0; c < scores.length; c++) {
    if (scores[c]! > most) {
      most = scores[c]!;
      winner = c;
    }
  }
  return winner;
}
