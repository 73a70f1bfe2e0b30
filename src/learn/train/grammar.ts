import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Clauses } from "./grammar-clauses.js";
import type { GrammarWords } from "./grammar-phrases.js";
import type { Word } from "./grammar-words.js";
import { seededRandom } from "./random.js";
import type { TreebankSentence } from "./treebank.js";

/**
 * Made-up sentences of news from a conflict with their trees, to learn from beside the treebanks, in which "killed" stands
 * two dozen times: who was killed, seized or shelled, by whom and where, in the constructions that such news is written in.
 * Relations are those of Universal Dependencies as English EWT has them, without subtypes. The same for the same seed.
 */
export function makeSentences(root: string, count: number, seed = 1): TreebankSentence[] {
  const maker = new Clauses(readWords(root), seededRandom(seed));
  return Array.from({ length: count }, () => flatten(maker.sentence()));
}

/** The classes of `training/grammar/words.txt`; irregular verbs apart. */
function readWords(root: string): GrammarWords {
  const classes = new Map<string, string[]>();
  const irregular = new Map<string, readonly [string, string]>();
  for (const line of readFileSync(join(root, "training", "grammar", "words.txt"), "utf8").split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [name, list] = line.split("\t") as [string, string];
    const items = list.split(" ").map((word) => word.replaceAll("_", " "));
    if (name === "irregular") irregular.set(items[0]!, [items[1]!, items[2]!]);
    else classes.set(name, items);
  }
  return { classes, irregular };
}

/** A sentence's words in order, with their heads. */
function flatten(root: Word): TreebankSentence {
  const rows: { word: Word; head: number }[] = [];
  const place = (word: Word): number => {
    const before = word.left.map(place);
    const at = rows.push({ word, head: -1 }) - 1;
    const after = word.right.map(place);
    for (const child of [...before, ...after]) rows[child]!.head = at;
    return at;
  };
  place(root);
  const forms = rows.map(({ word }) => word.form);
  forms[0] = forms[0]![0]!.toUpperCase() + forms[0]!.slice(1);
  return {
    forms,
    lemmas: rows.map(({ word }) => word.lemma),
    upos: rows.map(({ word }) => word.upos),
    xpos: rows.map(({ word }) => word.xpos),
    heads: rows.map(({ head }) => head),
    deprels: rows.map(({ word }) => word.deprel),
    spaceAfter: forms.map((_, i) => !/^[,.]$/.test(forms[i + 1] ?? ".")),
  };
}
