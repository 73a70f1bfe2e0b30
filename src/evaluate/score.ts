import type { Annotation } from "../extract/annotation.js";

/** Counts of what was found, what was to be found, and what is right. */
export interface Score {
  readonly name: string;
  readonly right: number;
  readonly found: number;
  readonly gold: number;
}

/** Precision, recall and their harmonic mean, 0 to 1; 0 where there is nothing to divide by. */
export function prf({ right, found, gold }: Omit<Score, "name">): {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
} {
  const precision = found === 0 ? 0 : right / found;
  const recall = gold === 0 ? 0 : right / gold;
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

/** What of a gold file is compared. */
export const TASKS = ["names", "mentions", "coreference", "events", "roles", "dates", "claimants", "relations", "attributions"] as const;
export type Task = (typeof TASKS)[number];

/** A document as `annotate` prints it; of a gold file only what a task compares needs to be there. */
export type GoldDocument = Pick<Annotation, "id" | "text"> & Partial<Annotation>;

/** Each item of a task as a string: equal strings are the same answer, spans are exact. */
const ITEMS: Readonly<Record<Exclude<Task, "events" | "roles" | "dates" | "claimants">, (d: GoldDocument) => string[]>> = {
  names: (d) => (d.mentions ?? []).filter((m) => m.kind === "name" || m.kind === "demonym").map((m) => `${m.start}-${m.end} ${m.type}`),
  mentions: (d) => (d.mentions ?? []).map((m) => `${m.start}-${m.end} ${m.type}`),
  coreference: links,
  relations: (d) => (d.relations ?? []).map((r) => `${r.type} ${nameOf(d, r.subject)} ${nameOf(d, r.object)}`),
  attributions: (d) =>
    (d.attributions ?? []).map(
      (a) => `${a.source ? `${a.source.start}-${a.source.end}` : ""} ${a.content.map((c) => `${c.start}-${c.end}`).join(",")}`,
    ),
};

/** Scores one task over documents; `found` may lack documents of `gold`, which then count as missed. */
export function score(task: Task, gold: readonly GoldDocument[], found: ReadonlyMap<string, GoldDocument>): Score {
  const total = { right: 0, found: 0, gold: 0 };
  for (const document of gold) {
    const answer = found.get(document.id);
    const [g, f] = [itemsOf(task, document, document), answer ? itemsOf(task, answer, document) : []];
    const left = [...f];
    for (const item of g) {
      const at = left.indexOf(item);
      if (at < 0) continue;
      left.splice(at, 1);
      total.right++;
    }
    total.found += f.length;
    total.gold += g.length;
  }
  return { name: task, ...total };
}

function itemsOf(task: Task, d: GoldDocument, gold: GoldDocument): string[] {
  if (task !== "events" && task !== "roles" && task !== "dates" && task !== "claimants") return ITEMS[task](d);
  return (d.events ?? []).flatMap((event) => {
    const self = `${event.type} ${anchor(event, gold)}`;
    if (task === "events") return [self];
    if (task === "dates") return event.time ? [`${self} ${event.time.from} ${event.time.to}`] : [];
    if (task === "claimants") return event.claimants.map((c) => `${self} ${nameOf(d, c)}`);
    return event.roles.map((r) => `${self} ${r.role} ${r.entity === null ? `${r.start}-${r.end}` : nameOf(d, r.entity)}`);
  });
}

type AnyEvent = NonNullable<GoldDocument["events"]>[number];

/** The first trigger of the first gold event of the same type that a trigger overlaps, else the event's own first trigger. */
function anchor(event: AnyEvent, gold: GoldDocument): string {
  const overlaps = (other: AnyEvent) =>
    other.type === event.type && other.triggers.some((t) => event.triggers.some((u) => t.start < u.end && u.start < t.end));
  const first = ((gold.events ?? []).find(overlaps) ?? event).triggers[0];
  return first ? `${first.start}-${first.end}` : "";
}

/** Pairs of neighbouring mentions of one entity (MUC's links). */
function links(d: GoldDocument): string[] {
  const last = new Map<string, string>();
  return [...(d.mentions ?? [])]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .flatMap((m) => {
      const self = `${m.start}-${m.end}`;
      const before = last.get(m.entity);
      last.set(m.entity, self);
      return before === undefined ? [] : [`${before} ${self}`];
    });
}

/** An entity by its label, since ids are the file's own. */
function nameOf(d: GoldDocument, id: string | null): string {
  return d.entities?.find((e) => e.id === id)?.label.toLowerCase() ?? String(id);
}
