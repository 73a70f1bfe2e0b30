import type { Token } from "../model.js";
import type { LightVerb } from "../resources/events.js";
import {
  antecedentBefore,
  beginsPhrase,
  ellipticalSubject,
  enclosedObject,
  gapClause,
  listedBefore,
  parallelVerb,
  reducedHead,
  subjectBeyond,
  takesObject,
} from "./events-linear.js";
import { caseOf, childBy, classesOf, core, type EventTree, isNominal, isVerbal, someChild, withConjuncts } from "./events-tree.js";

/** Reading the arguments of verbs and nouns off a tree: active or passive, in relative clauses, conjuncts and infinitives. */

const RELATIVE: ReadonlySet<string> = new Set(["who", "which", "that", "whom", "what"]);
const PAST: ReadonlySet<string> = new Set(["VBN", "VBD"]);

/** Whether a verb is in the passive: "were killed", "killed by", "and 22 others injured", "outposts captured" in a headline. */
export function isPassive(tree: EventTree, verb: number): boolean {
  const t = tree.tokens[verb]!;
  if (!PAST.has(t.xpos) && t.tag !== "ADJ") return false;
  let be = false;
  let have = false;
  someChild(tree, verb, (child) => {
    const c = tree.tokens[child]!;
    if ((c.deprel === "aux" || c.deprel === "cop") && child < verb) {
      if (tree.lemma[child] === "be" || tree.lemma[child] === "get") be = true;
      else if (tree.lemma[child] === "have") have = true;
    }
    return false;
  });
  if (be) return true;
  if (gapClause(tree, verb) !== null) return false;
  if (isAbsolute(tree, verb)) return true;
  if (have || (t.tag === "ADJ" && !/(ed|en|wn)$/.test(t.text))) return false;
  const object = childBy(tree, verb, "obj");
  if (object < 0 && ellipticalSubject(tree, verb) >= 0) return true;
  if (object === verb + 1 && CAPTIVE.test(tree.lemma[object]!) && hasBy(tree, verb)) return true; // "held captive by pirates"
  if (t.deprel === "conj" && t.head >= 0 && object < 0 && PAST.has(tree.tokens[t.head]!.xpos)) return isPassive(tree, t.head);
  if (object >= 0) return false;
  if (t.deprel === "parataxis" && hasBy(tree, verb)) return true; // "the gunman – shot dead by police – …"
  if (reducedHead(tree, verb) >= 0) return true;
  if (t.deprel === "acl" && takesObject(tree, verb) && beginsPhrase(tree, verb + 1, t.sentence) && !hasBy(tree, verb)) return false; // "militias captured the town"
  if (t.deprel === "acl" || t.deprel === "amod") return t.xpos === "VBN" || childBy(tree, verb, "nsubj") < 0;
  return (t.xpos === "VBN" && childBy(tree, verb, "xcomp") < 0) || hasBy(tree, verb); // "threatened to bomb" is active
}

/** "with some inmates hacked to death": a participle with a subject of its own after "with". */
function isAbsolute(tree: EventTree, verb: number): boolean {
  if (tree.tokens[verb]!.deprel === "conj") return tree.tokens[verb]!.head >= 0 && isAbsolute(tree, tree.tokens[verb]!.head);
  const subject = childBy(tree, verb, "nsubj");
  if (subject < 0 || subject > verb) return false;
  return caseOf(tree, subject) === "with" || someChild(tree, verb, (child) => child < subject && tree.lemma[child] === "with");
}

/** What becomes of somebody, said right after the verb. */
const CAPTIVE = /^(dead|down|up|hostage|captive|prisoner|alive)$/;

/** A by-phrase, which may hang on what stands after the verb: "shot dead by police". */
function hasBy(tree: EventTree, verb: number): boolean {
  const after = CAPTIVE.test(tree.lemma[verb + 1] ?? "") ? verb + 2 : verb + 1;
  const by = tree.tokens[after];
  if (by !== undefined && tree.lemma[after] === "by" && by.deprel === "case" && by.head > after && !tree.timed[by.head]) return true;
  return someChild(tree, verb, (child) => caseOf(tree, child) === "by" && !tree.timed[child]);
}

