import { featureBuffer, sigmoid, total } from "../learn/features.js";
import type { Span } from "../model.js";
import type { InstrumentModel } from "../resources/instruments.js";
import { changedMention, type EventDraft, type RoleDraft, roleDraft, withMentions } from "./event-mention.js";
import type { EventTree } from "./events-tree.js";
import { arsenalOf, type Means, meansFeatures, meansOf } from "./instruments-features.js";
import type { TreeHashes } from "./tree-hashes.js";

/** Least probability of an instrument that the grammar finds, and of another one of the event's sentences. */
const KEPT = 0.2;
const ADDED = 0.3;

/** Settles what events were done with: of what the grammar finds the likely ones, and other weapons and the like near by. */
export function weighInstruments(tree: EventTree, hashes: TreeHashes, events: readonly EventDraft[], model: InstrumentModel): EventDraft[] {
  const arsenal = arsenalOf(tree, events);
  const features = featureBuffer();
  return events.map((event) => {
    const all = meansOf(tree, arsenal, event);
    if (all.length === 0) return event;
    const dropped = new Set<RoleDraft>();
    const added: { of: number; draft: RoleDraft }[] = [];
    for (const means of all) {
      meansFeatures(tree, hashes, arsenal, event, means, all.length - 1, features);
      const likely = sigmoid(total(model.serves, features));
      if (means.found !== null && likely < KEPT) dropped.add(means.found);
      if (means.found === null && likely >= ADDED) added.push({ of: means.of, draft: draftOf(tree, means, likely) });
    }
    if (dropped.size + added.length === 0) return event;
    const mentions = event.mentions.map((m, of) => {
      const left = m.roles.filter((r) => !dropped.has(r));
      const more = added.filter((a) => a.of === of).map((a) => a.draft);
      return changedMention(m, { roles: [...left, ...more].sort((a, b) => a.start - b.start) });
    });
    return withMentions(event, mentions);
  });
}

function draftOf(tree: EventTree, { token }: Means, likely: number): RoleDraft {
  const at = tree.mentionAt[token]!;
  const mention = at >= 0 && tree.doc.mentions[at]!.head === token ? tree.doc.mentions[at]! : null;
  const { start, end } = phraseOf(tree, token);
  return roleDraft(
    { role: "instrument", mention: mention?.id ?? null, entity: mention?.entity ?? null, start, end, via: "weighed" },
    likely,
  );
}

/** A noun with what qualifies it right before: "anti-tank missiles", "22 mortar rounds". */
function phraseOf(tree: EventTree, token: number): Span {
  let first = token;
  while (first > 0 && tree.tokens[first - 1]!.head === token && /^(?:compound|amod|nummod)$/.test(tree.tokens[first - 1]!.deprel)) first--;
  return { start: tree.tokens[first]!.start, end: tree.tokens[token]!.end };
}
