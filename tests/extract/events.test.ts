import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { EventDraft, EventMention } from "../../src/extract/event-mention.js";
import { findEvents } from "../../src/extract/events.js";
import type { Amount, Doc } from "../../src/model.js";
import { docOf, models, readCases } from "./events-support.js";

/**
 * Cases as text: a sentence, then what it yields, a line an event (`Type/Subtype role=words … count=…`), and after `!` what it
 * must not yield. A filler matches where its words end in those given or its entity is called so. Counts: 9, >=12, <=55, ~40,
 * 24+ (vague), 3000-5000. Status: actual, planned, possible, ordered, negative. `word & word`: triggers of one event.
 */
function bounds(a: Amount): string {
  if (a.bound === "atLeast") return `>=${a.min}`;
  if (a.bound === "atMost") return `<=${a.max}`;
  if (a.bound === "vague") return `${a.min}+`;
  if (a.bound === "approx") return a.min === a.max ? `~${a.min}` : `${a.min}-${a.max}`;
  return `${a.min}`;
}

/** Whether a mention has everything that a line asks for. */
function matches(doc: Doc, mention: EventMention, line: string): boolean {
  const [head, ...rest] = line.trimStart() !== line ? ["", ...line.trim().split(/ (?=\w+=)/)] : line.split(/ (?=\w+=)/);
  const [type, subtype] = head!.split("/");
  if (type !== "" && mention.type !== type) return false;
  if (subtype !== undefined && mention.subtype !== subtype) return false;
  const { text } = doc.report;
  return rest.every((pair) => {
    const [key, value] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
    if (key === "count") return mention.amounts.some((q) => bounds(q.amount) === value);
    if (key === "status") return (mention.polarity === "negative" ? "negative" : mention.modality) === value;
    return mention.roles.some((r) => {
      const label = doc.entities.find((e) => e.id === r.entity)?.label ?? "";
      const words = text.slice(r.start, r.end);
      return r.role === key && (words.endsWith(value!) || words.startsWith(value!) || label === value);
    });
  });
}

/** Whether an event has triggers with both words of `word & word`. */
function isJoined(doc: Doc, events: readonly EventDraft[], line: string): boolean {
  const words = line.split(" & ");
  const triggers = (event: EventDraft) => event.mentions.map((m) => doc.report.text.slice(m.trigger.start, m.trigger.end));
  return events.some((event) => words.every((word) => triggers(event).includes(word)));
}

describe("events", () => {
  for (const { section, text, expected } of readCases(join(import.meta.dirname, "events.cases.txt"))) {
    it(`${section}: ${text}`, () => {
      const doc = docOf(text);
      const events = findEvents(doc, models);
      const mentions = events.flatMap((e) => e.mentions);
      for (const m of mentions) {
        for (const r of m.roles) expect(text.slice(r.start, r.end)).not.toBe("");
        expect(text.slice(m.trigger.start, m.trigger.end).trim()).not.toBe("");
      }
      const found = mentions.map((m) => {
        const roles = m.roles.map((r) => `${r.role}=${text.slice(r.start, r.end)}`);
        const status = m.polarity === "negative" ? "negative" : m.modality;
        return [m.type, m.subtype ?? "-", ...roles, ...m.amounts.map((q) => `count=${bounds(q.amount)}`), `status=${status}`].join(" ");
      });
      for (const line of expected) {
        const negated = line.startsWith("!");
        const wanted = negated ? line.slice(1).trim() : line;
        const roles = wanted.includes("=") && !/^[A-Z]/.test(wanted) ? ` ${wanted}` : wanted;
        const hit = wanted.includes(" & ") ? isJoined(doc, events, wanted) : mentions.some((m) => matches(doc, m, roles));
        expect(hit, `${line}\n  found: ${found.join("\n         ")}`).toBe(!negated);
      }
    });
  }
});
