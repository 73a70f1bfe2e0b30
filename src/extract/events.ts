import type { Clusters } from "../learn/words.js";
import type { Doc } from "../model.js";
import type { EventLexicon } from "../resources/events.js";
import type { InstrumentModel } from "../resources/instruments.js";
import type { JoinModel } from "../resources/joins.js";
import type { QuantityModel } from "../resources/quantities.js";
import type { RoleModel } from "../resources/roles.js";
import type { StatusModel } from "../resources/status.js";
import type { TriggerModel } from "../resources/triggers.js";
import { changedMention, type EventDraft, type EventMention, roleDraft } from "./event-mention.js";
import { carrierOf } from "./events-slots.js";
import { caseOf, core, type EventTree, indexTree, isVerbal, someChild } from "./events-tree.js";
import { weighInstruments } from "./instruments-weighing.js";
import { joinDeaths, joinMentions } from "./join.js";
import { weighJoins } from "./join-weighing.js";
import { findQuantities } from "./quantities.js";
import { weighAmounts } from "./quantities-weighing.js";
import { findRoles } from "./roles.js";
import type { Filler } from "./roles-fillers.js";
import { findPlaces } from "./roles-places.js";
import { type Site, shareAcross, shareWithin } from "./roles-sharing.js";
import { weighRoles } from "./roles-weighing.js";
import { statusOf } from "./status.js";
import { statusWeigher, type WeighStatus } from "./status-weighing.js";
import { hashTree, type TreeHashes } from "./tree-hashes.js";
import type { Trigger } from "./triggers.js";
import { weighTriggers } from "./triggers-weighing.js";

/** The models that find events and say whether they have happened; by rules alone where there is none for that. */
export interface EventModels {
  readonly triggers: TriggerModel;
  readonly status: StatusModel | null;
}

/** The models that settle who fills events' roles and which of them are one. */
export interface CastModels extends EventModels {
  readonly roles: RoleModel;
  readonly joins: JoinModel;
}

/** What finding events needs to know. */
export interface EventResources extends CastModels {
  readonly events: EventLexicon;
  readonly quantities: QuantityModel;
  readonly instruments: InstrumentModel;
  /** Word classes. */
  readonly syntax: { readonly clusters: Clusters };
}

/**
 * Finds the events that a document tells of: triggers by lexicon, their roles in the trees, what the events of a sentence
 * share, amounts, polarity and modality, and which mentions are of one event. In order of first mention.
 */
export function findEvents(doc: Doc, resources: EventResources): EventDraft[] {
  const tree = indexTree(doc, resources.events);
  const hashes = hashTree(tree, resources.syntax.clusters);
  const events = weighAmounts(tree, hashes, castEvents(tree, hashes, resources), resources.quantities);
  return weighInstruments(tree, hashes, events, resources.instruments);
}

/** Events with all who fill their roles, each once. */
export function castEvents(tree: EventTree, hashes: TreeHashes, models: CastModels): EventDraft[] {
  const events = weighRoles(tree, hashes, foundEvents(tree, hashes, models), models.roles);
  return joinDeaths(tree, weighJoins(tree, hashes, events, models.joins));
}

/** Events with the roles that the grammar gives them. */
export function foundEvents(tree: EventTree, hashes: TreeHashes, { triggers, status }: EventModels): EventDraft[] {
  const weigh = status === null ? null : statusWeigher(tree, hashes, status);
  const { mentions, same } = findEventMentions(tree, weighTriggers(tree, hashes, triggers), weigh);
  return joinMentions(tree, mentions, same);
}