/** What a relative pronoun stands for: the noun that its clause hangs on. */
function antecedent(tree: EventTree, pronoun: number): number {
  if (!RELATIVE.has(tree.lemma[pronoun]!)) return pronoun;
  let at = tree.tokens[pronoun]!.head;
  for (let depth = 0; depth < 4 && at >= 0; depth++) {
    const t = tree.tokens[at]!;
    if (t.deprel === "acl" && t.head >= 0) {
      if (!isNominal(tree.tokens[t.head]!)) return nounBefore(tree, pronoun);
      return tree.lemma[pronoun] === "who" ? whoseClause(tree, t.head) : t.head;
    }
    if (t.deprel !== "conj" && t.deprel !== "xcomp" && t.deprel !== "ccomp") break;
    at = t.head;
  }
  // "by Ernestina Umanzor, who was kidnapped": what stands right before
  return /^(who|which)$/.test(tree.lemma[pronoun]!) ? nounBefore(tree, pronoun) : pronoun;
}

/** "people across Iraq who fled": of a place with "who" the people before it. */
function whoseClause(tree: EventTree, noun: number): number {
  const { animate, place } = tree.lexicon.classes;
  const { deprel, head } = tree.tokens[noun]!;
  const isPlace = (classesOf(tree, noun) & place!) !== 0;
  return isPlace && deprel === "nmod" && head >= 0 && (classesOf(tree, head) & animate!) !== 0 ? head : noun;
}

/** "Avdiivka, which fell to the rebels", whose clause hangs on a verb: the noun right before the pronoun, or the pronoun itself. */
function nounBefore(tree: EventTree, pronoun: number): number {
  const found = antecedentBefore(tree, pronoun);
  return found >= 0 ? found : pronoun;
}

/** The subject as the clause has it (of a passive the one who undergoes), -1 for none. */
export function surfaceSubject(tree: EventTree, verb: number, depth = 0): number {
  const own = childBy(tree, verb, "nsubj");
  const linear = gapClause(tree, verb)?.subject ?? subjectBeyond(tree, verb);
  if (linear >= 0) return linear;
  const elliptical = childBy(tree, verb, "obj") < 0 && childBy(tree, verb, "aux") < 0 ? ellipticalSubject(tree, verb) : -1;
  if (elliptical >= 0 && (own < 0 || !isWithin(tree, elliptical, own))) return elliptical;
  const before = own < 0 || own < verb - 6 ? beforeAuxiliary(tree, verb) : -1;
  const strayed = before > own && tree.tokens[before]!.head !== verb && (!isWithin(tree, before, own) || isNextClause(tree, own, before));
  if (own >= 0 && !strayed) return antecedent(tree, own);
  if (before >= 0) return before;
  const t = tree.tokens[verb]!;
  const first = depth > 5 ? -1 : listedVerb(tree, verb);
  if (first >= 0) return surfaceSubject(tree, first, depth + 1);
  if (depth > 5 || t.head < 0) return -1;
  const head = tree.tokens[t.head]!;
  const reduced = reducedHead(tree, verb);
  if (reduced >= 0) return reduced;
  if (t.xpos === "VBG" && takesObject(tree, verb) && tree.tokens[verb - 1]?.text === "," && head.deprel === "acl" && head.head >= 0) {
    const above = verbAbove(tree, head.head); // "hit a bus carrying pupils, killing nine": what hit kills
    if (above >= 0) return surfaceSubject(tree, above, depth + 1);
  }
  if (t.deprel === "conj") {
    const nearer = parallelVerb(tree, verb);
    if (nearer > t.head) return surfaceSubject(tree, nearer, depth + 1);
    if (isVerbal(head) || head.tag === "ADJ") return surfaceSubject(tree, t.head, depth + 1);
    const above = verbAbove(tree, t.head);
    return above >= 0 ? surfaceSubject(tree, above, depth + 1) : -1;
  }
  if (t.deprel === "acl") {
    if (PAST.has(t.xpos) && childBy(tree, verb, "obj") >= 0 && t.head !== verb - 1) {
      const above = verbAbove(tree, t.head); // "attacked the village, killed four farmers" hung to the village
      if (above >= 0) return surfaceSubject(tree, above, depth + 1);
    }
    if (t.xpos === "VBG" || PAST.has(t.xpos)) return t.head;
    if (t.xpos === "VB") return ownerOf(tree, t.head, depth);
    return t.head;
  }
  if (t.deprel === "xcomp" || t.deprel === "ccomp" || t.deprel === "advcl") {
    if (t.deprel !== "xcomp" && t.xpos !== "VBG" && t.xpos !== "VB" && t.xpos !== "VBN") return -1;
    return controller(tree, verb, depth);
  }
  return -1;
}

