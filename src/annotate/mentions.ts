import type { EntityType, MentionKind, Span, Token } from "../model.js";
import type { CoreferenceModel } from "../resources/coreference.js";
import { withMetonyms } from "./mentions-metonyms.js";
import { nounPhrase } from "./mentions-phrases.js";
import { pronounForm } from "./mentions-pronouns.js";
import { caseOf, headOf, type Tree, treeOf } from "./mentions-tree.js";
import { countedType, isPlural, nominalType } from "./mentions-types.js";
import { widerThan } from "./mentions-wider.js";
import type { Name, Syntax } from "./syntax.js";

/** A stretch that may refer to an entity, before it is known to which. */
export interface MentionDraft extends Span {
  readonly kind: MentionKind;
  /** `null` of a pronoun, and of a noun phrase of no type ("the report"), which is kept for "it" to refer to. */
  readonly type: EntityType | null;
  /** Token index of the syntactic head. */
  readonly head: number;
  /** Token index of the first token. */
  readonly first: number;
  /** Token index past the last token. */
  readonly last: number;
  /** The recognised name, where it is one. */
  readonly name: Name | null;
  /** Base form of a pronoun ("he" of "him"; "who" of all relative ones; "" of others and of what is no pronoun). */
  readonly pronoun: string;
  /** Token index of the noun where the phrase takes in a name ("Minister" of "Foreign Minister Julie Bishop"), else -1. */
  readonly noun: number;
  /** The name that it takes in and stands for, else `null`. */
  readonly holder: Name | null;
}

/** A document's mention drafts in order of their start (longer first), with the trees they were read from. */
export interface Mentions {
  readonly tree: Tree;
  readonly drafts: readonly MentionDraft[];
}

const PRONOUNS = new Set(["PRP", "PRP$", "WP", "WP$", "WDT"]);
const NOMINAL = new Set([
  "nsubj",
  "obj",
  "iobj",
  "obl",
  "nmod",
  "conj",
  "appos",
  "root",
  "dep",
  "ccomp",
  "xcomp",
  "advcl",
  "acl",
  "parataxis",
  "dislocated",
  "vocative",
  "list",
  "orphan",
  "nummod",
]);

/**
 * Finds what may refer to an entity: the recognised names, the noun phrases around nouns that stand for people, groups,
 * forces, organisations, places, facilities and artifacts, and personal and relative pronouns.
 */
export function findMentions(syntax: Syntax, recognised: readonly Name[], model: CoreferenceModel): Mentions {
  const tree = treeOf(syntax.tokens);
  const names = withMetonyms(tree, recognised, syntax.text, model);
  const { tokens } = syntax;
  const drafts: MentionDraft[] = [];
  const inName = new Int32Array(tokens.length).fill(-1);
  for (const [i, name] of names.entries()) inName.fill(i, name.first, name.last);
  const nested = new Set<Name>();
  for (let head = 0; head < tokens.length; head++) {
    const token = tokens[head]!;
    if (PRONOUNS.has(token.xpos) && token.tag !== "ADP") {
      if (isReferring(tree, head)) drafts.push(draft(tokens, "pronoun", null, head, head, head + 1, null));
    } else if (inName[head]! < 0 || isPeople(token, names[inName[head]!]!)) {
      const found = nominal(tree, head, names, inName, model);
      if (found?.name) nested.add(found.name);
      if (found) drafts.push(found.name ? { ...found, name: null } : found);
    }
  }
  const covered = new Map<number, number>();
  for (const name of names) {
    if (nested.has(name)) continue;
    drafts.push(draft(tokens, name.kind, name.type, headOf(tokens, name.first, name.last), name.first, name.last, name));
    for (const { first, last, type, noun, same } of widerThan(tree, name, inName, model)) {
      const head = headOf(tokens, first, last);
      drafts.push({ ...draft(tokens, "nominal", type, head, first, last, null), noun, holder: same ? name : null });
      if (same) for (let i = first; i <= noun; i++) covered.set(i, first);
    }
  }
  const kept = covered.size === 0 ? drafts : drafts.filter((d) => d.kind !== "nominal" || d.noun >= 0 || !covers(covered, d));
  // a phrase comes after the name that it takes in, so that it joins the name's chain
  const place = (d: MentionDraft) => (d.holder ? d.holder.start + 0.5 : d.start);
  kept.sort((a, b) => place(a) - place(b) || b.end - a.end || a.head - b.head);
  return { tree, drafts: kept };
}

