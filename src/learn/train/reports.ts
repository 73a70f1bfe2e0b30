import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { EventDraft } from "../../extract/event-mention.js";
import type { Doc, DocEntity, Span } from "../../model.js";
import { newsTexts } from "./news-texts.js";

/** Reports annotated in full: entities, events with roles, dates, counts and claimants, relations. */

export interface GoldEvent {
  readonly type: string;
  /** Offsets as UTF-16 units. */
  readonly triggers: readonly Span[];
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

export interface GoldEntity {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Where it is named, as UTF-16 units. */
  readonly mentions: readonly Span[];
}

export interface GoldReport {
  readonly name: string;
  readonly text: string;
  /** Whether models of events are measured on it instead of learning from it. */
  readonly held: boolean;
  readonly entities: readonly GoldEntity[];
  readonly events: readonly GoldEvent[];
  readonly relations: readonly { readonly type: string; readonly subject: string; readonly object: string }[];
}

/** Articles that may be learned from; the others measure. */
const ARTICLES = ["jandal", "seed", "zakho"];

/**
 * The annotated reports to learn from: those of the corpora in `data`, those that the project wrote itself, and the news of
 * the corpora that it annotated. The held ones of the news are left out.
 */
export function readGoldReports(data: string, root: string): GoldReport[] {
  return [...readReports(join(data, "articles"), ARTICLES), ...readAnnotated(data, root).filter((report) => !report.held)];
}

/** The annotated reports that no model of events learns from: to measure on, and to learn how sure a claim is. */
export const readHeldReports = (data: string, root: string): GoldReport[] => readAnnotated(data, root).filter((report) => report.held);

/** The reports of `training/names/`, of which names alone are learnt. */
export const readReportsOfNames = (root: string): GoldReport[] => readReports(join(root, "training", "names"));

/** What the project itself annotated. */
function readAnnotated(data: string, root: string): GoldReport[] {
  const own = join(root, "training");
  return [...readReports(own), ...readNews(data, own)];
}

/** Reads `gold/NAME.json` with `texts/NAME.txt` below a folder, sorted by name. */
function readReports(folder: string, names?: readonly string[]): GoldReport[] {
  const all =
    names ??
    readdirSync(join(folder, "gold"))
      .map((file) => file.replace(/\.json$/, ""))
      .sort();
  return all.map((name) => {
    const gold = JSON.parse(readFileSync(join(folder, "gold", `${name}.json`), "utf8")) as Annotation;
    return goldReport(name, readFileSync(join(folder, "texts", `${name}.txt`), "utf8"), gold);
  });
}

/** Reads `news/CORPUS.jsonl` below a folder, with the texts of the corpora; the day of publication becomes the first line. */
function readNews(data: string, folder: string): GoldReport[] {
  return readdirSync(join(folder, "news"))
    .sort()
    .flatMap((file) => {
      const corpus = file.replace(/\.jsonl$/, "");
      const textOf = newsTexts(data, corpus);
      const lines = readFileSync(join(folder, "news", file), "utf8")
        .split("\n")
        .filter(Boolean);
      return lines.map((line) => {
        const gold = JSON.parse(line) as Annotation & { id: string; date: string };
        const head = ` date ${gold.date}\n\n`;
        return goldReport(`${corpus}/${gold.id}`, head + textOf(gold.id), gold, head.length);
      });
    });
}

/** A report's annotation as it is written: offsets are code points. */
export interface Annotation extends Omit<GoldReport, "name" | "text" | "held" | "entities" | "events"> {
  readonly held?: boolean;
  readonly entities: readonly (Omit<GoldEntity, "mentions"> & { readonly mentions: Points })[];
  readonly events: readonly (Omit<GoldEvent, "triggers"> & { readonly triggers: Points })[];
}

type Points = readonly (readonly [number, number])[];

/** A report with its annotation, whose offsets are moved by `shift` code points. */
export function goldReport(name: string, text: string, { entities, events, relations, held = false }: Annotation, shift = 0): GoldReport {
  const at = unitsOf(text);
  const spans = (points: Points) => points.map(([start, end]) => ({ start: at(start + shift), end: at(end + shift) }));
  return {
    name,
    text,
    held,
    entities: entities.map((e) => ({ ...e, mentions: spans(e.mentions) })),
    events: events.map((e) => ({ ...e, triggers: spans(e.triggers) })),
    relations,
  };
}

/** UTF-16 offset of each code point. */
function unitsOf(text: string): (point: number) => number {
  const units: number[] = [];
  let at = 0;
  for (const point of text) {
    units.push(at);
    at += point.length;
  }
  units.push(at);
  return (point) => units[point]!;
}

export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

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

/** The annotated event that a draft is, if any. */
export function goldEvent(gold: GoldReport, draft: EventDraft): GoldEvent | null {
  for (const { type, trigger } of draft.mentions) {
    const found = gold.events.find((e) => e.type === type && e.triggers.some((t) => overlaps(t, trigger)));
    if (found) return found;
  }
  return null;
}

/** Whether an entity of the document, or the words that stand for it, is one of the annotation (`~` before a plain noun). */
export function isNamedBy(gold: GoldReport, doc: Doc, id: string, words: string, other: string): boolean {
  const entity: DocEntity | undefined = doc.entities.find((e) => e.id === id);
  const own = [...(entity ? [entity.label, ...entity.aliases] : []), words].filter((n) => n !== "");
  if (other.startsWith("~")) return own.some((n) => headWord(n) === headWord(other.slice(1)));
  const named = gold.entities.find((e) => e.id === other);
  const all = new Set(named ? [named.name, ...named.aliases].map(fold) : []);
  return own.some((n) => all.has(fold(n)));
}
