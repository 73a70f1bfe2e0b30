import type { EventDraft, EventMention } from "./event-mention.js";
import type { EventTree } from "./events-tree.js";
import { isHeadline } from "./headline.js";
import { headWord, isDefinite, isIndefinite, timeNear } from "./join-evidence.js";
import { liesIn } from "./roles-contenders.js";

/** How alike two mentions must be to be of one event; too eager joining costs more than too shy. */
const THRESHOLD = 0.8;
/** What speaks for "the attack" being the only one told of so far. */
const SALIENT = 1.0;
/** Events of a type that a mention is compared with, the latest ones. */
const WINDOW = 24;
/** Mentions of an event that one is compared with, the first and the latest ones. */
const FIRST = 10;
const LATEST = 50;

/**
 * Joins the mentions of one event: same type, and more that speaks for it than against.
 * @param same for a mention the others that are certainly of its event, by index
 */
export function joinMentions(
  tree: EventTree,
  mentions: readonly EventMention[],
  same: ReadonlyMap<number, readonly number[]>,
): EventDraft[] {
  const events: { type: EventMention["type"]; mentions: EventMention[] }[] = [];
  const byType = new Map<EventMention["type"], number[]>();
  const eventOf = new Int32Array(mentions.length).fill(-1);
  for (const [k, mention] of mentions.entries()) {
    const earlier = byType.get(mention.type) ?? [];
    if (!byType.has(mention.type)) byType.set(mention.type, earlier);
    let best = -1;
    let bestScore = THRESHOLD;
    for (let k = earlier.length - 1; k >= 0 && k >= earlier.length - WINDOW; k--) {
      const only = earlier.length === 1 && speaksOfKnown(tree, mention) ? SALIENT : 0;
      const score = likeness(tree, ends(events[earlier[k]!]!.mentions), mention) + only;
      if (score > bestScore) {
        bestScore = score;
        best = earlier[k]!;
      }
    }
    for (const partner of same.get(k) ?? []) if (partner < k) best = eventOf[partner]!;
    eventOf[k] = best >= 0 ? best : events.length;
    if (best >= 0) events[best]!.mentions.push(mention);
    else {
      earlier.push(events.length);
      events.push({ type: mention.type, mentions: [mention] });
    }
  }
  return events.map((e) => ({ type: e.type, subtype: e.mentions.find((m) => m.subtype !== null)?.subtype ?? null, mentions: e.mentions }));
}

/** An event's first and latest mentions, all where they are few: what a report comes back to a thousand times stays quick to join. */
export const ends = (mentions: readonly EventMention[]): readonly EventMention[] =>
  mentions.length <= FIRST + LATEST ? mentions : [...mentions.slice(0, FIRST), ...mentions.slice(-LATEST)];

/** "the attack", "the murder", "his death" with nobody named: what is spoken of as known. */
function speaksOfKnown(tree: EventTree, mention: EventMention): boolean {
  if (mention.type === "Attack") return isDefinite(tree, mention);
  const bare = mention.roles.every((r) => r.role !== "patient" || r.via.startsWith("shared")) && mention.amounts.length === 0;
  if (!bare || tree.tokens[mention.token]!.tag !== "NOUN") return false;
  return mention.type === "Killing" ? !isIndefinite(tree, mention) : isDefinite(tree, mention);
}

/** How much speaks for a mention being of an event. */
function likeness(tree: EventTree, event: readonly EventMention[], mention: EventMention): number {
  const last = event.at(-1)!;
  let score = 0;
  if (event.some((m) => tree.lemma[m.token] === tree.lemma[mention.token])) score += 0.4;
  else if (LOOSE.has(mention.type) && !event.some((m) => isAkin(tree.lemma[m.token]!, tree.lemma[mention.token]!))) score -= 0.6;
  if (mention.subtype !== null) {
    const known = event.filter((m) => m.subtype !== null);
    if (known.some((m) => m.subtype === mention.subtype)) score += 0.3;
    else if (known.length > 0) score -= 0.4;
  }
  const definite = isDefinite(tree, mention);
  if (definite) score += mention.roles.length === 0 ? 1.1 : 0.6;
  const gap = mention.sentence - last.sentence;
  if (isIndefinite(tree, mention)) score -= gap === 0 ? 0.3 : 0.6;
  score += compareNames(tree, event, mention);
  if (mention.type === "Operation" && tree.tokens[mention.token]!.tag === "VERB") score -= 0.6;
  if (mention.type === "Operation" && !isIndefinite(tree, mention)) score += 0.4; // a report has one campaign, spoken of again and again
  if (sameVictim(tree, event, mention)) score += mention.type === "Killing" ? 1 : 0.7;
  if (retellsHeadline(tree, event, mention)) score += 1.2;
  if (isToll(tree, mention)) score += 0.6;
  if (gap === 0 && isAlternative(tree, event, mention)) score += 1.2;
  if (gap === 0 && retold(tree, event, mention)) score += 0.7;
  if (gap > 0 && gap <= 2 && tree.tokens[mention.token]!.tag === "VERB" && isAnnounced(tree, event)) score += 0.8;
  if (gap === 0) score -= 0.2;
  else if (gap <= 2) score += 0.3;
  else if (gap <= 5) score += 0.2;
  else if (gap > 12) score -= 0.2;
  const whole = mention.type === "Operation" ? 0.4 : 1; // of which parts are told with other places and enemies
  score += compare(tree, event, mention, "patient", 0.7, 0.8 * whole);
  score += compare(tree, event, mention, "agent", 0.4, 0.6);
  score += compare(tree, event, mention, "place", 0.6, 0.9 * whole);
  const amounts = compareAmounts(event, mention);
  score += isToll(tree, mention) ? Math.max(0, amounts) : amounts; // others count the same dead
  score += compareTimes(tree, event, mention);
  if (last.polarity !== mention.polarity) score -= 0.2;
  return score + compareModality(tree, event, mention, definite);
}

