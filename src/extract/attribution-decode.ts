import { type FeatureBuffer, featureBuffer, sigmoid, total } from "../learn/features.js";
import type { AttributionModel } from "../resources/attribution.js";
import { type ContentCandidate, contentCandidates, contentFeatures } from "./attribution-content.js";
import { childWith, cueFeatures, mayCue } from "./attribution-cues.js";
import { H } from "./attribution-features.js";
import { sourceCandidates, sourceFeatures, sourceRange } from "./attribution-source.js";
import type { AttributionView, TokenRanges } from "./attribution-view.js";

/** An attribution in tokens, with the estimates that it was made from. */
export interface AttributionDraft {
  readonly cue: number;
  readonly content: TokenRanges;
  /** Head of the source, -1 where nobody is named. */
  readonly source: number;
  readonly sourceRange: readonly [number, number] | null;
  readonly pCue: number;
  readonly pContent: number;
  readonly pSource: number;
  /** p(cue)·√(p(content)·p(source)) */
  readonly score: number;
  /** Whether all that is said is a quotation of six words or more. */
  readonly quoted: boolean;
}

/** The weights that decoding needs. */
export type AttributionTables = Pick<AttributionModel, "cue" | "content" | "source">;

/** Least p(cue) for which content and source are looked for. */
const CUE_FLOOR = 0.06;

/** Every cue with its likeliest content and source, before the threshold. */
export function decodeAttributions(view: AttributionView, model: AttributionTables): AttributionDraft[] {
  const features = featureBuffer();
  const out: AttributionDraft[] = [];
  for (let i = 0; i < view.tokens.length; i++) {
    if (!mayCue(view, i)) continue;
    cueFeatures(view, i, features);
    const pCue = sigmoid(total(model.cue, features));
    if (pCue < CUE_FLOOR) continue;
    const draft = decodeCue(view, model, i, pCue, features);
    if (draft !== null) out.push(draft);
  }
  return out;
}

function decodeCue(
  view: AttributionView,
  model: AttributionTables,
  cue: number,
  pCue: number,
  features: FeatureBuffer,
): AttributionDraft | null {
  const contents = contentCandidates(view, cue);
  const content = likeliest(contents, (candidate) => {
    contentFeatures(view, cue, candidate, features);
    return total(model.content, features);
  });
  if (content === null) return null;
  const chosen: ContentCandidate = content.item;
  const nodes = sourceCandidates(view, cue, chosen.ranges);
  const source = likeliest(
    nodes,
    (node) => {
      sourceFeatures(view, cue, chosen.ranges, node, features);
      return total(model.source, features);
    },
    (node) => node >= 0,
  );
  if (source === null || isPassive(view, cue, source.item)) return null;
  return {
    cue,
    content: chosen.ranges,
    source: source.item,
    sourceRange: source.item < 0 ? null : sourceRange(view, source.item, cue, chosen.ranges),
    pCue,
    pContent: content.p,
    pSource: source.p,
    score: pCue * Math.sqrt(content.p * source.p),
    quoted: isQuoted(view, chosen.ranges),
  };
}

/**
 * "Five soldiers are thought to have been killed", "a man believed to have fled": whom a passive cue has for its subject is
 * spoken of, and nobody speaks.
 */
function isPassive(view: AttributionView, cue: number, source: number): boolean {
  const reduced = view.head[cue] === source && view.deprel[cue] === H.acl && source < cue && childWith(view, cue, H.nsubj) < 0;
  if (reduced && /^VB[DN]$/.test(view.tokens[cue]!.xpos)) return true;
  // "the court was told", "they are reported to have fled": but "it was reported by", "he was quoted as saying"
  if (view.tokens[cue]!.xpos !== "VBN" || /^(?:quote|cite)$/i.test(view.tokens[cue]!.lemma)) return false;
  if (source > cue && /^by$/i.test(view.tokens[sourceRange(view, source, cue, [])[0] - 1]?.text ?? "")) return false;
  if (view.tokens[source]!.deprel !== "nsubj" && source < cue) return false;
  for (let c = view.childStart[cue]!; c < view.childStart[cue + 1]!; c++) {
    const k = view.child[c]!;
    if (view.deprel[k] === H.aux && view.tokens[k]!.lemma.toLowerCase() === "be") return true;
  }
  return false;
}

function isQuoted(view: AttributionView, ranges: TokenRanges): boolean {
  let [inside, all] = [0, 0];
  for (let k = 0; k + 1 < ranges.length; k += 2)
    for (let i = ranges[k]!; i < ranges[k + 1]!; i++) {
      all++;
      if (view.quoted[i]! >= 0) inside++;
    }
  return all >= 6 && inside === all;
}

/** The best item by score, of those that `may` be chosen, and its share under a softmax over all; `null` of none. */
function likeliest<T>(
  items: readonly T[],
  score: (item: T) => number,
  may: (item: T) => boolean = () => true,
): { readonly item: T; readonly p: number } | null {
  const scores = items.map(score);
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < scores.length; i++) {
    most = Math.max(most, scores[i]!);
    if (may(items[i]!) && (best < 0 || scores[i]! > scores[best]!)) best = i;
  }
  if (best < 0) return null;
  let sum = 0;
  for (const s of scores) sum += Math.exp(s - most);
  return { item: items[best]!, p: Math.exp(scores[best]! - most) / sum };
}

/** Whether two attributions share half or more of what either says. */
export function overlap(a: TokenRanges, b: TokenRanges): number {
  let shared = 0;
  for (let i = 0; i + 1 < a.length; i += 2)
    for (let k = 0; k + 1 < b.length; k += 2) shared += Math.max(0, Math.min(a[i + 1]!, b[k + 1]!) - Math.max(a[i]!, b[k]!));
  const size = (r: TokenRanges): number => {
    let n = 0;
    for (let k = 0; k + 1 < r.length; k += 2) n += r[k + 1]! - r[k]!;
    return n;
  };
  return shared / Math.max(1, size(a) + size(b) - shared);
}
