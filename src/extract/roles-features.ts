import { add, addSalted, bucket, type FeatureBuffer } from "../learn/features.js";
import { mix, signedHash } from "../learn/hash.js";
import type { RoleName } from "../model.js";
import type { EventDraft, EventMention } from "./event-mention.js";
import { isPassive } from "./events-clauses.js";
import { caseOf, classesOf, core, type EventTree } from "./events-tree.js";
import { isHeadline } from "./headline.js";
import { type Cast, type Contender, liesIn, type Part, partsNear, WEIGHED_ROLES, type WeighedRole } from "./roles-contenders.js";
import type { TreeHashes } from "./tree-hashes.js";
import { pathBetween } from "./tree-paths.js";

/** Size of the weight table of {@link roleFeatures}. */
export const ROLE_SPACE = 1 << 19;

/** An event and somebody who may fill its roles, with the hashes of what many features tell. */
export interface Scene {
  readonly tree: EventTree;
  readonly hashes: TreeHashes;
  readonly cast: Cast;
  /** Index of the event. */
  readonly k: number;
  readonly event: EventDraft;
  readonly contender: Contender;
  /** The event's mention that the contender is nearest to. */
  readonly mention: EventMention;
  /** Of the event and of its trigger. */
  readonly type: number;
  readonly lemma: number;
  readonly form: number;
  /** What the contender is. */
  readonly kind: number;
  /** Whether the grammar finds the contender for any role of the event. */
  readonly own: number;
}

export function sceneOf(tree: EventTree, hashes: TreeHashes, cast: Cast, k: number, contender: Contender): Scene {
  const event = cast.events[k]!;
  const mention = event.mentions[contender.of]!;
  const { tag } = tree.tokens[mention.token]!;
  const passive = tag === "VERB" && isPassive(tree, mention.token) ? 1 : 0;
  const known = tree.doc.entities[tree.entityIndex.get(contender.entity ?? "") ?? -1];
  return {
    tree,
    hashes,
    cast,
    k,
    event,
    contender,
    mention,
    type: signedHash(event.type),
    lemma: hashes.lemma[mention.token]!,
    form: mix(signedHash(tag), passive),
    kind: signedHash(known === undefined ? "words" : `${known.type}${tree.named.has(known.id) ? "!" : ""}`),
    own: Math.min(contender.found.length, 1),
  };
}

/** Writes the features that do not depend on the role, whole. */
export function sceneFeatures(scene: Scene, out: FeatureBuffer): void {
  out.count = 0;
  const put = (template: number, a = 0, b = 0): void => add(out, template, a, b);
  const { event, mention, type, form } = scene;
  put(1);
  put(2, type, form);
  put(3, signedHash(mention.modality), signedHash(mention.polarity));
  put(4, Math.min(event.mentions.length, 4), type);
  kindFeatures(scene, put);
  if (scene.contender.at < 0) return;
  nearFeatures(scene, put);
  triggerFeatures(scene, put);
  partFeatures(scene, put);
}

/** Writes the features of whether the contender fills a role; `whole`: those of the scene; `others`: all contenders. */
export function roleFeatures(
  scene: Scene,
  whole: FeatureBuffer,
  others: readonly Contender[],
  role: WeighedRole,
  out: FeatureBuffer,
): void {
  out.count = 0;
  const salt = ROLE_HASH[role];
  addSalted(out, whole, salt);
  const put = (template: number, a = 0, b = 0): void => add(out, template, salt, a, b);
  grammarFeatures(scene, role, put);
  if (scene.contender.at < 0) return;
  standInFeatures(scene, role, put);
  if (role === "place") placeFeatures(scene, others, put);
}

type Put = (template: number, a?: number, b?: number) => void;

const ROLE_HASH: Readonly<Record<RoleName, number>> = {
  agent: signedHash("agent"),
  patient: signedHash("patient"),
  place: signedHash("place"),
  instrument: signedHash("instrument"),
};