/** What is planned is none that took place, but "the attack may have been the work of rebels" speaks of one that did. */
function compareModality(tree: EventTree, event: readonly EventMention[], mention: EventMention, definite: boolean): number {
  if (event.some((m) => m.modality === mention.modality)) return 0;
  if (tree.tokens[mention.token]!.tag !== "NOUN") return -1.5;
  return definite ? -0.1 : -0.8;
}

/** Campaigns of one name are one, of two names two. */
function compareNames(tree: EventTree, event: readonly EventMention[], mention: EventMention): number {
  const nameOf = (m: EventMention) => (tree.nameAt[m.token]! >= 0 ? tree.doc.mentions[tree.nameAt[m.token]!]!.entity : null);
  const mine = nameOf(mention);
  if (mine === null) return 0;
  const theirs = event.map(nameOf).filter((name) => name !== null);
  if (theirs.length === 0) return -1;
  return theirs.includes(mine) ? 2 : -2;
}

/**
 * Joins the deaths of one named person, once it is settled whom each event befell: nobody dies twice. What is denied, planned
 * or feared stays apart.
 */
export function joinDeaths(tree: EventTree, events: readonly EventDraft[]): EventDraft[] {
  const first = new Map<string, number>();
  const out: EventDraft[] = [];
  for (const event of events) {
    const victim = event.type === "Killing" && event.mentions.every(isFact) ? onlyVictim(tree, event) : null;
    const at = victim === null ? undefined : first.get(victim);
    if (at === undefined) {
      if (victim !== null) first.set(victim, out.length);
      out.push(event);
    } else out[at] = merged(out[at]!, event);
  }
  return out;
}

const isFact = (m: EventMention): boolean => m.polarity === "positive" && m.modality === "actual";

/** The person by name whom an event alone befell; null where there is none or another beside. */
function onlyVictim(tree: EventTree, event: EventDraft): string | null {
  const victims = new Set(event.mentions.flatMap((m) => m.roles.filter((r) => r.role === "patient").map((r) => r.entity)));
  const [victim] = victims;
  return victims.size === 1 && victim != null && personByName(tree, victim) ? victim : null;
}

/** One event of two. */
export const merged = (a: EventDraft, b: EventDraft): EventDraft => ({
  ...a,
  subtype: a.subtype ?? b.subtype,
  mentions: [...a.mentions, ...b.mentions].sort((x, y) => x.token - y.token),
});

/** Types of harm that one report tells of a person once. */
const ONCE: ReadonlySet<string> = new Set(["Killing", "Detention"]);

/** "The death of a general, who was killed …": one sentence names the victims again by the same noun, and no other number. */
function retold(tree: EventTree, event: readonly EventMention[], mention: EventMention): boolean {
  if (mention.type !== "Killing" && mention.type !== "Injury") return false;
  const victims = (m: EventMention) => m.roles.filter((r) => r.role === "patient").map((r) => headWord(tree, r));
  const mine = victims(mention);
  return event.at(-1)!.sentence === mention.sentence && event.some((m) => victims(m).some((word) => mine.includes(word)));
}

/** Types under which things of many kinds go. */
const LOOSE: ReadonlySet<string> = new Set(["Other", "Legal", "Aid"]);

/** Whether two words may be of one root: "suspend" and "suspension". */
const isAkin = (a: string, b: string): boolean => a.slice(0, 4) === b.slice(0, 4);

/** Sentences that say again what the headline says in brief. */
const LEAD = 3;

/** Whether one of the first sentences tells what only the headline told so far. */
function retellsHeadline(tree: EventTree, event: readonly EventMention[], mention: EventMention): boolean {
  const { sentence } = event[0]!;
  const told = mention.sentence > sentence && mention.sentence <= sentence + LEAD;
  return told && isHeadline(tree.doc, sentence) && event.every((m) => m.sentence === sentence);
}

const TOLL: ReadonlySet<string> = new Set(["toll", "dead", "casualty", "fatality", "loss"]);