/** "Britain has flown 870 missions, conducted 265 raids and …": the first of a list of verbs, hung below the second; -1 for none. */
function listedVerb(tree: EventTree, verb: number): number {
  let found = -1;
  someChild(tree, verb, (child) => {
    if (child >= verb) return true;
    const t = tree.tokens[child]!;
    const bare = t.tag === "VERB" && t.deprel === "advcl" && childBy(tree, child, "mark") < 0 && childBy(tree, child, "nsubj") >= 0;
    if (bare && /^(VBN|VBD)$/.test(t.xpos) && t.xpos === tree.tokens[verb]!.xpos.replace("VBD", t.xpos)) found = child;
    return false;
  });
  return found;
}

/**
 * The noun phrase right before a verb's own finite auxiliary is its subject, whatever the tree says: "… and a large cache of
 * weapons was seized". -1 where there is none.
 */
function beforeAuxiliary(tree: EventTree, verb: number): number {
  let aux = -1;
  for (let i = verb - 1; i >= 0 && i > verb - 7; i--) {
    const t = tree.tokens[i]!;
    if (t.tag === "AUX" && t.head === verb) aux = i;
    else if (t.tag !== "ADV" && t.tag !== "PART") break;
  }
  if (aux < 1 || !/^(VBD|VBZ|VBP|MD)$/.test(tree.tokens[aux]!.xpos)) return -1;
  let at = aux - 1;
  while (at > 0 && (tree.tokens[at]!.tag === "ADV" || (at === aux - 1 && tree.tokens[at]!.text === ","))) at--;
  const t = tree.tokens[at]!;
  if (t.sentence !== tree.tokens[verb]!.sentence || !isNominal(t) || tree.timed[at] || RELATIVE.has(tree.lemma[at]!)) return -1;
  for (let depth = 0; depth < 5; depth++) {
    const { head, deprel } = tree.tokens[at]!;
    const clause = head >= 0 && head < at ? tree.tokens[head]! : null;
    if (clause?.deprel === "acl" && clause.head >= 0 && clause.head < head && /^(obl|obj)$/.test(deprel)) {
      at = clause.head; // "a clinic run by volunteers was looted"
      continue;
    }
    if (head < 0 || !/^(nmod|flat|compound|conj|nummod|fixed|appos)$/.test(deprel) || !isNominal(tree.tokens[head]!)) break;
    if (head < at && someVerbBetween(tree, head, at)) break;
    // "To date, one outpost was taken", "In Kharkiv, a school was hit", "attacked the village and ten homes were burned"
    if (head > aux || (/^(conj|appos)$/.test(deprel) && (/^(obl|obj)$/.test(tree.tokens[head]!.deprel) || followsVerb(tree, head)))) break;
    at = head;
  }
  return /^(with|by|after|from|than|as)$/.test(caseOf(tree, at)) ? -1 : at; // "He, along with two others, was hanged"
}

