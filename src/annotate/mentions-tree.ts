import type { Token } from "../model.js";

/** A document's trees with the way down: the dependents of token `i` are `children[first[i]..first[i + 1])`, in order. */
export interface Tree {
  readonly tokens: readonly Token[];
  readonly first: Int32Array;
  readonly children: Int32Array;
}

/** Turns governors into lists of dependents; linear in the number of tokens. */
export function treeOf(tokens: readonly Token[]): Tree {
  const n = tokens.length;
  const first = new Int32Array(n + 2);
  for (const token of tokens) if (token.head >= 0) first[token.head + 2]!++;
  for (let i = 2; i < n + 2; i++) first[i] = first[i]! + first[i - 1]!;
  const children = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const head = tokens[i]!.head;
    if (head >= 0) children[first[head + 1]!++] = i;
  }
  return { tokens, first, children };
}

/** The first dependent of `i` with the relation, -1 where there is none. */
export function childOf(tree: Tree, i: number, relation: string): number {
  for (let k = tree.first[i]!; k < tree.first[i + 1]!; k++) {
    const child = tree.children[k]!;
    if (tree.tokens[child]!.deprel === relation) return child;
  }
  return -1;
}

/** The lower-cased preposition or possessive marker that `i` hangs by ("of" in "of Mosul"), `""` where there is none. */
export function caseOf(tree: Tree, i: number): string {
  const marker = childOf(tree, i, "case");
  return marker < 0 ? "" : tree.tokens[marker]!.text.toLowerCase();
}

/** The token of `first..last` whose governor lies outside; the last one where the stretch is no connected part of a tree. */
export function headOf(tokens: readonly Token[], first: number, last: number): number {
  for (let i = first; i < last; i++) {
    const { head, tag } = tokens[i]!;
    if ((head < first || head >= last) && tag !== "PUNCT") return i;
  }
  return last - 1;
}
