import { hashString, mix } from "./hash.js";

/**
 * A suffix lemmatiser: of all endings of a word that the model knows for its Penn tag, the longest decides which rule
 * (take so many letters off, put these on) makes the lemma. A whole word counts as its own longest ending.
 */
export interface LemmatiserModel {
  /** Rule by hash of tag and ending ({@link endingKey}). */
  readonly endings: ReadonlyMap<number, number>;
  /** `strip:add`. */
  readonly rules: readonly string[];
}

export const LONGEST_ENDING = 6;

/** Key of the last `length` letters of `word` under a tag; `whole`: the word itself and nothing longer. */
export function endingKey(tagHash: number, word: string, length: number, whole: boolean): number {
  return mix(mix(tagHash, whole ? 2 : 1), hashString(word, word.length - length)) >>> 0;
}

/** What the rules are applied to: names keep their capitals, other words are lower-cased. */
export function lemmaBase(form: string, xpos: string): string {
  return xpos === "NNP" || xpos === "NNPS" || xpos === "ADD" || xpos === "GW" ? form : form.toLowerCase();
}

/** A lemmatiser that remembers nothing between words. */
export function makeLemmatiser(model: LemmatiserModel): (form: string, xpos: string) => string {
  const parsed = model.rules.map((rule) => {
    const at = rule.indexOf(":");
    return { strip: Number(rule.slice(0, at)), add: rule.slice(at + 1) };
  });
  return (form, xpos) => {
    const base = lemmaBase(form, xpos);
    const tag = hashString(xpos);
    let rule = model.endings.get(endingKey(tag, base, base.length, true));
    for (let n = Math.min(LONGEST_ENDING, base.length); rule === undefined && n >= 0; n--) {
      rule = model.endings.get(endingKey(tag, base, n, false));
    }
    if (rule === undefined) return base;
    const { strip, add } = parsed[rule]!;
    if (strip > base.length || (strip === base.length && add === "")) return base;
    return strip === 0 && add === "" ? base : base.slice(0, base.length - strip) + add;
  };
}