/** The places where events are named, in order, and for each those that are certainly of its event, by index. */
function findEventMentions(
  tree: EventTree,
  triggers: readonly Trigger[],
  weigh: WeighStatus | null,
): { mentions: EventMention[]; same: Map<number, number[]> } {
  const sites = triggers.map((trigger, k) => siteOf(tree, trigger, triggers, k));
  let before: readonly Site[] = [];
  for (let from = 0; from < sites.length; ) {
    const sentence = sentenceOf(tree, sites[from]!);
    let to = from + 1;
    while (to < sites.length && sentenceOf(tree, sites[to]!) === sentence) to++;
    const here = sites.slice(from, to);
    if (here.length > 1) shareWithin(tree, here);
    if (before.length > 0 && sentenceOf(tree, before[0]!) === sentence - 1) shareAcross(tree, here, before);
    before = here;
    from = to;
  }
  const mentions = sites.map((site, k) => mentionOf(tree, site, sites[k - 1], sites[k + 1], weigh));
  const same = certainPairs(tree, triggers);
  const joined = mentions.map((mention, k) => {
    const above = tree.tokens[mention.token]!.head;
    const over = above < 0 ? -1 : tree.tokens[above]!.head; // "will provide two million dollars in aid"
    const first = same.get(k)?.find((other) => mentions[other]!.token === above || mentions[other]!.token === over);
    if (first === undefined) return mention;
    return changedMention(mention, { polarity: mentions[first]!.polarity, modality: mentions[first]!.modality });
  });
  return { mentions: joined, same };
}

/**
 * Triggers of one event by grammar: one of the same type right under the other, as its means or purpose ("took to the streets
 * to protest", "struck by an airstrike", "taken into custody").
 */
function certainPairs(tree: EventTree, triggers: readonly Trigger[]): Map<number, number[]> {
  const at = new Map(triggers.map((t, k) => [t.token, k]));
  const out = new Map<number, number[]>();
  const add = (a: number, b: number) => out.set(a, [...(out.get(a) ?? []), b]);
  for (const [k, trigger] of triggers.entries()) {
    const t = tree.tokens[trigger.token]!;
    const conjunct = t.deprel === "conj" && sharesAll(tree, trigger.token, t.head) ? at.get(t.head) : undefined;
    if (conjunct !== undefined && triggers[conjunct]!.entry.type === trigger.entry.type) {
      add(k, conjunct);
      add(conjunct, k);
      continue;
    }
    const strikes = t.deprel === "nsubj" && trigger.entry.type === "Attack"; // "an air strike hit the camp"
    const governed =
      strikes || t.deprel === "obj" || (t.deprel === "nsubj" && (tree.tokens[t.head]!.xpos === "VBN" || !isVerbal(tree.tokens[t.head]!))); // "the raid was an operation …"
    const under =
      governed ||
      (t.deprel === "advcl"
        ? t.xpos === "VB" || t.xpos === "VBG"
        : t.deprel === "xcomp" || isMeans(tree, trigger.token) || isCharge(tree, trigger));
    const named = NAMING.has(tree.lemma[t.head] ?? "") ? objectOf(tree, t.head, trigger.token, at) : undefined;
    const described = describedBy(tree, trigger.token, at);
    const heads = under || named !== undefined ? [at.get(t.head), sibling(tree, t.head, at), named] : [described];
    const head = heads.find((h) => h !== undefined && (strikes ? isAttack(triggers[h]!) : isAlike(trigger, triggers[h]!)));
    if (head === undefined) continue;
    add(k, head);
    add(head, k);
  }
  return out;
}

/** "struck by an airstrike", "wounded in an attack"; not "bombed the city after an attack". */
const isMeans = (tree: EventTree, token: number): boolean =>
  tree.tokens[token]!.deprel === "obl" && /^(by|in|with|through|during|into|to|as)$/.test(caseOf(tree, token));

/** "cleared of all charges", "sentenced on charges of treason": what the verdict is about. */
const isCharge = (tree: EventTree, { token, entry }: Trigger): boolean =>
  entry.type === "Legal" && tree.tokens[token]!.deprel === "obl" && /^(?:of|on|for)$/.test(caseOf(tree, token));

/** The same type, and no two finer types ("was shot in a raid"). */
const isAlike = (a: Trigger, b: Trigger): boolean =>
  a.entry.type === b.entry.type &&
  (a.entry.type !== "Attack" || a.entry.subtype === null || b.entry.subtype === null || a.entry.subtype === b.entry.subtype);

/**
 * "a bomb planted by rebels exploded", "strikes targeting the port", "provided two million dollars in military aid": what a
 * participle or a noun beside the object tells more of.
 */
function describedBy(tree: EventTree, token: number, at: ReadonlyMap<number, number>): number | undefined {
  const { deprel, head, xpos } = tree.tokens[token]!;
  if (head < 0 || head > token) return undefined;
  const above = tree.tokens[head]!;
  if (deprel === "acl" && (xpos === "VBN" || xpos === "VBG"))
    return at.get(head) ?? (above.deprel === "nsubj" ? at.get(above.head) : undefined);
  if (deprel === "nmod" && above.deprel === "obj" && caseOf(tree, token) === "in") return at.get(above.head);
  return undefined;
}

