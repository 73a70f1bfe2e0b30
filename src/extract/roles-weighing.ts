import { featureBuffer, sigmoid, total } from "../learn/features.js";
import type { RoleModel } from "../resources/roles.js";
import { changedMention, type EventDraft, type RoleDraft, roleDraft, withMentions } from "./event-mention.js";
import type { EventTree } from "./events-tree.js";
import { type Cast, type Contender, castOf, contendersOf, liesIn, mayFill, WEIGHED_ROLES, type WeighedRole } from "./roles-contenders.js";
import { featuresFor } from "./roles-features.js";
import { stageOf, traitBuffer, traitsOf } from "./roles-traits.js";
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
  const weigh = weigher(tree, hashes, cast, model);
  const heads: Heads = new Map(tree.doc.mentions.map((m) => [m.id, m.head]));
  return events.map((event, k) => {
    const contenders = contendersOf(tree, cast, event);
    const verdict: Verdict = { likely: new Map(), added: event.mentions.map(() => []) };
    const odds = contenders.map((contender) => weigh(k, contender, contenders));
    for (const [r, role] of WEIGHED_ROLES.entries())
      for (const [c, contender] of contenders.entries()) {
        const likely = odds[c]![r]!;
        if (likely >= 0) judge(tree, event, contender, role, likely, verdict);
      }
    return settled(tree, heads, event, verdict);
  });
}

/** Tells how likely a contender fills each of the weighed roles of the event with an index, -1 of one that it may not. */
type Weigh = (k: number, contender: Contender, others: readonly Contender[]) => readonly number[];

function weigher(tree: EventTree, hashes: TreeHashes, cast: Cast, { fills }: RoleModel): Weigh {
  const features = featureBuffer();
  const traits = traitBuffer();
  return (k, contender, others) => {
    const roles = WEIGHED_ROLES.map((role) => mayFill(tree, cast, k, contender, role));
    if (!roles.includes(true)) return NO_ROLE;
    const stage = stageOf(tree, hashes, cast, k, contender.of);
    traitsOf(tree, hashes, cast, stage, contender, traits);
    return WEIGHED_ROLES.map((role, r) => {
      if (!roles[r]) return -1;
      featuresFor(role, tree, cast.events[k]!, stage, contender, traits, others, features);
      return sigmoid(total(fills, features));
    });
  };
}

const NO_ROLE: readonly number[] = WEIGHED_ROLES.map(() => -1);

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
  verdict.added[contender.of]!.push(draftOf(tree, contender, role, likely));
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
