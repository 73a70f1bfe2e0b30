import type { EntityType, Token } from "../model.js";
import type { CoreferenceModel } from "../resources/coreference.js";
import { caseOf, type Tree } from "./mentions-tree.js";

const PLURAL = new Set(["NNS", "NNPS"]);

/** Whether the noun is plural, by its Penn tag. */
export function isPlural(token: Token): boolean {
  return PLURAL.has(token.xpos);
}

/**
 * The entity type of the nominal with this head, by its head noun; `null` where it is none ("reports", "violence").
 * A person noun in the plural is a Group ("soldiers"), a counting noun has the type of what it counts ("dozens of weapons").
 */
export function nominalType(tree: Tree, head: number, model: CoreferenceModel): EntityType | null {
  const token = tree.tokens[head]!;
  const lemma = token.lemma.toLowerCase();
  if (model.words.get("partitive")!.has(lemma)) return countedType(tree, head, model);
  const plural = isPlural(token);
  if (model.words.get("informant")!.has(lemma)) return !isHeard(tree, head, model) ? null : plural ? "Group" : "Person";
  if (!plural && model.words.get("ambiguous-facility")!.has(lemma) && !isModifiedBy(tree, head, model.words.get("installation")!))
    return null;
  const before = tree.tokens[head - 1];
  const sense =
    (before && model.heads.get(`${before.lemma.toLowerCase()} ${lemma}`)) ??
    (plural ? model.heads.get(`${lemma}+`) : undefined) ??
    model.heads.get(lemma) ??
    model.heads.get(token.text.toLowerCase()) ??
    compoundSense(lemma, model);
  if (!sense || sense.share < 4) return plural && speaks(tree, head, model) ? "Group" : null;
  if (sense.type === "Person" && plural) return "Group";
  if (sense.type === "Organization" && isModifiedBy(tree, head, model.words.get("armed")!)) return "ArmedGroup";
  return sense.type;
}

/** "salvors said", "rights monitors said": several of whom nothing else is known than that they speak; not "the figures say". */
function speaks(tree: Tree, head: number, model: CoreferenceModel): boolean {
  const { head: governor, deprel, lemma } = tree.tokens[head]!;
  const verb = governor < 0 ? undefined : tree.tokens[governor]!;
  if (deprel !== "nsubj" || verb?.tag !== "VERB" || model.words.get("record")!.has(lemma.toLowerCase())) return false;
  return TELLS.test(verb.lemma);
}

/** What only people do. */
const TELLS = /^(?:say|tell|add|insist|warn|reply|announce|allege|argue|inform|complain|believe|vow)$/i;

/** "a police source said", "according to sources": whoever is heard here. */
function isHeard(tree: Tree, head: number, model: CoreferenceModel): boolean {
  const { head: governor } = tree.tokens[head]!;
  const verb = governor < 0 ? undefined : tree.tokens[governor]!;
  if (verb !== undefined && (verb.tag === "VERB" || verb.tag === "AUX") && model.words.get("speech")!.has(verb.lemma.toLowerCase()))
    return true;
  for (let i = Math.max(0, head - 6); i < head; i++) if (tree.tokens[i]!.text.toLowerCase() === "according") return true;
  // "two sources and a local official told reporters", whatever the tree makes of the row
  for (let i = head + 1; i < Math.min(head + 12, tree.tokens.length); i++) {
    const { tag, lemma, sentence } = tree.tokens[i]!;
    if (tag === "VERB") return sentence === tree.tokens[head]!.sentence && model.words.get("speech")!.has(lemma.toLowerCase());
    if (!/^(?:NOUN|PROPN|DET|ADJ|CCONJ|NUM|ADP|PRON)$/.test(tag)) return false;
  }
  return false;
}

/** "ex-soldier", "militiaman", "spokeswoman" by their last part. */
function compoundSense(lemma: string, model: CoreferenceModel) {
  const dash = lemma.lastIndexOf("-");
  if (dash > 0) return model.heads.get(lemma.slice(dash + 1));
  return /.(?:wo)?man$/.test(lemma) ? model.heads.get("man") : undefined;
}

/** The type of what follows "of": "hundreds of people"; `null` where nothing does or it is none. */
export function countedType(tree: Tree, head: number, model: CoreferenceModel): EntityType | null {
  for (let k = tree.first[head]!; k < tree.first[head + 1]!; k++) {
    const child = tree.children[k]!;
    if (child > head && tree.tokens[child]!.deprel === "nmod" && caseOf(tree, child) === "of") {
      return tree.tokens[child]!.tag === "PRON" ? null : nominalType(tree, child, model);
    }
  }
  return null;
}

/** Whether a word of the set stands before the head: "a jihadist group", "the border post". */
function isModifiedBy(tree: Tree, head: number, words: ReadonlySet<string>): boolean {
  for (let k = tree.first[head]!; k < tree.first[head + 1]!; k++) {
    const child = tree.children[k]!;
    if (child < head && words.has(tree.tokens[child]!.lemma.toLowerCase())) return true;
  }
  return false;
}
