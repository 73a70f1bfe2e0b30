import type { Token } from "../model.js";
import {
  antecedentBefore,
  beginsPhrase,
  ellipticalSubject,
  enclosedObject,
  gapClause,
  parallelVerb,
  reducedHead,
  subjectBeyond,
  takesObject,
} from "./events-linear.js";
import { antecedent, obliques, possessor, RELATIVE, someVerbBetween, verbAbove } from "./events-phrases.js";
import { caseOf, childBy, type EventTree, isNominal, isVerbal, someChild } from "./events-tree.js";

/** Reading the subjects and objects of verbs off a tree: active or passive, in relative clauses, conjuncts and infinitives. */

export const PAST: ReadonlySet<string> = new Set(["VBN", "VBD"]);

/** Whether a verb is in the passive: "were killed", "killed by", "and 22 others injured", "outposts captured" in a headline. */
export function isPassive(tree: EventTree, verb: number): boolean {
  const known = tree.passive[verb]!;
  if (known >= 0) return known === 1;
  const passive = readPassive(tree, verb);
  tree.passive[verb] = passive ? 1 : 0;
  return passive;
}

function readPassive(tree: EventTree, verb: number): boolean {
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
  if (takesObject(tree, verb) && amountAfter(tree, verb) >= 0) return false; // "a blaze killed at least 44 people"
  if (isAbsolute(tree, verb)) return true;
  if (have || (t.tag === "ADJ" && !/(ed|en|wn)$/.test(t.text))) return false;
  const object = childBy(tree, verb, "obj");
  if (object < 0 && ellipticalSubject(tree, verb) >= 0) return true;
  if (object === verb + 1 && CAPTIVE.test(tree.lemma[object]!)) {
    if (hasBy(tree, verb)) return true; // "held captive by pirates"
    return (
      (t.deprel === "conj" || t.deprel === "advcl") &&
      tree.tokens[object]!.xpos !== "NNS" &&
      t.head >= 0 &&
      PAST.has(tree.tokens[t.head]!.xpos) &&
      isPassive(tree, t.head)
    ); // "was abducted, held hostage"
  }
  if (t.deprel === "conj" && t.head >= 0 && object < 0 && PAST.has(tree.tokens[t.head]!.xpos)) return isPassive(tree, t.head);
  if (object >= 0) return false;
  if (undergoes(tree, verb)) return false; // "forty fighters surrendered", "died by hanging"
  if (t.deprel === "parataxis" && hasBy(tree, verb)) return true; // "the gunman – shot dead by police – …"
  if (reducedHead(tree, verb) >= 0) return true;
  if (t.deprel === "acl" && takesObject(tree, verb) && beginsPhrase(tree, verb + 1, t.sentence) && !hasBy(tree, verb)) return false; // "militias captured the town"
  if (isMainClause(tree, verb) && !takesObject(tree, verb) && !hasBy(tree, verb)) return false;
  if (t.deprel === "acl" || t.deprel === "amod") return t.xpos === "VBN" || childBy(tree, verb, "nsubj") < 0;
  return (t.xpos === "VBN" && childBy(tree, verb, "xcomp") < 0) || hasBy(tree, verb); // "threatened to bomb" is active
}

/** "Chechen fighters crossed into Dagestan.": the noun before a verb as the root of a whole sentence, which then has no other. */
function isMainClause(tree: EventTree, verb: number): boolean {
  const { deprel, head, sentence } = tree.tokens[verb]!;
  if (deprel !== "acl" || head < 0 || tree.tokens[head]!.deprel !== "root" || head > verb - 1) return false;
  const { last } = tree.doc.sentences[sentence]!;
  return !someVerbBetween(tree, head, verb) && tree.tokens[last - 1]?.text === "." && tree.tokens[verb - 1]?.tag !== "PUNCT";
}

