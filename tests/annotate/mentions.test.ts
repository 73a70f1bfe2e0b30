import { describe, expect, it } from "vitest";
import { readCases, resolved } from "./coreference-support.js";

describe("mentions", () => {
  for (const { name, text, expected } of readCases("./mentions.cases.txt")) {
    it(name, () => {
      const found = resolved(text).mentions.map((m) => `${m.kind} ${m.type} ${text.slice(m.start, m.end)}`);
      for (const line of expected) {
        if (line.startsWith("! ")) expect(found).not.toContain(line.slice(2));
        else expect(found).toContain(line);
      }
    });
  }
});
