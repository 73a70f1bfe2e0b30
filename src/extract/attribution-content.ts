import { add, bucket, type FeatureBuffer } from "../learn/features.js";
import { mix } from "../learn/hash.js";
import { childWith } from "./attribution-cues.js";
import { H } from "./attribution-features.js";
import type { AttributionView, TokenRanges } from "./attribution-view.js";

/** A stretch that may be what is said. */
export interface ContentCandidate {
  readonly ranges: TokenRanges;
  /** How it was made. */
  readonly kind: ContentKind;
  /** Token that it was made from: a tree node, or the first token of a quotation. */
  readonly node: number;
  /** Hash of the relation that was cut off on the right, 0 where nothing was. */
  readonly cut: number;
}

/** subtree; ancestor without the cue's branch (both sides, left, right); quotation; quotations on both sides; all before or after the cue's clause. */
export enum ContentKind {
  Subtree = 1,
  Around = 2,
  Left = 3,
  Right = 4,
  Quote = 5,
  QuotePair = 6,
  Before = 7,
  After = 8,
  QuoteAndTree = 9,
  PreviousSentence = 10,
}

const MOST = 120;

/**
 * The stretches that a cue at `cue` may introduce: subtrees below it and beside it with right adjuncts cut or not, its
 * ancestors without its own branch, quotations that touch its sentence (over as many sentences as they run), and what
 * stands before or after its clause.
 */
export function contentCandidates(view: AttributionView, cue: number): ContentCandidate[] {
  const out: ContentCandidate[] = [];
  const seen = new Set<number>();
  const sentence = view.sentences[view.tokens[cue]!.sentence]!;
  const push = (kind: ContentKind, node: number, cut: number, raw: readonly number[]): void => {
    if (out.length >= MOST) return;
    const ranges = trim(view, raw);
    if (ranges.length === 0) return;
    let key = 17;
    for (const r of ranges) key = mix(key, r);
    if (seen.has(key)) return;
    seen.add(key);
    out.push({ ranges, kind, node, cut });
  };
  const below = (node: number): void => {
    const lo = view.lo[node]!;
    const hi = view.hi[node]!;
    const raw = cue >= lo && cue < hi ? without(lo, hi, view.lo[cue]!, view.hi[cue]!) : [lo, hi];
    push(ContentKind.Subtree, node, 0, raw);
    if (cue >= lo && cue < hi) return;
    let cuts = 0;
    for (let c = view.childStart[node + 1]! - 1; c >= view.childStart[node]! && cuts < 3; c--) {
      const k = view.child[c]!;
      if (k < node) break;
      const r = view.deprel[k]!;
      if (
        r === H.advcl ||
        r === H.obl ||
        r === H.parataxis ||
        r === H.conj ||
        r === H.acl ||
        r === H.appos ||
        r === H.nmod ||
        r === H.dep
      ) {
        push(ContentKind.Subtree, node, r, [lo, view.lo[k]!]);
        cuts++;
      }
    }
  };
  const descend = (node: number, depth: number): void => {
    for (let c = view.childStart[node]!; c < view.childStart[node + 1]!; c++) {
      const k = view.child[c]!;
      const r = view.deprel[k]!;
      if (r === H.punct || r === H.aux || r === H.mark || r === H.case || r === H.cc || r === H.det) continue;
      below(k);
      if (depth > 0 && view.hi[k]! - view.lo[k]! > 2) descend(k, depth - 1);
    }
  };
  descend(cue, 1);
  for (let branch = cue, h = view.head[cue]!, steps = 0; h >= 0 && steps < 5; branch = h, h = view.head[h]!, steps++) {
    const lo = view.lo[h]!;
    const hi = view.hi[h]!;
    const [a, b] = [view.lo[branch]!, view.hi[branch]!];
    push(ContentKind.Around, h, 0, without(lo, hi, a, b));
    push(ContentKind.Left, h, 0, [lo, a]);
    push(ContentKind.Right, h, 0, [b, hi]);
    for (let c = view.childStart[h]!; c < view.childStart[h + 1]!; c++) {
      const k = view.child[c]!;
      if (k !== branch && view.deprel[k]! !== H.punct && (steps < 2 || view.hi[k]! - view.lo[k]! > 3)) below(k);
    }
  }
  const subject = childWith(view, cue, H.nsubj);
  const clauseStart = subject >= 0 && subject < cue ? view.lo[subject]! : cue;
  const clauseEnd = subject > cue ? view.hi[subject]! : cue + 1;
  push(ContentKind.Before, cue, 0, [sentence.first, clauseStart]);
  push(ContentKind.After, cue, 0, [clauseEnd, sentence.last]);
  quotes(view, cue, sentence.first, sentence.last, clauseStart, clauseEnd, push);
  return out;
}

