import type { LightVerb } from "../resources/events.js";
import { deepObject, deepSubject, isPassive, PAST } from "./events-clauses.js";
import { gapClause, listedBefore } from "./events-linear.js";
import { obliques, possessor, premodifiers, someVerbBetween } from "./events-phrases.js";
import { caseOf, childBy, classesOf, core, type EventTree, isNominal, isVerbal, someChild, withConjuncts } from "./events-tree.js";

/** Filling the slots of verbs and nouns: what light verbs lend, conjuncts, phrases nested in others. */

/** The light verb that a noun hangs on ("carried out an attack", "an attack launched by", "came under fire"). */
export interface LightUse {
  readonly verb: number;
  readonly entry: LightVerb;
}

export function lightVerbOf(tree: EventTree, noun: number): LightUse | null {
  let at = noun;
  while (tree.tokens[at]!.deprel === "conj" && tree.tokens[at]!.head >= 0 && isNominal(tree.tokens[tree.tokens[at]!.head]!))
    at = tree.tokens[at]!.head;
  // "a series of attacks": the noun before "of" is what the verb governs
  const above = tree.tokens[at]!.head;
  if (tree.tokens[at]!.deprel === "nmod" && above >= 0 && core(tree, above) === at) at = above;
  const t = tree.tokens[at]!;
  if (t.head >= 0) {
    const relation = t.deprel === "obl" || t.deprel === "nmod" ? caseOf(tree, at) : "";
    const within = t.deprel === "nmod" && tree.tokens[t.head]!.deprel === "obj" ? tree.tokens[t.head]!.head : -1; // "claimed responsibility for"
    const found = matchLight(tree, t.head, at, relation) ?? (within >= 0 ? matchLight(tree, within, at, relation) : null);
    if (found !== null && (found.verb === t.head || found.entry.rest.includes(tree.lemma[t.head]!))) return found;
  }
  let use: LightUse | null = null;
  someChild(tree, at, (child) => {
    const c = tree.tokens[child]!;
    if (c.deprel === "acl" && PAST.has(c.xpos) && c.xpos === "VBN" && isPassive(tree, child)) use ??= matchLight(tree, child, at, "");
    else if (c.deprel === "acl" && deepObject(tree, child) === at) use ??= matchLight(tree, child, at, "");
    else if (c.deprel === "amod" && isVerbal(c) && tree.tokens[child - 1]?.xpos === "NNS") use ??= matchLight(tree, child, at, ""); // "two sides held talks"
    return use !== null;
  });
  return use;
}

function matchLight(tree: EventTree, verb: number, noun: number, preposition: string): LightUse | null {
  const entries = tree.lexicon.light.get(tree.lemma[verb]!);
  if (entries === undefined) return null;
  for (const entry of entries) {
    const fits =
      entry.noun === "obj"
        ? preposition === "" &&
          (deepObject(tree, verb) === noun || (tree.tokens[noun]!.deprel === "nsubj" && tree.tokens[noun]!.head === verb))
        : preposition === entry.noun;
    if (fits && entry.rest.every((word) => hasWord(tree, verb, word))) return { verb, entry };
  }
  return null;
}

/** Whether a particle or noun hangs on a verb within five words after it. */
function hasWord(tree: EventTree, verb: number, word: string): boolean {
  for (let i = verb + 1; i < verb + 5 && i < tree.tokens.length; i++) if (tree.lemma[i] === word) return true;
  return false;
}

/** Verbs that only say that something went on: "operations have begun", "clashes erupted". */
const OCCUR: ReadonlySet<string> = new Set(
  "begin start continue occur happen go take erupt break resume rage unfold follow come be persist ensue intensify end last".split(" "),
);

/** The verb whose adjuncts are a noun's as well: its light verb, or one that says that it went on. */
export function carrierOf(tree: EventTree, noun: number, light: LightUse | null): number {
  if (light !== null) return light.verb;
  const t = tree.tokens[noun]!;
  if (t.head < 0) return -1;
  return t.deprel === "nsubj" && OCCUR.has(tree.lemma[t.head]!) ? t.head : -1;
}

/**
 * The heads of the phrases that fill a slot of a verb, noun or adjective; conjuncts apart. `last`: where the verb's phrase
 * ends ("took control of"), the words of which fill nothing but may have prepositions.
 */
