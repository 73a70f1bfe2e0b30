import { featureBuffer, sigmoid, total } from "../learn/features.js";
import type { RoleModel } from "../resources/roles.js";
import type { EventDraft, RoleDraft } from "./event-mention.js";
import type { EventTree } from "./events-tree.js";
import { type Contender, castOf, contendersOf, liesIn, mayFill, WEIGHED_ROLES, type WeighedRole } from "./roles-contenders.js";
import { roleFeatures } from "./roles-features.js";
import type { TreeHashes } from "./tree-hashes.js";

/** Least probability of whom the grammar finds at the trigger itself, of whom it takes from the clause around, and of whoever else may be meant. */
const KEPT = 0.03;
const SHARED = 0.3;
const ADDED: Readonly<Record<WeighedRole, number>> = { agent: 0.48, patient: 0.55, place: 0.38 };

/**
 * Settles who fills the roles of events: of those whom the grammar finds the likely ones, and others who are told of near by
 * or whom the report is about, where a model holds them likely.
 */
export function weighRoles(tree: EventTree, hashes: TreeHashes, events: readonly EventDraft[], model: RoleModel): EventDraft[] {
  const cast = castOf(tree, events);
  const features = featureBuffer();
  return events.map((event, k) => {
    const contenders = contendersOf(tree, cast, event);
    const weighed = new Map<RoleDraft, number>();
    const added = new Map<number, RoleDraft[]>();
    for (const role of WEIGHED_ROLES)
      for (const contender of contenders) {
        if (!mayFill(tree, cast, k, contender, role)) continue;
        roleFeatures(tree, hashes, cast, k, contender, contenders, role, features);
        const likely = sigmoid(total(model.fills, features));
        const own = contender.found.filter(({ draft }) => draft.role === role);
        for (const { draft } of own) weighed.set(draft, likely);
        if (own.length > 0 || likely < ADDED[role]) continue;
        added.set(contender.of, [...(added.get(contender.of) ?? []), { ...draftOf(tree, contender, role), likely }]);
      }
    const places = event.mentions.flatMap((m, i) => [...m.roles, ...(added.get(i) ?? [])].filter((r) => r.role === "place"));
    const isWide = (r: RoleDraft) => r.via === "weighed" && r.role === "place" && places.some((p) => liesIn(tree, p.entity, r.entity));
    const mentions = event.mentions.map((m, i) => {
      const roles = [...m.roles.flatMap((r) => kept(r, weighed.get(r))), ...(added.get(i) ?? []).filter((r) => !isWide(r))];
      return { ...m, roles: added.has(i) ? roles.sort((a, b) => a.start - b.start) : roles };
    });
    return { ...event, mentions };
  });
}

const kept = (draft: RoleDraft, likely: number | undefined): RoleDraft[] =>
  likely === undefined ? [draft] : likely < (isShared(draft) ? SHARED : KEPT) ? [] : [{ ...draft, likely }];

const isShared = ({ via }: RoleDraft): boolean => via.startsWith("shared");

function draftOf(tree: EventTree, { at, found }: Contender, role: WeighedRole): RoleDraft {
  if (at < 0) return { ...found[0]!.draft, role, via: "weighed" };
  const { id, entity, start, end } = tree.doc.mentions[at]!;
  return { role, mention: id, entity, start, end, via: "weighed" };
}
