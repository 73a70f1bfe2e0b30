import { ensure } from "../collections.js";
import type { Amount, Doc, DocEntity, Mention, Token } from "../model.js";
import type { EventLexicon } from "../resources/events.js";

/** A document's trees with what the rules ask of them, each in constant time. */
export interface EventTree {
  readonly doc: Doc;
  readonly tokens: readonly Token[];
  readonly lexicon: EventLexicon;
  /** Dependents of token `i`, in order: `list[start[i]] … list[start[i + 1]]`. */
  readonly childStart: Uint32Array;
  readonly childList: Uint32Array;
  /** Index into `doc.mentions` of the mention that a token heads, -1 for none. */
  readonly mentionAt: Int32Array;
  /** Index into `doc.mentions` of the name that covers a token, -1 for none. */
  readonly nameAt: Int32Array;
  /** 1 where a token is part of a time expression. */
  readonly timed: Uint8Array;
  /** Index into `doc.amounts` of the amount that counts a token, or whose number a token is; -1 for none. */
  readonly amountAt: Int32Array;
  /** Lemma in lower case. */
  readonly lemma: readonly string[];
  /** Text in lower case. */
  readonly lower: readonly string[];
  /** Class mask of the noun phrase that a token heads; computed when asked first, -1 before. */
  readonly classMask: Int32Array;
  /** 1 where a token is a verb in the passive, 0 where it is none; computed when asked first, -1 before. */
  readonly passive: Int8Array;
  /** Index into `doc.entities` by id. */
  readonly entityIndex: ReadonlyMap<string, number>;
  /** Entities by label and alias, in their order. */
  readonly called: ReadonlyMap<string, readonly DocEntity[]>;
  /** For each mention the index into `doc.mentions` of the last noun before it that speaks of the same entity, -1 for none. */
  readonly nounBefore: Int32Array;
  /** Ids of the entities that words other than pronouns speak of. */
  readonly spoken: ReadonlySet<string>;
  /** Ids of the entities that are named somewhere in the document. */
  readonly named: ReadonlySet<string>;
}

/** Builds the index of a document. Linear in its length. */
export function indexTree(doc: Doc, lexicon: EventLexicon): EventTree {
  const { tokens } = doc;
  const n = tokens.length;
  const childStart = new Uint32Array(n + 2);
  for (const t of tokens) if (t.head >= 0) childStart[t.head + 2]!++;
  for (let i = 2; i < n + 2; i++) childStart[i]! += childStart[i - 1]!;
  const childList = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    const head = tokens[i]!.head;
    if (head >= 0) childList[childStart[head + 1]!++] = i;
  }
  const mentionAt = new Int32Array(n).fill(-1);
  const nameAt = new Int32Array(n).fill(-1);
  for (const [k, m] of doc.mentions.entries()) {
    const old = mentionAt[m.head];
    if (old === undefined) continue;
    if (old < 0 || better(m, doc.mentions[old]!)) mentionAt[m.head] = k;
    if (m.kind === "name" || m.kind === "demonym") for (let i = m.first; i < m.last; i++) nameAt[i] = k;
  }
  const timed = markCalendar(tokens, covered(tokens, doc.times));
  return {
    doc,
    tokens,
    lexicon,
    childStart,
    childList,
    mentionAt,
    nameAt,
    timed,
    amountAt: amountsByToken(tokens, doc.amounts, timed),
    lemma: tokens.map((t) => t.lemma.toLowerCase()),
    lower: tokens.map((t) => t.text.toLowerCase()),
    classMask: new Int32Array(n).fill(-1),
    passive: new Int8Array(n).fill(-1),
    entityIndex: new Map(doc.entities.map((e, i) => [e.id, i])),
    called: entitiesByName(doc.entities),
    nounBefore: nounsBefore(doc),
    spoken: new Set(doc.mentions.filter((m) => m.kind !== "pronoun").map((m) => m.entity)),
    named: new Set(doc.mentions.filter((m) => m.kind === "name" || m.kind === "demonym").map((m) => m.entity)),
  };
}

function nounsBefore(doc: Doc): Int32Array {
  const last = new Map<string, number>();
  return Int32Array.from(doc.mentions, ({ kind, entity }, k) => {
    const before = last.get(entity) ?? -1;
    if (kind === "nominal") last.set(entity, k);
    return before;
  });
}

function entitiesByName(entities: readonly DocEntity[]): Map<string, DocEntity[]> {
  const called = new Map<string, DocEntity[]>();
  for (const entity of entities) {
    for (const name of new Set([entity.label, ...entity.aliases])) ensure(called, name, () => []).push(entity);
  }
  return called;
}

