import type { Sentence, Token } from "../model.js";

/**
 * "…, abducting a number of women, police and residents said": two speakers before the verb that ends a sentence are no more
 * of the list that stands before them. Parsers that decide from left to right join them to it.
 */
export function partSpeakers(tokens: Token[], sentences: readonly Sentence[]): void {
  for (const { first, last } of sentences) {
    const verb = sayingAtEnd(tokens, first, last);
    if (verb < 0) continue;
    const second = verb - 1;
    const and = beforePhrase(tokens, second, first);
    const one = and - 1;
    if (and <= first || tokens[and]!.tag !== "CCONJ" || !isNoun(tokens[one]!)) continue;
    const comma = beforePhrase(tokens, one, first);
    if (comma < first + 2 || tokens[comma]!.text !== ",") continue;
    // what the verb hangs on, or, where that is one of the speakers, what they hang on; -1 for a verb that heads the sentence
    let over = tokens[verb]!.head;
    while (over > comma && over < verb) over = tokens[over]!.head;
    if (over === verb || hangsOn(tokens, over, comma + 1, verb)) continue;
    const link = (i: number, head: number, deprel: string) => {
      tokens[i] = { ...tokens[i]!, head, deprel };
    };
    for (let i = comma + 1; i < verb; i++) {
      const phrase = i <= one ? one : second;
      const { head } = tokens[i]!;
      if (i !== phrase && (head <= comma || head > phrase || (i < and && head > one))) link(i, phrase, tokens[i]!.deprel);
    }
    link(one, verb, "nsubj");
    link(second, one, "conj");
    link(and, second, "cc");
    if (over < 0) link(verb, over, "root");
    else if (tokens[verb]!.head !== over || tokens[verb]!.deprel === "conj") link(verb, over, "parataxis");
  }
}

/** Whether a word or one above it is from `from` to `to`. */
function hangsOn(tokens: readonly Token[], word: number, from: number, to: number): boolean {
  for (let at = word; at >= 0; at = tokens[at]!.head) if (at >= from && at <= to) return true;
  return false;
}

const SAYING: ReadonlySet<string> = new Set("say add report announce claim confirm state".split(" "));
/** Words that may follow the verb: "said on Tuesday", "said in a statement". */
const AFTER = 6;

/** The finite verb of saying that ends a sentence, right behind a noun; -1 for none. */
function sayingAtEnd(tokens: readonly Token[], first: number, last: number): number {
  for (let i = last - 1; i > first + 4 && i >= last - 1 - AFTER; i--) {
    const t = tokens[i]!;
    if (t.tag === "VERB") return /^VB[DZP]$/.test(t.xpos) && SAYING.has(t.lemma) && isNoun(tokens[i - 1]!) ? i : -1;
  }
  return -1;
}

const isNoun = (t: Token): boolean => t.tag === "NOUN" || t.tag === "PROPN";

/** The index of the word before the plain noun phrase that ends at `end`. */
function beforePhrase(tokens: readonly Token[], end: number, first: number): number {
  let at = end;
  while (at > first && /^(?:NOUN|PROPN|ADJ|DET|NUM)$/.test(tokens[at - 1]!.tag)) at--;
  return at - 1;
}
