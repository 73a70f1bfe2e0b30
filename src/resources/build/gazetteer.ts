import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { encodeContainer, stringSection } from "../../learn/container.js";
import { keyOf } from "../gazetteer-key.js";
import { readSources, type SourcePlace } from "./gazetteer-sources.js";

/**
 * Builds `models/gazetteer.bin` from the GeoNames packages among the development dependencies and `lexicons/names/`:
 * `npx tsx src/resources/build/gazetteer.ts`. The same packages give the same bytes.
 */

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const VERSION = 1;
const KINDS = { country: 0, region: 1, admin1: 2, admin2: 3, city: 4 } as const;

/** The gazetteer's bytes. Places must be ordered so that parents come first. */
export function packGazetteer(places: readonly SourcePlace[]): Uint8Array {
  const entries: { key: number; use: number; place: number; weight: number }[] = [];
  places.forEach((place, i) => {
    const seen = new Set<string>();
    const add = (name: string, use: number): void => {
      const key = keyOf(name);
      if (key === 0x811c9dc5 || seen.has(`${key}`)) return;
      seen.add(`${key}`);
      entries.push({ key, use: i * 4 + use, place: i, weight: use * 1e12 - place.population - (4 - KINDS[place.kind]) * 1e10 });
    };
    add(place.name, 0);
    for (const name of place.aliases) add(name, 1);
    for (const name of place.demonyms) add(name, 2);
  });
  entries.sort((a, b) => a.key - b.key || a.weight - b.weight || a.place - b.place);
  const people = places.map((p) => (p.population > 0 ? Math.min(255, Math.round(Math.log2(p.population) * 8)) : 0));
  return encodeContainer(
    "gazetteer",
    VERSION,
    { places: places.length, names: entries.length },
    {
      names: stringSection(places.map((p) => p.name.replaceAll("\n", " "))),
      codes: stringSection(places.map((p) => (p.kind === "country" || (p.id === 0 && p.kind === "admin2") ? p.code : ""))),
      ids: deltas(places.map((p) => p.id)),
      kinds: Uint8Array.from(places, (p) => KINDS[p.kind] | (p.seat << 3)),
      people: Uint8Array.from(people),
      lats: Int32Array.from(places, (p) => Math.round(p.lat * 10000)),
      lons: Int32Array.from(places, (p) => Math.round(p.lon * 10000)),
      parents: Uint16Array.from(places, (p) => (p.parent < 0 ? 0xffff : p.parent)),
      keys: deltas(entries.map((e) => e.key)),
      uses: Int32Array.from(entries, (e) => e.use),
    },
  );
}

/** Differences of neighbours, which compress better. */
function deltas(values: readonly number[]): Int32Array {
  let last = 0;
  return Int32Array.from(values, (v) => {
    const d = (v - last) | 0;
    last = v;
    return d;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const places = await readSources(ROOT);
  const bytes = packGazetteer(places);
  writeFileSync(join(ROOT, "models", "gazetteer.bin"), bytes);
  const count = (kind: string) => places.filter((p) => p.kind === kind).length;
  process.stderr.write(
    `models/gazetteer.bin: ${bytes.length} bytes, ${places.length} places (${Object.keys(KINDS)
      .map((k) => `${k} ${count(k)}`)
      .join(", ")})\n`,
  );
}
