import { childOf, type Tree } from "./mentions-tree.js";
import type { Syntax } from "./syntax.js";

/** Who speaks where: for each token the number of the quotation it is in (-1 outside), and for each quotation its speaker. */
export interface Speech {
  readonly quote: Int32Array;
  /** Token index of the head of the subject of the verb of speech, -1 where there is none. */
  readonly speaker: Int32Array;
}

const OPEN = new Set(["“", "„", "«", "``"]);
const CLOSE = new Set(["”", "»", "''"]);
/** A quotation longer than this many tokens is a mark that was never closed. */
const LONGEST = 600;

/**
 * Marks quotations token by token and finds who utters each: the subject of a verb of speech in the sentence where the
 * quotation opens or closes (“…,” the minister said), else that of the quotation before it in the same paragraph.
 */
export function findSpeech(syntax: Syntax, tree: Tree, verbs: ReadonlySet<string>): Speech {
  const { tokens, sentences, text } = syntax;
  const quote = new Int32Array(tokens.length).fill(-1);
  const spans: { first: number; last: number }[] = [];
  let open = -1;
  for (let i = 0; i < tokens.length; i++) {
    const word = tokens[i]!.text;
    const closes = CLOSE.has(word) || (word === '"' && open >= 0);
    if (open >= 0 && (closes || i - open > LONGEST)) {
      if (closes) {
        quote.fill(spans.length, open, i + 1);
        spans.push({ first: open, last: i });
      }
      open = -1;
    } else if (OPEN.has(word) || (word === '"' && open < 0)) {
      open = i;
    }
  }
  const speaker = new Int32Array(spans.length).fill(-1);
  for (const [q, { first, last }] of spans.entries()) {
    const from = tokens[first]!.sentence;
    const to = Math.min(tokens[last]!.sentence, sentences.length - 1);
    let found = speakerOf(tree, quote, sentences[to]!.first, sentences[to]!.last, verbs);
    if (found < 0 && from !== to) found = speakerOf(tree, quote, sentences[from]!.first, sentences[from]!.last, verbs);
    // “…,” the post read. “…” — and quotations that follow one another without a verb of their own
    if (found < 0 && from > 0) found = speakerOf(tree, quote, sentences[from - 1]!.first, sentences[from - 1]!.last, verbs);
    if (found < 0 && q > 0 && !text.slice(tokens[spans[q - 1]!.last]!.end, tokens[first]!.start).includes("\n\n")) {
      const gap = first - spans[q - 1]!.last;
      if (gap < 40) found = speaker[q - 1]!;
    }
    speaker[q] = found;
  }
  return { quote, speaker };
}

/** The subject of the first verb of speech outside quotations among the tokens. */
function speakerOf(tree: Tree, quote: Int32Array, first: number, last: number, verbs: ReadonlySet<string>): number {
  for (let i = first; i < last; i++) {
    if (quote[i]! >= 0 || tree.tokens[i]!.tag !== "VERB" || !verbs.has(tree.tokens[i]!.lemma)) continue;
    const subject = childOf(tree, i, "nsubj");
    if (subject >= 0 && quote[subject]! < 0) return subject;
  }
  return -1;
}
