import type { Token } from "../model.js";
import { caseOf, type Tree } from "./mentions-tree.js";

/** How far a noun phrase reaches, as token indices, end exclusive. */
export interface Extent {
  readonly first: number;
  readonly last: number;
}

const ARTICLES = new Set(["the", "a", "an"]);
/** Relations that premodify: "senior Iraqi general", "17 gates", "Assad's brutal regime", "both countries". */
const BEFORE = new Set(["amod", "compound", "nummod", "nmod", "flat", "det", "case", "punct", "advmod", "nsubj"]);
/** Relations that an `of` phrase may carry along: "members of the Al bu Nimr tribe in Anbar". */
const WITHIN = new Set(["nmod", "conj", "flat", "compound", "nummod", "case", "cc", "amod", "det"]);

/** Whether a token can't open a mention: an article, a possessive pronoun ("its forces" is "forces"), a mark. */
function opensNothing(token: Token): boolean {
  return (
    token.xpos === "PRP$" ||
    token.tag === "PUNCT" ||
    token.tag === "ADP" ||
    token.tag === "AUX" ||
    token.tag === "CCONJ" ||
    ARTICLES.has(token.text.toLowerCase())
  );
}

/**
 * The noun phrase around a head: its premodifiers, and its `of` phrases ("members of the tribe"), without article,
 * possessive pronoun, apposition, relative clause and other phrases after it ("a city in Iraq" is "city").
 */
export function nounPhrase(tree: Tree, head: number): Extent {
  const { tokens } = tree;
  let first = leftEdge(tree, head);
  // "the mayor, citing hospital staff": a participle after a comma is a clause of its own
  if (first < head && tokens[first]!.xpos === "VBG" && tokens[first - 1]?.text === ",") first++;
  while (first < head && opensNothing(tokens[first]!)) first++;
  return { first, last: rightEdge(tree, head) };
}

function leftEdge(tree: Tree, head: number): number {
  const { tokens, children } = tree;
  let edge = head;
  for (let k = tree.first[head + 1]! - 1; k >= tree.first[head]!; k--) {
    const child = children[k]!;
    if (child > head) continue;
    const token = tokens[child]!;
    if (!BEFORE.has(token.deprel) || token.deprel === "case" || token.deprel === "nsubj") break;
    if (token.deprel === "punct") continue;
    // "at least 10 marines", "even soldiers": the adverb is not part of who they are
    if (token.deprel === "advmod") break;
    if (token.deprel === "det" && ARTICLES.has(token.text.toLowerCase())) break;
    if (token.xpos === "PRP$") break;
    edge = token.deprel === "nummod" ? numberEdge(tree, child) : edgeUnder(tree, child);
  }
  return edge;
}

/** The left edge of a premodifier with everything under it ("the UK's" in "the UK's brave armed forces"). */
function edgeUnder(tree: Tree, i: number): number {
  let edge = i;
  for (let k = tree.first[i]!; k < tree.first[i + 1]!; k++) {
    const child = tree.children[k]!;
    if (child < i) edge = Math.min(edge, edgeUnder(tree, child));
  }
  return edge;
}

/** The left edge of a number: "two hundred", not "up to two hundred". */
function numberEdge(tree: Tree, i: number): number {
  let edge = i;
  for (let k = tree.first[i]!; k < tree.first[i + 1]!; k++) {
    const child = tree.children[k]!;
    if (child < i && tree.tokens[child]!.tag === "NUM") edge = Math.min(edge, numberEdge(tree, child));
  }
  return edge;
}

function rightEdge(tree: Tree, head: number): number {
  const { tokens, children } = tree;
  let edge = head + 1;
  for (let k = tree.first[head]!; k < tree.first[head + 1]!; k++) {
    const child = children[k]!;
    if (child < head) continue;
    const { deprel } = tokens[child]!;
    if (deprel === "case") continue; // the possessive 's is outside
    if (deprel === "flat" || deprel === "nummod" || deprel === "compound") edge = child + 1;
    else if (deprel === "nmod" && carries(tree, head, child)) edge = edgeAfter(tree, child);
    else break;
  }
  return edge;
}

/** "members of the council", "Minister for the Middle East", "envoy to Syria"; not "soldiers in Iraq". */
function carries(tree: Tree, head: number, child: number): boolean {
  const marker = caseOf(tree, child);
  return marker === "of" || ((marker === "for" || marker === "to") && isCapital(tree.tokens[head]!) && isCapital(tree.tokens[child]!));
}

function isCapital(token: Token): boolean {
  return token.text !== token.text.toLowerCase();
}

/** The right edge of an `of` phrase, cut before appositions, relative clauses and brackets. */
function edgeAfter(tree: Tree, i: number): number {
  let edge = i + 1;
  for (let k = tree.first[i]!; k < tree.first[i + 1]!; k++) {
    const child = tree.children[k]!;
    if (child < i) continue;
    const { deprel } = tree.tokens[child]!;
    if (!WITHIN.has(deprel) || (deprel === "conj" && standsAlone(tree, child))) break;
    edge = Math.max(edge, edgeAfter(tree, child));
  }
  return edge;
}

/** "dozens of civilians and hundreds of fighters", "the provinces of Kunar and at the gate": the second is a phrase of its own. */
function standsAlone(tree: Tree, i: number): boolean {
  for (let k = tree.first[i]!; k < tree.first[i + 1]!; k++) {
    const { deprel } = tree.tokens[tree.children[k]!]!;
    if (deprel === "case" || deprel === "nmod" || deprel === "nummod" || deprel === "det") return true;
  }
  return false;
}
