import { addHash, type FeatureBuffer } from "../learn/features.js";
import { mix, seedOf, signedHash } from "../learn/hash.js";
import type { EventDraft } from "./event-mention.js";
import type { EventTree } from "./events-tree.js";
import { type Cast, type Contender, liesIn, matchOf, WEIGHED_ROLES, type WeighedRole } from "./roles-contenders.js";
import { ROLE, type Stage, stageOf, type Traits, traitBuffer, traitsOf } from "./roles-traits.js";
import type { TreeHashes } from "./tree-hashes.js";

/** Features of whether a contender fills a role of the event with index `k`; `others`: all its contenders. */
export function roleFeatures(
  tree: EventTree,
  hashes: TreeHashes,
  cast: Cast,
  k: number,
  contender: Contender,
  others: readonly Contender[],
  role: WeighedRole,
  out: FeatureBuffer,
): void {
  const stage = stageOf(tree, hashes, cast, k, contender.of);
  const traits = traitBuffer();
  traitsOf(tree, hashes, cast, stage, contender, traits);
  featuresFor(role, tree, cast.events[k]!, stage, contender, traits, others, out);
}

/** Features of whether a contender with these traits fills a role of an event. */
export function featuresFor(
  role: WeighedRole,
  tree: EventTree,
  event: EventDraft,
  stage: Stage,
  contender: Contender,
  traits: Traits,
  others: readonly Contender[],
  out: FeatureBuffer,
): void {
  const seeds = SEEDS[role];
  const put = (template: number, a = 0, b = 0): void => addHash(out, mix(mix(seeds[template]!, a), b));
  out.count = 0;
  put(1);
  put(2, stage.type, stage.form);
  put(3, stage.modality, stage.polarity);
  put(4, Math.min(event.mentions.length, 4), stage.type);
  grammarFeatures(event, contender, role, stage, put);
  const { templates, firsts, seconds, count } = traits;
  for (let i = 0; i < count; i++) addHash(out, mix(mix(seeds[templates[i]!]!, firsts[i]!), seconds[i]!));
  if (role === "place" && contender.at >= 0) placeFeatures(tree, event, contender, others, stage, put);
}

/** Greatest template and one. */
const TEMPLATES = 74;

/** The hash that each template's features for a role start from. */
const SEEDS = Object.fromEntries(
  WEIGHED_ROLES.map((role, k) => [role, Int32Array.from({ length: TEMPLATES }, (_, template) => mix(seedOf(template), k + 1))]),
) as Readonly<Record<WeighedRole, Int32Array>>;

type Put = (template: number, a?: number, b?: number) => void;

/** What the grammar finds the contender to be, and who else it finds for the role. */
function grammarFeatures(event: EventDraft, { found, entity }: Contender, role: WeighedRole, { type, form }: Stage, put: Put): void {
  let own = 0;
  for (const { draft } of found) {
    const via = signedHash(draft.via);
    if (draft.role === role) {
      own++;
      put(10, via, type);
      put(11, via, form);
      put(12, via);
    } else {
      put(13, via, ROLE[draft.role]);
      put(14, ROLE[draft.role], type);
    }
  }
  put(15, Math.min(own, 3), type);
  const others = fillersBut(event, role, entity);
  put(16, Math.min(others, 3), Math.min(own, 1));
  put(17, mix(Math.min(others, 2), Math.min(own, 1)), type);
  if (own === 0) put(18, Math.min(others, 2), Math.min(found.length, 1));
}

/** How many fillers the grammar finds for a role besides an entity, or in all. */
function fillersBut({ mentions }: EventDraft, role: WeighedRole, entity: string | null): number {
  let count = 0;
  for (const { roles } of mentions) for (const r of roles) if (r.role === role && (entity === null || r.entity !== entity)) count++;
  return count;
}

/** How a place lies to the others that the grammar finds, and whether one is told of near by that lies in it. */
function placeFeatures(
  tree: EventTree,
  event: EventDraft,
  { entity, found }: Contender,
  others: readonly Contender[],
  { type }: Stage,
  put: Put,
): void {
  const own = Math.min(found.length, 1);
  for (const { roles } of event.mentions)
    for (const r of roles) {
      if (r.role !== "place" || r.entity === entity) continue;
      const how = liesIn(tree, r.entity, entity) ? 1 : liesIn(tree, entity, r.entity) ? 2 : 3;
      put(70, how, own);
      put(71, how, type);
    }
  const known = matchOf(tree, entity) !== null;
  const holds = known && others.some((other) => other.entity !== entity && liesIn(tree, other.entity, entity)) ? 1 : 0;
  put(72, holds, own);
  put(73, holds, type);
}
