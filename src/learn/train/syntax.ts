import { join } from "node:path";
import { actionSections } from "../action-model.js";
import { encodeContainer, type Section, stringSection } from "../container.js";
import { compactSections } from "../linear.js";
import { SYNTAX_MODEL } from "../syntax-format.js";
import { clusterTable, lowerHash } from "../words.js";
import { makeSentences } from "./grammar.js";
import { trainLemmatiser } from "./lemmatiser.js";
import { exchangeClusters } from "./names-clusters.js";
import { readRawWords } from "./names-data.js";
import { PARSER_OPTIONS, type ParserOptions, trainParser } from "./parser.js";
import {
  JACKKNIFE_OPTIONS,
  jackknife,
  lowerCased,
  TAGGER_OPTIONS,
  type TrainedTagger,
  tagClasses,
  trainTagger,
  UNCASED_OPTIONS,
} from "./tagger.js";
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

/** Trains clusters, tagger, lemmatiser and parser on the corpora under `data` and returns the bytes of `models/syntax.bin`. */
export function trainSyntax(data: string, root: string, log: (line: string) => void, options: ParserOptions = PARSER_OPTIONS): Uint8Array {
  const sentences = [...syntaxTreebanks(data), ...makeSentences(root, MADE_UP)];
  const classes = tagClasses(sentences);
  log(`${sentences.length} sentences, ${classes.length} tags`);
  const words = learnClusters(data);
  const clusters = clusterTable(words.keys, words.classes);
  log(`${words.keys.length} words in ${CLUSTERS.classes} classes`);
  const tagger = trainTagger(sentences, classes, clusters, TAGGER_OPTIONS);
  const uncased = trainTagger(lowerCased(sentences), classes, clusters, UNCASED_OPTIONS);
  log(`taggers: ${tagger.packed.keys.length} + ${uncased.packed.keys.length} features`);
  const tags = jackknife(sentences, classes, clusters, JACKKNIFE_OPTIONS);
  log("tags by jack-knife");
  const parser = trainParser(sentences, tags, classes, clusters, options, log);
  for (const { actions, labels } of [parser.first, parser.second]) log(`parser: ${actions.keys.length} + ${labels.keys.length} features`);
  const lemmas = trainLemmatiser(sentences);
  const endings = [...lemmas.endings].sort((a, b) => a[0] - b[0]);
  return encodeContainer(SYNTAX_MODEL.name, SYNTAX_MODEL.version, null, {
    "cluster.keys": words.keys,
    "cluster.classes": words.classes,
    tags: stringSection(classes),
    ...taggerSections("tagger", tagger),
    ...taggerSections("uncased", uncased),
    relations: stringSection(parser.relations),
    ...actionSections("first.actions", parser.first.actions),
    ...compactSections("first.labels", parser.first.labels),
    ...actionSections("second.actions", parser.second.actions),
    ...compactSections("second.labels", parser.second.labels),
    "lemma.keys": Uint32Array.from(endings, ([key]) => key),
    "lemma.rule": Uint16Array.from(endings, ([, rule]) => rule),
    "lemma.rules": stringSection(lemmas.rules),
  });
}

function taggerSections(prefix: string, tagger: TrainedTagger): Record<string, Section> {
  const known = [...tagger.known].sort((a, b) => a[0] - b[0]);
  return {
    ...compactSections(prefix, tagger.packed),
    [`${prefix}.known.keys`]: Uint32Array.from(known, ([key]) => key),
    [`${prefix}.known.counts`]: Uint8Array.from(known, ([, classes]) => classes.length),
    [`${prefix}.known.classes`]: Uint8Array.from(known.flatMap(([, classes]) => [...classes])),
  };
}

export { describeSyntax } from "./syntax-card.js";
