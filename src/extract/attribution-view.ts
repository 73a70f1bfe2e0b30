import { signedHash } from "../learn/hash.js";
import type { Quotation, Sentence, Span, Token } from "../model.js";

/** A document's words and trees as arrays of numbers: what the attribution model's features are read from. */
export interface AttributionView {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly sentences: readonly Sentence[];
  readonly quotations: readonly Quotation[];
  /** Hash of each lemma in lower case. */
  readonly lemma: Int32Array;
  readonly tag: Int32Array;
  readonly xpos: Int32Array;
  readonly deprel: Int32Array;
  readonly head: Int32Array;
  /** First token of the subtree. */
  readonly lo: Int32Array;
  /** Token past the last of the subtree. */
  readonly hi: Int32Array;
  /** Children in order: `child[at]` for `at` in `childStart[i] .. childStart[i + 1]`. */
  readonly childStart: Int32Array;
  readonly child: Int32Array;
  /** Index of the quotation that a token lies in, -1 outside. */
  readonly quoted: Int32Array;
  /** First token and token past the last of each quotation, marks included. */
  readonly quoteFirst: Int32Array;
  readonly quoteLast: Int32Array;
}

const CACHE = 1 << 12;

/** Builds the view in time linear in the document's length. */
export function attributionView(doc: {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly sentences: readonly Sentence[];
  readonly quotations: readonly Quotation[];
}): AttributionView {
  const { tokens, sentences, quotations } = doc;
  const n = tokens.length;
  const lemma = new Int32Array(n);
  const tag = new Int32Array(n);
  const xpos = new Int32Array(n);
  const deprel = new Int32Array(n);
  const head = new Int32Array(n);
  const lo = new Int32Array(n);
  const hi = new Int32Array(n);
  const childStart = new Int32Array(n + 1);
  const hashes = new Map<string, number>();
  const hash = (word: string): number => {
    let h = hashes.get(word);
    if (h === undefined) {
      h = signedHash(word);
      if (hashes.size < CACHE) hashes.set(word, h);
    }
    return h;
  };
  for (let i = 0; i < n; i++) {
    const token = tokens[i]!;
    lemma[i] = hash(token.lemma.toLowerCase());
    tag[i] = hash(token.tag);
    xpos[i] = hash(token.xpos);
    deprel[i] = hash(token.deprel);
    head[i] = token.head;
    lo[i] = i;
    hi[i] = i + 1;
    if (token.head >= 0) childStart[token.head + 1] = childStart[token.head + 1]! + 1;
  }
  for (let i = 0; i < n; i++) childStart[i + 1] = childStart[i + 1]! + childStart[i]!;
  const fill = childStart.slice();
  const child = new Int32Array(childStart[n]!);
  for (let i = 0; i < n; i++) if (head[i]! >= 0) child[fill[head[i]!]!++] = i;
  for (const sentence of sentences) spans(sentence, head, childStart, child, lo, hi);
  return {
    text: doc.text,
    tokens,
    sentences,
    quotations,
    lemma,
    tag,
    xpos,
    deprel,
    head,
    lo,
    hi,
    childStart,
    child,
    ...quoteTokens(tokens, quotations),
  };
}

/** Fills the borders of subtrees, children before parents. */
function spans(s: Sentence, head: Int32Array, childStart: Int32Array, child: Int32Array, lo: Int32Array, hi: Int32Array): void {
  const order: number[] = [];
  for (let i = s.first; i < s.last; i++) if (head[i]! < 0) order.push(i);
  for (let k = 0; k < order.length; k++) {
    const i = order[k]!;
    for (let c = childStart[i]!; c < childStart[i + 1]!; c++) order.push(child[c]!);
  }
  for (let k = order.length - 1; k >= 0; k--) {
    const i = order[k]!;
    const h = head[i]!;
    if (h < 0) continue;
    if (lo[i]! < lo[h]!) lo[h] = lo[i]!;
    if (hi[i]! > hi[h]!) hi[h] = hi[i]!;
  }
}

function quoteTokens(tokens: readonly Token[], quotations: readonly Quotation[]) {
  const quoted = new Int32Array(tokens.length).fill(-1);
  const quoteFirst = new Int32Array(quotations.length);
  const quoteLast = new Int32Array(quotations.length);
  let at = 0;
  for (const [q, span] of quotations.entries()) {
    while (at < tokens.length && tokens[at]!.end <= span.start) at++;
    quoteFirst[q] = at;
    while (at < tokens.length && tokens[at]!.start < span.end) quoted[at++] = q;
    quoteLast[q] = at;
  }
  return { quoted, quoteFirst, quoteLast };
}

/** Ranges of tokens, end exclusive, in order: `[a, b, c, d]` is `a..b` and `c..d`. */
export type TokenRanges = readonly number[];

/** The stretch of text from a range's first token to its last. */
export function spansOf(view: AttributionView, ranges: TokenRanges): Span[] {
  const out: Span[] = [];
  for (let k = 0; k + 1 < ranges.length; k += 2) {
    const first = view.tokens[ranges[k]!];
    const last = view.tokens[ranges[k + 1]! - 1];
    if (first && last && last.end > first.start) out.push({ start: first.start, end: last.end });
  }
  return out;
}
