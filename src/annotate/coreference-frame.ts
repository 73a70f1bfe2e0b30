import { hashString } from "../learn/hash.js";
import type { EntityType, Token } from "../model.js";
import type { CoreferenceModel } from "../resources/coreference.js";
import { fold } from "../text.js";
import { type NameKey, type NameWords, nameKey } from "./coreference-names.js";
import { findSpeech } from "./coreference-quotes.js";
import { type Mentions, relativeHead } from "./mentions.js";
import { PRONOUN_BASES, pronounForm } from "./mentions-pronouns.js";
import { caseOf, childOf, type Tree } from "./mentions-tree.js";
import { isPlural } from "./mentions-types.js";
import type { Name, Syntax } from "./syntax.js";

/** Entity types by code, 1 on; 0 is no type. */
export const TYPES: readonly (EntityType | null)[] = [
  null,
  "Person",
  "Group",
  "Organization",
  "Government",
  "ArmedForce",
  "ArmedGroup",
  "MilitaryUnit",
  "Country",
  "Place",
  "Facility",
  "Operation",
  "Weapon",
  "Artifact",
];
export const Kind = { Name: 0, Demonym: 1, Nominal: 2, Pronoun: 3 } as const;
export const Number_ = { Unknown: 0, Singular: 1, Plural: 2 } as const;
export const Gender = { Unknown: 0, Male: 1, Female: 2, Thing: 3 } as const;
/** How a noun phrase is determined. */
export const Determiner = { None: 0, Definite: 1, Indefinite: 2, Demonstrative: 3, Possessive: 4, Quantity: 5 } as const;

/** What resolution looks at, one entry a mention draft. */
export interface Frame {
  readonly count: number;
  readonly tree: Tree;
  readonly kind: Uint8Array;
  /** Code in {@link TYPES}. */
  readonly type: Uint8Array;
  readonly number: Uint8Array;
  readonly gender: Uint8Array;
  /** Grammatical person of pronouns, else 3. */
  readonly person: Uint8Array;
  /** Of a pronoun which one, 1 on in the order of {@link PRONOUN_BASES}; else 0. */
  readonly form: Uint8Array;
  readonly determiner: Uint8Array;
  /** Hash of the head's lemma; of a pronoun its base form ("him" is "he"). */
  readonly lemma: Uint32Array;
  /** Hash of the whole phrase, lower case. */
  readonly phrase: Uint32Array;
  /** Hash of the relation of the head to its governor. */
  readonly role: Uint32Array;
  readonly sentence: Int32Array;
  readonly head: Int32Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** Number of the quotation it is in, -1 outside. */
  readonly quote: Int32Array;
  /** Token index of the head of that quotation's speaker, -1. */
  readonly speaker: Int32Array;
  /** The last "I" before it in a quotation that it is the speaker of (“I was there,” the mayor said), -1. */
  readonly uttered: Int32Array;
  /** Draft index that grammar makes it refer to (relative pronouns, appositions, predicates), -1. */
  readonly bound: Int32Array;
  /** 1 where it opens a report as its place ("Kabul: The government said"), which nothing refers back to. */
  readonly dateline: Uint8Array;
  /** Draft index that it certainly stands for (a role and its holder), -1. */
  readonly sure: Int32Array;
  readonly names: readonly (NameKey | null)[];
  /** Lemma hashes of the words before the head, without articles. */
  readonly modifiers: readonly (readonly number[])[];
}

/** "Jordan" the person is no country. */
const NO_WORDS = { nations: new Map<string, string>(), stateForms: new Set<string>(), kinds: new Set<string>() };
const DEMONSTRATIVE = new Set(["this", "that", "these", "those", "such"]);

