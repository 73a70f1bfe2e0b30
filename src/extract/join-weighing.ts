import { featureBuffer, sigmoid, total } from "../learn/features.js";
import type { JoinModel } from "../resources/joins.js";
import type { EventDraft } from "./event-mention.js";
import type { EventTree } from "./events-tree.js";
import { merged } from "./join.js";
import { areApart } from "./join-apart.js";
import { eachPair, pairFeatures } from "./join-features.js";
import { lineOf } from "./join-profiles.js";
import type { TreeHashes } from "./tree-hashes.js";

/** Least probability that two events are one, and least mean of it between all mentions of two groups that are joined. */
const LIKELY = 0.58;
const WHOLE = 0.8 * LIKELY;

/**
 * Joins events that are likely one, once it is settled who fills their roles: the likeliest two first, then whoever is likely
 * one with all of them.
 */
export function weighJoins(tree: EventTree, hashes: TreeHashes, events: readonly EventDraft[], model: JoinModel): EventDraft[] {
  const line = lineOf(tree, events);
  const features = featureBuffer();
  const known = new Map<number, number>();
  const keyOf = (a: number, b: number) => Math.min(a, b) * events.length + Math.max(a, b);
  const pairs: { a: number; b: number; likely: number }[] = [];
  eachPair(line, (a, b) => {
    pairFeatures(tree, hashes, line, a, b, features);
    const likely = areApart(tree, line, a, b) ? Number.NEGATIVE_INFINITY : sigmoid(total(model.one, features));
    known.set(keyOf(a, b), likely);
    if (likely >= LIKELY) pairs.push({ a, b, likely });
  });
  if (pairs.length === 0) return [...events];
  const groups = new Map<number, number[]>(events.map((_, k) => [k, [k]]));
  const groupOf = Array.from(events, (_, k) => k);
  for (const { a, b } of pairs.sort((x, y) => y.likely - x.likely || x.a - y.a || x.b - y.b)) {
    const [into, from] = [Math.min(groupOf[a]!, groupOf[b]!), Math.max(groupOf[a]!, groupOf[b]!)];
    if (into === from) continue;
    const all = groups.get(into)!.flatMap((x) => groups.get(from)!.flatMap((y) => known.get(keyOf(x, y)) ?? []));
    if (all.reduce((sum, likely) => sum + likely, 0) < WHOLE * all.length) continue;
    for (const k of groups.get(from)!) groupOf[k] = into;
    groups.get(into)!.push(...groups.get(from)!);
    groups.delete(from);
  }
  return [...groups.values()].map((group) =>
    group
      .sort((a, b) => a - b)
      .map((k) => events[k]!)
      .reduce(merged),
  );
}
