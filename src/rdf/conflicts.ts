import type { Nodes } from "./nodes.js";
import { cg, namespaces } from "./vocabulary.js";

/** The parts of a claim that decide whether two can hold together. */
interface Side {
  readonly subject: string | null;
  readonly predicate: string | null;
  readonly object: string | null;
  readonly positive: boolean;
}

const ROLES = [cg.agent, cg.patient, cg.instrument, cg.place] as const;

/** Types of events that can't both befall one thing as one account has it. */
const EXCLUSIVE = ["Destruction", "Seizure"].map((type) => `${namespaces.cgt}${type}`);

/**
 * Why two claims that are said to contradict each other can hold together after all; `null` where they can't: an event or
 * statement affirmed and denied, bounds of the same count that exclude each other, days of an event that exclude each
 * other, exclusive outcomes of the same thing.
 */
export function explainConflict(nodes: Nodes, a: string, b: string): string | null {
  const one = side(nodes, a);
  const two = side(nodes, b);
  if (one.positive !== two.positive) return oppositePolarity(one, two);
  if (!one.positive) return "both deny";
  if (one.predicate === cg.quantity.value && two.predicate === cg.quantity.value) return counts(nodes, one, two);
  if (isDay(one) && isDay(two)) return days(one, two);
  if (one.predicate === cg.patient.value && two.predicate === cg.patient.value)
    return outcomesOfOne(nodes, one, two, one.object === two.object);
  if (one.predicate === cg.eventType.value && two.predicate === cg.eventType.value) return outcomes(nodes, one, two);
  return "neither denies, and they are no counts, days or outcomes that exclude each other";
}

function side(nodes: Nodes, claim: string): Side {
  return {
    subject: nodes.value(claim, cg.subject),
    predicate: nodes.value(claim, cg.predicate),
    object: nodes.value(claim, cg.object),
    positive: nodes.has(claim, cg.polarity, cg.Positive.value),
  };
}

/** A denial contradicts the same triple, or, where it denies the event, whatever is affirmed of the event. */
function oppositePolarity(one: Side, two: Side): string | null {
  const denial = one.positive ? two : one;
  const affirmed = one.positive ? one : two;
  if (denial.subject !== affirmed.subject) {
    const both = denial.predicate === cg.eventType.value && affirmed.predicate === cg.eventType.value;
    return both ? null : "they are of different things";
  }
  if (denial.predicate === cg.eventType.value || affirmed.predicate === cg.eventType.value) return null;
  if (denial.predicate === affirmed.predicate && denial.object === affirmed.object) return null;
  return "what the one denies is not what the other affirms";
}

/** Two counts exclude each other where they are of the same role of the same event and no number fits both. */
function counts(nodes: Nodes, one: Side, two: Side): string | null {
  const [a, b] = [one.object ?? "", two.object ?? ""];
  if (one.subject !== two.subject) return outcomesOfOne(nodes, one, two, headWord(nodes, a) === headWord(nodes, b));
  if (nodes.value(a, cg.role) !== nodes.value(b, cg.role)) return "they count different roles";
  if (nodes.value(a, cg.unit) !== nodes.value(b, cg.unit)) return "they count in different units";
  const least = Math.max(nodes.number(a, cg.min) ?? 0, nodes.number(b, cg.min) ?? 0);
  const most = Math.min(nodes.number(a, cg.max) ?? Infinity, nodes.number(b, cg.max) ?? Infinity);
  return least > most ? null : "a number fits both counts";
}

/** "A tank was seized", "the tank was destroyed": one thing can't have both, whether it is named or counted. */
function outcomesOfOne(nodes: Nodes, one: Side, two: Side, same: boolean): string | null {
  const types = [one, two].map((claim) => nodes.value(claim.subject ?? "", cg.eventType)).sort();
  if (types.join() !== EXCLUSIVE.join()) return "they are of different events, whose outcomes do not exclude each other";
  return same ? null : "they are of different things";
}

/** The last word of what a quantity counts, without the ending of a plural. */
function headWord(nodes: Nodes, quantity: string): string {
  const words = (nodes.value(quantity, cg.counts) ?? quantity).toLowerCase().split(/\s+/);
  return (words.at(-1) ?? "").replace(/(?:es|s)$/, "");
}

function isDay(claim: Side): boolean {
  return claim.predicate === cg.earliest.value || claim.predicate === cg.latest.value;
}

/** Days exclude each other where the one voice has the event begin after the other has it over. */
function days(one: Side, two: Side): string | null {
  if (one.subject !== two.subject) return "they date different events";
  const earliest = one.predicate === cg.earliest.value ? one : two;
  const latest = one.predicate === cg.earliest.value ? two : one;
  if (earliest.predicate === latest.predicate) return "an event may be dated twice";
  return (earliest.object ?? "") > (latest.object ?? "") ? null : "a day fits both";
}

/** Outcomes exclude each other only where two events befall the same thing. */
function outcomes(nodes: Nodes, one: Side, two: Side): string | null {
  if (one.subject === two.subject) return "both affirm the same event";
  const fillers = new Set(takingPart(nodes, one.subject ?? ""));
  return takingPart(nodes, two.subject ?? "").some((filler) => fillers.has(filler)) ? null : "nothing takes part in both events";
}

/** Everything that anybody says to take part in an event. */
function takingPart(nodes: Nodes, event: string): string[] {
  const claimed = nodes
    .to(event)
    .filter((quad) => quad.predicate.value === cg.subject.value)
    .map((quad) => quad.subject.value)
    .filter((claim) => ROLES.some((role) => nodes.has(claim, cg.predicate, role.value)))
    .map((claim) => nodes.value(claim, cg.object) ?? "");
  return [...claimed, ...ROLES.flatMap((role) => nodes.values(event, role))];
}
