import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ResourceError } from "../../src/errors.js";
import { loadGazetteer, readGazetteer } from "../../src/resources/gazetteer.js";
import { packageRoot } from "../../src/resources/resources.js";

const path = join(packageRoot(), "models", "gazetteer.bin");
const gazetteer = loadGazetteer(packageRoot());

/** The first reading of a name: kind, name, country. */
function first(name: string): string {
  const [reading] = gazetteer.find(name);
  return reading
    ? `${reading.use} ${gazetteer.kind(reading.place)} ${gazetteer.name(reading.place)} ${gazetteer.country(reading.place)}`
    : "";
}

describe("gazetteer", () => {
  it.each([
    ["Afghanistan", "name country Afghanistan AF"],
    ["Pakistani", "demonym country Pakistan PK"],
    ["Turks", "demonym country Turkey TR"],
    ["U.S.", "alias country United States US"],
    ["Nangarhar", "name admin1 Nangarhar AF"],
    ["nūristān", "name admin1 Nuristan AF"],
    ["Deir ez-Zor", "name admin1 Deir ez-Zor SY"],
    ["Africa", "name region Africa "],
    ["Nowhere-upon-Nothing", ""],
  ])("finds %s", (name, expected) => expect(first(name)).toBe(expected));

  it("knows each province of Afghanistan with an IRI and its country as parent", () => {
    for (const name of ["Paktia", "Paktika", "Khost Province", "Kunar", "Nuristan", "Nangarhar", "Helmand", "Badakhshan"]) {
      const province = gazetteer.find(name).find((r) => gazetteer.kind(r.place) === "admin1");
      const match = province && gazetteer.match(province.place);
      expect(match?.iri).toMatch(/^https:\/\/sws\.geonames\.org\/\d+\/$/);
      expect(match?.parents.map((p) => p.name)).toEqual(["Afghanistan"]);
    }
  });

  it("places towns within a kilometre", () => {
    const [reading] = gazetteer.find("Mosul");
    expect(gazetteer.lat(reading!.place)).toBeCloseTo(36.335, 2);
    expect(gazetteer.lon(reading!.place)).toBeCloseTo(43.1189, 2);
  });

  it("reads names word by word as it reads them whole", () => {
    const key = ["Deir", "ez", "-", "Zor"].reduce((k, word) => gazetteer.extend(k, word), 0);
    expect(gazetteer.flags(key)).toBe(gazetteer.flags(gazetteer.extend(0, "Deir ez-Zor")));
    expect(gazetteer.flags(gazetteer.extend(0, "Iraqi")) & 32).toBe(32);
  });

  it("refuses a damaged file, naming it", () => {
    const bytes = new Uint8Array(readFileSync(path));
    expect(() => readGazetteer(bytes.subarray(0, bytes.length / 2), "half.bin")).toThrow(ResourceError);
    expect(() => readGazetteer(new Uint8Array([1, 2, 3]), "junk.bin")).toThrow(/junk\.bin/);
    expect(() => loadGazetteer("/nowhere")).toThrow(ResourceError);
  });
});
