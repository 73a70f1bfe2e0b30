import { bucket } from "../learn/features.js";
import { mix, signedHash } from "../learn/hash.js";
import type { RoleName } from "../model.js";
import { isPassive } from "./events-clauses.js";
import { caseToken, classesOf, core, type EventTree } from "./events-tree.js";
import { isHeadline } from "./headline.js";
import { type Cast, type Contender, type Part, partsNear, WEIGHED_ROLES } from "./roles-contenders.js";
import type { TreeHashes } from "./tree-hashes.js";
import { pathBetween } from "./tree-paths.js";

/** What tells whether a contender fills a role of an event, whichever role it is: it is read once for all of them. */

/** What an event shows at one of its mentions to all who may fill its roles: hashes. */
export interface Stage {
  /** Index of the event. */
  readonly event: number;
  readonly token: number;
  readonly sentence: number;
  readonly type: number;
  readonly lemma: number;
  readonly form: number;
  readonly modality: number;
  readonly polarity: number;
}

export function stageOf(tree: EventTree, hashes: TreeHashes, cast: Cast, event: number, of: number): Stage {
  const { token, sentence, modality, polarity } = cast.events[event]!.mentions[of]!;
  const passive = tree.tokens[token]!.tag === "VERB" && isPassive(tree, token) ? 1 : 0;
  return {
    event,
    token,
    sentence,
    type: cast.types[event]!,
    lemma: hashes.lemma[token]!,
    form: mix(hashes.tag[token]!, passive),
    modality: signedHash(modality),
    polarity: signedHash(polarity),
  };
}

/** Features that lack but the role: each a template and two values. */
export interface Traits {
  readonly templates: Uint8Array;
  readonly firsts: Int32Array;
  readonly seconds: Int32Array;
  count: number;
}

const MOST = 160;

export const traitBuffer = (): Traits => ({
  templates: new Uint8Array(MOST),
  firsts: new Int32Array(MOST),
  seconds: new Int32Array(MOST),
  count: 0,
});

function put(out: Traits, template: number, first = 0, second = 0): void {
  const at = out.count++;
  out.templates[at] = template;
  out.firsts[at] = first;
  out.seconds[at] = second;
}

/** Gathers what a contender for the roles of an event shows. */
export function traitsOf(tree: EventTree, hashes: TreeHashes, cast: Cast, stage: Stage, contender: Contender, out: Traits): void {
  out.count = 0;
  const kind = kindTraits(tree, hashes, cast, contender, stage, out);
  if (contender.at < 0) return;
  nearTraits(tree, hashes, contender, stage, kind, out);
  partTraits(cast, contender, stage, out);
}

const WORDS = signedHash("words");

/** What the contender is, and how much the report is about it; a hash of its kind. */
function kindTraits(
  tree: EventTree,
  hashes: TreeHashes,
  cast: Cast,
  { entity, at, found }: Contender,
  { type, lemma, form }: Stage,
  out: Traits,
): number {
  const index = tree.entityIndex.get(entity ?? "") ?? -1;
  const kind = index < 0 ? WORDS : cast.kinds[index]!;
  put(out, 20, kind, type);
  put(out, 21, kind, lemma);
  put(out, 22, kind, form);
  const own = Math.min(found.length, 1);
  put(out, 23, kind, own);
  if (entity === null || index < 0) return kind;
  const rank = cast.ranks.get(entity);
  const weight = rank === undefined ? 9 : bucket(rank);
  const first = cast.first.get(entity);
  const born = first === undefined ? 9 : bucket(tree.tokens[tree.doc.mentions[first]!.head]!.sentence);
  put(out, 24, weight, type);
  put(out, 25, weight, kind);
  put(out, 26, born, type);
  put(out, 27, born, mix(kind, own));
  if (at >= 0 && !tree.named.has(entity)) {
    const head = hashes.lemma[tree.doc.mentions[at]!.head]!;
    put(out, 28, head, type);
    put(out, 29, head);
  }
  return kind;
}

/** The hash of no word. */
const NONE = signedHash("");

/** Where the contender stands: its sentence, its way to the trigger through the tree, what governs it. */
function nearTraits(
  tree: EventTree,
  hashes: TreeHashes,
  { at, found }: Contender,
  { type, lemma, form, token, sentence }: Stage,
  kind: number,
  out: Traits,
): void {
  const { head, kind: form2 } = tree.doc.mentions[at]!;
  const here = tree.tokens[head]!;
  const told = signedHash(form2);
  const own = Math.min(found.length, 1);
  const offset = here.sentence - sentence;
  const step = offset < -3 ? 90 : offset > 1 ? 91 : offset + 10;
  put(out, 30, step, type);
  put(out, 31, step, kind);
  put(out, 32, mix(step, told), own);
  put(out, 33, step, mix(type, kind));
  const governor = here.head < 0 ? 0 : hashes.lemma[here.head]!;
  const preposition = caseToken(tree, head);
  const relation = mix(hashes.deprel[head]!, preposition < 0 ? NONE : hashes.lemma[preposition]!);
  put(out, 34, relation, step);
  put(out, 35, governor, hashes.deprel[head]!);
  put(out, 36, relation, mix(kind, step));
  put(out, 37, isHeadline(tree.doc, here.sentence) ? 1 : 0, type);
  put(out, 38, classesOf(tree, core(tree, head)), type);
  if (offset !== 0) {
    put(out, 39, relation, mix(type, step));
    return;
  }
  const apart = bucket(Math.abs(head - token));
  const side = head < token ? 1 : 2;
  put(out, 40, apart, side);
  put(out, 41, mix(apart, side), type);
  put(out, 42, mix(apart, side), form);
  put(out, 43, mix(relation, side), type);
  put(out, 44, mix(relation, side), lemma);
  const path = pathBetween(tree, hashes, token, head);
  put(out, 45, path);
  put(out, 46, path, form);
  put(out, 47, path, type);
  put(out, 48, path, lemma);
  put(out, 49, path, mix(kind, form));
  put(out, 50, path, mix(relation, form));
}

/** Hashes of the roles. */
export const ROLE: Readonly<Record<RoleName, number>> = {
  agent: signedHash("agent"),
  patient: signedHash("patient"),
  instrument: signedHash("instrument"),
  place: signedHash("place"),
};

/** What the contender is in other events, and how near. */
function partTraits(cast: Cast, { entity, found }: Contender, { event, sentence, type }: Stage, out: Traits): void {
  const own = Math.min(found.length, 1);
  let [nearest, apart] = [null as Part | null, Number.POSITIVE_INFINITY];
  for (const part of entity === null ? [] : partsNear(cast, entity, sentence)) {
    if (part.event === event) continue;
    const distance = Math.abs(part.sentence - sentence) + (part.sentence > sentence ? 0.5 : 0);
    if (distance < apart) [nearest, apart] = [part, distance];
    if (distance <= 1.5) put(out, 60, mix(ROLE[part.role], cast.types[part.event]!), mix(type, distance === 0 ? 1 : 2));
  }
  const counts = cast.counts.get(entity ?? "");
  for (const role of WEIGHED_ROLES) {
    let others = counts?.[role] ?? 0;
    for (const { draft } of found) if (draft.role === role) others--;
    put(out, 61, ROLE[role], mix(Math.min(others, 4), type));
    put(out, 62, ROLE[role], mix(Math.min(others, 4), own));
  }
  if (nearest === null) {
    put(out, 63, type, own);
    return;
  }
  put(out, 64, ROLE[nearest.role], mix(bucket(Math.ceil(apart)), own));
  put(out, 65, ROLE[nearest.role], mix(cast.types[nearest.event]!, type));
}
