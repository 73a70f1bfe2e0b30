import { ensure } from "../../collections.js";
import { hashString } from "../hash.js";
import { endingKey, type LemmatiserModel, LONGEST_ENDING, lemmaBase } from "../lemmatiser.js";
import type { TreebankSentence } from "./treebank.js";

/**
 * Learns lemma rules: an ending is kept where at least two words bear it and its commonest rule is another than that of
 * the next shorter ending; a whole word where it goes against its longest kept ending.
 */
export function trainLemmatiser(sentences: readonly TreebankSentence[]): LemmatiserModel {
  const words = new Map<string, Map<string, number>>();
  for (const s of sentences) {
    s.forms.forEach((form, i) => {
      const lemma = s.lemmas[i]!;
      if (lemma === "_" && form !== "_") return;
      const base = lemmaBase(form, s.xpos[i]!);
      const key = `${s.xpos[i]}\t${base}`;
      const rules = ensure(words, key, () => new Map<string, number>());
      const rule = ruleOf(base, lemma);
      rules.set(rule, (rules.get(rule) ?? 0) + 1);
    });
  }
  const byTag = new Map<string, { base: string; rule: string }[]>();
  for (const [key, rules] of words) {
    const [tag, base] = key.split("\t") as [string, string];
    ensure(byTag, tag, () => [] as { base: string; rule: string }[]).push({ base, rule: commonest(rules) });
  }
  const ruleIds = new Map<string, number>();
  const endings = new Map<number, number>();
  const id = (rule: string): number => {
    if (!ruleIds.has(rule)) ruleIds.set(rule, ruleIds.size);
    return ruleIds.get(rule)!;
  };
  for (const [tag, list] of [...byTag].sort((a, b) => (a[0] < b[0] ? -1 : 1))) learnTag(tag, list, endings, id);
  return { endings, rules: [...ruleIds.keys()] };
}

function learnTag(
  tag: string,
  words: readonly { base: string; rule: string }[],
  endings: Map<number, number>,
  id: (rule: string) => number,
): void {
  const tagHash = hashString(tag);
  const kept = new Map<string, string>();
  for (let n = 0; n <= LONGEST_ENDING; n++) {
    const votes = new Map<string, Map<string, number>>();
    for (const { base, rule } of words) {
      if (base.length < n) continue;
      const ending = base.slice(base.length - n);
      const row = ensure(votes, ending, () => new Map<string, number>());
      row.set(rule, (row.get(rule) ?? 0) + 1);
    }
    for (const [ending, row] of votes) {
      const total = [...row.values()].reduce((a, b) => a + b, 0);
      const rule = commonest(row);
      if (n > 0 && (total < 2 || rule === longestKept(kept, ending, n - 1))) continue;
      kept.set(ending, rule);
      endings.set(endingKey(tagHash, ending, n, false), id(rule));
    }
  }
  for (const { base, rule } of words) {
    if (longestKept(kept, base, LONGEST_ENDING) !== rule) endings.set(endingKey(tagHash, base, base.length, true), id(rule));
  }
}

function longestKept(kept: ReadonlyMap<string, string>, word: string, most: number): string | undefined {
  for (let n = Math.min(most, word.length); n >= 0; n--) {
    const rule = kept.get(word.slice(word.length - n));
    if (rule !== undefined) return rule;
  }
  return undefined;
}

function ruleOf(base: string, lemma: string): string {
  let same = 0;
  while (same < base.length && same < lemma.length && base[same] === lemma[same]) same++;
  return `${base.length - same}:${lemma.slice(same)}`;
}

function commonest(votes: ReadonlyMap<string, number>): string {
  return [...votes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]![0];
}
