import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ResourceError } from "../errors.js";
import { decodeContainer } from "../learn/container.js";
import { ENTITY_TYPES, type EntityType } from "../model.js";
import { fold } from "../text.js";
import { readLexicon } from "./lexicon.js";

/** What a head noun stands for: its entity type, and in how much of its uses (1 to 9 ninths). */
export interface HeadSense {
  readonly type: EntityType;
  readonly share: number;
}

/** What mention detection and coreference know: word lists, and weights by hashed feature. */
export interface CoreferenceModel {
  /** By lemma; a noun's sense in the plural ("forces", "authorities") comes under the lemma and `+`. */
  readonly heads: ReadonlyMap<string, HeadSense>;
  /** Gender of first names, lower case. */
  readonly firstNames: ReadonlyMap<string, "m" | "f">;
  /** Countries' names, other names and demonyms, folded, to the country's name. */
  readonly nations: ReadonlyMap<string, string>;
  /** Capitals, folded, to their countries. */
  readonly capitals: ReadonlyMap<string, string>;
  /** Words of a class by lower-cased form or lemma ("armed": adjectives that make a group an armed one). */
  readonly words: ReadonlyMap<string, ReadonlySet<string>>;
  /** Weights of the mention ranker by feature hash, a power of two of them. */
  readonly ranker: Float32Array;
}

const VERSION = 1;
const TYPES: ReadonlySet<string> = new Set(ENTITY_TYPES);

/**
 * Reads `lexicons/mentions/*.txt` and `models/coreference.bin` under `root`.
 * @throws ResourceError where a file is missing, damaged or of another version, or a lexicon names an unknown type
 */
export function loadCoreference(root: string): CoreferenceModel {
  const path = join(root, "models", "coreference.bin");
  const lexicons = loadMentionLexicons(root);
  if (!existsSync(path)) return { ...lexicons, ranker: new Float32Array(1) };
  const container = decodeContainer(readFileSync(path), path, "coreference", VERSION);
  return { ...lexicons, ranker: Float32Array.from(container.section("ranker", "i16")) };
}

/** The word lists alone, which training starts from. */
export function loadMentionLexicons(root: string): Omit<CoreferenceModel, "ranker"> {
  const folder = join(root, "lexicons", "mentions");
  const heads = new Map<string, HeadSense>();
  const path = join(folder, "heads.txt");
  for (const [lemma, type, number, share] of readLexicon(path, 4)) {
    if (!TYPES.has(type!)) throw new ResourceError(`${path}: '${lemma}' has the unknown type '${type}'`);
    heads.set(number === "plural" ? `${lemma}+` : lemma!, { type: type as EntityType, share: Number(share) });
  }
  const firstNames = new Map<string, "m" | "f">();
  for (const [name, gender] of readLexicon(join(folder, "first-names.txt"), 2)) firstNames.set(name!, gender as "m" | "f");
  const capitals = new Map<string, string>();
  for (const [city, country] of readLexicon(join(folder, "capitals.txt"), 2)) capitals.set(fold(city!), country!);
  const words = new Map<string, Set<string>>();
  for (const [cls, list] of readLexicon(join(folder, "words.txt"), 2)) {
    const set = words.get(cls!) ?? new Set<string>();
    for (const word of list!.split(" ")) set.add(word);
    words.set(cls!, set);
  }
  return { heads, firstNames, nations: readNations(root), capitals, words };
}

function readNations(root: string): Map<string, string> {
  const nations = new Map<string, string>();
  for (const [, name, , , others, demonyms] of readLexicon(join(root, "lexicons", "names", "countries.tsv"), 6)) {
    for (const form of [name!, ...`${others}|${demonyms}`.split("|")]) {
      const key = (fold(form).match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
      if (key === "" || form === "-" || nations.has(key)) continue;
      nations.set(key, name!);
      if (!nations.has(`${key}s`)) nations.set(`${key}s`, name!);
    }
  }
  return nations;
}