function quotes(
  view: AttributionView,
  cue: number,
  first: number,
  last: number,
  clauseStart: number,
  clauseEnd: number,
  push: (kind: ContentKind, node: number, cut: number, raw: readonly number[]) => void,
): void {
  let before = -1;
  let after = -1;
  const own = view.quoted[cue]!;
  for (let i = Math.max(0, first - 1); i < Math.min(view.tokens.length, last + 1); i++) {
    const q = view.quoted[i]!;
    if (q < 0 || q === own || (i > 0 && view.quoted[i - 1] === q && i > Math.max(0, first - 1))) continue;
    const a = view.quoteFirst[q]!;
    const b = view.quoteLast[q]!;
    if (b < first) continue;
    push(ContentKind.Quote, a, 0, [a, b]);
    if (b <= cue) before = q;
    else if (after < 0 && a > cue) after = q;
  }
  if (before >= 0 && after >= 0)
    push(ContentKind.QuotePair, view.quoteFirst[before]!, 0, [
      view.quoteFirst[before]!,
      view.quoteLast[before]!,
      view.quoteFirst[after]!,
      view.quoteLast[after]!,
    ]);
  // A paraphrase and the quotation that follows it at once: `that the talks failed. "We tried," he said.`
  if (after >= 0 && view.quoteLast[after]! > last)
    push(ContentKind.QuoteAndTree, view.quoteFirst[after]!, 0, [clauseEnd, view.quoteLast[after]!]);
  if (before >= 0 && view.quoteFirst[before]! < first)
    push(ContentKind.QuoteAndTree, view.quoteFirst[before]!, 0, [view.quoteFirst[before]!, clauseStart]);
  if (after >= 0 && view.quoteFirst[after]! >= last && clauseStart > first + 1)
    push(ContentKind.QuoteAndTree, view.quoteFirst[after]!, 1, [first, clauseStart, view.quoteFirst[after]!, view.quoteLast[after]!]);
}

const without = (lo: number, hi: number, a: number, b: number): number[] => {
  const out: number[] = [];
  if (a > lo) out.push(lo, Math.min(a, hi));
  if (b < hi) out.push(Math.max(b, lo), hi);
  return out;
};

/** Drops empty ranges, and commas and stops at both ends of each. */
function trim(view: AttributionView, raw: readonly number[]): number[] {
  const out: number[] = [];
  for (let k = 0; k + 1 < raw.length; k += 2) {
    let a = raw[k]!;
    let b = raw[k + 1]!;
    while (a < b && loose(view, a)) a++;
    while (b > a && loose(view, b - 1)) b--;
    if (b > a) out.push(a, b);
  }
  return out;
}

function loose(view: AttributionView, i: number): boolean {
  const token = view.tokens[i]!;
  if (token.tag !== "PUNCT") return false;
  return (
    token.text === "," ||
    token.text === "." ||
    token.text === ":" ||
    token.text === "—" ||
    token.text === "–" ||
    token.text === "-" ||
    token.text === ";" ||
    token.text === "--"
  );
}

/** Whether a token lies in the ranges. */
export function inRanges(ranges: TokenRanges, i: number): boolean {
  for (let k = 0; k + 1 < ranges.length; k += 2) if (i >= ranges[k]! && i < ranges[k + 1]!) return true;
  return false;
}

