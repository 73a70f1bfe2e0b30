import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findEvents } from "../../src/extract/events.js";
import { findRelations } from "../../src/extract/relations.js";
import { docOf, lexicon, models, readCases } from "./events-support.js";

/** Cases as text: `type subject | object | value`, each a part of the entity's label; after `!` a type that must not be found. */
describe("relations", () => {
  for (const { section, text, expected } of readCases(join(import.meta.dirname, "relations.cases.txt"))) {
    it(`${section}: ${text}`, () => {
      const doc = docOf(text);
      const events = findEvents(doc, models);
      const relations = findRelations(doc, events, lexicon);
      const label = (id: string | null) => doc.entities.find((e) => e.id === id)?.label ?? events[Number(id?.slice(1)) - 1]?.type ?? "";
      const found = relations.map((r) => `${r.type} ${label(r.subject)} | ${label(r.object)} | ${r.value}`);
      for (const line of expected) {
        const negated = line.startsWith("!");
        const [type, ...rest] = (negated ? line.slice(1).trim() : line).split(" ");
        const [subject, object, value] = rest.join(" ").split(" | ");
        const hit = relations.some(
          (r) =>
            r.type === type &&
            label(r.subject).includes(subject ?? "") &&
            label(r.object).includes(object ?? "") &&
            (value === undefined || r.value === value),
        );
        expect(hit, `${line}\n  found: ${found.join("\n         ")}`).toBe(!negated);
      }
      for (const r of relations) expect(doc.report.text.slice(r.start, r.end)).not.toBe("");
    });
  }
});