/** Whether a noun is part of what stands after its clause's verb, so that one joined to it may open the next clause. */
function followsVerb(tree: EventTree, noun: number): boolean {
  let at = noun;
  for (let depth = 0; depth < 5 && /^(nmod|conj|compound|appos|flat)$/.test(tree.tokens[at]!.deprel); depth++) {
    if (tree.tokens[at]!.head < 0) return false;
    at = tree.tokens[at]!.head;
  }
  return /^(obl|obj)$/.test(tree.tokens[at]!.deprel) && tree.tokens[at]!.head < at;
}

/** "Several homes caught fire and a clinic was looted": an "and" with a verb before it parts two subjects. */
function isNextClause(tree: EventTree, own: number, before: number): boolean {
  let verb = false;
  for (let i = own + 1; i < before; i++) {
    const t = tree.tokens[i]!;
    if (RELATIVE.has(tree.lemma[i]!)) return false;
    if (t.tag === "VERB") verb ||= /^(VBD|VBZ|VBP|VBN)$/.test(t.xpos) && tree.tokens[i - 1]?.tag !== "DET";
    if (t.tag === "CCONJ" && verb && /^(DET|NUM|ADJ|PRON)$/.test(tree.tokens[i + 1]?.tag ?? "")) return true;
  }
  return false;
}

/** Whether a token is part of the phrase that another heads. */
function isWithin(tree: EventTree, token: number, head: number): boolean {
  let at = token;
  for (let depth = 0; depth < 16 && at >= 0; depth++) {
    if (at === head) return true;
    at = tree.tokens[at]!.head;
  }
  return false;
}