/** Verbs whose subject is whoever suffers what they say: "died"; "surrendered" where nobody is told by whom. */
function undergoes(tree: EventTree, verb: number): boolean {
  const entries = tree.lexicon.verbs.get(tree.lemma[verb]!) ?? [];
  const suffers = entries[0]?.frame.patient.some((slot) => slot.name === "subj") ?? false;
  const takes = entries.some(({ frame }) => frame.patient.some((slot) => slot.name === "obj"));
  return suffers && !(takes && hasBy(tree, verb));
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

/** The subject as the clause has it (of a passive the one who undergoes), -1 for none. */
export function surfaceSubject(tree: EventTree, verb: number, depth = 0): number {
  const own = childBy(tree, verb, "nsubj") >= 0 ? childBy(tree, verb, "nsubj") : officeBefore(tree, verb);
  const linear = gapClause(tree, verb)?.subject ?? subjectBeyond(tree, verb);
  if (linear >= 0) return linear;
  const elliptical = childBy(tree, verb, "obj") < 0 && childBy(tree, verb, "aux") < 0 ? ellipticalSubject(tree, verb) : -1;
  if (elliptical >= 0 && (own < 0 || !isWithin(tree, elliptical, own))) return elliptical;
  const before = own < 0 || own < verb - 6 ? beforeAuxiliary(tree, verb) : -1;
  const enclosing = before >= 0 ? enclosingSubject(tree, verb) : -1;
  if (enclosing >= 0) return enclosing;
  const strayed = before > own && tree.tokens[before]!.head !== verb && (!isWithin(tree, before, own) || isNextClause(tree, own, before));
  if (own >= 0 && !strayed) {
    const inner = isNominal(tree.tokens[own]!) ? -1 : childBy(tree, own, "nsubj"); // "a worker involved in repairs was killed"
    return inner >= 0 && inner < own ? inner : antecedent(tree, own);
  }
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

/** "The secretary-general urged": the second half of an office, taken for an adjective; -1 for none. */
function officeBefore(tree: EventTree, verb: number): number {
  const before = tree.tokens[verb - 1];
  const fits = before?.tag === "ADJ" && before.head === verb && tree.tokens[verb - 2]?.text === "-" && childBy(tree, verb, "obj") > verb;
  return fits && tree.lexicon.nounClasses.has(tree.lemma[verb - 1]!) ? verb - 1 : -1;
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
  if (/^(more|other)$/.test(tree.lemma[at]!) && tree.tokens[at - 1]?.tag === "NUM") at--; // "and five more were wounded"
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

/**
 * "The man who is accused of running a racket in Tura was arrested": where one verb in the passive and no comma stand between a
 * relative pronoun and a verb's auxiliary, the verb's subject is what the pronoun stands for; -1 where words stand otherwise.
 */
function enclosingSubject(tree: EventTree, verb: number): number {
  let finite = 0;
  for (let i = verb - 2; i > 0 && i > verb - 25 && tree.tokens[i]!.sentence === tree.tokens[verb]!.sentence; i--) {
    const t = tree.tokens[i]!;
    if (/^(WP|WDT)$/.test(t.xpos)) return finite === 1 && tree.tokens[i + 1]?.tag === "AUX" ? antecedentBefore(tree, i) : -1;
    if (t.tag === "PUNCT" && t.text !== "-") return -1;
    if (t.tag === "SCONJ" && !/^(of|by|for|with|in)$/.test(tree.lemma[i]!)) return -1;
    if (t.tag === "AUX" && i < verb - 2 && /^(VBD|VBZ|VBP)$/.test(t.xpos) && tree.tokens[i + 1]?.tag === "VERB") finite++;
    else if (t.tag === "VERB" && /^(VBD|VBZ|VBP)$/.test(t.xpos) && tree.tokens[i - 1]?.tag !== "AUX") return -1;
  }
  return -1;
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
  const accused = childBy(tree, head, "obj");
  if (
    accused >= 0 &&
    accused < verb &&
    ((xpos === "VBG" && isReason(tree, verb)) || (xpos === "VBN" && /^(leave|find)$/.test(tree.lemma[head]!)))
  )
    return accused; // "arrested two men for beating a guard", "left two victims injured"
  if (status === undefined && deprel === "xcomp" && xpos === "VB" && isVerbal(tree.tokens[head]!)) {
    const object = childBy(tree, head, "obj"); // "prompted many to call"
    if (object >= 0 && object < verb && isNominal(tree.tokens[object]!)) return object;
  }
  return surfaceSubject(tree, head, depth + 1);
}

/** "arrested him for beating a guard": why somebody was arrested, charged or blamed. */
function isReason(tree: EventTree, verb: number): boolean {
  const blames = tree.lexicon.verbs
    .get(tree.lemma[tree.tokens[verb]!.head]!)
    ?.some((entry) => /^(Detention|Legal|Condemnation)$/.test(entry.type));
  return (
    (blames ?? false) &&
    someChild(tree, verb, (child) => child < verb && /^(for|of|with)$/.test(tree.lemma[child]!) && tree.tokens[child]!.deprel === "mark")
  );
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

/** A verb that the tagger took for a noun, as in headlines, or the parser for an attribute ("troops killed civilians"). */
const isMisread = (t: Token): boolean => t.tag === "NOUN" || t.tag === "PROPN" || t.tag === "ADP" || t.tag === "ADV" || t.deprel === "amod";

/** Who does what a verb says. */
export function deepSubject(tree: EventTree, verb: number): number {
  if (isMisread(tree.tokens[verb]!)) {
    const first = tree.tokens[verb - 1]?.tag === "CCONJ" ? parallelVerb(tree, verb) : -1; // "killed 13 people and wounded 71"
    if (first >= 0) return deepSubject(tree, first);
    return verb > 0 && isNominal(tree.tokens[verb - 1]!) ? verb - 1 : -1;
  }
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
const isParticle = (t: Token | undefined): boolean => t?.tag === "ADP" && (t.deprel === "compound" || t.xpos === "RP");

/** Who or what undergoes it. */
export function deepObject(tree: EventTree, verb: number): number {
  if (isMisread(tree.tokens[verb]!)) return nounAfter(tree, verb + (isParticle(tree.tokens[verb + 1]) ? 2 : 1));
  if (isPassive(tree, verb)) return surfaceSubject(tree, verb);
  const direct = childBy(tree, verb, "obj");
  const own = direct >= 0 ? direct : childBy(tree, verb, "iobj"); // "warned the rebels": the only object, whatever its name
  const number = own < 0 && takesObject(tree, verb) ? amountAfter(tree, verb) : -1;
  if (number >= 0) return number;
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
  // "shelled and burned the town": the object of the last conjunct is that of all
  const conjunct = childBy(tree, verb, "conj");
  if (conjunct === verb + 2 && tree.tokens[conjunct]!.tag === "VERB") return childBy(tree, conjunct, "obj");
  if (t.head < 0) return -1;
  if (t.deprel === "acl" && childBy(tree, verb, "nsubj") >= 0 && antecedent(tree, childBy(tree, verb, "nsubj")) !== t.head) return t.head;
  // "abducted and killed two traders", with the object hung to the first
  if (t.deprel === "conj" && t.head === verb - 2 && takesObject(tree, verb)) {
    const shared = childBy(tree, t.head, "obj");
    if (shared > verb) return shared;
  }
  return -1;
}

/** "killed three and wounded more than 260": the noun or number of an amount right after a verb; -1 for none. */
function amountAfter(tree: EventTree, verb: number): number {
  const start = tree.tokens[verb + 1]?.start;
  for (let i = verb + 1; i < verb + 5 && i < tree.tokens.length; i++) {
    const amount = tree.doc.amounts[tree.amountAt[i]!];
    if (amount === undefined || (amount.counted < 0 && tree.tokens[i]!.tag === "ADJ")) continue;
    return amount.start === start && amount.unit === null ? (amount.counted >= 0 ? amount.counted : i) : -1;
  }
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
