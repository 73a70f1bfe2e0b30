import { hashString } from "../learn/hash.js";
import { type Clusters, lowerHash } from "../learn/words.js";
import type { EventTree } from "./events-tree.js";

/** Hashes of what models see of each token of a document. */
export interface TreeHashes {
  readonly lemma: Uint32Array;
  /** Part of speech. */
  readonly tag: Uint32Array;
  /** Penn Treebank tag. */
  readonly xpos: Uint32Array;
  readonly deprel: Uint32Array;
  /** Class of the lemma among words of like neighbours, not a hash. */
  readonly cluster: Uint32Array;
}

/** Hashes each different word once. */
export function hashTree(tree: EventTree, clusters: Clusters): TreeHashes {
  const hash = remembered(hashString);
  return {
    lemma: Uint32Array.from(tree.lemma, hash),
    tag: Uint32Array.from(tree.tokens, (t) => hash(t.tag)),
    xpos: Uint32Array.from(tree.tokens, (t) => hash(t.xpos)),
    deprel: Uint32Array.from(tree.tokens, (t) => hash(t.deprel)),
    cluster: Uint32Array.from(
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
