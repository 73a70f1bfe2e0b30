import { readFileSync } from "node:fs";
import type { DraftedFacts } from "../../extract/claims.js";
import type { ClaimDraft, Saying } from "../../extract/claims-statements.js";
import type { Doc, Span } from "../../model.js";
import { type GoldReport, isNamedBy, overlaps } from "./reports.js";

/** A document with a judge of claims: right, wrong, or `null` where its annotation says nothing of such a claim. */
export interface JudgedDocument {
  readonly name: string;
  readonly text: string;
  /** Whether dates are to be reckoned from the text's first line; other corpora know no day of publication. */
  readonly dated: boolean;
  readonly weight: number;
  readonly judge: (doc: Doc, facts: DraftedFacts, claim: ClaimDraft) => boolean | null;
}

/** Reports annotated in full: what they say nothing of is wrong. */
export function judgedReports(reports: readonly GoldReport[]): JudgedDocument[] {
  return reports.map((gold) => ({
    name: gold.name,
    text: gold.text,
    dated: true,
    weight: 3,
    judge: (doc, facts, claim) => judgeReport(gold, doc, facts, claim),
  }));
}

function judgeReport(gold: GoldReport, doc: Doc, facts: DraftedFacts, { claim, sayings }: ClaimDraft): boolean | null {
  const fact = facts.facts.find((f) => f.event.id === claim.subject);
  if (fact === undefined) {
    const same = gold.relations.filter((r) => r.type === claim.predicate);
    return same.some(
      (r) =>
        isNamedBy(gold, doc, claim.subject, "", r.subject) && (claim.object === "" || isNamedBy(gold, doc, claim.object, "", r.object)),
    );
  }
  const event = gold.events.find(
    (g) => g.type === fact.event.type && sayings.some((s) => g.triggers.some((trigger) => overlaps(s.trigger, trigger))),
  );
  if (event === undefined) return false;
  if (claim.claimant !== null && !event.claimants.some((c) => isNamedBy(gold, doc, claim.claimant!, "", c))) return false;
  const roles = { agent: event.agents, patient: event.patients, place: event.places, instrument: event.instruments.map((i) => `~${i}`) };
  switch (claim.predicate) {
    case "occurs":
      return event.polarity === claim.polarity && event.modality === claim.modality;
    case "agent":
    case "patient":
    case "place":
    case "instrument":
      return roles[claim.predicate].some((r) => sayings.some((s) => isNamedBy(gold, doc, claim.object, textOf(doc, s.words), r)));
    case "quantity": {
      const q = facts.quantities.find((x) => x.id === claim.object);
      return event.counts.some((c) => c.min === q?.min && c.max === q?.max);
    }
    case "earliest":
      return event.date?.from === claim.object;
    case "latest":
      return event.date?.to === claim.object;
    default:
      return null;
  }
}

const textOf = (doc: Doc, { start, end }: Span): string => doc.report.text.slice(start, end);

// ---------------------------------------------------------------- WikiEvents

const TYPES: readonly (readonly [string, string])[] = [
  ["Conflict.Attack", "Attack"],
  ["Life.Die", "Killing"],
  ["Life.Injure", "Injury"],
  ["Justice.ArrestJailDetain", "Detention"],
  ["Movement.Transportation", "Movement"],
  ["Conflict.Demonstrate", "Protest"],
  ["ArtifactExistence.DamageDestroy", "Destruction"],
  ["Contact.ThreatenCoerce", "Threat"],
  ["Contact.Contact.Meet", "Meeting"],
  ["Justice.", "Legal"],
];
const ROLES: ReadonlyMap<string, string> = new Map([
  ..."Attacker Killer Jailer Injurer Transporter Demonstrator DamagerDestroyer Communicator Participant JudgeCourt Prosecutor Investigator"
    .split(" ")
    .map((r) => [r, "agent"] as const),
  ..."Target Victim Detainee PassengerArtifact Artifact Defendant".split(" ").map((r) => [r, "patient"] as const),
  ..."Place Destination Origin".split(" ").map((r) => [r, "place"] as const),
]);

interface WikiDocument {
  readonly doc_id: string;
  readonly sentences: readonly (readonly [readonly (readonly [string, number, number])[], unknown])[];
  readonly entity_mentions: readonly { readonly id: string; readonly start: number; readonly end: number }[];
  readonly event_mentions: readonly {
    readonly event_type: string;
    readonly trigger: { readonly start: number; readonly end: number };
    readonly arguments: readonly { readonly role: string; readonly entity_id: string }[];
  }[];
}

/** WikiEvents documents, their texts rebuilt from the words, a sentence a line. */
export function readWikiEvents(path: string): JudgedDocument[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const gold = JSON.parse(line) as WikiDocument;
      const { text, words } = rebuild(gold);
      const span = (first: number, last: number): Span => ({ start: words[first]!.start, end: words[last - 1]!.end });
      const entities = new Map(gold.entity_mentions.map((m) => [m.id, span(m.start, m.end)]));
      const events = gold.event_mentions.flatMap((e) => {
        const type = TYPES.find(([prefix]) => e.event_type.startsWith(prefix))?.[1];
        if (type === undefined) return [];
        const roles = e.arguments.flatMap((a) => {
          const [role, at] = [ROLES.get(a.role), entities.get(a.entity_id)];
          return role !== undefined && at !== undefined ? [{ role, at }] : [];
        });
        return [{ type, trigger: span(e.trigger.start, e.trigger.end), roles }];
      });
      const annotated = new Set(TYPES.map(([, type]) => type));
      const judge: JudgedDocument["judge"] = (_doc, facts, { claim, sayings }) => {
        const fact = facts.facts.find((f) => f.event.id === claim.subject);
        if (fact === undefined || !annotated.has(fact.event.type)) return null;
        const at = (s: Saying) => events.filter((e) => e.type === fact.event.type && overlaps(e.trigger, s.trigger));
        if (claim.predicate === "occurs") return sayings.some((s) => at(s).length > 0);
        if (claim.predicate === "agent" || claim.predicate === "patient" || claim.predicate === "place")
          return sayings.some((s) => at(s).some((e) => e.roles.some((r) => r.role === claim.predicate && overlaps(r.at, s.words))));
        return null;
      };
      return { name: gold.doc_id, text, dated: false, weight: 1, judge };
    });
}

function rebuild(gold: WikiDocument): { text: string; words: Span[] } {
  let text = "";
  const words: Span[] = [];
  for (const [sentence] of gold.sentences) {
    let end: number | null = null;
    for (const [word, a, b] of sentence) {
      if (end !== null && a > end) text += " ";
      words.push({ start: text.length, end: text.length + word.length });
      text += word;
      end = b;
    }
    text += "\n";
  }
  return { text, words };
}
