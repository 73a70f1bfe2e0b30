import { makeLemmatiser } from "../learn/lemmatiser.js";
import type { ParsedWords } from "../learn/parser.js";
import { fillWords, wordTable } from "../learn/words.js";
import type { Report, Sentence, Token, Upos } from "../model.js";
import type { SyntaxModel } from "../resources/syntax.js";
import { isLowerCased, type Segmentation, segment } from "./segment.js";
import type { Syntax } from "./syntax.js";
import { mendTrees } from "./syntax-mends.js";
import { partSpeakers } from "./syntax-speakers.js";

/**
 * Cuts a report into sentences and words (those given are kept) and finds tags, lemmas and trees. Each sentence has
 * exactly one root. Linear in the text's length.
 */
export function analyse(report: Report, model: SyntaxModel): Syntax {
  const { text } = report;
  const cuts = report.given ? givenSegmentation(report.given) : segment(text, report.parts, model.tokens);
  const forms = cuts.starts.map((start, i) => text.slice(start, cuts.ends[i]));
  const sentences: Sentence[] = [];
  for (let s = 0; s + 1 < cuts.sentences.length; s++) {
    const first = cuts.sentences[s]!;
    const last = cuts.sentences[s + 1]!;
    if (first < last) sentences.push({ start: cuts.starts[first]!, end: cuts.ends[last - 1]!, first, last });
  }
  const { tags, heads, relations } = parse(forms, sentences, isLowerCased(text), model);
  const lemma = makeLemmatiser(model.lemmatiser);
  const upos = model.parser.tags.map((c) => c.slice(0, c.indexOf("|")) as Upos);
  const xpos = model.parser.tags.map((c) => c.slice(c.indexOf("|") + 1));
  const tokens: Token[] = [];
  for (const [sentence, { first, last }] of sentences.entries()) {
    for (let i = first; i < last; i++) {
      const label = tags[i]!;
      const head = heads[i]!;
      const penn = xpos[label] === "NN" && ALWAYS_PLURAL.test(forms[i]!) ? "NNS" : xpos[label]!;
      tokens.push({
        start: cuts.starts[i]!,
        end: cuts.ends[i]!,
        text: forms[i]!,
        tag: upos[label]!,
        xpos: penn,
        lemma: lemma(forms[i]!, penn),
        head: head === last - first ? -1 : first + head,
        deprel: model.parser.relations[relations[i]!]!,
        sentence,
      });
    }
  }
  partSpeakers(tokens, sentences);
  mendTrees(tokens, sentences, lemma);
  return { text, sentences, tokens };
}

/** Nouns of such an ending are plurals: "clashes", "churches". */
const ALWAYS_PLURAL = /[a-z](?:sh|ch|x)es$/;

/** What the model makes of a report's words, sentence by sentence; what has no capitals, or nothing else, it reads in small letters. */
function parse(forms: readonly string[], sentences: readonly Sentence[], lowerCased: boolean, model: SyntaxModel): ParsedWords {
  const table = wordTable(model.clusters);
  const words = forms.length;
  const parsed = { tags: new Uint8Array(words), heads: new Int32Array(words), relations: new Uint8Array(words) };
  for (const { first, last } of sentences) {
    const seen = forms.slice(first, last);
    const cased = !lowerCased && !isCapitals(forms, first, last);
    fillWords(table, cased ? seen : seen.map((form) => form.toLowerCase()));
    model.parser.parse(table, cased, parsed, first);
  }
  return parsed;
}

/** Whether a sentence is a headline in capitals: "TROOPS ENTER CAPITAL", but not "NATO, UN: OK". */
function isCapitals(words: readonly string[], first: number, last: number): boolean {
  let letters = 0;
  for (let i = first; i < last; i++) {
    const word = words[i]!;
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
