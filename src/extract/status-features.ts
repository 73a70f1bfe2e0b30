import { add, bucket, type FeatureBuffer } from "../learn/features.js";
import { signedHash } from "../learn/hash.js";
import { type EventTree, isVerbal } from "./events-tree.js";
import { isHeadline } from "./headline.js";
import type { Status } from "./status.js";
import type { TreeHashes } from "./tree-hashes.js";
import type { Trigger } from "./triggers.js";

/** Words above a trigger that are looked at, and words before it. */
const ABOVE = 5;
const BEFORE = 6;

/** Relations of words that say of another whether it is so. */
const TELLING: ReadonlySet<string> = new Set(["aux", "advmod", "mark", "case", "det", "cc", "cop", "amod", "expl"]);

const OUTSIDE = 1;

/** Features of whether the event that a trigger names has happened; `ruled`: what the rules say of it. */
export function statusFeatures(tree: EventTree, hashes: TreeHashes, trigger: Trigger, ruled: Status, out: FeatureBuffer): void {
  const { lemma, tag, xpos, deprel, cluster } = hashes;
  const { tokens } = tree;
  const i = trigger.token;
  const t = tokens[i]!;
  const { first, last } = tree.doc.sentences[t.sentence]!;
  const rule = signedHash(`${ruled.polarity} ${ruled.modality}`);
  const type = signedHash(trigger.entry.type);
  const [l, g, x, d, c] = [lemma[i]!, tag[i]!, xpos[i]!, deprel[i]!, cluster[i]!];
  const before = (k: number) => (i - k >= first ? lemma[i - k]! : OUTSIDE);
  const after = (k: number) => (i + k < last ? lemma[i + k]! : OUTSIDE);
  out.count = 0;
  add(out, 1);
  add(out, 2, rule);
  add(out, 3, rule, type);
  add(out, 4, rule, l);
  add(out, 5, rule, x, d);
  add(out, 6, type, x);
  add(out, 7, x, d);
  add(out, 8, l);
  add(out, 9, l, x);
  add(out, 10, c, x);
  add(out, 11, before(1), x);
  add(out, 12, before(2), before(1));
  add(out, 13, before(3), before(2), before(1));
  add(out, 14, before(1), type);
  add(out, 15, after(1), x);
  add(out, 16, rule, before(1));
  add(out, 17, isHeadline(tree.doc, t.sentence) ? 1 : 0, x);
  add(out, 18, type, l);
  add(out, 19, rule, g, trigger.light === null ? 0 : 1);
  add(out, 20, after(1), after(2));
  for (let k = Math.max(first, i - BEFORE); k < i; k++) add(out, 21, lemma[k]!);
  for (let k = i + 1, end = Math.min(last, i + 4); k < end; k++) add(out, 22, lemma[k]!);
  belowFeatures(tree, hashes, i, 30, rule, x, out);
  let path = 0;
  let at = i;
  let verb = isVerbal(t);
  for (let depth = 0; depth < ABOVE; depth++) {
    const { head } = tokens[at]!;
    if (head < 0) break;
    path = depth === 0 ? deprel[at]! : path * 31 + deprel[at]!;
    add(out, 50, lemma[head]!, path | 0);
    add(out, 51, lemma[head]!, deprel[at]!);
    add(out, 52, cluster[head]!, path | 0);
    add(out, 53, xpos[head]!, path | 0);
    add(out, 54, lemma[head]!, rule);
    add(out, 55, lemma[head]!, xpos[head]!, depth === 0 ? d : 3);
    add(out, 56, lemma[head]!, type);
    if (depth === 0) {
      add(out, 57, lemma[head]!, d, l);
      add(out, 58, lemma[head]!, d, x);
      belowFeatures(tree, hashes, head, 70, rule, d, out, at);
    } else if (!verb || depth < 3) belowFeatures(tree, hashes, head, 80, rule, OUTSIDE, out, at);
    if (isVerbal(tokens[head]!)) verb = true;
    at = head;
  }
  add(out, 59, tag[at]!, xpos[at]!);
  add(out, 60, xpos[at]!, type);
  let words = 0;
  for (let k = first; k < last && words < 60; k++, words++) {
    const { tag: part } = tokens[k]!;
    if (part === "AUX" || part === "SCONJ" || tokens[k]!.xpos === "MD") add(out, 61, lemma[k]!, k < i ? 1 : 2);
  }
  add(out, 62, bucket(t.sentence), x);
}

/** What hangs on a word and says whether it is so. */
function belowFeatures(
  tree: EventTree,
  { lemma, deprel, xpos, tag }: TreeHashes,
  i: number,
  template: number,
  rule: number,
  key: number,
  out: FeatureBuffer,
  but = -1,
): void {
  let subject = 0;
  for (let k = tree.childStart[i]!, end = tree.childStart[i + 1]!; k < end; k++) {
    const child = tree.childList[k]!;
    if (child === but) continue;
    const relation = tree.tokens[child]!.deprel;
    if (relation === "nsubj" || relation === "obj" || relation === "csubj") {
      if (relation === "nsubj") subject = lemma[child]!;
      add(out, template + 6, lemma[child]!, deprel[child]!);
      for (let q = tree.childStart[child]!, stop = tree.childStart[child + 1]!; q < stop; q++) {
        const word = tree.childList[q]!;
        if (tree.tokens[word]!.deprel === "det" || tree.tokens[word]!.deprel === "cc") add(out, template + 7, lemma[word]!, deprel[child]!);
      }
    }
    if (!TELLING.has(relation)) {
      add(out, template + 4, deprel[child]!, xpos[child]!);
      continue;
    }
    add(out, template, lemma[child]!, deprel[child]!);
    add(out, template + 1, lemma[child]!, key);
    add(out, template + 2, lemma[child]!, rule);
    add(out, template + 3, lemma[child]!, tag[i]!, xpos[i]!);
  }
  add(out, template + 5, subject === 0 ? 1 : 2, xpos[i]!);
}
