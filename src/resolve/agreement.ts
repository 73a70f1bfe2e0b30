import { ensure } from "../collections.js";
import type { Bound, GraphClaim, Iri } from "../model.js";
import { fold } from "../text.js";
import type { Claimed, Statement } from "./claims.js";

/** Voices on one statement are tied pair by pair up to so many, and to the first beyond, so that the ties stay linear. */
const MOST_PAIRED = 12;

/**
 * Ties claims to each other over all reports: those that say the same by different voices agree; of numbers of the same
 * thing in the same role of the same event, those of different reports that exclude each other contradict, and the
 * narrower refines the wider; an event affirmed in one report and denied in another is contradicted. What contradicts
 * within one report is taken as it was read there.
 */
export function tieClaims(statements: ReadonlyMap<string, Claimed>): Map<string, Claimed> {
  const agrees = new Ties();
  const contradicts = new Ties();
  const refines = new Ties();
  for (const { statement, claims } of statements.values()) {
    tieAgreeing(claims, agrees);
    if (statement.kind === "occurs") tieDenied(claims, contradicts);
  }
  for (const group of countsOfTheSame(statements).values()) tieNumbers(group, contradicts, refines);
  const tied = new Map<string, Claimed>();
  for (const [key, { statement, claims }] of statements) {
    const next = claims.map((c) => ({
      ...c,
      contradicts: contradicts.of(c.id, c.contradicts),
      agreesWith: agrees.of(c.id, c.agreesWith),
      refines: refines.of(c.id, c.refines),
    }));
    tied.set(key, { statement, claims: next });
  }
  return tied;
}

/** Claims that are tied to others, collected until all are known. */
class Ties {
  private readonly others = new Map<Iri, Set<Iri>>();

  add(from: Iri, to: Iri): void {
    ensure(this.others, from, () => new Set()).add(to);
  }

  both(a: Iri, b: Iri): void {
    this.add(a, b);
    this.add(b, a);
  }

  of(id: Iri, known: readonly Iri[]): Iri[] {
    return [...new Set([...known, ...(this.others.get(id) ?? [])])].sort();
  }
}

function tieAgreeing(claims: readonly GraphClaim[], agrees: Ties): void {
  const hub = claims.length > MOST_PAIRED ? claims.slice(0, 1) : claims;
  for (const a of hub) {
    for (const b of claims) {
      if (a.claimant !== b.claimant && a.polarity === b.polarity && a.modality === b.modality) agrees.both(a.id, b.id);
    }
  }
}

function tieDenied(claims: readonly GraphClaim[], contradicts: Ties): void {
  for (const denial of claims.filter((c) => c.polarity === "negative" && c.modality === "actual")) {
    for (const c of claims) {
      if (c.polarity === "positive" && c.modality === "actual" && c.report !== denial.report) contradicts.both(c.id, denial.id);
    }
  }
}

type Counted = Claimed & { readonly statement: Extract<Statement, { kind: "quantity" }> };

/** Quantities by event, role, unit and head word of what is counted. */
function countsOfTheSame(statements: ReadonlyMap<string, Claimed>): Map<string, Counted[]> {
  const groups = new Map<string, Counted[]>();
  for (const claimed of statements.values()) {
    if (claimed.statement.kind !== "quantity") continue;
    const { subject, quantity } = claimed.statement;
    const key = [subject, quantity.role ?? "", quantity.unit ?? "", headWord(quantity.counts ?? "")].join("\u0000");
    ensure(groups, key, () => []).push(claimed as Counted);
  }
  return groups;
}

function headWord(counts: string): string {
  const words = fold(counts)
    .split(/\s(?:of|from|in|with|who|that)\s/)[0]!
    .split(/\s+/);
  return words.at(-1)!.replace(/(?:ies|es|s)$/, "");
}

function tieNumbers(group: readonly Counted[], contradicts: Ties, refines: Ties): void {
  for (const [i, a] of group.entries()) {
    for (const b of group.slice(i + 1)) {
      const [x, y] = [interval(a.statement.quantity), interval(b.statement.quantity)];
      if (x === null || y === null) continue;
      const apart = x[1] < y[0] || y[1] < x[0];
      for (const p of a.claims) {
        for (const q of b.claims) {
          if (p.polarity !== "positive" || q.polarity !== "positive" || p.modality !== "actual" || q.modality !== "actual") continue;
          if (apart && p.report !== q.report) contradicts.both(p.id, q.id);
          else if (!apart && within(x, y)) refines.add(p.id, q.id);
          else if (!apart && within(y, x)) refines.add(q.id, p.id);
        }
      }
    }
  }
}

/** The numbers that a bound allows; `null` where it excludes nothing ("dozens", "several"). */
function interval({
  min,
  max,
  bound,
}: {
  readonly min: number | null;
  readonly max: number | null;
  readonly bound: Bound;
}): readonly [number, number] | null {
  const low = min ?? 0;
  const high = max ?? Number.POSITIVE_INFINITY;
  if (bound === "vague" || (min === null && max === null)) return null;
  return bound === "approx" ? [low * 0.8, high * 1.2] : [low, high];
}

function within(inner: readonly [number, number], outer: readonly [number, number]): boolean {
  return inner[0] >= outer[0] && inner[1] <= outer[1] && (inner[0] > outer[0] || inner[1] < outer[1]);
}
