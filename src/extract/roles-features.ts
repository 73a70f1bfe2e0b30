import { add, bucket, type FeatureBuffer } from "../learn/features.js";
import { hashString, mix } from "../learn/hash.js";
import type { EventDraft } from "./event-mention.js";
import { isPassive } from "./events-clauses.js";
import { caseOf, classesOf, core, type EventTree } from "./events-tree.js";
import { isHeadline } from "./headline.js";
import { type Cast, type Contender, liesIn, type Part, partsNear, WEIGHED_ROLES, type WeighedRole } from "./roles-contenders.js";
import type { TreeHashes } from "./tree-hashes.js";

/** What an event shows of itself to all who may fill its roles. */
interface Stage {
  readonly type: number;
  readonly lemma: number;
  readonly form: number;
  readonly token: number;
}

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
  const event = cast.events[k]!;
  const mention = event.mentions[contender.of]!;
  const { token } = mention;
  const tag = tree.tokens[token]!.tag;
  const passive = tag === "VERB" && isPassive(tree, token) ? 1 : 0;
  const stage: Stage = {
    type: hashString(event.type),
    lemma: hashes.lemma[token]!,
    form: mix(hashString(tag), passive),
    token,
  };
  const salt = WEIGHED_ROLES.indexOf(role) + 1;
  out.count = 0;
  const put = (template: number, a = 0, b = 0): void => add(out, template, salt, a, b);
  put(1);
  put(2, stage.type, stage.form);
  put(3, hashString(mention.modality), hashString(mention.polarity));
  put(4, Math.min(event.mentions.length, 4), stage.type);
  grammarFeatures(event, contender, role, stage, put);
  const kind = kindFeatures(tree, cast, contender, stage, put);
  if (contender.at < 0) return;
  nearFeatures(tree, hashes, mention.sentence, contender, stage, kind, put);
  partFeatures(cast, k, contender, mention.sentence, stage, put);
  if (role === "place") placeFeatures(tree, event, contender, others, stage, put);
}

type Put = (template: number, a?: number, b?: number) => void;

/** What the grammar finds the contender to be, and who else it finds for the role. */
function grammarFeatures(event: EventDraft, { found, entity }: Contender, role: WeighedRole, { type, form }: Stage, put: Put): void {
  let own = 0;
  for (const { draft } of found) {
    const via = hashString(draft.via);
    if (draft.role === role) {
      own++;
      put(10, via, type);
      put(11, via, form);
      put(12, via);
    } else {
      put(13, via, hashString(draft.role));
      put(14, hashString(draft.role), type);
    }
  }
  put(15, Math.min(own, 3), type);
  const fillers = event.mentions.flatMap((m) => m.roles.filter((r) => r.role === role && (entity === null || r.entity !== entity)));
  put(16, Math.min(fillers.length, 3), Math.min(own, 1));
  put(17, mix(Math.min(fillers.length, 2), Math.min(own, 1)), type);
  if (own === 0) put(18, Math.min(fillers.length, 2), Math.min(found.length, 1));
}

/** What the contender is, and how much the report is about it; a hash of its kind. */
function kindFeatures(tree: EventTree, cast: Cast, { entity, at, found }: Contender, { type, lemma, form }: Stage, put: Put): number {
  const known = tree.doc.entities[tree.entityIndex.get(entity ?? "") ?? -1];
  const name = known === undefined ? "words" : `${known.type}${tree.named.has(known.id) ? "!" : ""}`;
  const kind = hashString(name);
  put(20, kind, type);
  put(21, kind, lemma);
  put(22, kind, form);
  const own = Math.min(found.length, 1);
  put(23, kind, own);
  if (entity === null || known === undefined) return kind;
  const rank = cast.ranks.get(entity);
  const weight = rank === undefined ? 9 : bucket(rank);
  const first = cast.first.get(entity);
  const born = first === undefined ? 9 : bucket(tree.tokens[tree.doc.mentions[first]!.head]!.sentence);
  put(24, weight, type);
  put(25, weight, kind);
  put(26, born, type);
  put(27, born, mix(kind, own));
  if (at >= 0 && !tree.named.has(entity)) {
    const head = hashString(tree.lemma[tree.doc.mentions[at]!.head]!);
    put(28, head, type);
    put(29, head);
  }
  return kind;
}