/** Hash of the way through the tree from `from` up and down to `to`, at most six steps; 0 where it is longer. */
export function pathHash(view: AttributionView, from: number, to: number): number {
  let h = 7;
  let node = from;
  for (let up = 0; up < 4; up++) {
    if (node === to) return h;
    if (to >= view.lo[node]! && to < view.hi[node]!) {
      let down = 9;
      let steps = 0;
      for (let k = to; k !== node && steps < 3; k = view.head[k]!, steps++) {
        if (k < 0) return 0;
        down = mix(down, view.deprel[k]!);
        if (view.head[k] === node) return mix(h, down);
      }
      return 0;
    }
    if (view.head[node]! < 0) return 0;
    h = mix(h, view.deprel[node]! ^ 0x5bd1);
    node = view.head[node]!;
  }
  return 0;
}

/** Quotations that touch a sentence, or begin the next, and lie outside the ranges: 0, 1 before, 2 after, 3 both. */
function otherQuotes(view: AttributionView, first: number, last: number, ranges: TokenRanges): number {
  let out = 0;
  for (let i = Math.max(0, first - 1); i < Math.min(view.tokens.length, last + 1); i++) {
    if (view.quoted[i]! < 0 || inRanges(ranges, i)) continue;
    out |= i < ranges[0]! ? 1 : 2;
  }
  return out;
}

