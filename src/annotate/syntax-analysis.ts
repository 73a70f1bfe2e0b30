import { makeLemmatiser } from "../learn/lemmatiser.js";
import { makeParser } from "../learn/parser.js";
import { makeTagger } from "../learn/tagger.js";
import { fillWords, PAD, wordTable } from "../learn/words.js";
import type { Report, Sentence, Token, Upos } from "../model.js";
import type { SyntaxModel } from "../resources/syntax.js";
import { isLowerCased, type Segmentation, segment } from "./segment.js";
import type { Syntax } from "./syntax.js";

/**
 * Cuts a report into sentences and words (those given are kept) and finds tags, lemmas and trees. Each sentence has
 * exactly one root. Linear in the text's length.
 */
export function analyse(report: Report, model: SyntaxModel): Syntax {
  const { text } = report;
  const cuts = report.given ? givenSegmentation(report.given) : segment(text, report.parts, model.tokens);
  const tagCased = makeTagger(model.tagger);
  const tagUncased = makeTagger(model.uncased);
  const lowerCased = isLowerCased(text);
  const parse = makeParser(model.parser);
  const lemma = makeLemmatiser(model.lemmatiser);
  const upos = model.tagger.classes.map((c) => c.slice(0, c.indexOf("|")) as Upos);
  const xpos = model.tagger.classes.map((c) => c.slice(c.indexOf("|") + 1));
  const table = wordTable(model.clusters);
  let tags = new Uint8Array(512);
  const tokens: Token[] = [];
  const sentences: Sentence[] = [];
  const words: string[] = [];
  for (let s = 0; s + 1 < cuts.sentences.length; s++) {
    const first = cuts.sentences[s]!;
    const last = cuts.sentences[s + 1]!;
    if (first === last) continue;
    words.length = 0;
    for (let i = first; i < last; i++) words.push(text.slice(cuts.starts[i], cuts.ends[i]));
    if (tags.length < words.length + 2 * PAD) tags = new Uint8Array(2 * (words.length + 2 * PAD));
    const cased = !lowerCased && !isCapitals(words);
    fillWords(table, cased ? words : words.map((word) => word.toLowerCase()));
    if (cased) tagCased(table, tags);
    else tagUncased(table, tags);
    const state = parse(table, tags);
    const sentence = sentences.length;
    for (let i = first; i < last; i++) {
      const k = i - first;
      const form = words[k]!;
      const label = tags[k + PAD]!;
      const head = state.heads[k]!;
      tokens.push({
        start: cuts.starts[i]!,
        end: cuts.ends[i]!,
        text: form,
        tag: upos[label]!,
        xpos: xpos[label]!,
        lemma: lemma(form, xpos[label]!),
        head: head === last - first ? -1 : first + head,
        deprel: model.parser.relations[state.labels[k]!]!,
        sentence,
      });
    }
    sentences.push({ start: cuts.starts[first]!, end: cuts.ends[last - 1]!, first, last });
  }
  return { text, sentences, tokens };
}

/** Whether a sentence is a headline in capitals: "TROOPS ENTER CAPITAL", but not "NATO, UN: OK". */
function isCapitals(words: readonly string[]): boolean {
  let letters = 0;
  for (const word of words) {
    if (word !== word.toUpperCase()) return false;
    if (word.length > 3 && word !== word.toLowerCase()) letters += word.length;
  }
  return letters > 8;
}

function givenSegmentation(given: NonNullable<Report["given"]>): Segmentation {
  const starts: number[] = [];
  const ends: number[] = [];
  const sentences = [0];
  for (const sentence of given) {
    for (const word of sentence) {
      starts.push(word.start);
      ends.push(word.end);
    }
    sentences.push(starts.length);
  }
  return { starts, ends, sentences };
}