/** "A doctor put the dead at 19": the dead as a number, of whom the report has told. */
const isToll = (tree: EventTree, { type, token }: EventMention): boolean =>
  type === "Killing" && TOLL.has(tree.lemma[token]!) && tree.tokens[token]!.deprel !== "amod";

/** "Were decapitated or dismembered": a second word for what was done to the same. */
function isAlternative(tree: EventTree, event: readonly EventMention[], mention: EventMention): boolean {
  const { head, deprel } = tree.tokens[mention.token]!;
  const another = mention.roles.some((r) => r.role === "patient" && r.start > mention.trigger.start && !r.via.startsWith("shared"));
  return deprel === "conj" && !another && event.some((m) => m.token === head);
}

/** "Following the attack, police said … Two men shot him": named as known, with nothing told of it yet. */
const isAnnounced = (tree: EventTree, event: readonly EventMention[]): boolean =>
  event.every((m) => m.roles.length === 0 && m.subtype === null && isDefinite(tree, m));

/** One person dies once, and is seized once: the same named victim is the same event. */
function sameVictim(tree: EventTree, event: readonly EventMention[], mention: EventMention): boolean {
  if (!ONCE.has(mention.type)) return false;
  const victims = mention.roles.filter((r) => r.role === "patient" && r.entity !== null && personByName(tree, r.entity));
  return victims.length === 1 && event.some((m) => m.roles.some((r) => r.role === "patient" && r.entity === victims[0]!.entity));
}

function personByName(tree: EventTree, entity: string): boolean {
  return tree.named.has(entity) && tree.doc.entities[tree.entityIndex.get(entity) ?? -1]?.type === "Person";
}

/** Shared fillers of a role speak for, different ones against. */
function compare(
  tree: EventTree,
  event: readonly EventMention[],
  mention: EventMention,
  role: string,
  same: number,
  different: number,
): number {
  const own = (m: EventMention) => m.roles.filter((r) => r.role === role && !(role === "patient" && r.via.startsWith("shared")));
  const mine = own(mention);
  const theirs = event.flatMap(own);
  if (mine.length === 0 || theirs.length === 0) return 0;
  for (const a of mine) {
    for (const b of theirs) {
      if (a.entity !== null && a.entity === b.entity) return same;
      if (headWord(tree, a) === headWord(tree, b)) return same * 0.8;
      if (role === "patient" && (isNumber(a, tree) || isNumber(b, tree))) return 0; // "17 killed", "17 people died"
      if (role === "place" && (liesIn(tree, b.entity, a.entity) || liesIn(tree, a.entity, b.entity))) return same * 0.5;
    }
  }
  const named = (list: typeof mine) => list.some((r) => isNamed(tree, r.entity));
  return named(mine) && named(theirs) ? -different : -different * 0.6;
}

/** Whether a filler is a number and no more. */
const isNumber = (role: { start: number; end: number }, tree: EventTree): boolean =>
  /^[\d,.]+$/.test(tree.doc.report.text.slice(role.start, role.end)) ||
  /^(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|scores)$/i.test(headWord(tree, role));

/** Days that tell a happening from a series of years. */
const INSTANT = 10;
const ERA = 60;

/** What happened on two days is two events; longer times that do not meet speak against, and so do years against a day. */
function compareTimes(tree: EventTree, event: readonly EventMention[], mention: EventMention): number {
  const mine = timeNear(tree, mention);
  if (mine === null) return 0;
  for (const m of event) {
    const theirs = timeNear(tree, m);
    if (theirs === null) continue;
    const [a, b] = [mine.to - mine.from, theirs.to - theirs.from];
    if (mine.to < theirs.from - 1 || theirs.to < mine.from - 1) return a < INSTANT && b < INSTANT ? -3 : -0.8;
    if (Math.max(a, b) > ERA && Math.min(a, b) < INSTANT) return -0.6;
    if (a < INSTANT && b < INSTANT) return 0.3;
  }
  return 0;
}

function isNamed(tree: EventTree, entity: string | null): boolean {
  const found = entity === null ? undefined : tree.doc.entities[tree.entityIndex.get(entity) ?? -1];
  return found !== undefined && found.type !== "Group" && found.type !== "Artifact";
}

/** Numbers that two events hardly share: 19, not 2 or "dozens". */
const isTelling = (amount: { min: number | null; max: number | null; bound: string }): boolean =>
  amount.bound !== "vague" && (amount.min ?? amount.max ?? 0) > 6;

/** The same number speaks for one event; two plain numbers of one thing against. */
function compareAmounts(event: readonly EventMention[], mention: EventMention): number {
  const theirs = event.flatMap((m) => m.amounts.filter((q) => q.role === "patient"));
  const mine = mention.amounts.filter((q) => q.role === "patient");
  if (mine.length === 0 || theirs.length === 0) return 0;
  for (const a of mine)
    for (const b of theirs) if ((a.amount.min ?? a.amount.max) === (b.amount.min ?? b.amount.max)) return isTelling(a.amount) ? 1 : 0.7;
  return -0.6;
}
