import type { EntityType, Token } from "../model.js";
import type { Gazetteer } from "../resources/gazetteer.js";
import type { NameLexicon } from "../resources/names-lexicon.js";
import { lowerWords } from "./names-drafts.js";

/** Types that a coarse class may become. */
const WITHIN: Readonly<Record<string, ReadonlySet<EntityType>>> = {
  PER: new Set(["Person"]),
  ORG: new Set(["Organization", "Government", "ArmedForce", "ArmedGroup", "MilitaryUnit"]),
  LOC: new Set(["Country", "Place", "Facility"]),
};

/**
 * The type of a name whose coarse class is known: as listed, by its head ("Ministry of Defence", "Azov Brigade", "Tabqa Dam"),
 * by the gazetteer, else the class's plain type. `null`: what is no name of an entity ("Covid-19").
 */
export function typeOfName(
  text: string,
  tokens: readonly Token[],
  first: number,
  last: number,
  coarse: string,
  lexicon: NameLexicon,
  gazetteer: Gazetteer,
): EntityType | null {
  const known = lexicon.known.get(text);
  if (known && (coarse !== "PER" || !WITHIN.LOC!.has(known))) return known;
  if (coarse === "PER") return "Person";
  const head = headType(tokens, first, last, lexicon);
  if (head === "Facility" && coarse === "ORG" && isSure(tokens, first, last, lexicon)) return "Facility";
  if (coarse === "LOC") {
    const readings = gazetteer.find(text).filter((r) => r.use !== "demonym");
    if (readings.some((r) => gazetteer.kind(r.place) === "country")) return "Country";
    // "Port Said", "Fort Worth" are towns; what ends in a facility's word is one ("Hopkins Park").
    if (head === "Facility" && (readings.length === 0 || lexicon.heads.get(tokens[last - 1]!.text.toLowerCase()) === "Facility"))
      return "Facility";
    return "Place";
  }
  if (coarse === "ORG") return head && WITHIN.ORG!.has(head) ? head : "Organization";
  if (head === "Operation" || (head && head !== "Facility" && head !== "Organization" && head !== "Place")) return head;
  return null;
}

/** Whether the last words are a head that holds whatever the recogniser's class: "Al-Shifa Hospital". */
function isSure(tokens: readonly Token[], first: number, last: number, lexicon: NameLexicon): boolean {
  for (let length = Math.min(3, last - first - 1); length > 0; length--) {
    if (lexicon.sure.has(lowerWords(tokens, last - length, last))) return true;
  }
  return false;
}

/** The type that a name's head word tells; the head is the last word, or the last before "of", "for" or a comma. */
export function headType(tokens: readonly Token[], first: number, last: number, lexicon: NameLexicon): EntityType | null {
  let end = last;
  for (let i = first + 1; i < last; i++) {
    const word = tokens[i]!.text;
    if (word === "of" || word === "for" || word === "," || word === "in" || word === "on" || word === "(") {
      end = i;
      break;
    }
  }
  for (let length = Math.min(3, end - first); length > 0; length--) {
    const found = lexicon.heads.get(lowerWords(tokens, end - length, end));
    if (found) return found;
  }
  // "Operation Inherent Resolve", "Task Force Phoenix", "Camp Bastion", "Lake Chad", "Mount Hermon".
  const opening = lexicon.heads.get(tokens[first]!.text.toLowerCase());
  if (last - first > 1 && opening && ["Operation", "Facility", "Place"].includes(opening)) return opening;
  if (last - first > 2 && lowerWords(tokens, first, first + 2) === "task force") return "MilitaryUnit";
  return null;
}
