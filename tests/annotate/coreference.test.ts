import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCases, resolved } from "./coreference-support.js";

/** The entity of the mention with these words; `Fitrat#2` is the second place where they stand, inside longer words too. */
function entityOf(text: string, { mentions }: ReturnType<typeof resolved>, words: string): string | undefined {
  const [form, nth] = words.split("#");
  let at = -1;
  for (let n = Number(nth ?? 1); n > 0; n--) at = text.indexOf(form!, at + 1);
  const found =
    mentions.find((m) => m.start === at && m.end === at + form!.length) ??
    mentions.find((m) => m.start <= at && m.end === at + form!.length);
  expect(found, `a mention '${words}'`).toBeDefined();
  return found?.entity;
}

describe("coreference", () => {
  for (const { name, text, expected } of readCases("./coreference.cases.txt")) {
    it(name, () => {
      const result = resolved(text);
      for (const line of expected) {
        const same = line.includes(" = ");
        const [a, b] = line.split(same ? " = " : " ≠ ") as [string, string];
        if (same) expect(entityOf(text, result, b), line).toBe(entityOf(text, result, a));
        else expect(entityOf(text, result, b), line).not.toBe(entityOf(text, result, a));
      }
    });
  }

  it("keeps its promises on any text", () => {
    const words = fc.constantFrom(
      "The",
      "army",
      "of",
      "Mali",
      "Malian",
      "said",
      "he",
      "“I",
      "fled”",
      ",",
      ".",
      "\n\n",
      "Ali Khan",
      "Khan",
      "🚁",
      "مدينة",
      "who",
      "soldiers",
      "their",
      "e\u0301",
      "Ankara",
      "\u0000",
      "5",
      "dozens",
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), (parts) => {
        const text = parts.join(" ");
        const { mentions, entities } = resolved(text);
        const owner = new Map(entities.flatMap((e) => e.mentions.map((id) => [id, e.id] as const)));
        expect(owner.size).toBe(mentions.length);
        expect(entities.flatMap((e) => e.mentions).length).toBe(mentions.length);
        let before = 0;
        for (const m of mentions) {
          expect(owner.get(m.id)).toBe(m.entity);
          expect(m.start).toBeLessThan(m.end);
          expect(m.start).toBeGreaterThanOrEqual(before);
          expect(m.end).toBeLessThanOrEqual(text.length);
          expect(m.head).toBeGreaterThanOrEqual(m.first);
          expect(m.head).toBeLessThan(m.last);
          before = m.start;
        }
        for (const e of entities) {
          expect(e.label).not.toBe("");
          expect(e.aliases).not.toContain(e.label);
          expect(new Set(e.aliases).size).toBe(e.aliases.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("takes time in proportion to a text's length", () => {
    const page =
      "The Malian army said that its soldiers had seized a village near Gao. Colonel Amadou Diallo denied it. He blamed the rebels. ";
    const time = (n: number) => {
      const text = page.repeat(n);
      const from = process.cpuUsage().user;
      resolved(text);
      return process.cpuUsage().user - from;
    };
    time(50);
    expect(time(800)).toBeLessThan(time(100) * 8 * 3);
  }, 60_000);
});
