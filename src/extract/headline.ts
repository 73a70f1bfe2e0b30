import type { Doc } from "../model.js";

/** Whether a sentence is the report's headline: a line of its own among the first, without a full stop. */
export function isHeadline(doc: Doc, sentence: number): boolean {
  const { start, end } = doc.sentences[sentence]!;
  return sentence < 4 && !/[.!?”"’]$/.test(doc.report.text.slice(start, end)) && /^\s*\n/.test(doc.report.text.slice(end, end + 4));
}
