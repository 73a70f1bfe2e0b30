import type { Token } from "../model.js";
import type { NameLexicon } from "../resources/names-lexicon.js";
import { isCapital, lowerWords, type NameDraft, replaceDrafts } from "./names-drafts.js";

const ORDINAL = /^\d+(?:st|nd|rd|th)$/;
const NUMBER = /^(?:\d{1,4}|[IVX]{1,5})$/;
const WORDED = new Set(
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth twentieth".split(
    " ",
  ),
);
const JOINING = new Set(["bin", "ibn", "bint", "al", "el", "ul", "ud", "-"]);

/**
 * Units of armed forces: a capitalised or numbered head of a unit with the numbers, names and joining words before it:
 * "203 Mansouri Corps", "201 Khalid bin Walid Corps", "the 104th Guards Air Assault Regiment", "47th brigade"; and a
 * force before it as a possessive is left out.
 */
export function findUnits(tokens: readonly Token[], first: number, last: number, drafts: NameDraft[], lexicon: NameLexicon): NameDraft[] {
  let out = drafts;
  for (let i = first; i < last; i++) {
    const word = tokens[i]!.text;
    const low = word.toLowerCase();
    let end = i + 1;
    let head = lexicon.heads.get(low);
    if (i + 1 < last) {
      const two = lexicon.heads.get(lowerWords(tokens, i, i + 2));
      if (two === "MilitaryUnit") {
        head = two;
        end = i + 2;
      }
    }
    if (head !== "MilitaryUnit") continue;
    const start = unitStart(tokens, first, i, isCapital(word));
    if (start === i) continue;
    const inner = out.find((d) => d.first < end && d.last > i);
    const numbered = hasNumber(tokens, start, i);
    // Without a number the recogniser must have seen a name there, and not a person's or a place's.
    if (!numbered && !(inner && (inner.type === "MilitaryUnit" || inner.type === "ArmedForce" || inner.type === "ArmedGroup"))) continue;
    if (inner && inner.type !== "MilitaryUnit" && inner.first <= start && inner.last > end) continue;
    out = replaceDrafts(out, { first: start, last: end, kind: "name", type: "MilitaryUnit", of: null });
  }
  return out;
}

function hasNumber(tokens: readonly Token[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const word = tokens[i]!.text;
    if (ORDINAL.test(word) || NUMBER.test(word) || WORDED.has(word.toLowerCase())) return true;
  }
  return false;
}

/** Where the unit's name begins: over capitalised words, numbers and joining words, no further than a number. */
function unitStart(tokens: readonly Token[], from: number, head: number, capital: boolean): number {
  let start = head;
  while (start > from) {
    const word = tokens[start - 1]!.text;
    if (ORDINAL.test(word) || NUMBER.test(word) || WORDED.has(word.toLowerCase())) return start - 1;
    if (isCapital(word) && !/^(?:The|A|An|In|On|At|By|And|Its|Their|His|This|That|Former)$/.test(word)) start--;
    else if (JOINING.has(word) && start - 1 > from && isCapital(tokens[start - 2]!.text) && start < head) start--;
    else if (!capital && start > from + 1 && LOWER_BRANCH.has(word)) start--;
    else break;
  }
  while (start < head && !isCapital(tokens[start]!.text)) start++;
  return start;
}

/** Branches that stand in lower case between number and head: "47th mechanized brigade". */
const LOWER_BRANCH = new Set(
  "mechanized mechanised motorized motorised armored armoured airborne infantry tank artillery assault air mountain marine naval rifle separate guards special cavalry engineer reconnaissance territorial".split(
    " ",
  ),
);
