import { ResourceError } from "../errors.js";
import { decodeContainer } from "../learn/container.js";
import { linearModel, readPacked } from "../learn/linear.js";
import { NAME_LABELS } from "../learn/names-decode.js";
import type { NameWeights } from "../learn/names-tag.js";
import type { NameKnowledge } from "../learn/names-words.js";
import { readModel } from "./model-file.js";
import { type NameLexicon, readNameLexicon } from "./names-lexicon.js";

/** Everything that recognising names needs beside the gazetteer. */
export interface NamesModel {
  readonly weights: NameWeights;
  readonly knowledge: NameKnowledge;
  readonly lexicon: NameLexicon;
}

export const NAMES_VERSION = 2;

/**
 * Reads `models/names.bin` and `lexicons/names/` under a root folder.
 * @throws ResourceError where a file is missing, damaged or another one
 */
export function loadNames(root: string): NamesModel {
  const { path, bytes } = readModel(root, "names");
  return readNames(bytes, path, readNameLexicon(root));
}

/** As {@link loadNames}, from the model's bytes and a lexicon. */
export function readNames(bytes: Uint8Array, path: string, lexicon: NameLexicon): NamesModel {
  const file = decodeContainer(bytes, path, "names", NAMES_VERSION);
  const knowledge = nameKnowledge(
    { words: file.section("words", "u32"), clusters: file.section("clusters", "u16"), casings: file.section("casings", "u8") },
    lexicon,
  );
  const all = file.section("transitions", "f32");
  const square = NAME_LABELS ** 2;
  if (all.length !== 2 * square) throw new ResourceError(`${path}: has ${all.length} transitions, not ${2 * square}`);
  const emissions = linearModel(readPacked(file, "emissions"), 2 * NAME_LABELS);
  return { weights: { emissions, transitions: [all.subarray(0, square), all.subarray(square)] }, knowledge, lexicon };
}

/** Word table and lexicon as the features ask for them. */
export function nameKnowledge(
  vocabulary: { readonly words: Uint32Array; readonly clusters: Uint16Array; readonly casings: Uint8Array },
  lexicon: NameLexicon,
): NameKnowledge {
  const { words, clusters, casings } = vocabulary;
  let size = 1024;
  while (size < words.length * 2) size *= 2;
  const slots = new Int32Array(size).fill(-1);
  for (let i = 0; i < words.length; i++) {
    let at = Math.imul(words[i]!, 0x9e3779b1) >>> 7;
    while (slots[at & (size - 1)]! >= 0) at++;
    slots[at & (size - 1)] = i;
  }
  const find = (word: number): number => {
    for (let at = Math.imul(word, 0x9e3779b1) >>> 7; ; at++) {
      const i = slots[at & (size - 1)]!;
      if (i < 0 || words[i] === word) return i;
    }
  };
  return {
    cluster: (lower) => {
      const i = find(lower);
      return i < 0 ? 0 : clusters[i]!;
    },
    casing: (lower) => {
      const i = find(lower);
      return i < 0 ? 0 : casings[i]!;
    },
    lexicon: (lower) => lexicon.wordClasses.get(lower) ?? 0,
    known: (key) => lexicon.knownKeys.get(key) ?? 0,
  };
}
