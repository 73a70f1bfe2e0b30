/** What a graph is checked against: SHACL's shapes, the four laws, the rules of names. */
export type Law = "shape" | "law 1" | "law 2" | "law 3" | "law 4" | "identity";

/** One thing wrong with a graph: which rule, at which node, and why. */
export interface Violation {
  readonly law: Law;
  readonly node: string;
  readonly message: string;
}