/** Features of a content candidate of a cue. */
export function contentFeatures(view: AttributionView, cue: number, candidate: ContentCandidate, out: FeatureBuffer): void {
  out.count = 0;
  const { lemma, tag, deprel, tokens, quoted } = view;
  const { ranges, kind, node, cut } = candidate;
  const sentence = view.sentences[tokens[cue]!.sentence]!;
  const first = ranges[0]!;
  const last = ranges[ranges.length - 1]!;
  const l = lemma[cue]!;
  const side = ranges.length > 2 && first < cue && last > cue ? 2 : first > cue ? 1 : last <= cue ? 0 : 3;
  const path = kind <= ContentKind.Right ? pathHash(view, cue, node) : 0;
  const relation = kind <= ContentKind.Right ? deprel[node]! : 0;
  let length = 0;
  let quotedTokens = 0;
  let verbs = 0;
  let subjects = 0;
  for (let k = 0; k + 1 < ranges.length; k += 2) {
    length += ranges[k + 1]! - ranges[k]!;
    for (let i = ranges[k]!; i < ranges[k + 1]!; i++) {
      if (quoted[i]! >= 0) quotedTokens++;
      const x = tokens[i]!.xpos;
      if (x === "VBD" || x === "VBZ" || x === "VBP" || x === "MD") verbs++;
      if (deprel[i] === H.nsubj) subjects++;
    }
  }
  const edge = first > cue ? first - cue : last <= cue ? cue - last : 0;
  const share = length === 0 ? 0 : quotedTokens === length ? 3 : quotedTokens * 2 > length ? 2 : quotedTokens > 0 ? 1 : 0;
  const prev = first > 0 ? lemma[first - 1]! : 1;
  const next = last < tokens.length ? lemma[last]! : 1;
  const cueRelation = deprel[cue]!;
  add(out, 101, kind, cut, side);
  add(out, 102, l, kind, side);
  add(out, 103, path);
  add(out, 104, path, cut);
  add(out, 105, path, l);
  add(out, 106, relation, l);
  add(out, 107, relation, tag[cue]!, cut);
  add(out, 108, relation, kind, cueRelation);
  add(out, 109, bucket(length), kind);
  add(out, 110, bucket(length), tag[cue]!);
  add(out, 111, bucket(length), l);
  add(out, 112, bucket(edge), side);
  add(out, 113, bucket(edge), tag[cue]!, kind);
  add(out, 114, lemma[first]!, side);
  add(out, 115, lemma[first]!, relation);
  add(out, 116, tag[first]!, tag[last - 1]!, kind);
  add(out, 117, prev, side);
  add(out, 118, next, side);
  add(out, 119, prev, next, kind);
  add(out, 120, share, side);
  add(out, 121, share, l);
  add(out, 122, share, kind, cut);
  add(out, 123, Math.min(verbs, 3), Math.min(subjects, 3), kind);
  add(out, 124, Math.min(verbs, 2), tag[cue]!, side);
  add(out, 125, Math.min(verbs, 2), l);
  add(
    out,
    126,
    first === sentence.first ? 1 : first < sentence.first ? 2 : 0,
    last >= sentence.last - 1 ? (last > sentence.last ? 2 : 1) : 0,
    side,
  );
  add(out, 127, first === sentence.first ? 1 : 0, side, cueRelation);
  add(out, 128, last >= sentence.last - 1 ? 1 : 0, side, cut);
  const mark = kind <= ContentKind.Right ? childWith(view, node, H.mark) : -1;
  const markLemma = mark >= 0 && inRanges(ranges, mark) ? lemma[mark]! : 1;
  add(out, 129, markLemma, relation, tag[cue]!);
  add(out, 130, markLemma, l);
  add(out, 131, tag[node]!, relation, side);
  add(out, 132, tag[node]!, l);
  const ccomp = childWith(view, cue, H.ccomp);
  const hasClause = ccomp >= 0 ? (ccomp === node ? 2 : 1) : 0;
  add(out, 133, hasClause, kind, side);
  add(out, 134, hasClause, relation);
  const subject = childWith(view, cue, H.nsubj);
  const holdsSubject = subject >= 0 && inRanges(ranges, subject) ? 1 : 0;
  add(out, 135, holdsSubject, inRanges(ranges, cue) ? 1 : 0);
  add(out, 136, subject < 0 ? 0 : subject < cue ? 1 : 2, side, kind);
  // Quotation marks at the borders: neither half a quotation nor its mark alone.
  const startsIn = quoted[first]! >= 0 && first > 0 && quoted[first - 1] === quoted[first] ? 1 : 0;
  const endsIn = quoted[last - 1]! >= 0 && last < tokens.length && quoted[last] === quoted[last - 1] ? 1 : 0;
  add(out, 137, startsIn, endsIn, kind);
  add(out, 138, share, startsIn, endsIn);
  let nearQuote = 0;
  for (let i = sentence.first; i < sentence.last && nearQuote === 0; i++)
    if (quoted[i]! >= 0 && quoted[i] !== quoted[cue]) nearQuote = i < cue ? 1 : 2;
  add(out, 139, nearQuote, share, side);
  add(out, 140, nearQuote, share, tag[cue]!);
  add(out, 141, cueRelation, side, kind);
  add(out, 142, cueRelation, path);
  add(out, 143, cueRelation, l, side);
  if (kind === ContentKind.Quote || kind === ContentKind.QuotePair || kind === ContentKind.QuoteAndTree) {
    // A quotation of the next sentence goes on with this speaker unless its own sentence goes on after it ("…," she said).
    const from = ranges.length > 2 ? ranges[2]! : first;
    const place = from >= sentence.last ? 2 : from > cue ? 1 : 0;
    const tail = view.sentences[tokens[last - 1]!.sentence]!.last - last;
    const head = first - view.sentences[tokens[first]!.sentence]!.first;
    add(out, 147, place, bucket(tail), kind);
    add(out, 148, bucket(tail), bucket(head), place);
    add(out, 149, sentence.last - cue < 3 ? 1 : 0, place, kind);
    add(out, 150, tokens[last - 1]!.sentence - tokens[first]!.sentence > 0 ? 1 : 0, place, kind);
    add(out, 151, kind, l);
  }
  const another = otherQuotes(view, sentence.first, sentence.last, ranges);
  add(out, 152, another, kind, side);
  add(out, 153, another, share, side);
  add(out, 144, cut, l);
  if (cut !== 0) {
    add(out, 145, cut, next, kind);
    add(out, 146, cut, prev);
  }
}
