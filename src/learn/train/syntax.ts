import { join } from "node:path";
import { encodeContainer, stringSection } from "../container.js";
import { makeParser } from "../parser.js";
import { asStored, parserOf, parserSections, SYNTAX_MODEL } from "../syntax-format.js";
import { clusterTable, lowerHash } from "../words.js";
import { makeSentences } from "./grammar.js";
import { trainLemmatiser } from "./lemmatiser.js";
import { exchangeClusters } from "./names-clusters.js";
import { readRawWords } from "./names-data.js";
import { LARGE_PARSER, SMALL_PARSER, trainParser } from "./parser.js";
import { readBy, readNewsSentences } from "./syntax-news.js";
import { readTreebank, type TreebankSentence } from "./treebank.js";

/** The sentences that the syntax model learns from: EWT's and GUM's training parts under `data`. */
export function syntaxTreebanks(data: string): TreebankSentence[] {
  return [...readTreebank(join(data, "ud-ewt", "train.conllu")), ...readTreebank(join(data, "gum", "train"))];
}

/** How many made-up sentences of news from conflicts are learnt from beside the treebanks. */
const MADE_UP = 1000;

/** How many word classes, over how many rounds of exchange, from words seen how often. */
const CLUSTERS = { classes: 250, rounds: 6, least: 4 } as const;

/** Word classes from the raw words of all corpora, which need no annotation: hashes and their classes, ascending. */
function learnClusters(data: string): { keys: Uint32Array; classes: Uint8Array } {
  const texts = readRawWords(data).map((words) => words.map(plainForm));
  const found = exchangeClusters(texts, CLUSTERS.classes, CLUSTERS.least, CLUSTERS.rounds);
  const rows = new Map([...found].map(([word, cluster]) => [lowerHash(word), cluster] as const));
  const keys = Uint32Array.from(rows.keys()).sort();
  return { keys, classes: Uint8Array.from(keys, (key) => rows.get(key)!) };
}

/** A word as its lower-case hash sees it: small letters, digits as 0, plain quotation marks and dashes. */
function plainForm(word: string): string {
  return word.toLowerCase().replace(/[0-9]/g, "0").replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[–—]/g, "-");
}

/** How often the treebanks are learnt from beside the news that the large parser read. */
const TREEBANKS = 3;

/**
 * Trains word classes, parser and lemmatiser on the corpora under `data` and returns the bytes of `models/syntax.bin`. A large
 * parser learns from the treebanks and reads the news of the corpora; the small one that ships learns from both (Hinton,
 * Vinyals and Dean 2015).
 */
export function trainSyntax(data: string, root: string, log: (line: string) => void): Uint8Array {
  const sentences = [...syntaxTreebanks(data), ...makeSentences(root, MADE_UP)];
  const words = learnClusters(data);
  const clusters = clusterTable(words.keys, words.classes);
  log(`${sentences.length} sentences, ${words.keys.length} words in ${CLUSTERS.classes} classes`);
  const large = trainParser(sentences, clusters, LARGE_PARSER, (line) => log(`large parser, ${line}`));
  const news = readBy(makeParser(parserOf(asStored(large))), readNewsSentences(data, root), clusters);
  log(`${news.length} sentences of news`);
  const all = [...Array.from({ length: TREEBANKS }, () => sentences).flat(), ...news];
  const small = trainParser(all, clusters, SMALL_PARSER, (line) => log(`small parser, ${line}`));
  const { meta, sections } = parserSections(small);
  const lemmas = trainLemmatiser(sentences);
  const endings = [...lemmas.endings].sort((a, b) => a[0] - b[0]);
  return encodeContainer(SYNTAX_MODEL.name, SYNTAX_MODEL.version, meta, {
    "cluster.keys": words.keys,
    "cluster.classes": words.classes,
    ...sections,
    "lemma.keys": Uint32Array.from(endings, ([key]) => key),
    "lemma.rule": Uint16Array.from(endings, ([, rule]) => rule),
    "lemma.rules": stringSection(lemmas.rules),
  });
}

export { describeSyntax } from "./syntax-card.js";
