import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Facts } from "../../src/model.js";
import { readFacts } from "../../src/pipeline.js";
import { loadResources } from "../../src/resources/resources.js";
import { parseCases, reportOf } from "./claims-support.js";

const resources = loadResources();
const read = (text: string, date: string | null): Facts => readFacts(reportOf(text, date), resources);

function lines({ doc, events }: Facts): string[] {
  const label = (id: string): string => doc.entities.find((e) => e.id === id)?.label ?? id;
  return events.map((e) => {
    const triggers = e.triggers.map((t) => doc.report.text.slice(t.start, t.end)).join("+");
    const days = e.time === null ? "-" : `${e.time.from ?? ""}..${e.time.to ?? ""}`;
    return `${e.type} ${triggers} | ${days} | ${e.claimants.map(label).join(", ") || "-"} | ${e.polarity} ${e.modality}`;
  });
}

describe("claims: dates, claimants, contradictions", () => {
  for (const { name, input, expected } of parseCases(readFileSync(new URL("claims.cases.txt", import.meta.url), "utf8"))) {
    it(name, () => {
      const bar = input.indexOf("|");
      const facts = read(input.slice(bar + 1).trim(), input.slice(0, bar).trim());
      const found = lines(facts);
      const contradicting = facts.claims.filter((c) => c.contradicts.length > 0);
      for (const line of expected) {
        if (line === "contradicts") expect(contradicting.length).toBeGreaterThan(1);
        else if (line === "no contradiction") expect(contradicting).toEqual([]);
        else if (line.startsWith("not ")) expect(found).not.toContain(line.slice(4));
        else expect(found, found.join("\n")).toContain(line);
      }
    });
  }
});

const STORY = [
  "Gunmen killed nine soldiers near Gao on Monday, the army said. The rebels denied that they attacked the convoy.",
  "“We captured two villages,” Colonel Saleh said in a statement. “Our men seized a tank and 14 rifles,” the statement read.",
  "The mayor of Timbuktu, citing hospital staff, said that 30 people had been wounded in the strike. Algeria condemned the attack.",
];

describe("claims: what always holds", () => {
  const { doc, claims, events, quantities } = read(STORY.join("\n\n"), "2023-11-02");
  const entities = new Set(doc.entities.map((e) => e.id));

  it("has claims, and every claimant is an entity of the document or the document itself", () => {
    expect(claims.length).toBeGreaterThan(10);
    for (const c of claims) expect(c.claimant === null || entities.has(c.claimant)).toBe(true);
  });

  it("gives every claim evidence of a sentence at most, holding the trigger or the cue", () => {
    for (const claim of claims) {
      const triggers = events.find((e) => e.id === claim.subject)?.triggers ?? [];
      expect(claim.evidence.length).toBeGreaterThan(0);
      for (const { start, end } of claim.evidence) {
        expect(doc.sentences.some((s) => s.start <= start && s.end >= end)).toBe(true);
        const words = doc.report.text.slice(start, end);
        const holds = triggers.some((t) => t.start >= start && t.end <= end) || (claim.cue !== null && words.includes(claim.cue));
        expect(holds || triggers.length === 0).toBe(true);
      }
    }
  });

  it("says each thing once, with a confidence between 0 and 1", () => {
    const keys = claims.map((c) => [c.subject, c.predicate, c.object, c.value, c.claimant, c.polarity, c.modality].join("|"));
    expect(new Set(keys).size).toBe(keys.length);
    for (const c of claims) expect(c.confidence > 0 && c.confidence < 1).toBe(true);
  });

  it("contradicts both ways, and only between claims that exist", () => {
    const byId = new Map(claims.map((c) => [c.id, c]));
    for (const c of claims) for (const other of c.contradicts) expect(byId.get(other)?.contradicts).toContain(c.id);
  });

  it("claims every role, quantity and date that an event has", () => {
    for (const e of events) {
      const said = claims.filter((c) => c.subject === e.id);
      expect(said.some((c) => c.predicate === "occurs" && c.object === e.type)).toBe(true);
      for (const r of e.roles) if (r.entity !== null) expect(said.some((c) => c.predicate === r.role && c.object === r.entity)).toBe(true);
      for (const q of e.quantities) expect(said.some((c) => c.predicate === "quantity" && c.object === q)).toBe(true);
      if (e.time?.from) expect(said.some((c) => c.predicate === "earliest" && c.object === e.time!.from)).toBe(true);
    }
    for (const q of quantities) expect(events.some((e) => e.quantities.includes(q.id))).toBe(true);
  });

  it("keeps what a paragraph says when an unrelated one moves", () => {
    const first = "On Monday, gunmen killed nine soldiers near Gao, the army said.";
    const second = "In Peru, miners burned two trucks on Tuesday, a union leader said.";
    const said = (text: string, words: string): string[] => {
      const facts = read(text, "2023-11-02");
      return lines(facts).filter((line) => line.includes(words));
    };
    for (const words of ["killed", "burned"]) expect(said(`${first}\n\n${second}`, words)).toEqual(said(`${second}\n\n${first}`, words));
  });
});

describe("the claim of a day", () => {
  it("is whose words name the day, where others say that it happened", () => {
    const { doc, claims } = read(
      "The mayor and the governor said soldiers shelled the town of Gao. Soldiers shelled Gao on Sunday, residents said.",
      "2023-03-15",
    );
    const [day] = claims.filter((c) => c.predicate === "earliest");
    expect(doc.entities.find((e) => e.id === day?.claimant)?.label).toBe("residents");
    expect(day?.evidence.map(({ start, end }) => doc.report.text.slice(start, end))).toEqual([
      "Soldiers shelled Gao on Sunday, residents said.",
    ]);
  });
});