/** Words of a path between trigger and contender that are told apart. */
const PATH = 5;

/** Where the contender stands: its sentence, its way to the trigger through the tree, what governs it. */
function nearFeatures(
  tree: EventTree,
  hashes: TreeHashes,
  sentence: number,
  { at, found }: Contender,
  { type, lemma, form, token }: Stage,
  kind: number,
  put: Put,
): void {
  const { head, kind: form2 } = tree.doc.mentions[at]!;
  const here = tree.tokens[head]!;
  const told = hashString(form2);
  const own = Math.min(found.length, 1);
  const offset = here.sentence - sentence;
  const step = offset < -3 ? 90 : offset > 1 ? 91 : offset + 10;
  put(30, step, type);
  put(31, step, kind);
  put(32, mix(step, told), own);
  put(33, step, mix(type, kind));
  const governor = here.head < 0 ? 0 : hashes.lemma[here.head]!;
  const relation = mix(hashes.deprel[head]!, hashString(caseOf(tree, head)));
  put(34, relation, step);
  put(35, governor, hashes.deprel[head]!);
  put(36, relation, mix(kind, step));
  put(37, isHeadline(tree.doc, here.sentence) ? 1 : 0, type);
  put(38, classesOf(tree, core(tree, head)), type);
  if (offset !== 0) {
    put(39, relation, mix(type, step));
    return;
  }
  const apart = bucket(Math.abs(head - token));
  const side = head < token ? 1 : 2;
  put(40, apart, side);
  put(41, mix(apart, side), type);
  put(42, mix(apart, side), form);
  put(43, mix(relation, side), type);
  put(44, mix(relation, side), lemma);
  const path = pathBetween(tree, hashes, token, head);
  put(45, path);
  put(46, path, form);
  put(47, path, type);
  put(48, path, lemma);
  put(49, path, mix(kind, form));
  put(50, path, mix(relation, form));
}

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

/** What the contender is in other events, and how near. */
function partFeatures(cast: Cast, k: number, { entity, found }: Contender, sentence: number, { type }: Stage, put: Put): void {
  const own = Math.min(found.length, 1);
  let [nearest, apart] = [null as Part | null, Number.POSITIVE_INFINITY];
  for (const part of entity === null ? [] : partsNear(cast, entity, sentence)) {
    if (part.event === k) continue;
    const distance = Math.abs(part.sentence - sentence) + (part.sentence > sentence ? 0.5 : 0);
    if (distance < apart) [nearest, apart] = [part, distance];
    const other = cast.events[part.event]!.type;
    if (distance <= 1.5) put(60, mix(hashString(part.role), hashString(other)), mix(type, distance === 0 ? 1 : 2));
  }
  const counts = cast.counts.get(entity ?? "");
  for (const role of WEIGHED_ROLES) {
    const others = (counts?.[role] ?? 0) - found.filter(({ draft }) => draft.role === role).length;
    put(61, hashString(role), mix(Math.min(others, 4), type));
    put(62, hashString(role), mix(Math.min(others, 4), own));
  }
  if (nearest === null) {
    put(63, type, own);
    return;
  }
  put(64, hashString(nearest.role), mix(bucket(Math.ceil(apart)), own));
  put(65, hashString(nearest.role), mix(hashString(cast.events[nearest.event]!.type), type));
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
  const holds = others.some((other) => other.entity !== entity && liesIn(tree, other.entity, entity)) ? 1 : 0;
  put(72, holds, own);
  put(73, holds, type);
}
