import type { Claim, Doc, Mention, Quantity, Span } from "../model.js";
import { type EventFacts, lastWord } from "./claims-events.js";

/**
 * Pairs of claims that can't both hold as stated, by id: bounds of the same thing in the same role of the same event that
 * exclude each other, an event affirmed and denied, exclusive outcomes of the same thing.
 */
export function contradictions(
  doc: Doc,
  facts: readonly EventFacts[],
  counted: readonly Quantity[],
  claims: readonly Claim[],
): Map<string, Set<string>> {
  const quantities = new Map(counted.map((q) => [q.id, q]));
  const out = new Map<string, Set<string>>();
  const pair = (a: Claim, b: Claim): void => {
    for (const [x, y] of [
      [a, b],
      [b, a],
    ] as const) {
      const set = out.get(x.id);
      if (set) set.add(y.id);
      else out.set(x.id, new Set([y.id]));
    }
  };
  const bySubject = new Map<string, Claim[]>();
  for (const claim of claims) {
    const list = bySubject.get(claim.subject);
    if (list) list.push(claim);
    else bySubject.set(claim.subject, [claim]);
  }
  const of = (fact: EventFacts): readonly Claim[] => bySubject.get(fact.event.id) ?? [];
  for (const fact of facts) {
    rivalCounts(of(fact), quantities, pair);
    if (fact.denies !== null) denials(of(fact), bySubject.get(fact.denies) ?? [], pair);
  }
  exclusiveOutcomes(doc, facts, quantities, of, pair);
  return out;
}

type Pair = (a: Claim, b: Claim) => void;

/** "41 dead by the ministry, 107 by the police": two voices, the same thing counted, bounds that leave no common number. */
function rivalCounts(claims: readonly Claim[], quantities: ReadonlyMap<string, Quantity>, pair: Pair): void {
  const counts = claims.filter((c) => c.predicate === "quantity" && c.polarity === "positive" && c.modality === "actual");
  for (const [i, a] of counts.entries()) {
    for (const b of counts.slice(i + 1)) {
      const [p, q] = [a, b].map((c) => quantities.get(c.object));
      if (a.claimant !== b.claimant && p && q && excludes(p, q)) pair(a, b);
    }
  }
}

function excludes(p: Quantity, q: Quantity): boolean {
  if (p.role !== q.role || p.unit !== q.unit || p.bound === "vague" || q.bound === "vague") return false;
  if (p.of !== null && q.of !== null && lastWord(p.of) !== lastWord(q.of)) return false;
  if (p.of === null && q.of === null) return false;
  const [a, b] = [range(p), range(q)];
  return a[1] < b[0] || b[1] < a[0];
}

/** "about 40" leaves a tenth on either side. */
function range({ min, max, bound }: Quantity): [number, number] {
  const slack = bound === "approx" ? 0.1 : 0;
  return [(min ?? Number.NEGATIVE_INFINITY) * (1 - slack), (max ?? Number.POSITIVE_INFINITY) * (1 + slack)];
}

/**
 * An event affirmed by one and denied by another: "Turkey denied that it conducted the attack". What the document says
 * itself stands for all who agree with it; else each who affirms is set against each who denies.
 */
function denials(denied: readonly Claim[], affirmed: readonly Claim[], pair: Pair): void {
  const occurs = (c: Claim): boolean => c.predicate === "occurs" && c.modality === "actual";
  const positive = affirmed.filter((c) => occurs(c) && c.polarity === "positive");
  const own = positive.filter((c) => c.claimant === null);
  for (const a of denied.filter((c) => occurs(c) && c.polarity === "negative"))
    for (const b of own.length > 0 ? own : positive) if (a.claimant !== b.claimant) pair(a, b);
}

/** A claim on one single thing of an event. */
interface Outcome {
  readonly fact: EventFacts;
  readonly claim: Claim;
  readonly noun: string;
}

/** One thing can't be both taken and destroyed as one voice tells of one day's events: "a tank was seized", "one tank has been destroyed". */
function exclusiveOutcomes(
  doc: Doc,
  facts: readonly EventFacts[],
  quantities: ReadonlyMap<string, Quantity>,
  of: (f: EventFacts) => readonly Claim[],
  pair: Pair,
): void {
  if (!facts.some((f) => f.event.type === "Destruction") || !facts.some((f) => f.event.type === "Seizure")) return;
  const mentions = new Map(doc.mentions.map((m) => [m.id, m]));
  const outcomes = (type: string): Outcome[] =>
    facts
      .filter((f) => f.event.type === type)
      .flatMap((fact) => [...countedOnes(doc, fact, quantities, of(fact)), ...namedOnes(doc, mentions, fact, of(fact))]);
  const ruined = outcomes("Destruction");
  const done = new Set<string>();
  for (const a of outcomes("Seizure")) {
    for (const b of ruined) {
      const key = `${a.fact.event.id} ${b.fact.event.id} ${a.noun}`;
      const apart = !a.claim.evidence.some((x) => b.claim.evidence.some((y) => x.start === y.start));
      if (done.has(key) || a.noun !== b.noun || a.claim.claimant !== b.claim.claimant || !apart || !sameDays(a.fact, b.fact)) continue;
      done.add(key);
      pair(a.claim, b.claim);
    }
  }
}

const plainly = (claim: Claim): boolean => claim.claimant !== null && claim.polarity === "positive" && claim.modality === "actual";

/** "one tank", "a tank" in a tally. */
function countedOnes(doc: Doc, fact: EventFacts, quantities: ReadonlyMap<string, Quantity>, claims: readonly Claim[]): Outcome[] {
  return claims.flatMap((claim) => {
    if (claim.predicate !== "quantity" || !plainly(claim)) return [];
    const q = quantities.get(claim.object);
    const one = q?.min === 1 && q.max === 1 && q.role === "patient" && q.of !== null && !another(doc, q);
    return one ? [{ fact, claim, noun: lastWord(q.of!) }] : [];
  });
}

/** "a tank was seized": a patient in the singular with "a" or "one". */
function namedOnes(doc: Doc, mentions: ReadonlyMap<string, Mention>, fact: EventFacts, claims: readonly Claim[]): Outcome[] {
  return fact.event.roles.flatMap((role) => {
    const mention = role.role === "patient" && role.mention !== null ? mentions.get(role.mention) : undefined;
    if (mention?.type !== "Artifact" || doc.tokens[mention.head]!.xpos !== "NN" || another(doc, mention)) return [];
    const before = doc.tokens[mention.first - 1]?.text ?? "";
    if (!/^(?:an?|one)$/i.test(before) && !/^one$/i.test(doc.tokens[mention.first]!.text)) return [];
    const claim = claims.find((c) => c.predicate === "patient" && c.object === mention.entity && plainly(c));
    return claim ? [{ fact, claim, noun: doc.tokens[mention.head]!.lemma.toLowerCase() }] : [];
  });
}

function sameDays(a: EventFacts, b: EventFacts): boolean {
  const [x, y] = [a.event.time, b.event.time];
  if (!x?.from || !x.to || !y?.from || !y.to) return true;
  return x.from <= y.to && y.from <= x.to;
}

/** "another tank", "a second tank": surely not the same. */
function another(doc: Doc, { start, end }: Span): boolean {
  return /\b(?:another|second|other|further|additional|more)\b/i.test(doc.report.text.slice(Math.max(0, start - 12), end));
}
