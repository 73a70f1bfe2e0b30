import { join } from "node:path";
import { actionSections } from "../action-model.js";
import { encodeContainer, type Section, stringSection } from "../container.js";
import { compactSections } from "../linear.js";
import { SYNTAX_MODEL } from "../syntax-format.js";
import { trainLemmatiser } from "./lemmatiser.js";
import { PARSER_OPTIONS, type ParserOptions, trainParser } from "./parser.js";
import { jackknife, TAGGER_OPTIONS, type TrainedTagger, tagClasses, trainTagger } from "./tagger.js";
import { readTreebank, type TreebankSentence } from "./treebank.js";

/** The sentences that the syntax model learns from: EWT's and GUM's training parts under `data`. */
export function syntaxTreebanks(data: string): TreebankSentence[] {
  return [...readTreebank(join(data, "ud-ewt", "train.conllu")), ...readTreebank(join(data, "gum", "train"))];
}

/** Trains tagger, lemmatiser and parser on the corpora under `data` and returns the bytes of `models/syntax.bin`. */
export function trainSyntax(data: string, log: (line: string) => void, options: ParserOptions = PARSER_OPTIONS): Uint8Array {
  const sentences = syntaxTreebanks(data);
  const classes = tagClasses(sentences);
  log(`syntax: ${sentences.length} sentences, ${classes.length} tags`);
  const tagger = trainTagger(sentences, classes, TAGGER_OPTIONS);
  const tags = jackknife(sentences, classes, { ...TAGGER_OPTIONS, epochs: 2 });
  log("tagger and jack-knifed tags done");
  const parser = trainParser(sentences, tags, options, log);
  const lemmas = trainLemmatiser(sentences);
  const endings = [...lemmas.endings].sort((a, b) => a[0] - b[0]);
  return encodeContainer(SYNTAX_MODEL.name, SYNTAX_MODEL.version, null, {
    ...taggerSections(tagger),
    relations: stringSection(parser.relations),
    ...actionSections("actions", parser.actions),
    ...compactSections("labels", parser.labels),
    "lemma.keys": Uint32Array.from(endings, ([key]) => key),
    "lemma.rule": Uint16Array.from(endings, ([, rule]) => rule),
    "lemma.rules": stringSection(lemmas.rules),
  });
}

function taggerSections(tagger: TrainedTagger): Record<string, Section> {
  const known = [...tagger.known].sort((a, b) => a[0] - b[0]);
  return {
    tags: stringSection(tagger.classes),
    ...compactSections("tagger", tagger.packed),
    "known.keys": Uint32Array.from(known, ([key]) => key),
    "known.counts": Uint8Array.from(known, ([, classes]) => classes.length),
    "known.classes": Uint8Array.from(known.flatMap(([, classes]) => [...classes])),
  };
}
