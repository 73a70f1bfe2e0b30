import { hashString } from "./hash.js";
import { CASE, caseOf, masked, type NameKnowledge, type PlaceNames } from "./names-words.js";

/** How a sentence is written. */
export const MODE = { usual: 0, capitals: 1, headline: 2, lower: 3 } as const;

/** Casing classes of `NameKnowledge.casing`. */
export const CASING = { unknown: 0, lower: 1, mostlyLower: 2, mostlyNot: 3, title: 4, upper: 5 } as const;

/**
 * Words as they would be written in running text, and how each sentence is written: sentences in all capitals, in headline
 * capitals, or in a text without capitals are restored from how the document writes the same words elsewhere, else from how
 * they are usually written (Lita et al. 2003, "tRuEcasIng", in its simplest form).
 */
export function restoreCase(
  tokens: readonly string[],
  bounds: Int32Array,
  knowledge: NameKnowledge,
  places: PlaceNames,
): { readonly forms: readonly string[]; readonly modes: Uint8Array } {
  const modes = new Uint8Array(bounds.length - 1);
  const cases = Uint8Array.from(tokens, caseOf);
  let capitals = 0;
  let letters = 0;
  for (const c of cases) {
    if (c === CASE.none || c === CASE.digit) continue;
    letters++;
    if (c !== CASE.lower) capitals++;
  }
  const lowerText = letters >= 20 && capitals * 100 < letters;
  let unusual = lowerText;
  for (let s = 0; s + 1 < bounds.length; s++) {
    modes[s] = lowerText ? MODE.lower : modeOf(tokens, cases, bounds[s]!, bounds[s + 1]!);
    if (modes[s] !== MODE.usual) unusual = true;
  }
  if (!unusual) return { forms: tokens, modes };

  const elsewhere = new Map<string, string>();
  for (let s = 0; s + 1 < bounds.length; s++) {
    if (modes[s] !== MODE.usual) continue;
    for (let i = bounds[s]! + 1; i < bounds[s + 1]!; i++) {
      const form = tokens[i]!;
      const low = form.toLowerCase();
      // Once in lower case is enough: names are not written so, common words are at times capitalised.
      if (!elsewhere.has(low) || form === low) elsewhere.set(low, form);
    }
  }
  const forms = [...tokens];
  for (let s = 0; s + 1 < bounds.length; s++) {
    const mode = modes[s]!;
    if (mode === MODE.usual) continue;
    for (let i = bounds[s]!; i < bounds[s + 1]!; i++) {
      const c = cases[i]!;
      if (c === CASE.none || c === CASE.digit) continue;
      if (mode === MODE.headline && c !== CASE.title) continue;
      forms[i] = restored(tokens[i]!, mode, elsewhere, knowledge, places);
    }
  }
  return { forms, modes };
}

function modeOf(tokens: readonly string[], cases: Uint8Array, from: number, to: number): number {
  let words = 0;
  let upper = 0;
  let capital = 0;
  let long = 0;
  let letters = 0;
  for (let i = from; i < to; i++) {
    const c = cases[i]!;
    if (c === CASE.none || c === CASE.digit) continue;
    const length = tokens[i]!.length;
    if (length > 1) {
      words++;
      letters += length;
      if (c === CASE.upper) upper++;
    }
    if (length > 3) {
      long++;
      if (c !== CASE.lower) capital++;
    }
  }
  if (words >= 2 && letters >= 12 && upper * 5 >= words * 4) return MODE.capitals;
  if (long >= 5 && capital * 5 >= long * 4) return MODE.headline;
  return MODE.usual;
}

function restored(
  form: string,
  mode: number,
  elsewhere: ReadonlyMap<string, string>,
  knowledge: NameKnowledge,
  places: PlaceNames,
): string {
  const low = form.toLowerCase();
  const seen = elsewhere.get(low);
  if (seen !== undefined) return seen;
  const usual = knowledge.casing(hashString(masked(low)));
  if (usual === CASING.lower || usual === CASING.mostlyLower) return low;
  if (usual === CASING.upper) return form.toUpperCase();
  if (usual === CASING.title || usual === CASING.mostlyNot) return title(low);
  // A word that running text never showed in lower case is more often a name than not.
  if (mode === MODE.lower) return low.length > 2 || places.flags(places.extend(0, form)) & 128 ? title(low) : form;
  return mode === MODE.capitals ? title(low) : form;
}

/** "al-sahaf" → "Al-Sahaf". */
function title(low: string): string {
  return low.replace(/(^|[-'’])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}