/** Reads off each draft what links may depend on. */
export function frameOf(syntax: Syntax, { tree, drafts }: Mentions, model: CoreferenceModel): Frame {
  const n = drafts.length;
  const { tokens } = syntax;
  const speech = findSpeech(syntax, tree, model.words.get("speech")!);
  const nameWords = { nations: model.nations, stateForms: model.words.get("state-form")!, kinds: model.words.get("name-kind")! };
  const byHead = new Map<number, number>();
  const byName = new Map<Name, number>();
  const frame = {
    count: n,
    tree,
    kind: new Uint8Array(n),
    type: new Uint8Array(n),
    number: new Uint8Array(n),
    gender: new Uint8Array(n),
    person: new Uint8Array(n).fill(3),
    form: new Uint8Array(n),
    determiner: new Uint8Array(n),
    lemma: new Uint32Array(n),
    phrase: new Uint32Array(n),
    role: new Uint32Array(n),
    sentence: new Int32Array(n),
    head: new Int32Array(n),
    first: new Int32Array(n),
    last: new Int32Array(n),
    quote: new Int32Array(n),
    speaker: new Int32Array(n),
    uttered: new Int32Array(n).fill(-1),
    bound: new Int32Array(n).fill(-1),
    sure: new Int32Array(n).fill(-1),
    dateline: new Uint8Array(n),
    names: new Array<NameKey | null>(n).fill(null),
    modifiers: new Array<readonly number[]>(n),
  };
  for (let i = 0; i < n; i++) {
    const draft = drafts[i]!;
    const token = tokens[draft.head]!;
    if (draft.name) byName.set(draft.name, i);
    if (draft.type === "Place" && isDateline(syntax, draft)) frame.dateline[i] = 1;
    if (draft.holder) frame.bound[i] = frame.sure[i] = byName.get(draft.holder) ?? -1;
    if (draft.noun < 0 && !byHead.has(draft.head)) byHead.set(draft.head, i);
    frame.kind[i] =
      draft.kind === "name" ? Kind.Name : draft.kind === "demonym" ? Kind.Demonym : draft.kind === "nominal" ? Kind.Nominal : Kind.Pronoun;
    frame.type[i] = TYPES.indexOf(draft.type);
    frame.sentence[i] = token.sentence;
    frame.head[i] = draft.head;
    frame.first[i] = draft.first;
    frame.last[i] = draft.last;
    frame.role[i] = hashString(token.deprel);
    const quote = speech.quote[draft.head]!;
    frame.quote[i] = quote;
    frame.speaker[i] = quote < 0 ? -1 : speech.speaker[quote]!;
    frame.phrase[i] = hashString(syntax.text.slice(draft.start, draft.end).toLowerCase());
    frame.modifiers[i] = modifiersOf(tree, draft.first, draft.noun >= 0 ? draft.noun : draft.head);
    if (draft.kind === "pronoun") {
      const form = pronounForm(token.text);
      frame.lemma[i] = hashString(form ? form[0] : token.text.toLowerCase());
      frame.form[i] = form ? PRONOUN_BASES.indexOf(form[0]) + 1 : PRONOUN_BASES.length + 1;
      if (form) {
        frame.person[i] = form[1];
        frame.number[i] = form[2];
        frame.gender[i] = form[3];
      }
    } else {
      frame.lemma[i] = hashString(tokens[draft.noun >= 0 ? draft.noun : draft.head]!.lemma.toLowerCase());
      frame.determiner[i] = determinerOf(tree, draft.head);
      const named = draft.kind !== "nominal";
      if (named) frame.names[i] = keyOf(syntax.text, draft, nameWords, model);
      frame.number[i] = named ? Number_.Singular : isPlural(token) || draft.type === "Group" ? Number_.Plural : Number_.Singular;
      frame.gender[i] = genderOf(tree, draft, model);
    }
  }
  const speaking = new Map<number, number>();
  for (let i = 0; i < n; i++) {
    frame.uttered[i] = speaking.get(frame.head[i]!) ?? -1;
    if (frame.person[i] === 1 && frame.number[i] === Number_.Singular && frame.speaker[i]! >= 0) speaking.set(frame.speaker[i]!, i);
  }
  for (let i = 0; i < n; i++) if (drafts[i]!.holder === null) frame.bound[i] = boundTo(tree, frame, i, byHead);
  return frame;
}

const AFTER_DATELINE = new Set([":", "-", "--", "–", "—", "("]);

function isDateline({ tokens, sentences }: Syntax, { first, last }: Mentions["drafts"][number]): boolean {
  return last < tokens.length && sentences[tokens[first]!.sentence]!.first === first && AFTER_DATELINE.has(tokens[last]!.text);
}

/** A capital that stands for its country is compared by the country's name. */
function keyOf(text: string, draft: Mentions["drafts"][number], words: NameWords, model: CoreferenceModel): NameKey {
  const own = text.slice(draft.start, draft.end);
  const of = draft.name?.of ?? null;
  const metonym = of !== null && draft.type === "Country" && model.capitals.has(fold(own));
  return nameKey(metonym ? of : own, of, draft.type === "Person" ? NO_WORDS : words);
}

function modifiersOf(tree: Tree, first: number, head: number): number[] {
  const out: number[] = [];
  for (let i = first; i < head && out.length < 6; i++) {
    const { tag, lemma } = tree.tokens[i]!;
    if (tag === "ADJ" || tag === "NOUN" || tag === "PROPN" || tag === "NUM") out.push(hashString(lemma.toLowerCase()));
  }
  return out;
}

function determinerOf(tree: Tree, head: number): number {
  for (let k = tree.first[head]!; k < tree.first[head + 1]!; k++) {
    const child = tree.children[k]!;
    if (child > head) break;
    const { deprel, text, xpos } = tree.tokens[child]!;
    if (xpos === "PRP$" || (deprel === "nmod" && childOf(tree, child, "case") > child)) return Determiner.Possessive;
    if (deprel === "nummod") return Determiner.Quantity;
    if (deprel !== "det") continue;
    const word = text.toLowerCase();
    if (word === "the") return Determiner.Definite;
    if (word === "a" || word === "an") return Determiner.Indefinite;
    return DEMONSTRATIVE.has(word) ? Determiner.Demonstrative : Determiner.Quantity;
  }
  return Determiner.None;
}

