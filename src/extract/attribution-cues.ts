import { add, bucket, type FeatureBuffer } from "../learn/features.js";
import { H } from "./attribution-features.js";
import type { AttributionView } from "./attribution-view.js";

/** Whether a token may head a cue at all ("said", "according", "claims", "reportedly", ":"); the rest is never scored. */
export function mayCue(view: AttributionView, i: number): boolean {
  const token = view.tokens[i]!;
  switch (token.tag) {
    case "VERB":
    case "NOUN":
    case "ADJ":
    case "ADV":
      return true;
    case "ADP":
    case "SCONJ":
      return token.text.length > 1;
    case "AUX":
      return token.deprel !== "aux" && token.deprel !== "aux:pass";
    case "PUNCT":
      return token.text === ":";
    case "PROPN":
      return token.deprel === "root" || token.deprel === "case";
    default:
      return false;
  }
}

/** Features of a token as the head of a cue. */
export function cueFeatures(view: AttributionView, i: number, out: FeatureBuffer): void {
  out.count = 0;
  const { lemma, tag, xpos, deprel, head, tokens, quoted, sentences } = view;
  const sentence = sentences[tokens[i]!.sentence]!;
  const l = lemma[i]!;
  const h = head[i]!;
  const at = (k: number): number => (k >= sentence.first && k < sentence.last ? lemma[k]! : 1);
  const tagAt = (k: number): number => (k >= sentence.first && k < sentence.last ? tag[k]! : 1);
  const d = deprel[i]!;
  add(out, 1, tag[i]!);
  add(out, 2, l);
  add(out, 3, l, tag[i]!);
  add(out, 4, l, xpos[i]!);
  add(out, 5, l, d);
  add(out, 6, xpos[i]!, d);
  const headLemma = h >= 0 ? lemma[h]! : 1;
  add(out, 7, headLemma, d);
  add(out, 8, l, headLemma);
  add(out, 9, tag[i]!, h >= 0 ? tag[h]! : 1, d);
  add(out, 10, at(i - 1));
  add(out, 11, at(i + 1));
  add(out, 12, l, at(i + 1));
  add(out, 13, l, at(i - 1));
  add(out, 14, tagAt(i - 1), tag[i]!, tagAt(i + 1));
  add(out, 15, tagAt(i + 1), tagAt(i + 2), tag[i]!);
  add(out, 16, at(i + 2), d);
  add(out, 17, at(i + 1), at(i + 2));
  const text = tokens[i]!.text;
  const n = text.length;
  add(out, 18, text.charCodeAt(n - 1), n > 1 ? text.charCodeAt(n - 2) : 0, n > 2 ? text.charCodeAt(n - 3) : 0);
  let mask = 0;
  let subject = -1;
  let clause = -1;
  for (let c = view.childStart[i]!; c < view.childStart[i + 1]!; c++) {
    const k = view.child[c]!;
    const r = deprel[k]!;
    const side = k < i ? 0 : 1;
    if (r === H.nsubj) {
      mask |= 1;
      subject = k;
    } else if (r === H.ccomp) {
      mask |= 2 << side;
      clause = k;
    } else if (r === H.xcomp) {
      mask |= 8;
      clause = clause < 0 ? k : clause;
    } else if (r === H.obj) mask |= 16;
    else if (r === H.obl) {
      mask |= 32;
      add(out, 19, l, caseOf(view, k));
    } else if (r === H.advcl) mask |= 64;
    else if (r === H.parataxis) mask |= 128 << side;
    else if (r === H.acl) {
      mask |= 512;
      clause = clause < 0 ? k : clause;
    } else if (r === H.nmod) {
      mask |= 1024;
      add(out, 20, l, caseOf(view, k));
    } else if (r === H.aux) add(out, 21, lemma[k]!, l);
    if (r !== H.punct) {
      add(out, 22, r, l);
      add(out, 23, r, lemma[k]!, side);
    }
  }
  add(out, 24, mask, tag[i]!);
  add(out, 25, mask, l);
  add(out, 26, mask & 0x1ff, d, xpos[i]!);
  if (subject < 0 && (d === H.conj || d === H.xcomp || d === H.advcl) && h >= 0) subject = childWith(view, h, H.nsubj);
  if (subject >= 0) {
    add(out, 27, lemma[subject]!);
    add(out, 28, lemma[subject]!, l);
    add(out, 29, tag[subject]!, l);
    add(out, 30, tag[subject]!, mask & 0xe, tag[i]!);
  } else add(out, 31, l, d);
  if (clause >= 0) {
    const mark = childWith(view, clause, H.mark);
    add(out, 32, mark >= 0 ? lemma[mark]! : 1, tag[i]!);
    add(out, 33, mark >= 0 ? lemma[mark]! : 1, l);
    add(out, 34, tag[clause]!, xpos[clause]!, deprel[clause]!);
  }
  // Quotations: whether the token lies in one, and what stands around it.
  const q = quoted[i]!;
  const before = nearestQuote(view, i, -1, sentence.first - 2);
  const after = nearestQuote(view, i, 1, Math.min(tokens.length - 1, sentence.last + 1));
  const near = (q >= 0 ? 1 : 0) | (before > 0 ? 2 : 0) | (after > 0 ? 4 : 0);
  add(out, 35, near, tag[i]!);
  add(out, 36, near, l);
  add(out, 37, near, mask & 0x1ff);
  add(out, 38, bucket(before), bucket(after), tag[i]!);
  add(out, 39, bucket(before), d);
  add(out, 40, bucket(after), d);
  add(out, 41, bucket(i - sentence.first), tag[i]!);
  add(out, 42, bucket(sentence.last - i), tag[i]!);
  if (h >= 0) {
    const hq = quoted[h]! >= 0 && q < 0 ? 1 : 0;
    add(out, 43, hq, d, tag[i]!);
    add(out, 44, d, l, head[h]! >= 0 ? 1 : 0);
    const hs = childWith(view, h, H.nsubj);
    add(out, 45, d, hs >= 0 ? tag[hs]! : 1, tag[i]!);
  }
}

/** Lemma hash of the preposition of a nominal, 1 where it has none. */
export function caseOf(view: AttributionView, i: number): number {
  const k = childWith(view, i, H.case);
  return k >= 0 ? view.lemma[k]! : 1;
}

/** First child by a relation, -1 where there is none. */
export function childWith(view: AttributionView, i: number, relation: number): number {
  for (let c = view.childStart[i]!; c < view.childStart[i + 1]!; c++) if (view.deprel[view.child[c]!] === relation) return view.child[c]!;
  return -1;
}

/** Distance to the nearest quoted token on one side, 0 where there is none up to `limit`. */
function nearestQuote(view: AttributionView, i: number, step: number, limit: number): number {
  const own = view.quoted[i]!;
  for (let k = i + step, n = 1; step < 0 ? k >= Math.max(0, limit) : k <= limit; k += step, n++) {
    const q = view.quoted[k]!;
    if (q >= 0 && q !== own) return n;
    if (n > 40) break;
  }
  return 0;
}
