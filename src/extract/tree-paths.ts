import { mix } from "../learn/hash.js";
import type { EventTree } from "./events-tree.js";
import type { TreeHashes } from "./tree-hashes.js";

/** Words of a path between trigger and contender that are told apart. */
const PATH = 5;

/** A hash of the relations from one token up and down to another; of a long way only that it is long. */
export function pathBetween(tree: EventTree, hashes: TreeHashes, from: number, to: number): number {
  const up: number[] = [];
  for (let at = from; at >= 0 && up.length <= PATH; at = tree.tokens[at]!.head) up.push(at);
  let down = 7;
  let at = to;
  for (let steps = 0; at >= 0 && steps <= PATH; steps++) {
    const meets = up.indexOf(at);
    if (meets >= 0) {
      let path = down;
      for (let i = 0; i < meets; i++) path = mix(path, hashes.deprel[up[i]!]! ^ 0x5bd1e995);
      return path;
    }
    down = mix(down, hashes.deprel[at]!);
    at = tree.tokens[at]!.head;
  }
  return 3;
}