function someVerbBetween(tree: EventTree, from: number, to: number): boolean {
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

/** "plans to attack": the subject of the governing verb; "ordered troops to attack": its object. */
function controller(tree: EventTree, verb: number, depth: number): number {
  const head = tree.tokens[verb]!.head;
  const status = tree.lexicon.status.get(`verb:${tree.lemma[head]}`);
  if (status?.control === "obj" && isVerbal(tree.tokens[head]!)) {
    const object = childBy(tree, head, "obj");
    if (object >= 0 && tree.tokens[object]!.deprel === "obj") return object;
    if (isPassive(tree, head)) return surfaceSubject(tree, head, depth + 1);
    const oblique = obliques(tree, head, "on")[0] ?? obliques(tree, head, "upon")[0];
    return oblique ?? -1;
  }
  const { deprel, xpos } = tree.tokens[verb]!;
  if (status === undefined && deprel === "xcomp" && xpos === "VB" && isVerbal(tree.tokens[head]!)) {
    const object = childBy(tree, head, "obj"); // "prompted many to call"
    if (object >= 0 && object < verb && isNominal(tree.tokens[object]!)) return object;
  }
  return surfaceSubject(tree, head, depth + 1);
}

/** Whose plan, order or ability it is: "Turkey's plan to …", "the rebels announced a plan to …". */
function ownerOf(tree: EventTree, noun: number, depth: number): number {
  const owner = possessor(tree, noun);
  if (owner >= 0) return owner;
  const of = obliques(tree, noun, "of")[0];
  if (of !== undefined) return of;
  const head = tree.tokens[noun]!.head;
  return head >= 0 && isVerbal(tree.tokens[head]!) ? surfaceSubject(tree, head, depth + 1) : -1;
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

/** A verb that the tagger took for a noun, as in headlines, or the parser for an attribute ("troops killed civilians"). */
const isMisread = (t: Token): boolean => t.tag === "NOUN" || t.tag === "PROPN" || t.tag === "ADP" || t.tag === "ADV" || t.deprel === "amod";

/** Who does what a verb says. */
export function deepSubject(tree: EventTree, verb: number): number {
  if (isMisread(tree.tokens[verb]!)) return verb > 0 && isNominal(tree.tokens[verb - 1]!) ? verb - 1 : -1;
  if (!isPassive(tree, verb)) return surfaceSubject(tree, verb);
  let agent = -1;
  someChild(tree, verb, (child) => {
    if (agent < 0 && caseOf(tree, child) === "by" && !tree.timed[child]) agent = child;
    return agent >= 0;
  });
  for (let i = verb + 1; agent < 0 && i < verb + 9 && i < tree.tokens.length; i++) {
    const { head, deprel, tag } = tree.tokens[i]!; // "launched against the enemy by the army", wherever the phrase hangs
    if (tag === "VERB" || tag === "PUNCT") break;
    if (tree.lemma[i] === "by" && deprel === "case" && head > i && !tree.timed[head]) agent = head;
  }
  return agent;
}

/** "shot down three drones" */
const isParticle = (t: Token | undefined): boolean => t?.tag === "ADP" && t.deprel === "compound";

/** Who or what undergoes it. */
export function deepObject(tree: EventTree, verb: number): number {
  if (isMisread(tree.tokens[verb]!)) return nounAfter(tree, verb + (isParticle(tree.tokens[verb + 1]) ? 2 : 1));
  if (isPassive(tree, verb)) return surfaceSubject(tree, verb);
  const own = childBy(tree, verb, "obj");
  if (
    own >= 0 &&
    tree.tokens[own]!.tag === "NUM" &&
    tree.tokens[own + 1]?.tag === "ADJ" &&
    tree.lexicon.nounClasses.has(tree.lemma[own + 1]!)
  )
    return own + 1; // "one civilian"
  if (own >= 0) return antecedent(tree, own);
  const linear = gapClause(tree, verb)?.object ?? (takesObject(tree, verb) ? enclosedObject(tree, verb) : -1);
  if (linear >= 0) return linear;
  const t = tree.tokens[verb]!;
  // "seize Tabqa airbase; …", whose object the tree gives to another verb
  if (takesObject(tree, verb) && beginsPhrase(tree, verb + 1, t.sentence) && tree.tokens[verb + 1]!.tag !== "PRON")
    return nounAfter(tree, verb + 1);
  if (t.head < 0) return -1;
  if (t.deprel === "acl" && childBy(tree, verb, "nsubj") >= 0 && antecedent(tree, childBy(tree, verb, "nsubj")) !== t.head) return t.head;
  // "abducted and killed two traders", with the object hung to the first
  if (t.deprel === "conj" && t.head === verb - 2 && takesObject(tree, verb)) {
    const shared = childBy(tree, t.head, "obj");
    if (shared > verb) return shared;
  }
  // "shelled and burned the town": the object of the last conjunct is that of all
  const conjunct = childBy(tree, verb, "conj");
  if (conjunct === verb + 2 && tree.tokens[conjunct]!.tag === "VERB") return childBy(tree, conjunct, "obj");
  return -1;
}

/** The head of the noun phrase that begins at a token: the last of its nouns; -1 for none. */
function nounAfter(tree: EventTree, from: number): number {
  let noun = -1;
  for (let i = from; i < tree.tokens.length && i < from + 7; i++) {
    const t = tree.tokens[i]!;
    if (t.tag === "NOUN" || t.tag === "PROPN" || t.tag === "NUM") noun = i;
    else if (t.tag !== "DET" && t.tag !== "ADJ" && t.tag !== "ADV") break;
  }
  return noun;
}

/** Prepositions of a way, which an object in between may draw to itself. */
const DIRECTION: ReadonlySet<string> = new Set(["to", "into", "from", "toward", "towards", "across", "at"]);

/** The dependents that hang by a preposition, in order. */
export function obliques(tree: EventTree, token: number, preposition: string): number[] {
  const out: number[] = [];
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
    const found = matchLight(tree, t.head, at, relation);
    if (found !== null) return found;
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
