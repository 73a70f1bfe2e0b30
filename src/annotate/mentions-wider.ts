import type { EntityType } from "../model.js";
import type { CoreferenceModel } from "../resources/coreference.js";
import { type Extent, nounPhrase } from "./mentions-phrases.js";
import { caseOf, headOf, type Tree } from "./mentions-tree.js";
import type { Name } from "./syntax.js";

/** A noun phrase that takes a name in, beside the mention of the name itself. */
export interface Wider extends Extent {
  readonly type: EntityType;
  /** Token index of its noun ("Minister" of "Foreign Minister Julie Bishop"). */
  readonly noun: number;
  /** Whether it is what the name stands for, not a part of it or something near. */
  readonly same: boolean;
}

const ROLE_WORDS = new Set(["PROPN", "NOUN", "ADJ"]);
const DASHES = new Set(["-", "–", "‑"]);

/** The noun phrases around a name that tell who or where it is. */
export function widerThan(tree: Tree, name: Name, inName: Int32Array, model: CoreferenceModel): Wider[] {
  const found =
    name.type === "Person"
      ? withRole(tree, name, inName, model)
      : (withDirection(tree, name, model) ?? withKind(tree, name, inName, model));
  return found ? [found] : [];
}

/** "Russian Foreign Minister Sergei Lavrov", "Taliban spokesman Zabihullah Mujahid": the role before a name, with its modifiers. */
function withRole({ tokens }: Tree, name: Name, inName: Int32Array, model: CoreferenceModel): Wider | null {
  const noun = name.first - 1;
  if (noun < 0 || inName[noun]! >= 0 || (tokens[noun]!.tag !== "PROPN" && tokens[noun]!.tag !== "NOUN")) return null;
  const word = tokens[noun]!.lemma.toLowerCase();
  if (model.words.get("honorific")!.has(word)) return null;
  if (model.heads.get(word)?.type !== "Person" && !model.words.get("title")!.has(word)) return null;
  let first = noun;
  const { sentence } = tokens[noun]!;
  for (let i = noun - 1; i >= 0 && tokens[i]!.sentence === sentence; i--) {
    if (inName[i]! >= 0 || ROLE_WORDS.has(tokens[i]!.tag)) first = i;
    else if (!DASHES.has(tokens[i]!.text)) break; // "Secretary-General"
  }
  return { first, last: name.last, type: "Person", noun, same: true };
}

/** "northern Iraq", "central Mosul": a part of a place, which is another place. */
function withDirection({ tokens }: Tree, name: Name, model: CoreferenceModel): Wider | null {
  if (name.kind !== "name" || (name.type !== "Country" && name.type !== "Place") || name.first === 0) return null;
  const word = tokens[name.first - 1]!.text.toLowerCase();
  if (!model.words.get("direction")!.has(word)) return null;
  return { first: name.first - 1, last: name.last, type: "Place", noun: name.first, same: false };
}

/** "Mosul district", "the city of Husaybah", "Anbar province": a place with the noun that says what it is. */
function withKind(tree: Tree, name: Name, inName: Int32Array, model: CoreferenceModel): Wider | null {
  if (name.kind !== "name" || name.type !== "Place") return null;
  const { tokens } = tree;
  const kinds = model.words.get("place-kind")!;
  const after = name.last;
  if (after < tokens.length && inName[after]! < 0 && kinds.has(tokens[after]!.text.toLowerCase())) {
    const { first, last } = nounPhrase(tree, after);
    if (first <= name.first) return { first, last, type: "Place", noun: after, same: true };
  }
  const head = headOf(tokens, name.first, name.last);
  const noun = tokens[head]!.head;
  if (
    noun < 1 ||
    noun >= name.first ||
    inName[noun]! >= 0 ||
    inName[noun - 1]! >= 0 ||
    !kinds.has(tokens[noun]!.text.toLowerCase()) ||
    caseOf(tree, head) !== "of"
  )
    return null;
  const { first, last } = nounPhrase(tree, noun);
  return last === name.last ? { first, last, type: "Place", noun, same: true } : null;
}
