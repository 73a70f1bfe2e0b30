import { readdirSync } from "node:fs";
import { join } from "node:path";
import { segment } from "../../annotate/segment.js";
import { loadTokens } from "../../resources/syntax.js";
import { LONGEST } from "../network.js";
import type { Parser } from "../parser.js";
import { type Clusters, fillWords, wordTable } from "../words.js";
import { newsTexts } from "./news-texts.js";
import { readGoldReports } from "./reports.js";
import type { TreebankSentence } from "./treebank.js";

/** Articles of the corpora of toponyms that are read, by their numbers from 0 on: all of LGL, nearly all of GeoVirus. */
const COUNTED = { lgl: 588, geovirus: 229 } as const;

/** Words of sentences of news from the corpora under `data` and of the reports of `root`; what is held back of these is left out. */
export function readNewsSentences(data: string, root: string): string[][] {
  const lexicon = loadTokens(root);
  const files = (folder: string, ending: string) =>
    readdirSync(join(data, folder))
      .filter((file) => file.endsWith(ending))
      .sort()
      .map((file) => file.slice(0, -ending.length));
  const ids: readonly (readonly [string, readonly string[]])[] = [
    ["polnear", files("polnear/train/text", ".txt")],
    ["worldwide-newswire", files("worldwide-newswire/train", ".txt.tsv").map((id) => `train/${id}`)],
    ...Object.entries(COUNTED).map(([corpus, count]) => [corpus, Array.from({ length: count }, (_, i) => String(i))] as const),
  ];
  const texts = ids.flatMap(([corpus, list]) => list.map(newsTexts(data, corpus)));
  const own = readGoldReports(data, root).map(({ text }) => text);
  return [...texts, ...own].flatMap((text) => {
    const { starts, ends, sentences } = segment(text, [], lexicon);
    return sentences
      .slice(0, -1)
      .map((first, s) => starts.slice(first, sentences[s + 1]!).map((start, k) => text.slice(start, ends[first + k])));
  });
}

/** Sentences as a parser reads them, to learn from; those of a few words, and very long ones, are left out. */
export function readBy(parser: Parser, sentences: readonly (readonly string[])[], clusters: Clusters): TreebankSentence[] {
  const table = wordTable(clusters);
  return sentences
    .filter((forms) => forms.length >= SHORTEST && forms.length <= LONGEST)
    .map((forms) => {
      const count = forms.length;
      const parsed = { tags: new Uint8Array(count), heads: new Int32Array(count), relations: new Uint8Array(count) };
      fillWords(table, forms);
      parser.parse(table, true, parsed, 0);
      const tags = Array.from(parsed.tags, (tag) => parser.tags[tag]!.split("|") as [string, string]);
      return {
        forms,
        lemmas: forms,
        upos: tags.map(([upos]) => upos),
        xpos: tags.map(([, xpos]) => xpos),
        heads: Array.from(parsed.heads, (head) => (head === count ? -1 : head)),
        deprels: Array.from(parsed.relations, (relation) => parser.relations[relation]!),
        spaceAfter: forms.map(() => true),
      };
    });
}

const SHORTEST = 4;
