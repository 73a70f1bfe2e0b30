import type { Doc } from "../model.js";

/** Whether a sentence is the report's headline: a line of its own among the first, without a full stop. */
export function isHeadline({ report: { text }, sentences }: Doc, sentence: number): boolean {
  const { end } = sentences[sentence]!;
  return sentence < 4 && !/[.!?”"’]/.test(text.charAt(end - 1)) && /^\s*\n/.test(text.slice(end, end + 4));
}
