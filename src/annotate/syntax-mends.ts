import type { Sentence, Token } from "../model.js";

/** Mends what trees of news never look like but parsers make of them: a word and its neighbours tell how it is meant. */
export function mendTrees(tokens: Token[], sentences: readonly Sentence[], lemma: (form: string, xpos: string) => string): void {
  for (const { first, last } of sentences) {
    for (let i = first; i < last; i++) {
      mendName(tokens, i, first);
      mendRange(tokens, i, last);
      mendParticiple(tokens, i, first, lemma);
      mendGerund(tokens, i, first, lemma);
      mendTag(tokens, i, first);
      mendPurpose(tokens, i, first);
      mendNaming(tokens, i, first);
    }
    mendSubject(tokens, first, last);
  }
}

function set(tokens: Token[], i: number, change: Partial<Token>): void {
  tokens[i] = { ...tokens[i]!, ...change };
}

/** Whether a word is below another. */
function hangsOn(tokens: readonly Token[], word: number, above: number): boolean {
  for (let at = word; at >= 0; at = tokens[at]!.head) if (at === above) return true;
  return false;
}

/** Hangs what hangs on one word on another. */
function rehang(tokens: Token[], { first, last }: { first: number; last: number }, from: number, to: number): void {
  for (let i = first; i < last; i++) if (i !== to && tokens[i]!.head === from) set(tokens, i, { head: to });
}

/** "Ada Obi and Lena Varga said": names that stand side by side are one, no subject or conjunct of one another. */
function mendName(tokens: Token[], i: number, first: number): void {
  if (i === first || tokens[i]!.tag !== "PROPN" || tokens[i - 1]!.tag !== "PROPN") return;
  const [before, name] = [tokens[i - 1]!, tokens[i]!];
  if (before.head === name.head && before.deprel === name.deprel && /^(?:nsubj|obj|obl)$/.test(name.deprel)) {
    set(tokens, i, { head: i - 1, deprel: "flat" });
  } else if (before.head === i && before.deprel === "nsubj") {
    set(tokens, i - 1, { head: name.head, deprel: name.deprel });
    set(tokens, i, { head: i - 1, deprel: "flat" });
  } else if (name.deprel === "conj" && name.head < i - 1 && before.deprel === "conj" && !hangsOn(tokens, i - 1, i)) {
    set(tokens, i, { head: i - 1, deprel: "flat" });
  }
}

/** "Between 3,000 and 5,000 refugees crossed": the numbers count the noun. */
function mendRange(tokens: Token[], i: number, last: number): void {
  const noun = i + 4;
  if (noun >= last || !/^between$/i.test(tokens[i]!.text) || !/^and$/i.test(tokens[i + 2]!.text)) return;
  if (tokens[i + 1]!.tag !== "NUM" || tokens[i + 3]!.tag !== "NUM" || tokens[noun]!.tag !== "NOUN") return;
  const { head, deprel } = tokens[i + 1]!;
  if (tokens[noun]!.head !== i + 1 || hangsOn(tokens, i + 1, i + 2) || hangsOn(tokens, i + 1, i + 3)) return;
  const isSubject =
    head > noun && tokens[head]!.tag === "VERB" && !tokens.slice(i, head).some((t) => t.head === head && t.deprel === "nsubj");
  set(tokens, noun, { head, deprel: isSubject ? "nsubj" : deprel });
  set(tokens, i + 1, { head: noun, deprel: "nummod" });
  set(tokens, i + 2, { head: i + 3, deprel: "cc" });
  set(tokens, i + 3, { head: i + 1, deprel: "conj" });
}

/** "dozens of farmers hacked to death": what stands behind its noun and takes a complement is a participle. */
function mendParticiple(tokens: Token[], i: number, first: number, lemma: (form: string, xpos: string) => string): void {
  const t = tokens[i]!;
  if (t.tag !== "ADJ" || t.deprel !== "amod" || i === first || t.head !== i - 1 || !/ed$/i.test(t.text)) return;
  const takes = tokens[i + 1];
  if (takes?.tag !== "ADP" || tokens[takes.head]?.head !== i) return;
  set(tokens, i, { tag: "VERB", xpos: "VBN", lemma: lemma(t.text, "VBN"), deprel: "acl" });
}