export function slotFillers(
  tree: EventTree,
  token: number,
  slot: string,
  verbal: boolean,
  light: LightUse | null,
  last = token + 1,
): number[] {
  let heads: number[] = [];
  const one = (head: number) => (head >= 0 ? [head] : []);
  if (slot === "self") return [token];
  if (slot === "poss") heads = one(possessor(tree, token));
  else if (slot === "comp") heads = premodifiers(tree, token);
  else if (slot === "subj" || slot === "obj") {
    if (!verbal) return [];
    const head = slot === "subj" ? deepSubject(tree, token) : deepObject(tree, token);
    heads = one(head);
    // "a tank, and a harvester were seized": the tree may have two subjects
    if (head >= 0 && tree.tokens[head]!.head === token && tree.tokens[head]!.deprel === "nsubj") {
      someChild(tree, token, (child) => {
        const second = child > head && child < token && tree.tokens[child]!.deprel === "nsubj" && isNominal(tree.tokens[child]!);
        if (second && (tree.tokens[head]!.tag === "DET" || !someVerbBetween(tree, head, child))) heads.push(child);
        return false;
      });
    }
    if (head >= 0 && head < token && isPassive(tree, token) === (slot === "obj")) heads.unshift(...listedBefore(tree, token));
  } else if (slot === "iobj") heads = one(childBy(tree, token, "iobj"));
  else {
    heads = obliques(tree, token, slot);
    if (heads.length === 0 && !verbal && NESTED.has(slot)) heads = nestedObliques(tree, token, slot);
    if (heads.length === 0 && !verbal && slot === "by") heads = one(byAfter(tree, token));
    const carrier = verbal ? -1 : carrierOf(tree, token, light);
    if (carrier >= 0 && slot !== "of" && slot !== "by") heads = heads.concat(obliques(tree, carrier, slot));
    for (let i = token + 1; i < last; i++) if (isNominal(tree.tokens[i]!)) heads = heads.concat(obliques(tree, i, slot));
  }
  if (heads.length === 0) return heads;
  const other = slot === "obj" ? (gapClause(tree, token)?.subject ?? -1) : -1; // "the town, which the rebels seized": no two towns
  const found = heads.flatMap((head) => withConjuncts(tree, head));
  return [...new Set(found)].filter(
    (head) => (head < token || head >= last) && !tree.timed[head] && head !== other && !startsClause(tree, token, head),
  );
}

/** "attacked the village and ten homes were burned": what the tree joins to an object, though another verb's auxiliary follows. */
function startsClause(tree: EventTree, verb: number, noun: number): boolean {
  const next = tree.tokens[noun + 1];
  const { deprel } = tree.tokens[noun]!;
  return noun > verb && deprel === "conj" && next?.tag === "AUX" && /^(VBD|VBZ|VBP|MD)$/.test(next.xpos);
}

/** Prepositions of a noun's arguments, which the tree may hang on one of the others: "the capture of Mosul by the rebels". */
const NESTED: ReadonlySet<string> = new Set(["by", "on", "against", "from", "with"]);

/** "the burning of a captured lieutenant by the group": a by-phrase after a noun with no verb or comma between; -1 for none. */
function byAfter(tree: EventTree, noun: number): number {
  const { tokens } = tree;
  for (let i = noun + 1; i < tokens.length && i < noun + 14 && tokens[i]!.sentence === tokens[noun]!.sentence; i++) {
    const t = tokens[i]!;
    if ((t.tag === "VERB" && t.deprel !== "amod") || t.tag === "AUX" || (t.tag === "PUNCT" && t.text !== "-") || t.tag === "SCONJ")
      return -1;
    if (tree.lemma[i] === "by" && t.deprel === "case" && t.head > i && !tree.timed[t.head]) return t.head;
  }
  return -1;
}

function nestedObliques(tree: EventTree, noun: number, slot: string): number[] {
  const arguments_ = new Set<number>();
  for (const other of ["of", ...NESTED]) if (other !== slot) for (const token of obliques(tree, noun, other)) arguments_.add(token);
  return [...arguments_].flatMap((token) => obliques(tree, token, slot));
}

/** Whether any class of a phrase is among those wanted. */
export const isOf = (tree: EventTree, token: number, classes: number): boolean => (classesOf(tree, core(tree, token)) & classes) !== 0;