/** Whether a nominal is only the beginning of a phrase with its holder's name ("Foreign Minister", "Minister for Asia"). */
function covers(covered: ReadonlyMap<number, number>, { head, first }: MentionDraft): boolean {
  const from = covered.get(head);
  return from !== undefined && first >= from;
}

function draft(
  tokens: readonly Token[],
  kind: MentionKind,
  type: EntityType | null,
  head: number,
  first: number,
  last: number,
  name: Name | null,
): MentionDraft {
  const pronoun = kind === "pronoun" ? (pronounForm(tokens[head]!.text)?.[0] ?? "") : "";
  return {
    start: tokens[first]!.start,
    end: endOf(tokens[last - 1]!),
    kind,
    type,
    head,
    first,
    last,
    name,
    pronoun,
    noun: -1,
    holder: null,
  };
}

/** The end of a word without a full stop that a note hangs on to ("in Iraq.[2]"); "U.S." and "Ltd." stay whole. */
function endOf(token: Token): number {
  const { text, end } = token;
  return text.length > 4 && (text.endsWith(".") || text.endsWith(",")) && !text.slice(0, -1).includes(".") ? end - 1 : end;
}

/** "Iraqis", "many Syrians": a demonym's plural is people, beside being a form of the country's name. */
function isPeople(token: Token, name: Name): boolean {
  return name.kind === "demonym" && isPlural(token);
}

/** Relative and interrogative words refer only where they open a relative clause ("soldiers who fled"). */
function isReferring(tree: Tree, i: number): boolean {
  const { xpos } = tree.tokens[i]!;
  if (xpos === "PRP" || xpos === "PRP$") return tree.tokens[i]!.deprel !== "expl";
  return relativeHead(tree, i) >= 0;
}

/** The noun that a relative pronoun's clause belongs to ("soldiers" of "soldiers who fled"), -1 where there is none. */
export function relativeHead(tree: Tree, i: number): number {
  let at = i;
  for (let steps = 0; steps < 6 && at >= 0; steps++) {
    const token = tree.tokens[at]!;
    if (token.deprel === "acl" && token.head >= 0 && token.head < i) return token.head;
    if (token.deprel === "ccomp" || token.deprel === "advcl" || token.deprel === "root") return -1;
    at = token.head;
  }
  return -1;
}

/** The nominal mention with this head, if it is one; its `name` is a demonym that it swallows ("Afghan" of "Afghan government"). */
function nominal(tree: Tree, head: number, names: readonly Name[], inName: Int32Array, model: CoreferenceModel): MentionDraft | null {
  const { tokens } = tree;
  const token = tokens[head]!;
  if (standsForPeople(tree.tokens, head, model)) return draft(tokens, "nominal", "Group", head, head, head + 1, null);
  if (!NOMINAL.has(token.deprel)) return null;
  if (inName[head]! >= 0) {
    const { first, last } = nounPhrase(tree, head);
    return draft(tokens, "nominal", "Group", head, first, last, null);
  }
  if (token.tag === "NOUN" || token.tag === "PROPN" || isRankAsAdjective(tree, head, model)) {
    if (isTitle(tree, head, inName) || isCounted(tree, head, inName, model)) return null;
    const type = nominalType(tree, head, model);
    const { first, last } = nounPhrase(tree, head);
    const swallowed = institutionOf(tree, head, first, names, inName, model);
    if (swallowed) return draft(tokens, "name", type, head, swallowed.first, head + 1, swallowed);
    return draft(tokens, "nominal", type, head, first, last, null);
  }
  if (token.tag === "NUM" || token.tag === "SYM" || token.tag === "DET") {
    // "one of the soldiers", "25% of the territory", "some of the fighters"
    const type = countedType(tree, head, model);
    if (type === null) return null;
    const { first, last } = nounPhrase(tree, head);
    return draft(tokens, "nominal", type === "Group" && token.text.toLowerCase() === "one" ? "Person" : type, head, first, last, null);
  }
  return null;
}

