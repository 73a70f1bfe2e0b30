import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DraftedFacts } from "../../extract/claims.js";
import type { ClaimDraft, Saying } from "../../extract/claims-statements.js";
import type { Doc, Span } from "../../model.js";

/** A document with a judge of claims: right, wrong, or `null` where its annotation says nothing of such a claim. */
export interface JudgedDocument {
  readonly name: string;
  readonly text: string;
  /** Whether dates are to be reckoned from the text's first line; other corpora know no day of publication. */
  readonly dated: boolean;
  readonly weight: number;
  readonly judge: (doc: Doc, facts: DraftedFacts, claim: ClaimDraft) => boolean | null;
}

const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
const fold = (s: string): string =>
  s
    .toLowerCase()
    .replace(/\b(?:the|a|an)\b/g, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
const headWord = (s: string): string =>
  (
    fold(s)
      .split(/\b(?:of|from|in|at|on|who|which|that|with|for|near|by)\b/)[0]!
      .trim()
      .split(" ")
      .at(-1) ?? ""
  ).replace(/(?:ies|es|s)$/, "");

// ---------------------------------------------------------------- articles annotated by hand

interface GoldEvent {
  readonly type: string;
  readonly triggers: readonly (readonly [number, number])[];
  readonly agents: readonly string[];
  readonly patients: readonly string[];
  readonly places: readonly string[];
  readonly instruments: readonly string[];
  readonly date: { readonly from: string | null; readonly to: string | null } | null;
  readonly counts: readonly { readonly min: number | null; readonly max: number | null }[];
  readonly polarity: string;
  readonly modality: string;
  readonly claimants: readonly string[];
}

interface GoldArticle {
  readonly entities: readonly { readonly id: string; readonly name: string; readonly aliases: readonly string[] }[];
  readonly events: readonly GoldEvent[];
  readonly relations: readonly { readonly type: string; readonly subject: string; readonly object: string }[];
}

/** Articles that may be learned from; the others measure. */
const ARTICLES = ["jandal", "seed", "zakho"];

/** Reports of a conflict with events, roles, dates, counts and claimants by hand (offsets: code points, no astral ones occur). */
export function readArticles(folder: string): JudgedDocument[] {
  return ARTICLES.map((name) => {
    const gold = JSON.parse(readFileSync(join(folder, "gold", `${name}.json`), "utf8")) as GoldArticle;
    const text = readFileSync(join(folder, "texts", `${name}.txt`), "utf8");
    return { name, text, dated: true, weight: 3, judge: (doc, facts, claim) => judgeArticle(gold, doc, facts, claim) };
  });
}

function judgeArticle(gold: GoldArticle, doc: Doc, facts: DraftedFacts, { claim, sayings }: ClaimDraft): boolean | null {
  const fact = facts.facts.find((f) => f.event.id === claim.subject);
  if (fact === undefined) {
    const same = gold.relations.filter((r) => r.type === claim.predicate);
    return same.some(
      (r) => names(gold, doc, claim.subject, "", r.subject) && (claim.object === "" || names(gold, doc, claim.object, "", r.object)),
    );
  }
  const event = gold.events.find(
    (g) => g.type === fact.event.type && sayings.some((s) => g.triggers.some(([start, end]) => overlaps(s.trigger, { start, end }))),
  );
  if (event === undefined) return false;
  if (claim.claimant !== null && !event.claimants.some((c) => names(gold, doc, claim.claimant!, "", c))) return false;
  const roles = { agent: event.agents, patient: event.patients, place: event.places, instrument: event.instruments.map((i) => `~${i}`) };
  switch (claim.predicate) {
    case "occurs":
      return event.polarity === claim.polarity && event.modality === claim.modality;
    case "agent":
    case "patient":
    case "place":
    case "instrument":
      return roles[claim.predicate].some((r) => sayings.some((s) => names(gold, doc, claim.object, textOf(doc, s.words), r)));
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

/** Whether an entity of the document, or the words that stand for it, is one of the annotation (`~` before a plain noun). */
function names(gold: GoldArticle, doc: Doc, id: string, words: string, other: string): boolean {
  const entity = doc.entities.find((e) => e.id === id);
  const own = [...(entity ? [entity.label, ...entity.aliases] : []), words].filter((n) => n !== "");
  if (other.startsWith("~")) return own.some((n) => headWord(n) === headWord(other.slice(1)));
  const named = gold.entities.find((e) => e.id === other);
  const all = new Set(named ? [named.name, ...named.aliases].map(fold) : []);
  return own.some((n) => all.has(fold(n)));
}

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
