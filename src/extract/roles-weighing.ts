import { type FeatureBuffer, featureBuffer, sigmoid, total, WHOLE } from "../learn/features.js";
import type { RoleModel } from "../resources/roles.js";
import { changedMention, type EventDraft, type RoleDraft, roleDraft, withMentions } from "./event-mention.js";
import type { EventTree } from "./events-tree.js";
import { type Cast, type Contender, castOf, contendersOf, liesIn, mayFill, WEIGHED_ROLES, type WeighedRole } from "./roles-contenders.js";
import { ROLE_SPACE, roleFeatures, sceneFeatures, sceneOf } from "./roles-features.js";
import { type Bid, outlookFeatures, outlookOf } from "./roles-outlook.js";
import type { TreeHashes } from "./tree-hashes.js";

/** Least probability of whom the grammar finds at the trigger itself, of whom it takes from the clause around, and of whoever else may be meant. */
const KEPT = 0.02;
const SHARED = 0.4;
const ADDED: Readonly<Record<WeighedRole, number>> = { agent: 0.32, patient: 0.38, place: 0.45 };
/** Least probability by the first judgement of those who are judged again. */
export const PLAUSIBLE = 0.05;

/**
 * Settles who fills the roles of events: of those whom the grammar finds the likely ones, and others who are told of near by
 * or whom the report is about, where a model holds them likely. It judges each for itself, then the plausible ones again in
 * view of whom it holds likely in all events; the mean of both counts.
 */
export function weighRoles(tree: EventTree, hashes: TreeHashes, events: readonly EventDraft[], model: RoleModel): EventDraft[] {
  const bids = judgedBids(tree, hashes, events, model);
  const heads: Heads = new Map(tree.doc.mentions.map((m) => [m.id, m.head]));
  const verdicts = events.map((event): Verdict => ({ likely: new Map(), added: event.mentions.map(() => []) }));
  for (const { event, contender, role, likely } of bids) judge(tree, events[event]!, contender, role, likely, verdicts[event]!);
  return events.map((event, k) => settled(tree, heads, event, verdicts[k]!));
}

/** Everybody who may fill a role, and how likely. */
function judgedBids(tree: EventTree, hashes: TreeHashes, events: readonly EventDraft[], { fills, settles }: RoleModel): Bid[] {
  const bids: Bid[] = [];
  eachBid(tree, hashes, castOf(tree, events), (event, contender, role, features) => {
    bids.push({ event, contender, role, likely: sigmoid(total(fills, features)) });
  });
  const outlook = outlookOf(events, bids);
  const features = featureBuffer();
  return bids.map((bid) => {
    if (bid.likely < PLAUSIBLE) return bid;
    outlookFeatures(outlook, bid, features);
    return { ...bid, likely: (bid.likely + sigmoid(total(settles, features))) / 2 };
  });
}

/** Calls `visit` for everybody who may fill a role of an event, with the features of it, which the next call overwrites. */
export function eachBid(
  tree: EventTree,
  hashes: TreeHashes,
  cast: Cast,
  visit: (event: number, contender: Contender, role: WeighedRole, features: FeatureBuffer) => void,
): void {
  const features = featureBuffer(ROLE_SPACE);
  const whole = featureBuffer(WHOLE);
  for (const [k, event] of cast.events.entries()) {
    const contenders = contendersOf(tree, cast, event);
    for (const contender of contenders) {
      const roles = WEIGHED_ROLES.filter((role) => mayFill(tree, cast, k, contender, role));
      if (roles.length === 0) continue;
      const scene = sceneOf(tree, hashes, cast, k, contender);
      sceneFeatures(scene, whole);
      for (const role of roles) {
        roleFeatures(scene, whole, contenders, role, features);
        visit(k, contender, role, features);
      }
    }
  }
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
  if (own.length > 0 || likely < ADDED[role] || (role === "patient" && isCounted(event)) || isOnOtherSide(contender, role)) return;
  verdict.added[contender.of]!.push(draftOf(tree, contender, role, likely));
}

/** Whoever the grammar finds to do what happens does not undergo it as well, nor the other way round. */
const isOnOtherSide = ({ found }: Contender, role: WeighedRole): boolean =>
  role !== "place" && found.some(({ draft }) => draft.role === (role === "agent" ? "patient" : "agent"));

/** "killing nine officers and wounding four others": who is counted is all whom it befell. */
const isCounted = ({ mentions }: EventDraft): boolean => mentions.some((m) => m.amounts.some((q) => q.role === "patient"));

/** An event with whom the verdict leaves and adds, but no place that only holds another one of its. */
function settled(tree: EventTree, heads: Heads, event: EventDraft, { likely, added }: Verdict): EventDraft {
  const places = [...event.mentions.flatMap((m) => m.roles), ...added.flat()].filter((r) => r.role === "place");
  const isWide = (r: RoleDraft) => r.role === "place" && places.some((p) => liesIn(tree, p.entity, r.entity) || hangsOn(tree, heads, r, p));
  const mentions = event.mentions.map((m, i) => {
    const left = m.roles.flatMap((r) => kept(r, likely.get(r)));
    const others = added[i]!.filter((r) => !isWide(r));
    return changedMention(m, { roles: others.length === 0 ? left : [...left, ...others].sort((a, b) => a.start - b.start) });
  });
  return withMentions(event, mentions);
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
  likely === undefined ? [draft] : likely < (isShared(draft) ? SHARED : KEPT) ? [] : [roleDraft(draft, likely)];

const isShared = ({ via }: RoleDraft): boolean => via.startsWith("shared");

function draftOf(tree: EventTree, { at, found }: Contender, role: WeighedRole, likely: number): RoleDraft {
  const via = "weighed";
  if (at < 0) {
    const { mention, entity, start, end } = found[0]!.draft;
    return { role, mention, entity, start, end, via, likely };
  }
  const { id, entity, start, end } = tree.doc.mentions[at]!;
  return { role, mention: id, entity, start, end, via, likely };
}
