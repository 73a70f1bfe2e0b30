import { ensure } from "../collections.js";
import type { Doc, TimeExpression, Token } from "../model.js";
import type { EventDraft, EventMention } from "./event-mention.js";
import { quotationAt, tokenAt } from "./positions.js";

/** A time expression that belongs to a mention of an event. */
export interface OwnTime {
  readonly time: TimeExpression;
  /** 0: hangs on the trigger; 1: on its clause or a conjunct; 2: on a clause above, as who speaks. */
  readonly level: number;
}

/** Time expressions by sentence with their heads, and which tokens are triggers. */
export interface TimeIndex {
  readonly bySentence: ReadonlyMap<number, readonly { readonly time: TimeExpression; readonly head: number }[]>;
  readonly triggers: ReadonlySet<number>;
  /** Index of the event that each trigger names. */
  readonly drafts: ReadonlyMap<number, number>;
  /** Indexes of the events whose triggers hang on each token. */
  readonly hanging: ReadonlyMap<number, readonly number[]>;
}

export function timeIndex(doc: Doc, drafts: readonly EventDraft[]): TimeIndex {
  const bySentence = new Map<number, { time: TimeExpression; head: number }[]>();
  let at = 0;
  for (const time of doc.times) {
    while (at < doc.tokens.length && doc.tokens[at]!.end <= time.start) at++;
    let last = at;
    while (last < doc.tokens.length && doc.tokens[last]!.start < time.end) last++;
    if (last === at) continue;
    const head = headOf(doc.tokens, at, last);
    const { sentence } = doc.tokens[head]!;
    const list = bySentence.get(sentence);
    if (list) list.push({ time, head });
    else bySentence.set(sentence, [{ time, head }]);
  }
  const byToken = new Map(drafts.flatMap((draft, d) => draft.mentions.map((m) => [m.token, d] as const)));
  const hanging = new Map<number, number[]>();
  for (const [token, d] of byToken) ensure(hanging, doc.tokens[token]!.head, () => []).push(d);
  return { bySentence, triggers: new Set(byToken.keys()), drafts: byToken, hanging };
}

function headOf(tokens: readonly Token[], first: number, last: number): number {
  let head = -1;
  for (let i = first; i < last; i++) {
    const { head: h, tag } = tokens[i]!;
    if ((h < first || h >= last) && tag !== "PUNCT" && tag !== "ADP" && tag !== "SCONJ") head = head < 0 ? i : head;
  }
  return head < 0 ? last - 1 : head;
}

/** The time expression of a mention's sentence that tells when it was; the nearest by tree, then by words. */
export function attachedTime(doc: Doc, index: TimeIndex, mention: EventMention): OwnTime | null {
  const times = index.bySentence.get(mention.sentence);
  if (times === undefined) return null;
  let best: OwnTime | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  for (const { time, head } of times) {
    if (isBeside(doc.tokens, mention.token, head)) continue;
    const level = timeLevel(doc, index, mention, time, head);
    if (level > 2) continue;
    const since = level === 1 && doc.report.date !== null && isSince(doc.tokens, mention.token, head);
    const distance = Math.abs(head - mention.token) + (head > mention.token ? 0.5 : 0);
    if (best === null || level < best.level || (level === best.level && distance < nearest)) {
      best = { time: since ? { ...time, to: doc.report.date } : time, level };
      nearest = distance;
    }
  }
  return best;
}

/** How near a time of a mention's sentence is to it: 0 to 2 as in {@link OwnTime}, 3 where it belongs to something else. */
export function timeLevel(doc: Doc, index: TimeIndex, mention: EventMention, time: TimeExpression, head: number): number {
  const host = isOutside(doc, time, mention) ? 2 : levelOf(doc.tokens, index.triggers, head, mention.token);
  return Math.min(host, frames(doc, time, mention.sentence) ? 2 : 3);
}

/** "have been killed since the fighting began on 2 March": up to the publication. */
function isSince(tokens: readonly Token[], trigger: number, time: number): boolean {
  for (let i = time, steps = 0; i > trigger && steps < 6; i = tokens[i]!.head, steps++)
    if (tokens[i]!.deprel === "advcl") return tokens.slice(trigger, i).some((t) => t.head === i && t.lemma === "since");
  return false;
}

/** "13 had been hurt but 11 were in hospital on Saturday": between a word and a time after it another clause begins. */
function isBeside(tokens: readonly Token[], trigger: number, time: number): boolean {
  for (let i = trigger + 1; i < time; i++) {
    if (!/^(?:but|while|whereas)$/i.test(tokens[i]!.text)) continue;
    const clause = tokens.slice(i + 1, time);
    const verb = clause.findIndex((t) => /^(?:VBD|VBZ|VBP|MD)$/.test(t.xpos));
    if (verb > 0 && clause.slice(0, verb).some((t) => /^(?:NOUN|PROPN|PRON|NUM)$/.test(t.tag))) return true;
  }
  return false;
}