/** What the grammar finds the contender to be, and who else it finds for the role. */
function grammarFeatures({ cast, k, contender: { found, entity }, type, form }: Scene, role: WeighedRole, put: Put): void {
  let own = 0;
  for (const { draft } of found) {
    const via = signedHash(draft.via);
    if (draft.role === role) {
      own++;
      put(10, via, type);
      put(11, via, form);
      put(12, via);
    } else {
      put(13, via, ROLE_HASH[draft.role]);
      put(14, ROLE_HASH[draft.role], type);
    }
  }
  put(15, Math.min(own, 3), type);
  let others = 0;
  for (const filler of cast.fillers[k]![role]) if (entity === null || filler.entity !== entity) others++;
  put(16, Math.min(others, 3), Math.min(own, 1));
  put(17, mix(Math.min(others, 2), Math.min(own, 1)), type);
  if (own === 0) put(18, Math.min(others, 2), Math.min(found.length, 1));
}

/** What the contender is, and how much the report is about it. */
function kindFeatures({ tree, cast, contender: { entity, at }, type, lemma, form, kind, own }: Scene, put: Put): void {
  put(20, kind, type);
  put(21, kind, lemma);
  put(22, kind, form);
  put(23, kind, own);
  if (entity === null) return;
  const rank = cast.ranks.get(entity);
  const weight = rank === undefined ? 9 : bucket(rank);
  const first = cast.first.get(entity);
  const born = first === undefined ? 9 : bucket(tree.tokens[tree.doc.mentions[first]!.head]!.sentence);
  put(24, weight, type);
  put(25, weight, kind);
  put(26, born, type);
  put(27, born, mix(kind, own));
  if (at >= 0 && !tree.named.has(entity)) {
    const head = signedHash(tree.lemma[tree.doc.mentions[at]!.head]!);
    put(28, head, type);
    put(29, head);
  }
}

/** Where the contender stands: its sentence, its way to the trigger through the tree, what governs it. */
function nearFeatures(
  { tree, hashes, contender: { at }, mention: { sentence, token }, type, lemma, form, kind, own }: Scene,
  put: Put,
): void {
  const { head, first, last, kind: form2 } = tree.doc.mentions[at]!;
  const here = tree.tokens[head]!;
  const told = signedHash(form2);
  const offset = here.sentence - sentence;
  const step = offset < -3 ? 90 : offset > 1 ? 91 : offset + 10;
  put(30, step, type);
  put(32, mix(step, told), own);
  put(33, step, mix(type, kind));
  const governor = here.head < 0 ? 0 : hashes.lemma[here.head]!;
  const relation = mix(hashes.deprel[head]!, signedHash(caseOf(tree, head)));
  put(35, governor, hashes.deprel[head]!);
  put(36, relation, mix(kind, step));
  put(37, isHeadline(tree.doc, here.sentence) ? 1 : 0, type);
  put(38, classesOf(tree, core(tree, head)), type);
  const cluster = hashes.cluster[token]!;
  put(80, hashes.cluster[head]!, type);
  put(81, cluster, mix(kind, step));
  put(82, hashes.lemma[first - 1] ?? 0, mix(kind, step));
  put(83, hashes.lemma[last] ?? 0, mix(kind, step));
  if (offset !== 0) {
    put(39, relation, mix(type, step));
    return;
  }
  const apart = bucket(Math.abs(head - token));
  const side = head < token ? 1 : 2;
  put(40, apart, side);
  put(41, mix(apart, side), type);
  put(43, mix(relation, side), type);
  put(44, mix(relation, side), lemma);
  const path = pathBetween(tree, hashes, token, head);
  put(46, path, form);
  put(47, path, type);
  put(48, path, lemma);
  put(49, path, mix(kind, form));
  put(84, path, cluster);
  put(85, mix(relation, side), cluster);
  put(50, path, mix(relation, form));
}

/** Fillers that the grammar finds whose name a contender may be. */
const STAND_INS = 4;

/** Others that the grammar finds for the role, whose name the contender may be: "the rebels", "troops". */
function standInFeatures({ tree, hashes, cast, k, contender, type, kind }: Scene, role: WeighedRole, put: Put): void {
  const { entity, at, found } = contender;
  const { head } = tree.doc.mentions[at]!;
  const own = found.some(({ draft }) => draft.role === role) ? 1 : 0;
  let told = 0;
  for (const { mention, entity: other } of cast.fillers[k]![role]) {
    if (other === entity) continue;
    if (told++ === STAND_INS) return;
    const stands = tree.doc.mentions[cast.mentionById.get(mention ?? "") ?? -1];
    if (stands === undefined) {
      put(86, kind, own);
      continue;
    }
    const named = tree.named.has(other ?? "");
    put(87, signedHash(stands.type), mix(kind, mix(named ? 1 : 0, own)));
    if (named) continue;
    const side = head < stands.head ? 1 : 2;
    const apart = bucket(Math.abs(tree.tokens[head]!.sentence - tree.tokens[stands.head]!.sentence));
    const noun = hashes.lemma[stands.head]!;
    put(88, noun, mix(kind, own));
    put(89, hashes.cluster[stands.head]!, mix(kind, side));
    put(90, noun, mix(hashes.lemma[head]!, own));
    put(91, mix(apart, side), mix(kind, type));
  }
}

