import { add, bucket, type FeatureBuffer } from "../learn/features.js";
import { inRanges, pathHash } from "./attribution-content.js";
import { caseOf, childWith } from "./attribution-cues.js";
import { H } from "./attribution-features.js";
import type { AttributionView, TokenRanges } from "./attribution-view.js";

/** Token that heads a possible source; -1: nobody is named. */
export type SourceCandidate = number;

/**
 * Nouns, names and pronouns of the cue's sentence outside what is said, and "nobody".
 * Of the sentences before, none: a speaker that only they name is found through the pronoun.
 */
export function sourceCandidates(view: AttributionView, cue: number, content: TokenRanges): SourceCandidate[] {
  const sentence = view.sentences[view.tokens[cue]!.sentence]!;
  const out: number[] = [-1];
  for (let i = sentence.first; i < sentence.last; i++) {
    if (i === cue || inRanges(content, i)) continue;
    const t = view.tokens[i]!;
    const nominal = t.tag === "NOUN" || t.tag === "PROPN" || t.tag === "PRON";
    const alone =
      (t.tag === "NUM" || t.tag === "ADJ" || t.tag === "DET" || t.tag === "X") &&
      (t.deprel === "nsubj" || t.deprel === "obl" || t.deprel === "nmod");
    if ((nominal && t.deprel !== "compound" && t.deprel !== "flat") || alone) out.push(i);
  }
  return out;
}

/** The words of a source: its subtree without relative clause, apposition and what belongs to the cue. */
export function sourceRange(view: AttributionView, node: number, cue: number, content: TokenRanges): [number, number] {
  let lo = view.lo[node]!;
  let hi = view.hi[node]!;
  for (let c = view.childStart[node]!; c < view.childStart[node + 1]!; c++) {
    const k = view.child[c]!;
    const r = view.deprel[k]!;
    const cut =
      r === H.acl ||
      r === H.appos ||
      r === H.parataxis ||
      r === H.advcl ||
      r === H.dep ||
      r === H.ccomp ||
      (r === H.punct && k > node) ||
      (cue >= view.lo[k]! && cue < view.hi[k]!);
    if (k > node && cut) {
      hi = Math.min(hi, view.lo[k]!);
      break;
    }
    // "according to the ministry": the preposition is the cue's, not the source's.
    if (k < node && (cut || r === H.case || r === H.mark || r === H.cc || r === H.nsubj || r === H.aux || r === H.punct))
      lo = Math.max(lo, view.hi[k]!);
  }
  if (cue >= lo && cue < node) lo = Math.max(lo, cue + 1);
  if (cue > node && cue < hi) hi = cue;
  for (let k = 0; k + 1 < content.length; k += 2) {
    if (content[k]! > node && content[k]! < hi) hi = content[k]!;
    if (content[k + 1]! <= node && content[k + 1]! > lo) lo = content[k + 1]!;
  }
  while (hi > node + 1 && view.tokens[hi - 1]!.tag === "PUNCT") hi--;
  while (lo < node && view.tokens[lo]!.tag === "PUNCT") lo++;
  return [Math.min(lo, node), Math.max(hi, node + 1)];
}

/** Features of a source candidate of a cue with its content. */
export function sourceFeatures(view: AttributionView, cue: number, content: TokenRanges, node: SourceCandidate, out: FeatureBuffer): void {
  out.count = 0;
  const { lemma, tag, deprel, quoted } = view;
  const l = lemma[cue]!;
  const d = deprel[cue]!;
  const own = childWith(view, cue, H.nsubj);
  if (node < 0) {
    add(out, 201);
    add(out, 202, l);
    add(out, 203, d, tag[cue]!);
    add(out, 204, own >= 0 ? 1 : 0, tag[cue]!);
    add(out, 205, own >= 0 ? lemma[own]! : 1, l);
    add(out, 206, view.tokens[cue]!.xpos.length, l, d);
    return;
  }
  const path = pathHash(view, cue, node);
  const side = node < cue ? 0 : 1;
  const distance = Math.abs(node - cue);
  const governed = caseOf(view, node);
  const r = deprel[node]!;
  add(out, 211, path);
  add(out, 212, path, l);
  add(out, 213, path, tag[node]!);
  add(out, 214, path, tag[cue]!, d);
  add(out, 215, r, tag[node]!, side);
  add(out, 216, r, l, side);
  add(out, 217, governed, r);
  add(out, 218, governed, l);
  add(out, 219, lemma[node]!);
  add(out, 220, lemma[node]!, r);
  add(out, 221, tag[node]!, side, bucket(distance));
  add(out, 222, bucket(distance), side, tag[cue]!);
  add(out, 223, node === own ? 1 : 0, own >= 0 ? 1 : 0);
  add(out, 224, view.tokens[node]!.xpos.charCodeAt(view.tokens[node]!.xpos.length - 1), tag[node]!, r);
  add(out, 225, quoted[node]! >= 0 ? 1 : 0, quoted[cue]! >= 0 ? 1 : 0);
  const h = view.head[cue]!;
  const parent = view.head[node]!;
  add(out, 226, h >= 0 && parent === h ? 1 : 0, r, d);
  add(out, 227, parent >= 0 ? lemma[parent]! : 1, r);
  add(out, 228, parent >= 0 ? tag[parent]! : 1, r, parent === cue ? 1 : 0);
  add(out, 229, contentSide(content, node), side, r);
  let between = 0;
  let stops = 0;
  for (let i = Math.min(node, cue) + 1; i < Math.max(node, cue); i++) {
    if (tag[i] === H.NOUN || tag[i] === H.PROPN || tag[i] === H.PRON) between++;
    if (tag[i] === H.PUNCT) stops++;
  }
  add(out, 230, Math.min(between, 4), side, Math.min(stops, 2));
  add(out, 231, bucket(distance), r, side);
  add(out, 232, childWith(view, node, H.acl) >= 0 ? 1 : 0, childWith(view, node, H.appos) >= 0 ? 1 : 0, r);
  add(out, 233, node + 1 < view.tokens.length ? lemma[node + 1]! : 1, side);
  add(out, 234, node > 0 ? lemma[node - 1]! : 1, side);
}

const contentSide = (content: TokenRanges, node: number): number =>
  content.length === 0 ? 0 : node < content[0]! ? 1 : node >= content[content.length - 1]! ? 2 : 3;
