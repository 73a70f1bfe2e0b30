import type { AttributionDraft } from "./attribution-decode.js";
import { sourceRange } from "./attribution-source.js";
import type { AttributionView } from "./attribution-view.js";

/** Words of a quotation from which on it is somebody's speech and not just words in marks. */
const SPEECH = 6;

/**
 * Speakers of quotations that the model left without one: the clause beside it in its sentence ("…," the post read), else,
 * where no words stand beside it, whoever spoke the quotation that it follows on.
 */
export function quotedSpeech(view: AttributionView, kept: readonly AttributionDraft[], documents: ReadonlySet<string>): AttributionDraft[] {
  const covered = new Map<number, AttributionDraft>();
  for (const draft of kept) {
    for (let k = 0; k + 1 < draft.content.length; k += 2)
      for (let i = draft.content[k]!; i < draft.content[k + 1]!; i++) if (view.quoted[i]! >= 0) covered.set(view.quoted[i]!, draft);
  }
  const out: AttributionDraft[] = [];
  for (let q = 0; q < view.quotations.length; q++) {
    const [first, last] = [view.quoteFirst[q]!, view.quoteLast[q]!];
    if (covered.has(q) || !isSpeech(view, first, last)) continue;
    const draft =
      besideSpeech(view, q, first, last) ?? writtenBeside(view, last, documents) ?? goesOn(view, covered.get(q - 1), q, first, last);
    if (draft === null) continue;
    covered.set(q, draft);
    out.push(draft);
  }
  return out;
}

/** Six words or more with a finite verb. */
function isSpeech(view: AttributionView, first: number, last: number): boolean {
  if (last - first < SPEECH + 2) return false;
  for (let i = first; i < last; i++) {
    const { tag, xpos } = view.tokens[i]!;
    if ((tag === "VERB" || tag === "AUX") && xpos !== "VBG" && xpos !== "VBN") return true;
  }
  return false;
}

/** `"…," the post read`: the first verb with a subject outside the quotation, in the sentence that it begins or ends in. */
function besideSpeech(view: AttributionView, q: number, first: number, last: number): AttributionDraft | null {
  const after = view.sentences[view.tokens[last - 1]!.sentence]!;
  const before = view.sentences[view.tokens[first]!.sentence]!;
  const cue = verbBeside(view, q, last, after.last) ?? verbBeside(view, q, before.first, first);
  if (cue === null) return null;
  return draftOf(view, cue.verb, cue.subject, [first, last], 0.6);
}

function verbBeside(
  view: AttributionView,
  q: number,
  from: number,
  to: number,
): { readonly verb: number; readonly subject: number } | null {
  for (let i = from; i < to; i++) {
    const t = view.tokens[i]!;
    if (t.deprel !== "nsubj" || view.quoted[i] === q || t.head < from || t.head >= to) continue;
    if (view.tokens[t.head]!.tag === "VERB" && t.tag !== "PUNCT") return { verb: t.head, subject: i };
  }
  return null;
}

/** `…," the post read`, however tagger and parser took it: a thing written, then one word. */
function writtenBeside(view: AttributionView, last: number, documents: ReadonlySet<string>): AttributionDraft | null {
  const end = view.sentences[view.tokens[last - 1]!.sentence]!.last;
  if (end - last > 9) return null;
  for (let i = last; i + 1 < end; i++) {
    if (!documents.has(view.tokens[i]!.text.toLowerCase()) || view.tokens[i + 1]!.tag === "PUNCT") continue;
    const draft = draftOf(view, i + 1, i, [view.quoteFirst[view.quoted[last - 1]!]!, last], 0.55);
    return { ...draft, sourceRange: [i > last && view.tokens[i - 1]!.tag === "DET" ? i - 1 : i, i + 1] };
  }
  return null;
}

/** A quotation with nothing beside it goes on with the speaker of the one before, up to three sentences back. */
function goesOn(
  view: AttributionView,
  previous: AttributionDraft | undefined,
  q: number,
  first: number,
  last: number,
): AttributionDraft | null {
  if (previous === undefined) return null;
  const sentence = view.tokens[first]!.sentence;
  if (sentence - view.tokens[view.quoteLast[q - 1]! - 1]!.sentence > 3 || view.quoteFirst[q]! < view.quoteLast[q - 1]!) return null;
  const outside = (from: number, to: number): boolean => {
    for (let i = from; i < to; i++) if (view.tokens[i]!.tag !== "PUNCT") return true;
    return false;
  };
  const end = view.sentences[view.tokens[last - 1]!.sentence]!.last;
  if (outside(view.sentences[sentence]!.first, first) || outside(last, end)) return null;
  // Between the two no other words than the first one's own speaker.
  const gap = first - view.quoteLast[q - 1]!;
  if (gap > 25) return null;
  return { ...previous, content: [first, last], score: previous.score * 0.6, quoted: true };
}

function draftOf(view: AttributionView, cue: number, source: number, content: readonly [number, number], p: number): AttributionDraft {
  return {
    cue,
    content,
    source,
    sourceRange: sourceRange(view, source, cue, content),
    pCue: p,
    pContent: 1,
    pSource: 1,
    score: p,
    quoted: true,
  };
}
