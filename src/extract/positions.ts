import type { Doc } from "../model.js";

/** Where in a document an offset lies; each in logarithmic time. */

/** Index of the first one, of those in order, that begins at an offset or behind it; their number where none does. */
export function firstFrom(all: readonly { readonly start: number }[], offset: number): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the last one that begins at an offset or before it, -1 where none does. */
const lastFrom = (all: readonly { readonly start: number }[], offset: number): number => firstFrom(all, offset + 1) - 1;

/** Index of the sentence that holds an offset, else of the last one that begins before it. */
export const sentenceAt = (doc: Doc, offset: number): number => Math.max(0, lastFrom(doc.sentences, offset));

/** Index of the word that holds an offset, else of the next one. */
export function tokenAt({ tokens }: Doc, offset: number): number {
  const at = lastFrom(tokens, offset);
  return at >= 0 && tokens[at]!.end > offset ? at : at + 1;
}

/** Index of the quotation that holds an offset, -1 where none does. */
export function quotationAt({ quotations }: Doc, offset: number): number {
  const at = lastFrom(quotations, offset);
  return at >= 0 && offset < quotations[at]!.end ? at : -1;
}
