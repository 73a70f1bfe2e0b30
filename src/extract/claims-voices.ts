import type { Attribution, Doc, Span } from "../model.js";

/** Who speaks where: the nearest attribution whose content holds an offset. */
export interface Voices {
  /** The attribution with a known speaker that most narrowly holds the span's start, `null` where the document speaks. */
  readonly at: (span: Span) => Attribution | null;
}

/** Indexes attributions by the sentences that their content runs over. */
export function voicesOf(doc: Doc, attributions: readonly Attribution[]): Voices {
  const bySentence = new Map<number, Attribution[]>();
  for (const attribution of attributions) {
    if (attribution.claimant === null) continue;
    for (const span of attribution.content) {
      for (let s = sentenceAt(doc, span.start); s < doc.sentences.length && doc.sentences[s]!.start < span.end; s++) {
        const list = bySentence.get(s);
        if (!list) bySentence.set(s, [attribution]);
        else if (!list.includes(attribution)) list.push(attribution);
      }
    }
  }
  return {
    at: (span) => {
      let best: Attribution | null = null;
      let least = Number.POSITIVE_INFINITY;
      for (const attribution of bySentence.get(sentenceAt(doc, span.start)) ?? []) {
        const holding = attribution.content.find((c) => c.start <= span.start && span.start < c.end);
        if (holding === undefined) continue;
        const size = attribution.content.reduce((n, c) => n + c.end - c.start, 0);
        if (size < least) {
          best = attribution;
          least = size;
        }
      }
      return best;
    },
  };
}

/** Index of the sentence that holds an offset, else of the last one that begins before it. */
export function sentenceAt(doc: Doc, offset: number): number {
  let low = 0;
  let high = doc.sentences.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (doc.sentences[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/**
 * The words that bear out a claim on something at `span`: its sentence, and, where who says so stands in another sentence
 * of a quotation that runs on, that sentence too.
 */
export function evidenceOf(doc: Doc, span: Span, voice: Attribution | null): Span[] {
  const own = sentenceSpan(doc, sentenceAt(doc, span.start));
  if (voice === null || voice.cue === null) return [own];
  const cue = sentenceSpan(doc, sentenceAt(doc, voice.cue.start));
  return cue.start === own.start ? [own] : [own, cue];
}

function sentenceSpan(doc: Doc, index: number): Span {
  const { start, end } = doc.sentences[index]!;
  return { start, end };
}