/**
 * "Abdou Maiga, a retired general who led the army, succeeds Hama Diop": a name, an apposition between commas and a finite
 * verb are a clause with its subject, not a name beside a clause of the apposition's.
 */
function mendSubject(tokens: Token[], first: number, last: number): void {
  const name = first;
  if (tokens[name]!.head >= 0 || tokens[name]!.tag !== "PROPN") return;
  let comma = name + 1;
  while (comma < last && tokens[comma]!.head === name && tokens[comma]!.deprel === "flat") comma++;
  if (tokens[comma]?.text !== ",") return;
  const children = (head: number, deprel: string): number[] => {
    const out: number[] = [];
    for (let i = first; i < last; i++) if (tokens[i]!.head === head && tokens[i]!.deprel === deprel) out.push(i);
    return out;
  };
  const verb = children(name, "parataxis").find((v) => /^VB[DZP]$/.test(tokens[v]!.xpos) && tokens[v - 1]!.text === ",");
  if (verb === undefined) return;
  const [apposed, object] = children(verb, "nsubj");
  if (apposed === undefined || apposed > verb || !/^(?:NOUN|PROPN)$/.test(tokens[apposed]!.tag)) return;
  rehang(tokens, { first: verb, last }, name, verb);
  set(tokens, verb, { head: -1, deprel: "root" });
  set(tokens, name, { head: verb, deprel: "nsubj" });
  set(tokens, apposed, { head: name, deprel: "appos" });
  if (object !== undefined && object > verb) set(tokens, object, { deprel: "obj" });
}

/** "Doctors have been striking and blocking roads": what has been going on beside another thing is no quality. */
function mendGerund(tokens: Token[], i: number, first: number, lemma: (form: string, xpos: string) => string): void {
  const t = tokens[i]!;
  if (t.tag !== "ADJ" || !/ing$/i.test(t.text) || i < first + 2) return;
  if (tokens[i - 1]!.lemma !== "be" || tokens[i - 2]!.lemma !== "have" || tokens[i + 1]?.tag !== "CCONJ" || tokens[i + 2]?.xpos !== "VBG")
    return;
  set(tokens, i, { tag: "VERB", xpos: "VBG", lemma: lemma(t.text, "VBG") });
}

/** "according to Human Rights Watch": the last word of a name that stands where a noun does is no verb. */
function mendTag(tokens: Token[], i: number, first: number): void {
  const t = tokens[i]!;
  if (t.tag !== "VERB" || i === first || !/^\p{Lu}/u.test(t.text) || !/^(?:nsubj|obj|obl|nmod|appos)$/.test(t.deprel)) return;
  const before = tokens[i - 1]!;
  if (before.head === i && before.deprel === "compound" && before.tag === "PROPN")
    set(tokens, i, { tag: "PROPN", xpos: "NNP", lemma: t.text });
}

/** Nouns of what is still to come, which "for" tells. */
const TO_COME = /^(?:warrant|plan|call|demand|request|order|permission|appeal|proposal|bid|deadline)$/;

/** "issued a warrant for the arrest": what follows such a noun belongs to it. */
function mendPurpose(tokens: Token[], i: number, first: number): void {
  const t = tokens[i]!;
  if (t.lemma !== "for" || t.deprel !== "case" || i === first) return;
  const [noun, told] = [tokens[i - 1]!, tokens[t.head]];
  if (noun.deprel === "obj" && TO_COME.test(noun.lemma) && told?.deprel === "obl" && told.head === noun.head)
    set(tokens, t.head, { head: i - 1, deprel: "nmod" });
}

/** Verbs by which somebody becomes what their object says. */
const NAMING = /^(?:name|appoint|elect|declare|designate|proclaim|crown|re-elect)$/;

/** "He was named governor": the office is no object of a verb in the passive. */
function mendNaming(tokens: Token[], i: number, first: number): void {
  const t = tokens[i]!;
  const verb = tokens[t.head];
  if (t.deprel !== "obj" || t.tag !== "NOUN" || t.head !== i - 1 || verb?.xpos !== "VBN" || !NAMING.test(verb.lemma)) return;
  if (i - 2 >= first && tokens[i - 2]!.lemma === "be") set(tokens, i, { deprel: "xcomp" });
}
