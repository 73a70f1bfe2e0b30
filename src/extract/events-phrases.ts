import { antecedentBefore } from "./events-linear.js";
import { caseOf, childBy, classesOf, core, type EventTree, isNominal, isVerbal, someChild } from "./events-tree.js";

/** Reading noun phrases off a tree: whose they are, what hangs on them by a preposition, what a pronoun stands for. */

export const RELATIVE: ReadonlySet<string> = new Set(["who", "which", "that", "whom", "what"]);

/** What a relative pronoun stands for: the noun that its clause hangs on. */
export function antecedent(tree: EventTree, pronoun: number): number {
  if (!RELATIVE.has(tree.lemma[pronoun]!)) return pronoun;
  let at = tree.tokens[pronoun]!.head;
  for (let depth = 0; depth < 4 && at >= 0; depth++) {
    const t = tree.tokens[at]!;
    if (t.deprel === "acl" && t.head >= 0) {
      if (isAge(tree, t.head)) return tree.tokens[t.head]!.head;
      if (!isNominal(tree.tokens[t.head]!)) return nounBefore(tree, pronoun);
      return tree.lemma[pronoun] === "who" ? whoseClause(tree, t.head) : t.head;
    }
    if (t.deprel !== "conj" && t.deprel !== "xcomp" && t.deprel !== "ccomp") break;
    at = t.head;
  }
  // "by Ernestina Umanzor, who was kidnapped": what stands right before
  return /^(who|which)$/.test(tree.lemma[pronoun]!) ? nounBefore(tree, pronoun) : pronoun;
}

/** "Nelson Garcia, 39, who was shot": a number between commas after a name. */
function isAge(tree: EventTree, i: number): boolean {
  const { tag, head } = tree.tokens[i]!;
  return (
    tag === "NUM" &&
    tree.tokens[i - 1]?.text === "," &&
    tree.tokens[i + 1]?.text === "," &&
    head >= 0 &&
    head < i &&
    tree.nameAt[i - 2]! >= 0
  );
}

/** "people across Iraq who fled", "gunmen on motorcycles who fired": of a place or thing with "who" the people before it. */
function whoseClause(tree: EventTree, noun: number): number {
  const { animate, place } = tree.lexicon.classes;
  const { deprel, head } = tree.tokens[noun]!;
  const mask = classesOf(tree, noun);
  const dead = (mask & place!) !== 0 || (mask & animate!) === 0;
  return dead && deprel === "nmod" && head >= 0 && (classesOf(tree, head) & animate!) !== 0 ? head : noun;
}

/** "Avdiivka, which fell to the rebels", whose clause hangs on a verb: the noun right before the pronoun, or the pronoun itself. */
function nounBefore(tree: EventTree, pronoun: number): number {
  const found = antecedentBefore(tree, pronoun);
  return found >= 0 ? found : pronoun;
}

export function someVerbBetween(tree: EventTree, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (isVerbal(tree.tokens[i]!)) return true;
  return false;
}

/** The verb that governs a noun: "seized 19 outposts and killed 55" may hang the second verb on "outposts". */
export function verbAbove(tree: EventTree, noun: number): number {
  let at = noun;
  for (let depth = 0; depth < 4 && at >= 0; depth++) {
    if (tree.tokens[at]!.tag === "VERB") return at;
    at = tree.tokens[at]!.head;
  }
  return -1;
}

/** "the army's", "its": the possessor of a noun, -1 for none. */
export function possessor(tree: EventTree, noun: number): number {
  let found = -1;
  someChild(tree, noun, (child) => {
    if (child > noun) return true;
    const c = tree.tokens[child]!;
    if (c.xpos === "PRP$" || (c.deprel === "nmod" && hasGenitive(tree, child))) found = child;
    return false;
  });
  return found;
}

function hasGenitive(tree: EventTree, noun: number): boolean {
  return someChild(tree, noun, (child) => child > noun && tree.tokens[child]!.deprel === "case" && tree.tokens[child]!.xpos === "POS");
}

/** Prepositions of a way, which an object in between may draw to itself. */
const DIRECTION: ReadonlySet<string> = new Set(["to", "into", "from", "toward", "towards", "across", "at"]);

/** "pushed the rebels out of the town", the town hung to the rebels. */
function outOf(tree: EventTree, verb: number): number[] {
  const object = childBy(tree, verb, "obj");
  if (object < verb) return [];
  return obliques(tree, object, "of").filter((noun) => someChild(tree, noun, (child) => child > object && tree.lemma[child] === "out"));
}

/** The dependents that hang by a preposition, in order. */
export function obliques(tree: EventTree, token: number, preposition: string): number[] {
  const out: number[] = [];
  if (preposition === "of" && tree.tokens[token]!.tag === "VERB") out.push(...outOf(tree, token));
  if (DIRECTION.has(preposition) && tree.tokens[token]!.tag === "VERB") {
    const object = childBy(tree, token, "obj"); // "drove the truck to the lake", hung to the truck
    const inner = object > token ? core(tree, object) : -1; // "a salvo of rockets at the city"
    if (object > token) out.push(...obliques(tree, object, preposition), ...(inner !== object ? obliques(tree, inner, preposition) : []));
  }
  const next = token + 1 < tree.tokens.length && tree.lemma[token + 1] === preposition ? tree.tokens[token + 1]! : null;
  if (next !== null && next.deprel === "case" && next.head > token + 1 && !tree.timed[next.head]) out.push(next.head); // wherever it hangs
  const name = next !== null && next.deprel === "mark" ? (tree.nameAt[token + 2] ?? -1) : -1; // "the arrest of Nika Melia sparked protests"
  if (name >= 0) out.push(tree.doc.mentions[name]!.head);
  someChild(tree, token, (child) => {
    const c = tree.tokens[child]!;
    if (out.includes(child)) return false;
    if ((c.deprel === "obl" || c.deprel === "nmod" || c.deprel === "advmod" || c.deprel === "advcl") && isNominal(c)) {
      if (caseOf(tree, child) === preposition && !tree.timed[child]) out.push(antecedent(tree, child));
    }
    return false;
  });
  return out;
}

/** Names, demonyms and nouns before a noun: "Turkish artillery shelling", "coalition airstrikes". */
export function premodifiers(tree: EventTree, noun: number): number[] {
  const out: number[] = [];
  someChild(tree, noun, (child) => {
    if (child > noun) return true;
    const c = tree.tokens[child]!;
    const plain =
      c.deprel === "compound" || c.deprel === "amod" || (c.deprel === "nmod" && caseOf(tree, child) === "" && !hasGenitive(tree, child));
    const compound = c.deprel === "compound" && tree.lexicon.nounClasses.has(`${tree.lemma[child]} ${tree.lemma[noun]}`); // "fighter jets"
    if (plain && !compound && c.xpos !== "PRP$" && (tree.mentionAt[child]! >= 0 || c.tag !== "ADJ") && !tree.timed[child]) out.push(child);
    return false;
  });
  return out;
}
