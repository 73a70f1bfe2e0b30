import { describe, expect, it } from "vitest";
import { type GoldDocument, prf, score } from "../../src/evaluate/score.js";
import { readTrees, scoreTrees } from "../../src/evaluate/trees.js";

const mention = (id: string, start: number, end: number, entity: string) => ({
  id,
  start,
  end,
  kind: "name" as const,
  type: "Person" as const,
  entity,
});
const event = (type: "Killing" | "Attack", start: number, end: number, entity: string) => ({
  id: `${start}`,
  type,
  subtype: null,
  triggers: [{ start, end }],
  roles: [{ role: "agent" as const, mention: null, entity, start: 0, end: 1, claimants: [] }],
  time: { from: "2020-01-01", to: "2020-01-01" },
  quantities: [],
  polarity: "positive" as const,
  modality: "actual" as const,
  claimants: [],
});
const entity = (id: string, label: string) => ({
  id,
  type: "Person" as const,
  label,
  aliases: [],
  iri: null,
  matches: [],
  lat: null,
  lon: null,
});
const gold: GoldDocument = {
  id: "a",
  text: "x",
  mentions: [mention("m1", 0, 4, "e1"), mention("m2", 10, 12, "e1")],
  entities: [entity("e1", "Omar")],
  events: [event("Killing", 20, 26, "e1")],
};
const answers = (d: GoldDocument) => new Map([[d.id, d]]);

describe("score", () => {
  it("gives a perfect answer 1 on every task", () => {
    for (const task of ["names", "coreference", "events", "roles", "dates"] as const)
      expect(prf(score(task, [gold], answers(gold))).f1).toBe(1);
  });

  it("counts a missing document as missed", () => {
    expect(score("names", [gold], new Map())).toMatchObject({ right: 0, found: 0, gold: 2 });
  });

  it("counts each answer once", () => {
    const twice = { ...gold, mentions: [gold.mentions![0]!, gold.mentions![0]!] };
    expect(score("names", [gold], answers(twice))).toMatchObject({ right: 1, found: 2, gold: 2 });
  });

  it("matches events by overlapping triggers of the same type, entities by their labels", () => {
    const answer = { ...gold, entities: [entity("p9", "OMAR")], events: [event("Killing", 22, 30, "p9")] };
    expect(score("roles", [gold], answers(answer)).right).toBe(1);
    expect(score("events", [gold], answers({ ...answer, events: [event("Attack", 22, 30, "p9")] })).right).toBe(0);
  });
});

describe("scoreTrees", () => {
  const row = (id: number, form: string, tag: string, head: number, rel: string) =>
    [id, form, "_", tag, "_", "_", head, rel, "_", "_"].join("\t");
  const tree = readTrees([row(1, "Troops", "NOUN", 2, "nsubj"), row(2, "left", "VERB", 0, "root"), ""].join("\n"), "g");

  it("counts tags, governors and relations", () => {
    const other = readTrees([row(1, "Troops", "NOUN", 2, "obj"), row(2, "left", "ADJ", 0, "root")].join("\n"), "f");
    expect(scoreTrees(tree, other, "f")).toEqual({ words: 2, upos: 0.5, uas: 1, las: 0.5 });
  });

  it("refuses other words", () => {
    expect(() => scoreTrees(tree, tree.slice(1), "f.conllu")).toThrow("f.conllu: word 1");
  });
});
