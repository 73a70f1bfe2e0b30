import type { NameSpan } from "../learn/names-decode.js";
import type { Token } from "../model.js";
import type { Gazetteer } from "../resources/gazetteer.js";
import type { NameLexicon } from "../resources/names-lexicon.js";
import { isCapital, lowerWords } from "./names-drafts.js";
import { AREA } from "./names-places.js";

const ARTICLES = new Set(["the", "a", "an", "The", "A", "An", "Its", "Their", "His", "Her", "Our", "My"]);
const EDGE = /^[^\p{L}\p{N}]+$/u;

/**
 * A span without the article, punctuation or possessive mark at its ends, and a person's without titles: "President Ashraf
 * Ghani" → "Ashraf Ghani". `null` where nothing is left.
 */
export function trimName(span: NameSpan, tokens: readonly Token[], lexicon: NameLexicon): NameSpan | null {
  let { first, last } = span;
  while (first < last && (ARTICLES.has(tokens[first]!.text) || EDGE.test(tokens[first]!.text))) first++;
  while (last > first && /^(?:'s|’s|[^\p{L}\p{N}.]+)$/u.test(tokens[last - 1]!.text)) last--;
  if (span.type === "PER") {
    for (let length = 3; length > 0; length--) {
      while (last - first > length && lexicon.titles.has(lowerWords(tokens, first, first + length).replace(/\.$/, ""))) {
        first += length;
        while (first < last && EDGE.test(tokens[first]!.text)) first++;
      }
    }
  }
  // "Seven Taliban", "Former ISIS": a sentence's first word that is no part of the name.
  while (last - first > 1 && COUNTING.has(tokens[first]!.text) && lexicon.known.has(joined(tokens, first + 1, last))) first++;
  if (first >= last || isStopped(tokens, first, last, lexicon)) return null;
  // "al-Shabaab", "al-Sahaf": the Arabic article before a hyphen belongs to the name.
  if (first > 1 && tokens[first - 1]!.text === "-" && ARABIC.has(tokens[first - 2]!.text) && sameSentence(tokens, first - 2, first))
    first -= 2;
  return { ...span, first, last };
}

const COUNTING = new Set(
  "One Two Three Four Five Six Seven Eight Nine Ten Several Many Some Most All Former Suspected Alleged Armed".split(" "),
);

function joined(tokens: readonly Token[], first: number, last: number): string {
  let out = tokens[first]!.text;
  for (let i = first + 1; i < last; i++) out += (tokens[i]!.start > tokens[i - 1]!.end ? " " : "") + tokens[i]!.text;
  return out;
}

/** Whether a span is on the list of what is no name, but for points and figures: "IED", "Oct. 3". */
function isStopped(tokens: readonly Token[], first: number, last: number, lexicon: NameLexicon): boolean {
  let words = "";
  for (let i = first; i < last; i++) {
    const word = tokens[i]!.text.toLowerCase().replace(/\.$/, "");
    if (!/^[\d.,]*$/.test(word)) words += (words === "" || word === "-" || words.endsWith("-") ? "" : " ") + word;
  }
  return words === "" || lexicon.stop.has(words);
}

const ARABIC = new Set("al Al el El an An ar Ar as As at At ad Ad az Az ash Ash ez Ez".split(" "));

const sameSentence = (tokens: readonly Token[], a: number, b: number) => tokens[a]!.sentence === tokens[b]!.sentence;

/**
 * "Zakho, Dohuk" is two places, "Tabqa Dam, Syria" a facility and a country: a comma ends a place's name, and so do the
 * possessive of a known one ("Dhaka's Ashulia", "Sudan's Rapid Support Forces", not "Cox's Bazar") and what it is a part of
 * ("Nussu area of Qazigund").
 */
export function partsOfName(span: NameSpan, tokens: readonly Token[], gazetteer: Gazetteer): readonly NameSpan[] {
  if (span.type !== "LOC" && span.type !== "ORG") return [span];
  const out: NameSpan[] = [];
  let { first } = span;
  for (let i = first; i < span.last; i++) {
    const next = partAfter({ ...span, first }, i, tokens, gazetteer);
    if (next < 0) continue;
    if (first < i) out.push({ ...span, first, last: i, type: "LOC" });
    first = next;
  }
  if (first < span.last) out.push({ ...span, first });
  return out;
}

/** Where the next part of a span begins that is cut at `i`; -1 where it is not. */
function partAfter({ first, last, type }: NameSpan, i: number, tokens: readonly Token[], gazetteer: Gazetteer): number {
  const isPlace = (end: number): boolean => gazetteer.find(joined(tokens, first, end)).length > 0;
  const isCapitalAt = (at: number): boolean => at < last && isCapital(tokens[at]!.text);
  const { text } = tokens[i]!;
  if (type === "LOC" && text === ",") return i + 1;
  if (i === first) return -1;
  const isArea = AREA.test(text.toLowerCase()) || STRETCH.test(text);
  if (type === "LOC" && isArea && tokens[i + 1]?.text === "of" && isCapitalAt(i + 2)) return i + 2;
  const mark = possessiveAt(tokens, i);
  return mark > 0 && isCapitalAt(i + mark) && isPlace(i) && !isPlace(last) ? i + mark : -1;
}

/** Words of stretches of land that are parts of others. */
const STRETCH = /^(?:areas?|divisions?|outskirts|parts?|quarters?|regions?|sectors?)$/i;

/** How many tokens a possessive mark at `i` is made of: "'s", or "'" and "s"; 0 for none. */
function possessiveAt(tokens: readonly Token[], i: number): 0 | 1 | 2 {
  const { text } = tokens[i]!;
  if (text === "'s" || text === "’s") return 1;
  return (text === "'" || text === "’") && tokens[i + 1]?.text === "s" ? 2 : 0;
}