/** By the noun ("spokeswoman"), the title before a name ("Mrs.") or the first name. */
function genderOf(tree: Tree, draft: Mentions["drafts"][number], model: CoreferenceModel): number {
  const { tokens } = tree;
  const male = model.words.get("male")!;
  const female = model.words.get("female")!;
  if (draft.kind === "nominal") {
    const lemma = tokens[draft.head]!.lemma.toLowerCase();
    if (male.has(lemma)) return Gender.Male;
    if (female.has(lemma)) return Gender.Female;
    return draft.type === "Person" || draft.type === "Group" ? Gender.Unknown : Gender.Thing;
  }
  if (draft.type !== "Person") return Gender.Thing;
  for (let i = draft.first - 1; i >= Math.max(0, draft.first - 3); i--) {
    const word = tokens[i]!.text.toLowerCase();
    if (female.has(word)) return Gender.Female;
    if (male.has(word)) return Gender.Male;
    if (tokens[i]!.tag === "PUNCT") break;
  }
  if (draft.last - draft.first < 2) return Gender.Unknown;
  const given = model.firstNames.get(tokens[draft.first]!.text.toLowerCase());
  return given === "m" ? Gender.Male : given === "f" ? Gender.Female : Gender.Unknown;
}

/**
 * What grammar fixes: "soldiers who fled", "Fitrat, the spokesman", "the spokesman, Fitrat", "Fitrat is the spokesman".
 * @returns the draft it refers to, or -1
 */
function boundTo(tree: Tree, frame: Frame, i: number, byHead: ReadonlyMap<number, number>): number {
  const head = frame.head[i]!;
  const { deprel, head: governor, xpos } = tree.tokens[head]!;
  const at = (token: number) => {
    const j = byHead.get(token) ?? -1;
    return j >= 0 && j < i ? j : -1;
  };
  if (frame.kind[i] === Kind.Pronoun) {
    if (xpos !== "WP" && xpos !== "WP$" && xpos !== "WDT") return -1;
    const noun = relativeHead(tree, head);
    return noun < 0 ? -1 : at(noun);
  }
  if (deprel === "appos" && at(governor) >= 0) return at(governor);
  if (childOf(tree, head, "cop") >= 0 && caseOf(tree, head) === "") {
    const subject = childOf(tree, head, "nsubj");
    return subject < 0 ? -1 : at(subject);
  }
  if (frame.kind[i] === Kind.Name) return afterNoun(tree, frame, i);
  return frame.kind[i] === Kind.Nominal && frame.type[i] === 1 ? afterComma(tree, frame, i) : -1;
}

/**
 * "The rights group Haalvsh", "the army's information directorate, DIRPA, said": a body's name right behind the noun for it, or
 * its letters between commas, whatever the tree says.
 */
function afterNoun({ tokens }: Tree, frame: Frame, i: number): number {
  const first = frame.first[i]!;
  const apart = tokens[first - 1]?.text === ",";
  if (!BODIES.has(TYPES[frame.type[i]!]!) || (apart && !isLetters(tokens, first, frame.last[i]!))) return -1;
  for (let j = i - 1; j >= Math.max(0, i - 4); j--)
    if (frame.last[j] === (apart ? first - 1 : first) && frame.kind[j] === Kind.Nominal && BODIES.has(TYPES[frame.type[j]!]!)) return j;
  return -1;
}

const BODIES: ReadonlySet<EntityType> = new Set(["Organization", "Government", "ArmedForce", "ArmedGroup", "MilitaryUnit"]);

/** Whether a name is one word of capitals between commas. */
const isLetters = (tokens: readonly Token[], first: number, last: number): boolean =>
  last === first + 1 && /^\p{Lu}{2,}s?$/u.test(tokens[first]!.text) && tokens[last]?.text === ",";

/** "Abu Jandal, an ISIL leader in Raqqah, was killed": a person noun right after a person's name and a comma, whatever the tree says. */
function afterComma({ tokens }: Tree, frame: Frame, i: number): number {
  let at = frame.first[i]! - 1;
  if (at >= 0 && (tokens[at]!.tag === "DET" || tokens[at]!.xpos === "PRP$")) at--;
  if (at < 0 || tokens[at]!.text !== ",") return -1;
  for (let j = i - 1; j >= Math.max(0, i - 3); j--) {
    if (frame.last[j] === at && frame.kind[j] === Kind.Name && frame.type[j] === 1) return j;
  }
  return -1;
}
