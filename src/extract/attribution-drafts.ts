import type { Sentence } from "../model.js";
import type { AttributionDraft } from "./attribution-decode.js";
import { lastIndex, type Phrase } from "./attribution-phrases.js";
import type { AttributionView, TokenRanges } from "./attribution-view.js";

/** What the readers of clauses by the order of words share. */

/** How sure a clause read by its words alone is. */
const SURE = 0.6;

export function draft(cue: number, source: Phrase, content: TokenRanges): AttributionDraft | null {
  for (let k = 0; k + 1 < content.length; k += 2) if (content[k]! >= content[k + 1]!) return null;
  return {
    cue,
    content,
    source: source.head,
    sourceRange: [source.first, source.last],
    pCue: SURE,
    pContent: 1,
    pSource: 1,
    score: SURE,
    quoted: false,
  };
}

/** Index past the last semicolon of a sentence before a token, else its first token. */
export const clauseStart = (view: AttributionView, sentence: Sentence, before: number): number =>
  lastIndex(view, sentence.first, before, (t) => t.text === ";") + 1 || sentence.first;

/** The first comma of a sentence from a token on (`signs`: of other signs), or the sentence's end. */
export function commaFrom(view: AttributionView, sentence: Sentence, from: number, signs = ","): number {
  let at = from;
  while (at < sentence.last && !signs.includes(view.tokens[at]!.text)) at++;
  return Math.min(at, sentence.last);
}