/** Of two mentions with one head the name, then the longer one. */
function better(a: Mention, b: Mention): boolean {
  const name = (m: Mention) => (m.kind === "name" ? 1 : 0);
  return name(a) !== name(b) ? name(a) > name(b) : a.end - a.start > b.end - b.start;
}

function covered(tokens: readonly Token[], spans: readonly { start: number; end: number }[]): Uint8Array {
  const out = new Uint8Array(tokens.length);
  let s = 0;
  for (let i = 0; i < tokens.length && s < spans.length; i++) {
    while (s < spans.length && spans[s]!.end <= tokens[i]!.start) s++;
    if (s < spans.length && spans[s]!.start < tokens[i]!.end) out[i] = 1;
  }
  return out;
}

const MONTH = /^(january|february|march|april|may|june|july|august|september|october|november|december)$/i;
const WEEKDAY = /^(mon|tues|wednes|thurs|fri|satur|sun)day$/i;

/** Marks days and months that no date was made of, as in a text without a date of its own: "on 11 December", "Friday". */
function markCalendar(tokens: readonly Token[], timed: Uint8Array): Uint8Array {
  const isDay = (t: Token | undefined) => t !== undefined && /^\d{1,2}(st|nd|rd|th)?$/.test(t.text);
  for (const [i, t] of tokens.entries()) {
    if (WEEKDAY.test(t.text)) timed[i] = 1;
    if (!MONTH.test(t.text) || (/^(may|march)$/i.test(t.text) && t.tag !== "PROPN" && !isDay(tokens[i - 1]))) continue;
    timed[i] = 1;
    for (const k of [i - 1, i + 1]) if (isDay(tokens[k])) timed[k] = 1;
  }
  return timed;
}

function amountsByToken(tokens: readonly Token[], amounts: readonly Amount[], timed: Uint8Array): Int32Array {
  const out = new Int32Array(tokens.length).fill(-1);
  let i = 0;
  for (const [k, a] of amounts.entries()) {
    if (a.unit !== null) continue;
    while (i < tokens.length && tokens[i]!.end <= a.start) i++;
    if (a.counted >= 0 && timed[a.counted]) continue; // "11 December"
    for (let j = i; j < tokens.length && tokens[j]!.start < a.end; j++) {
      if (tokens[j]!.tag === "NUM" || tokens[j]!.tag === "NOUN" || tokens[j]!.tag === "PRON" || tokens[j]!.tag === "ADJ") {
        if (out[j]! < 0) out[j] = k;
      }
    }
    if (a.counted >= 0) out[a.counted] = k;
  }
  return out;
}

/** Calls `visit` with each dependent of a token, in order, until it returns true; whether it did. */
export function someChild(tree: EventTree, token: number, visit: (child: number) => boolean): boolean {
  for (let k = tree.childStart[token]!, end = tree.childStart[token + 1]!; k < end; k++) if (visit(tree.childList[k]!)) return true;
  return false;
}

/** The first dependent by a relation, -1 for none. */
export function childBy(tree: EventTree, token: number, deprel: string): number {
  for (let k = tree.childStart[token]!, end = tree.childStart[token + 1]!; k < end; k++) {
    const child = tree.childList[k]!;
    if (tree.tokens[child]!.deprel === deprel) return child;
  }
  return -1;
}

/** The preposition that marks a noun phrase, "" for none; of two the last ("out of the town", "along with others"). */
export function caseOf(tree: EventTree, token: number): string {
  const at = caseToken(tree, token);
  return at < 0 ? "" : tree.lemma[at]!;
}

/** The token of that preposition, -1 for none. */
export function caseToken(tree: EventTree, token: number): number {
  let found = -1;
  for (let k = tree.childStart[token]!, end = tree.childStart[token + 1]!; k < end; k++) {
    const child = tree.childList[k]!;
    if (child >= token) break;
    if (tree.tokens[child]!.deprel === "case") found = child;
  }
  return found;
}

/** A noun phrase with those that are joined to it by "and", in order. */
export function withConjuncts(tree: EventTree, token: number): number[] {
  const out = [token];
  for (let k = 0; k < out.length && out.length < 24; k++) {
    someChild(tree, out[k]!, (child) => {
      const t = tree.tokens[child]!;
      if (!isNominal(t)) return false;
      const listed = t.deprel === "appos" && tree.amountAt[child]! >= 0 && tree.doc.amounts[tree.amountAt[child]!]!.counted === child;
      if (t.deprel === "conj" || listed) out.push(child); // "a tank, a truck and two guns"
      return false;
    });
  }
  return out.length > 1 ? out.sort((a, b) => a - b) : out;
}

