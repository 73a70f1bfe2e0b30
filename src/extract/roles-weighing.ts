import { featureBuffer, sigmoid, total } from "../learn/features.js";
import type { RoleModel } from "../resources/roles.js";
import type { EventDraft, RoleDraft } from "./event-mention.js";
import type { EventTree } from "./events-tree.js";
import { type Contender, castOf, contendersOf, liesIn, mayFill, WEIGHED_ROLES, type WeighedRole } from "./roles-contenders.js";
import { roleFeatures } from "./roles-features.js";
import type { TreeHashes } from "./tree-hashes.js";

/** Least probability of whom the grammar finds at the trigger itself, of whom it takes from the clause around, and of whoever else may be meant. */
const KEPT = 0.015;
const SHARED = 0.3;
const ADDED: Readonly<Record<WeighedRole, number>> = { agent: 0.48, patient: 0.55, place: 0.35 };

/**
 * Settles who fills the roles of events: of those whom the grammar finds the likely ones, and others who are told of near by
 * or whom the report is about, where a model holds them likely.
 */
export function weighRoles(tree: EventTree, hashes: TreeHashes, events: readonly EventDraft[], model: RoleModel): EventDraft[] {
  const cast = castOf(tree, events);
  const features = featureBuffer();
  const heads: Heads = new Map(tree.doc.mentions.map((m) => [m.id, m.head]));
  return events.map((event, k) => {
    const contenders = contendersOf(tree, cast, event);
    const verdict: Verdict = { likely: new Map(), added: event.mentions.map(() => []) };
    for (const role of WEIGHED_ROLES)
      for (const contender of contenders) {
        if (!mayFill(tree, cast, k, contender, role)) continue;
        roleFeatures(tree, hashes, cast, k, contender, contenders, role, features);
        judge(tree, event, contender, role, sigmoid(total(model.fills, features)), verdict);
      }
    return settled(tree, heads, event, verdict);
  });
}

/** The token that heads each mention, by `Mention.id`. */
type Heads = ReadonlyMap<string, number>;

/** How likely those are whom the grammar finds, and by the event's mentions who else is likely. */
interface Verdict {
  readonly likely: Map<RoleDraft, number>;
  readonly added: readonly RoleDraft[][];
}

function judge(tree: EventTree, event: EventDraft, contender: Contender, role: WeighedRole, likely: number, verdict: Verdict): void {
  const own = contender.found.filter(({ draft }) => draft.role === role);
  for (const { draft } of own) verdict.likely.set(draft, likely);
  if (own.length > 0 || likely < ADDED[role] || (role === "patient" && isCounted(event))) return;
  verdict.added[contender.of]!.push({ ...draftOf(tree, contender, role), likely });
}

/** "killing nine officers and wounding four others": who is counted is all whom it befell. */
const isCounted = ({ mentions }: EventDraft): boolean => mentions.some((m) => m.amounts.some((q) => q.role === "patient"));

/** An event with whom the verdict leaves and adds, but no place that only holds another one of its. */
function settled(tree: EventTree, heads: Heads, event: EventDraft, { likely, added }: Verdict): EventDraft {
  const places = [...event.mentions.flatMap((m) => m.roles), ...added.flat()].filter((r) => r.role === "place");
  const isWide = (r: RoleDraft) => r.role === "place" && places.some((p) => liesIn(tree, p.entity, r.entity) || hangsOn(tree, heads, r, p));
  const mentions = event.mentions.map((m, i) => {
    const left = m.roles.flatMap((r) => kept(r, likely.get(r)));
    const others = added[i]!.filter((r) => !isWide(r));
    return { ...m, roles: others.length === 0 ? left : [...left, ...others].sort((a, b) => a.start - b.start) };
  });
  return { ...event, mentions };
}

/** "at Anzar Sar in the Alisher-Terezi district of Khost Province": a place that only tells where another one lies. */
function hangsOn(tree: EventTree, mentions: Heads, outer: RoleDraft, inner: RoleDraft): boolean {
  const [from, to] = [mentions.get(outer.mention ?? ""), mentions.get(inner.mention ?? "")];
  if (from === undefined || to === undefined || from === to) return false;
  const whole = tree.tokens[to]!.deprel === "compound" ? tree.tokens[to]!.head : to; // "the Alisher-Terezi district"
  for (let at = from, steps = 0; steps < 4 && /^(?:nmod|appos)$/.test(tree.tokens[at]!.deprel); steps++) {
    at = tree.tokens[at]!.head;
    if (at === to || at === whole) return true;
  }
  return false;
}

const kept = (draft: RoleDraft, likely: number | undefined): RoleDraft[] =>
  likely === undefined ? [draft] : likely < (isShared(draft) ? SHARED : KEPT) ? [] : [{ ...draft, likely }];

const isShared = ({ via }: RoleDraft): boolean => via.startsWith("shared");

function draftOf(tree: EventTree, { at, found }: Contender, role: WeighedRole): RoleDraft {
  if (at < 0) return { ...found[0]!.draft, role, via: "weighed" };
  const { id, entity, start, end } = tree.doc.mentions[at]!;
  return { role, mention: id, entity, start, end, via: "weighed" };
}
