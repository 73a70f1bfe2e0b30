import { featureBuffer, sigmoid, total } from "../learn/features.js";
import type { QuantityModel } from "../resources/quantities.js";
import { type AmountDraft, changedMention, type EventDraft, withMentions } from "./event-mention.js";
import type { EventTree } from "./events-tree.js";
import { type AmountCandidate, amountCandidates, amountFeatures, tallyOf } from "./quantities-features.js";
import type { TreeHashes } from "./tree-hashes.js";

/** Least probability of an amount that the grammar ties to an event, and of another one of its sentence. */
const KEPT = 0.35;
const ADDED = 0.4;

/** Settles which amounts belong to events: of those that the grammar ties to them the likely ones, and others of their sentences. */
export function weighAmounts(tree: EventTree, hashes: TreeHashes, events: readonly EventDraft[], model: QuantityModel): EventDraft[] {
  if (tree.doc.amounts.length === 0) return [...events];
  const tally = tallyOf(tree, events);
  const features = featureBuffer();
  return events.map((event) => {
    const candidates = amountCandidates(tally, event);
    if (candidates.length === 0) return event;
    const dropped = new Set<unknown>();
    const added: AmountCandidate[] = [];
    for (const candidate of candidates) {
      amountFeatures(tree, hashes, tally, event, candidate, features);
      const likely = sigmoid(total(model.counts, features));
      if (candidate.found && likely < KEPT) dropped.add(candidate.amount);
      if (!candidate.found && likely >= ADDED) added.push(candidate);
    }
    if (dropped.size + added.length === 0) return event;
    const mentions = event.mentions.map((m, of) => {
      const left = m.amounts.filter((q) => !dropped.has(q.amount));
      const more = added.filter((c) => c.of === of).map((c): AmountDraft => ({ amount: c.amount, role: roleOf(tree, event, c) }));
      return changedMention(m, { amounts: [...left, ...more].sort((a, b) => a.amount.start - b.amount.start) });
    });
    return withMentions(event, mentions);
  });
}

/** The role of what is counted, where it fills one. */
function roleOf(tree: EventTree, { mentions }: EventDraft, { token, of }: AmountCandidate): AmountDraft["role"] {
  const { start, end } = tree.tokens[token]!;
  return mentions[of]!.roles.find((r) => r.start <= start && end <= r.end)?.role ?? null;
}
