/**
 * What the parser sees of the words of one sentence: hashes of each word's forms, kept in typed arrays that are
 * reused from sentence to sentence. Index `PAD` is the first word; the padding on both sides stands for "outside".
 */
export const PAD = 2;

/** Classes of words, by the hash of the lower-cased word as {@link WordTable.lower} has it. */
export interface Clusters {
  /** 1 and up; 0 of an unknown word. */
  of(lower: number): number;
}

/** Readies a list of hashes and their classes for look-up. */
export function clusterTable(keys: Uint32Array, classes: ArrayLike<number>): Clusters {
  let size = 64;
  while (size < keys.length * 2) size *= 2;
  const mask = (size - 1) << 1;
  const table = new Int32Array(size * 2);
  for (let i = 0; i < keys.length; i++) {
    let at = (Math.imul(keys[i]!, 0x9e3779b1) >>> 7) & mask;
    while (table[at + 1] !== 0) at = (at + 2) & mask;
    table[at] = keys[i]!;
    table[at + 1] = classes[i]!;
  }
  return {
    of: (lower) => {
      const key = lower | 0;
      let at = (Math.imul(key, 0x9e3779b1) >>> 7) & mask;
      while (table[at] !== key && table[at + 1] !== 0) at = (at + 2) & mask;
      return table[at + 1]!;
    },
  };
}

/** Knows no word. */
export const NO_CLUSTERS: Clusters = { of: () => 0 };

/** Hash of a word as {@link WordTable.lower} has it. */
export function lowerHash(word: string): number {
  fillWords(single, [word]);
  return single.lower[PAD]!;
}

export interface WordTable {
  readonly clusters: Clusters;
  count: number;
  /** Hash of the lower-cased form, digits as 0. */
  lower: Uint32Array;
  /** Hash of the pattern of capitals, small letters, digits and signs, runs cut short. */
  shape: Uint32Array;
  suffix2: Uint32Array;
  suffix3: Uint32Array;
  suffix4: Uint32Array;
  prefix3: Uint32Array;
  /** Class of the word among words of like neighbours, 0 where it is unknown. */
  cluster: Uint32Array;
}

const COLUMNS = ["lower", "shape", "suffix2", "suffix3", "suffix4", "prefix3", "cluster"] as const;

/** An empty table for sentences of up to `capacity` words. */
export function wordTable(clusters: Clusters, capacity = 256): WordTable {
  const column = () => new Uint32Array(capacity + 2 * PAD);
  const table = { clusters, count: 0 } as WordTable;
  for (const name of COLUMNS) table[name] = column();
  return table;
}

/** For one word at a time. */
const single = wordTable(NO_CLUSTERS, 1);

/** Fills the table with the words of one sentence, growing it where needed. */
export function fillWords(table: WordTable, words: readonly string[], first = 0, last = words.length): void {
  const count = last - first;
  if (table.lower.length < count + 2 * PAD) Object.assign(table, wordTable(table.clusters, 2 * count));
  table.count = count;
  for (const name of COLUMNS) {
    const column = table[name];
    column[0] = 1;
    column[1] = 2;
    column[count + PAD] = 3;
    column[count + PAD + 1] = 4;
  }
  for (let i = 0; i < count; i++) fillWord(table, i + PAD, words[first + i]!);
}

const lowered = new Uint16Array(64);

function fillWord(table: WordTable, at: number, word: string): void {
  const length = Math.min(word.length, 64);
  let shape = 0x811c9dc5;
  let lower = 0x811c9dc5;
  let run = 0;
  let before = 0;
  for (let i = 0; i < length; i++) {
    let unit = word.charCodeAt(i);
    let kind: number;
    if (unit >= 97 && unit <= 122) kind = 1;
    else if (unit >= 65 && unit <= 90) {
      kind = 2;
      unit += 32;
    } else if (unit >= 48 && unit <= 57) {
      kind = 3;
      unit = 48;
    } else if (unit < 128) kind = unit;
    else {
      const small = word[i]!.toLowerCase().charCodeAt(0);
      kind = small !== unit ? 2 : word[i]!.toUpperCase().charCodeAt(0) !== unit ? 1 : 4;
      unit = small;
      // curly quotation marks and dashes count as their plain forms
      if (unit === 0x2019 || unit === 0x2018) kind = unit = 39;
      else if (unit === 0x201c || unit === 0x201d) kind = unit = 34;
      else if (unit === 0x2013 || unit === 0x2014) kind = unit = 45;
    }
    lowered[i] = unit;
    lower = Math.imul(lower ^ unit, 0x01000193);
    run = kind === before ? run + 1 : 0;
    before = kind;
    if (run < 2) shape = Math.imul(shape ^ kind, 0x01000193);
  }
  table.lower[at] = lower >>> 0;
  table.cluster[at] = table.clusters.of(lower);
  table.shape[at] = shape >>> 0;
  const affix = (from: number, to: number, salt: number): number => {
    let h = salt;
    for (let i = from; i < to; i++) h = Math.imul(h ^ lowered[i]!, 0x01000193);
    return h >>> 0;
  };
  table.suffix2[at] = affix(Math.max(0, length - 2), length, 12);
  table.suffix3[at] = affix(Math.max(0, length - 3), length, 13);
  table.suffix4[at] = affix(Math.max(0, length - 4), length, 14);
  table.prefix3[at] = affix(0, Math.min(3, length), 17);
}