/** "called on them “to prepare the forces” on Wednesday": the day after a quotation is that of the words around it. */
function isOutside(doc: Doc, time: TimeExpression, mention: EventMention): boolean {
  const { head } = doc.tokens[tokenAt(doc, time.start)]!;
  const inside = (offset: number): boolean => quotationAt(doc, offset) >= 0;
  return !inside(time.start) && !inside(mention.trigger.start) && head >= 0 && inside(doc.tokens[head]!.start);
}

/** "Since March 2021, there have been …", "Monday 22 August: A drone …": a time that a sentence opens with is all of its. */
function frames(doc: Doc, time: TimeExpression, sentence: number): boolean {
  const { text } = doc.report;
  return (
    /^(?:(?:on|in|at|by|early|late)\s+)*$/i.test(text.slice(doc.sentences[sentence]!.start, time.start)) &&
    /^\s*[,:]/.test(text.slice(time.end, time.end + 3))
  );
}

function levelOf(tokens: readonly Token[], triggers: ReadonlySet<number>, time: number, trigger: number): number {
  const host = hostOf(tokens, triggers, time);
  if (host === trigger || isOfCause(tokens, host, time, trigger)) return 0;
  if (host < 0) return 2;
  if (sameClause(tokens, host, trigger) || (sameClause(tokens, trigger, host) && !isModifier(tokens, trigger, host))) return 1;
  // "said on Thursday that forces had seized": the day of the clause above; that of a clause beside is another's.
  return isAbove(tokens, host, trigger) || tokens[host]!.head < 0 ? 2 : 3;
}

/** "was sought for the murder of a policeman last month": the time behind what somebody is sought or tried for is that one's too. */
function isOfCause(tokens: readonly Token[], verb: number, time: number, trigger: number): boolean {
  const { tag, deprel, head } = tokens[trigger]!;
  if (tag !== "NOUN" || deprel !== "obl" || head !== verb || time < trigger || time > trigger + 12) return false;
  const isOf = (i: number) => isAbove(tokens, trigger, i) || isAbove(tokens, time, i);
  for (let i = trigger + 1; i < time; i++) if (!isOf(i) || tokens[i]!.tag === "VERB") return false;
  return tokens.slice(Math.max(0, trigger - 8), trigger).some((t) => t.head === trigger && /^(?:for|over)$/i.test(t.text));
}

function isAbove(tokens: readonly Token[], above: number, below: number): boolean {
  for (let i = below, steps = 0; i >= 0 && steps < 40; i = tokens[i]!.head, steps++) if (i === above) return true;
  return false;
}

/** The trigger or verb that a time hangs on: "On Wednesday, Turkish artillery targeted …", "Thursday's attack". */
function hostOf(tokens: readonly Token[], triggers: ReadonlySet<number>, time: number): number {
  for (let i = tokens[time]!.head, steps = 0; i >= 0 && steps < 8; i = tokens[i]!.head, steps++) {
    if (triggers.has(i) || tokens[i]!.tag === "VERB" || isClause(tokens, i)) return i;
  }
  return -1;
}

/** "… but 11 were still in hospital on Saturday": what has a subject is a clause, though no verb heads it. */
function isClause(tokens: readonly Token[], i: number): boolean {
  for (let k = i - 1; k >= 0 && k > i - 10; k--) if (tokens[k]!.head === i && tokens[k]!.deprel === "nsubj") return true;
  return false;
}

const SHARED = new Set([
  "conj",
  "nsubj",
  "obj",
  "obl",
  "nmod",
  "xcomp",
  "compound",
  "amod",
  "appos",
  "advcl",
  "parataxis",
  "acl",
  "list",
  "dep",
]);

/**
 * "four hostages taken in May were freed", "Maiga, a general who led the army until 2007, succeeds …": the time of a clause
 * that tells of the subject is not that of the clause around it.
 */
function isModifier(tokens: readonly Token[], above: number, below: number): boolean {
  const { deprel, xpos, head } = tokens[below]!;
  if (deprel !== "acl" || !/^VB[NDZP]$/.test(xpos) || head < 0 || below > above) return false;
  let noun = head;
  for (let steps = 0; steps < 4 && /^(?:appos|nmod|conj|flat)$/.test(tokens[noun]!.deprel); steps++) noun = tokens[noun]!.head;
  return tokens[noun]!.deprel === "nsubj" && tokens[noun]!.head === above;
}

/** Whether `below` hangs on `above` through conjuncts, arguments or adjuncts: "were killed and 22 injured", "in the attack". */
function sameClause(tokens: readonly Token[], above: number, below: number): boolean {
  for (let i = below, steps = 0; i >= 0 && steps < 4; i = tokens[i]!.head, steps++) {
    if (i === above) return true;
    if (!SHARED.has(tokens[i]!.deprel)) return false;
  }
  return false;
}