/** Steps up the tree on which a trigger is looked for. */
const CLIMB = 8;

/** Of which event a trigger stands above the contender, and whether others stand between it and this event's. */
function triggerFeatures(
  { tree, hashes, cast, k, contender: { at }, mention: { sentence, token }, type, kind, own }: Scene,
  put: Put,
): void {
  const { head } = tree.doc.mentions[at]!;
  const here = tree.tokens[head]!.sentence === sentence ? 1 : 2;
  let above = tree.tokens[head]!.head;
  let steps = 0;
  for (; above >= 0 && steps < CLIMB && !cast.triggers.has(above); steps++) above = tree.tokens[above]!.head;
  const governing = cast.triggers.get(above);
  if (governing === undefined) put(92, here, type);
  else {
    const other = governing === k ? 1 : signedHash(cast.events[governing]!.type);
    put(93, mix(governing === k ? 1 : 2, Math.min(steps, 3)), mix(here, own));
    put(94, other, mix(type, here));
    put(95, other, mix(hashes.deprel[head]!, mix(type, here)));
  }
  if (here === 2) return;
  const between = Math.min(triggersBetween(cast, k, head, token), 3);
  const side = head < token ? 1 : 2;
  put(96, mix(between, side), mix(kind, own));
  put(97, mix(between, side), type);
}

/** Words between two tokens that name other events. */
function triggersBetween(cast: Cast, k: number, a: number, b: number): number {
  let count = 0;
  for (let i = Math.min(a, b) + 1, end = Math.max(a, b); i < end; i++) {
    const event = cast.triggers.get(i);
    if (event !== undefined && event !== k) count++;
  }
  return count;
}

/** What the contender is in other events, and how near. */
function partFeatures({ cast, k, contender: { entity, found }, mention: { sentence }, type, own }: Scene, put: Put): void {
  let [nearest, apart] = [null as Part | null, Number.POSITIVE_INFINITY];
  for (const part of entity === null ? [] : partsNear(cast, entity, sentence)) {
    if (part.event === k) continue;
    const distance = Math.abs(part.sentence - sentence) + (part.sentence > sentence ? 0.5 : 0);
    if (distance < apart) [nearest, apart] = [part, distance];
    const other = cast.events[part.event]!.type;
    if (distance <= 1.5) put(60, mix(ROLE_HASH[part.role], signedHash(other)), mix(type, distance === 0 ? 1 : 2));
  }
  const counts = cast.counts.get(entity ?? "");
  for (const role of WEIGHED_ROLES) {
    const others = (counts?.[role] ?? 0) - found.filter(({ draft }) => draft.role === role).length;
    put(61, ROLE_HASH[role], mix(Math.min(others, 4), type));
    put(62, ROLE_HASH[role], mix(Math.min(others, 4), own));
  }
  if (nearest === null) {
    put(63, type, own);
    return;
  }
  put(64, ROLE_HASH[nearest.role], mix(bucket(Math.ceil(apart)), own));
  put(65, ROLE_HASH[nearest.role], mix(signedHash(cast.events[nearest.event]!.type), type));
}

/** How a place lies to the others that the grammar finds, and whether one is told of near by that lies in it. */
function placeFeatures({ tree, cast, k, contender: { entity }, type, own }: Scene, others: readonly Contender[], put: Put): void {
  for (const r of cast.fillers[k]!.place) {
    if (r.entity === entity) continue;
    const how = liesIn(tree, r.entity, entity) ? 1 : liesIn(tree, entity, r.entity) ? 2 : 3;
    put(70, how, own);
    put(71, how, type);
  }
  const holds = others.some((other) => other.entity !== entity && liesIn(tree, other.entity, entity)) ? 1 : 0;
  put(72, holds, own);
  put(73, holds, type);
}