export const isNominal = (t: Token): boolean =>
  t.tag === "NOUN" || t.tag === "PROPN" || t.tag === "PRON" || t.tag === "NUM" || t.tag === "X" || t.tag === "SYM";

export const isVerbal = (t: Token): boolean => t.tag === "VERB" || t.tag === "AUX";

/** Words that stand for what follows their "of": "dozens of soldiers", "members of the group" stays. */
const PARTITIVES: ReadonlySet<string> = new Set(
  (
    "dozen score hundred thousand ten tens million number lot round session majority rest some many most several all none handful couple cache quantity " +
    "amount series string variety part half third quarter percent % total bulk remnant pair set one each either both kind type sort salvo volley barrage hail portion inch swathe chunk stretch square kilogram kilo kg ton tonne gram pound litre liter gallon barrel"
  ).split(" "),
);

/** The noun that a phrase is about: of "dozens of soldiers" the soldiers. */
export function core(tree: EventTree, token: number): number {
  let at = token;
  for (let steps = 1; steps < PARTS; steps++) {
    const inner = innerNoun(tree, at);
    if (inner < 0) break;
    at = inner;
  }
  return at;
}

/** Nouns of a phrase that are looked at. */
const PARTS = 4;

/** A noun and those that it only tells the number or kind of: "tens", "thousands" and "people". */
export function parts(tree: EventTree, token: number): number[] {
  const out = [token];
  while (out.length < PARTS) {
    const inner = innerNoun(tree, out.at(-1)!);
    if (inner < 0) break;
    out.push(inner);
  }
  return out;
}

/** What a noun tells the number or kind of, -1 where it stands for itself. */
function innerNoun(tree: EventTree, at: number): number {
  if (!PARTITIVES.has(tree.lemma[at]!) && tree.tokens[at]!.tag !== "NUM") return -1;
  let inner = -1;
  someChild(tree, at, (child) => {
    if (tree.tokens[child]!.deprel === "nmod" && caseOf(tree, child) === "of") inner = child;
    return inner >= 0;
  });
  const of = at + 1 < tree.tokens.length && tree.lemma[at + 1] === "of" ? tree.tokens[at + 1]! : null;
  if (inner < 0 && of !== null && of.deprel === "case" && of.head > at) return of.head; // wherever the tree hangs it
  return inner;
}

/** The classes that the noun phrase headed by a token may be of, as a mask (never 0). */
export function classesOf(tree: EventTree, token: number): number {
  const known = tree.classMask[token]!;
  if (known !== -1) return known;
  const mask = readClasses(tree, token);
  tree.classMask[token] = mask;
  return mask;
}

function readClasses(tree: EventTree, token: number): number {
  const { classes, nounClasses, entityClasses } = tree.lexicon;
  const t = tree.tokens[token]!;
  const at = tree.mentionAt[token]!;
  const mention = at >= 0 ? tree.doc.mentions[at]! : null;
  const lemma = tree.lemma[token]!;
  if (mention !== null && (mention.kind === "name" || mention.kind === "demonym")) return entityClasses[mention.type];
  if (mention !== null && mention.kind === "pronoun") {
    const entity = tree.doc.entities[tree.entityIndex.get(mention.entity) ?? -1];
    const type = entity?.type ?? mention.type;
    return entityClasses[type] | (lemma === "it" ? classes.unknown! : 0) | (lemma === "they" ? classes.group! : 0);
  }
  const compound = token > 0 ? nounClasses.get(`${tree.lemma[token - 1]} ${lemma}`) : undefined;
  const noun = compound ?? nounClasses.get(lemma) ?? (t.tag === "PROPN" ? nounClasses.get(lemma.replace(/s$/, "")) : undefined);
  if (noun !== undefined) return noun;
  if (mention !== null) return entityClasses[mention.type];
  if (tree.nameAt[token]! >= 0) return entityClasses[tree.doc.mentions[tree.nameAt[token]!]!.type];
  if (t.tag === "NUM") return classes.number!;
  if (t.tag === "PRON") {
    if (lemma === "he" || lemma === "she" || lemma === "i" || lemma === "we" || lemma === "you" || lemma === "who") return classes.animate!;
    return classes.unknown! | classes.animate! | classes.goods!;
  }
  if (t.tag === "PROPN") return classes.unknown! | classes.animate! | classes.site!;
  if (t.tag === "ADJ") return classes.number! | classes.unknown!;
  return agentive(lemma) ? classes.person! : classes.unknown!;
}

/** "kidnapper", "strategist", "militiaman": a person by the word's ending. */
function agentive(lemma: string): boolean {
  return /(ist|man|men|woman|women|eer|ian|izer|iser)$/.test(lemma) && lemma.length > 5;
}
