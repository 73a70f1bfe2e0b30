import { describe, expect, it } from "vitest";
import { matchPlaces } from "../../src/annotate/places.js";
import type { DocEntity, EntityType, Mention, Report } from "../../src/model.js";
import { loadGazetteer } from "../../src/resources/gazetteer.js";
import { packageRoot } from "../../src/resources/resources.js";

const gazetteer = loadGazetteer(packageRoot());

/** Matches the names, in the order of the text, each an entity of its own. */
function matches(text: string, names: readonly (readonly [string, EntityType])[]): Map<string, string> {
  const mentions: Mention[] = [];
  const entities: DocEntity[] = [];
  let at = 0;
  names.forEach(([name, type], i) => {
    const start = text.indexOf(name, at);
    at = start + name.length;
    mentions.push({ id: `m${i}`, kind: "name", type, head: 0, first: 0, last: 1, entity: `e${i}`, start, end: at });
    entities.push({ id: `e${i}`, type, label: name, aliases: [], mentions: [`m${i}`], match: null });
  });
  const report: Report = {
    id: "x",
    text,
    digest: "",
    date: null,
    publisher: null,
    url: null,
    place: null,
    language: "en",
    parts: [],
    given: null,
  };
  return new Map(
    matchPlaces(entities, mentions, report, gazetteer).map((e) => [
      e.label,
      e.match ? [e.match.name, ...e.match.parents.map((p) => p.name)].join(" < ") : "",
    ]),
  );
}

describe("places", () => {
  it("takes the larger of two towns where nothing else speaks", () => {
    expect(matches("The talks in Paris ended.", [["Paris", "Place"]]).get("Paris")).toMatch(/France$/);
  });

  it("takes the one in what follows", () => {
    const found = matches("A fire in Alexandria, Louisiana, killed two.", [
      ["Alexandria", "Place"],
      ["Louisiana", "Place"],
    ]);
    expect(found.get("Alexandria")).toMatch(/Louisiana < United States$/);
  });

  it("takes the one in the country that the report is about", () => {
    const found = matches("Troops left Palmyra. Syria said that Homs and Aleppo were calm.", [
      ["Palmyra", "Place"],
      ["Syria", "Country"],
      ["Homs", "Place"],
      ["Aleppo", "Place"],
    ]);
    expect(found.get("Palmyra")).toMatch(/Syria$/);
  });

  it("reads a list of provinces as provinces", () => {
    const found = matches("Fighting in Helmand, Kandahar and Nimroz.", [
      ["Helmand", "Place"],
      ["Kandahar", "Place"],
      ["Nimroz", "Place"],
    ]);
    expect(found.get("Kandahar")).toBe("Kandahar < Afghanistan");
  });

  it("leaves alone what no list knows", () => {
    expect(matches("They met at Qwxzy.", [["Qwxzy", "Place"]]).get("Qwxzy")).toBe("");
  });
});