/** "The wounded were taken away": a participle or adjective with the article and no noun after it. */
function standsForPeople(tokens: readonly Token[], i: number, model: CoreferenceModel): boolean {
  const token = tokens[i]!;
  if (token.tag !== "ADJ" && token.tag !== "VERB" && token.tag !== "NOUN") return false;
  if (!model.words.get("people-adjective")!.has(token.text.toLowerCase())) return false;
  const before = tokens[i - 1];
  const after = tokens[i + 1];
  return before?.text.toLowerCase() === "the" && (after === undefined || after.sentence !== token.sentence || !NOUNS.has(after.tag));
}
const NOUNS = new Set(["NOUN", "PROPN", "ADJ", "NUM"]);

/** "The general warned", "the military said", taken for an adjective: a noun for a person or force that is all there is between an article and a verb. */
function isRankAsAdjective({ tokens }: Tree, i: number, model: CoreferenceModel): boolean {
  const { tag, lemma, deprel } = tokens[i]!;
  const type =
    tag === "ADJ" && deprel === "nsubj" && /^(?:DET|PART|PRON|ADJ|PROPN)$/.test(tokens[i - 1]?.tag ?? "")
      ? model.heads.get(lemma.toLowerCase())?.type
      : undefined;
  return type === "Person" || type === "ArmedForce";
}

/** "Foreign Minister" of "Foreign Minister Julie Bishop" is a title, no mention of its own. */
function isTitle(tree: Tree, head: number, inName: Int32Array): boolean {
  const { head: governor, deprel } = tree.tokens[head]!;
  return deprel === "nmod" && governor > head && inName[governor]! >= 0 && caseOf(tree, head) === "" && inName[head + 1]! >= 0;
}

/** "weapons" of "dozens of weapons", which is one mention. */
function isCounted(tree: Tree, head: number, inName: Int32Array, model: CoreferenceModel): boolean {
  const { head: governor, deprel } = tree.tokens[head]!;
  if (deprel !== "nmod" || governor < 0 || governor > head || inName[governor]! >= 0) return false;
  return model.words.get("partitive")!.has(tree.tokens[governor]!.lemma.toLowerCase()) && caseOf(tree, head) === "of";
}

/** The demonym that makes a name of an institution noun ("Afghan government", "Iraqi foreign ministry"), else `null`. */
function institutionOf(
  tree: Tree,
  head: number,
  first: number,
  names: readonly Name[],
  inName: Int32Array,
  model: CoreferenceModel,
): Name | null {
  const lemma = tree.tokens[head]!.lemma.toLowerCase();
  const compound = model.heads.get(`${tree.tokens[head - 1]?.lemma.toLowerCase()} ${lemma}`); // "Afghan air force"
  const institution = model.words.get("institution")!.has(lemma) || compound?.type === "ArmedForce";
  if (!institution || isPlural(tree.tokens[head]!)) return null;
  for (let i = first; i < head; i++) {
    const at = inName[i]!;
    if (at < 0) continue;
    const name = names[at]!;
    const governor = tree.tokens[headOf(tree.tokens, name.first, name.last)]!.head;
    if (name.kind === "demonym" && name.last <= head && (governor === head || name.last === head)) return name;
  }
  return null;
}
