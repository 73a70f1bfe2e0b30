import { hashString } from "../hash.js";
import { CASING } from "../names-case.js";
import { CASE, caseOf, masked } from "../names-words.js";

/** What the recogniser stores of a known word: the hash of its lower-case form, cluster and usual casing; ascending hashes. */
export interface Vocabulary {
  readonly words: Uint32Array;
  readonly clusters: Uint16Array;
  readonly casings: Uint8Array;
}

const isCapital = (kind: number) => kind >= CASE.title && kind <= CASE.mixed;

/** How words are written away from the start of sentences that are not in capitals; by lower-case form. */
export function usualCasings(texts: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, Float64Array>();
  for (const text of texts) {
    let capitals = 0;
    for (const word of text) if (isCapital(caseOf(word))) capitals++;
    if (capitals * 2 > text.length || capitals === 0) continue; // headlines; texts without case
    for (let i = 1; i < text.length; i++) {
      const kind = caseOf(text[i]!);
      if (kind === CASE.none || kind === CASE.digit) continue;
      if (/["“”‘:]/.test(text[i - 1]!)) continue;
      const low = masked(text[i]!);
      let row = counts.get(low);
      if (!row) {
        row = new Float64Array(3);
        counts.set(low, row);
      }
      row[kind === CASE.lower ? 0 : kind === CASE.upper && text[i]!.length > 1 ? 2 : 1]!++;
    }
  }
  const out = new Map<string, number>();
  for (const [word, [lower, title, upper]] of counts) {
    const all = lower! + title! + upper!;
    if (all < 2) continue;
    if (lower! >= 0.95 * all) out.set(word, CASING.lower);
    else if (lower! >= 0.5 * all) out.set(word, CASING.mostlyLower);
    else if (upper! > title!) out.set(word, CASING.upper);
    else out.set(word, lower! > 0.1 * all ? CASING.mostlyNot : CASING.title);
  }
  return out;
}

/** Joins clusters and casings into one table. */
export function packVocabulary(clusters: ReadonlyMap<string, number>, casings: ReadonlyMap<string, number>): Vocabulary {
  const rows = new Map<number, [number, number]>();
  for (const [word, cluster] of clusters) rows.set(hashString(word), [cluster, casings.get(word) ?? 0]);
  for (const [word, casing] of casings) {
    const key = hashString(word);
    if (!rows.has(key)) rows.set(key, [0, casing]);
  }
  const keys = [...rows.keys()].sort((a, b) => a - b);
  return {
    words: Uint32Array.from(keys),
    clusters: Uint16Array.from(keys, (k) => rows.get(k)![0]),
    casings: Uint8Array.from(keys, (k) => rows.get(k)![1]),
  };
}
