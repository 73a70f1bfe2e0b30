import { InputError } from "../errors.js";

/** A word of a treebank: what of it is scored. */
export interface TreeWord {
  readonly form: string;
  readonly tag: string;
  /** Number of the governor within the sentence from 1 on, 0 for the root. */
  readonly head: number;
  readonly deprel: string;
}

/** Shares of words that are right, 0 to 1: tags, governors (UAS), governors with relations (LAS). */
export interface TreeScore {
  readonly words: number;
  readonly upos: number;
  readonly uas: number;
  readonly las: number;
}

/**
 * The words of a CoNLL-U file; multiword tokens and empty nodes are left out, relations lose their subtypes.
 * @throws InputError naming the line that can't be read
 */
export function readTrees(content: string, path: string): TreeWord[] {
  return content.split(/\r?\n/).flatMap((line, i) => {
    const columns = line.split("\t");
    if (line === "" || line.startsWith("#") || !/^\d+$/.test(columns[0]!)) return [];
    if (columns.length !== 10) throw new InputError(path, `line ${i + 1} has ${columns.length} tab-separated columns, CoNLL-U has 10`);
    return [{ form: columns[1]!, tag: columns[3]!, head: Number(columns[6]), deprel: columns[7]!.split(":")[0]! }];
  });
}

/**
 * Compares trees over the same words.
 * @throws InputError where the words differ
 */
export function scoreTrees(gold: readonly TreeWord[], found: readonly TreeWord[], path: string): TreeScore {
  const differs = gold.findIndex((w, i) => w.form !== found[i]?.form);
  if (differs >= 0 || gold.length !== found.length)
    throw new InputError(path, `word ${Math.max(0, differs) + 1} is not the same in gold and answer`);
  const share = (right: (g: TreeWord, f: TreeWord) => boolean) =>
    gold.length === 0 ? 0 : gold.filter((g, i) => right(g, found[i]!)).length / gold.length;
  return {
    words: gold.length,
    upos: share((g, f) => g.tag === f.tag),
    uas: share((g, f) => g.head === f.head),
    las: share((g, f) => g.head === f.head && g.deprel === f.deprel),
  };
}
