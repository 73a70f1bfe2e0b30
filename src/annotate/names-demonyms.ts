import type { Token } from "../model.js";
import type { Gazetteer } from "../resources/gazetteer.js";
import type { NameLexicon } from "../resources/names-lexicon.js";
import { isCapital, lowerWords, type NameDraft } from "./names-drafts.js";

const LONGEST = 3;

/** The demonym that starts at a token: where it ends, and the place whose people it names; `null` where there is none. */
export function demonymAt(tokens: readonly Token[], i: number, end: number, gazetteer: Gazetteer): { last: number; place: number } | null {
  if (!isCapital(tokens[i]!.text)) return null;
  let key = 0;
  let text = "";
  let found: { last: number; place: number } | null = null;
  for (let j = i; j < Math.min(end, i + LONGEST); j++) {
    const before = key;
    key = gazetteer.extend(key, tokens[j]!.text);
    if (key === before) continue; // signs count for nothing in keys: "Egyptian -"
    text += tokens[j]!.text;
    if ((gazetteer.flags(key) & 32) === 0) continue;
    const reading = gazetteer.find(text).find((r) => r.use === "demonym");
    if (reading) found = { last: j + 1, place: reading.place };
  }
  return found;
}

/**
 * The institution that follows a country's or people's word: "Iraqi foreign ministry" → the index past "ministry" and its type.
 */
export function institutionAfter(
  tokens: readonly Token[],
  i: number,
  end: number,
  lexicon: NameLexicon,
): { last: number; type: NameDraft["type"] } | null {
  for (let length = Math.min(3, end - i); length > 0; length--) {
    const type = lexicon.institutions.get(lowerWords(tokens, i, i + length));
    if (!type) continue;
    const last = i + length;
    return isAdjective(tokens, last, end) ? null : { last, type };
  }
  return null;
}

/** Whether "military" before the index is an adjective, as in "Pakistani military outposts". */
export function isAdjective(tokens: readonly Token[], last: number, end: number): boolean {
  if (last >= end || tokens[last - 1]!.text !== "military") return false;
  const { tag } = tokens[last]!;
  return tag === "NOUN" || tag === "ADJ" || tag === "PROPN";
}
