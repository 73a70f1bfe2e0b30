import { signedHash } from "../learn/hash.js";
import { type Clusters, lowerHash } from "../learn/words.js";
import type { EventTree } from "./events-tree.js";

/** Hashes of what models see of each token of a document. */
export interface TreeHashes {
  readonly lemma: Int32Array;
  /** Part of speech. */
  readonly tag: Int32Array;
  /** Penn Treebank tag. */
  readonly xpos: Int32Array;
  readonly deprel: Int32Array;
  /** Class of the lemma among words of like neighbours, not a hash. */
  readonly cluster: Int32Array;
}

/** Hashes each different word once. */
export function hashTree(tree: EventTree, clusters: Clusters): TreeHashes {
  const hash = remembered(signedHash);
  return {
    lemma: Int32Array.from(tree.lemma, hash),
    tag: Int32Array.from(tree.tokens, (t) => hash(t.tag)),
    xpos: Int32Array.from(tree.tokens, (t) => hash(t.xpos)),
    deprel: Int32Array.from(tree.tokens, (t) => hash(t.deprel)),
    cluster: Int32Array.from(
      tree.lemma,
      remembered((lemma) => clusters.of(lowerHash(lemma))),
    ),
  };
}

/** Asks for each different text once. */
export function remembered(of: (text: string) => number): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) {
      value = of(text);
      known.set(text, value);
    }
    return value;
  };
}