const isAttack = ({ entry }: Trigger): boolean => entry.type === "Attack";

/** Verbs that give a thing another name. */
const NAMING: ReadonlySet<string> = new Set("call describe label brand term deem consider regard characterize characterise dub".split(" "));

/** "called the explosion an attack": the trigger that hangs on the naming verb before this one. */
function objectOf(tree: EventTree, verb: number, token: number, at: ReadonlyMap<number, number>): number | undefined {
  let found: number | undefined;
  someChild(tree, verb, (child) => {
    if (child > verb && child < token && tree.tokens[child]!.deprel !== "punct") found = at.get(child);
    return found !== undefined;
  });
  return found;
}

/** "were hacked to death or beheaded": a verb joined to another with no subject, object or auxiliary of its own. */
function sharesAll(tree: EventTree, verb: number, head: number): boolean {
  const bare = (t: number) => !someChild(tree, t, (c) => /^(obj|iobj|nsubj|aux)$/.test(tree.tokens[c]!.deprel) && c > head);
  return isVerbal(tree.tokens[head]!) && bare(verb) && bare(head);
}

/** "struck and killed by an airstrike": the conjunct that a verb is joined to. */
function sibling(tree: EventTree, verb: number, at: ReadonlyMap<number, number>): number | undefined {
  const t = tree.tokens[verb]!;
  return t.deprel === "conj" && t.head >= 0 ? at.get(t.head) : undefined;
}

const sentenceOf = (tree: EventTree, site: Site): number => tree.tokens[site.trigger.token]!.sentence;

function siteOf(tree: EventTree, trigger: Trigger, triggers: readonly Trigger[], k: number): Site {
  const roles: Filler[] = findRoles(tree, trigger);
  roles.push(...findPlaces(tree, trigger, roles, triggers[k + 1]?.first ?? tree.tokens.length));
  return { trigger, roles };
}

/** Nouns of happenings that are events of their own, not what somebody was struck with. */
const HAPPENINGS: ReadonlySet<string> = new Set(
  "attack operation bombing raid violence clash explosion blast shooting offensive assault battle war fighting incident ambush massacre unrest".split(
    " ",
  ),
);

function mentionOf(
  tree: EventTree,
  site: Site,
  before: Site | undefined,
  after: Site | undefined,
  weigh: WeighStatus | null,
): EventMention {
  const { trigger, roles } = site;
  const token = tree.tokens[trigger.token]!;
  const previous = before ? before.trigger.last - 1 : -1;
  const ruled = statusOf(tree, trigger);
  const { polarity, modality } = weigh === null ? ruled : weigh(trigger, ruled);
  const amounts = findQuantities(tree, trigger, roles, previous, after ? after.trigger.first : tree.tokens.length);
  return {
    trigger: { start: tree.tokens[trigger.first]!.start, end: tree.tokens[trigger.last - 1]!.end },
    token: trigger.token,
    sentence: token.sentence,
    type: trigger.entry.type,
    subtype: trigger.entry.subtype,
    roles: roles
      .filter((role) => role.role !== "instrument" || !HAPPENINGS.has(tree.lemma[core(tree, role.token)]!))
      .map((role) => roleDraft(role, null)),
    amounts,
    polarity,
    modality,
    asserted: isAsserted(tree, trigger),
    likely: trigger.likely,
  };
}

/** "operations have been launched", "clashes erupted": what a clause tells as new; not "the attack launched by the rebels". */
function isAsserted(tree: EventTree, { token, first, verbal, light }: Trigger): boolean {
  const carrier = verbal ? -1 : carrierOf(tree, token, light);
  if (carrier < 0 || /^(acl|amod)$/.test(tree.tokens[carrier]!.deprel)) return false;
  for (let i = first - 1; i >= 0 && i > first - 5 && /^(ADJ|NOUN|PROPN|NUM|DET|PRON|PART)$/.test(tree.tokens[i]!.tag); i--)
    if (/^(the|this|that|these|those|its|their|his|her|our|'s|’s)$/i.test(tree.tokens[i]!.text)) return false;
  return true;
}
