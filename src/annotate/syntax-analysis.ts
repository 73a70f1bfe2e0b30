import { makeLemmatiser } from "../learn/lemmatiser.js";
import { makeParser } from "../learn/parser.js";
import type { ParserState } from "../learn/parser-state.js";
import { makeTagger } from "../learn/tagger.js";
import { fillWords, PAD, wordTable } from "../learn/words.js";
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
  const trees = readTrees(forms, sentences, isLowerCased(text), model);
  const lemma = makeLemmatiser(model.lemmatiser);
  const upos = model.tagger.classes.map((c) => c.slice(0, c.indexOf("|")) as Upos);
  const xpos = model.tagger.classes.map((c) => c.slice(c.indexOf("|") + 1));
  const tokens: Token[] = [];
  for (const [sentence, { first, last }] of sentences.entries()) {
    const tags = trees.tags[sentence]!;
    for (let i = first; i < last; i++) {
      const label = tags[i - first + PAD]!;
      const head = trees.heads[i]!;
      const penn = xpos[label] === "NN" && ALWAYS_PLURAL.test(forms[i]!) ? "NNS" : xpos[label]!;
      tokens.push({
        start: cuts.starts[i]!,
        end: cuts.ends[i]!,
        text: forms[i]!,
        tag: upos[label]!,
        xpos: penn,
        lemma: lemma(forms[i]!, penn),
        head: head === last - first ? -1 : first + head,
        deprel: model.parser.relations[trees.labels[i]!]!,
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

/** What the models make of a report's words. */
interface Trees {
  /** Classes of each sentence's words, shifted by {@link PAD}. */
  readonly tags: readonly Uint8Array[];
  /** By word: its head as a place in the sentence, the sentence's length for the root. */
  readonly heads: Int32Array;
  /** By word: the relation to the head. */
  readonly labels: Int32Array;
}

/** Tags all sentences, then reads all of them backward, then all forward: each model at a time stays in the processor's cache. */
function readTrees(forms: readonly string[], sentences: readonly Sentence[], lowerCased: boolean, model: SyntaxModel): Trees {
  const table = wordTable(model.clusters);
  const tagCased = makeTagger(model.tagger);
  const tagUncased = makeTagger(model.uncased);
  const parser = makeParser(model.parser);
  const seen = [...forms];
  const tags = sentences.map(({ first, last }) => {
    const cased = !lowerCased && !isCapitals(forms, first, last);
    if (!cased) for (let i = first; i < last; i++) seen[i] = forms[i]!.toLowerCase();
    const out = new Uint8Array(last - first + 2 * PAD);
    fillWords(table, seen, first, last);
    if (cased) tagCased(table, out);
    else tagUncased(table, out);
    return out;
  });
  const heads = new Int32Array(forms.length);
  const labels = new Int32Array(forms.length);
  const leads = new Int32Array(forms.length);
  const keep = (state: ParserState, first: number): void => {
    heads.set(state.heads.subarray(0, state.count), first);
    labels.set(state.labels.subarray(0, state.count), first);
    leads.set(state.leads.subarray(0, state.count), first);
  };
  for (const [s, { first, last }] of sentences.entries()) {
    fillWords(table, seen, first, last);
    keep(parser.backward(table, tags[s]!), first);
  }
  for (const [s, { first, last }] of sentences.entries()) {
    fillWords(table, seen, first, last);
    const guide = { heads: heads.subarray(first, last), labels: labels.subarray(first, last), leads: leads.subarray(first, last) };
    keep(parser.forward(table, tags[s]!, guide), first);
  }
  return { tags, heads, labels };
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
