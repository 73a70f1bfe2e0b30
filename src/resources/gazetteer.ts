import { type Container, decodeContainer } from "../learn/container.js";
import type { PlaceMatch, PlaceParent } from "../model.js";
import { extendKey, keyOf } from "./gazetteer-key.js";
import { readModel } from "./model-file.js";

/** Kinds of places, from the widest to the narrowest. */
export const PLACE_KINDS = ["country", "region", "admin1", "admin2", "city"] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** How a name is tied to a place: its name there, another spelling, or a word for what belongs there ("Afghan"). */
export const NAME_USES = ["name", "alias", "demonym"] as const;
export type NameUse = (typeof NAME_USES)[number];

/** One reading of a name. */
export interface PlaceReading {
  /** Index of the place. */
  readonly place: number;
  readonly use: NameUse;
}

/**
 * Places of the world by name, from GeoNames. Places are numbers from 0 to `size`; names are compared without case,
 * diacritics, blanks and punctuation ("Al-Raqqah" is "al raqqah").
 */
export interface Gazetteer {
  readonly size: number;
  /** Every reading of a name, names before aliases, larger places first; `[]` where there is none. */
  find(name: string): readonly PlaceReading[];
  /** Folds a further word into the key of a name; start from `0`. For reading a text word by word without joining strings. */
  extend(key: number, word: string): number;
  /**
   * What is called so: the bit `1 << kind` of each place, 32 for a demonym, 64 where it is more than another spelling, 128
   * where a place of it is a country, region, first-order division or has 100,000 inhabitants; 0 where there is none.
   */
  flags(key: number): number;
  name(place: number): string;
  kind(place: number): PlaceKind;
  /** Inhabitants to within a tenth; 0 where unknown. */
  population(place: number): number;
  /** 2 for a country's capital, 1 for the seat of a first-order division, else 0. */
  seat(place: number): number;
  /** Degrees, to four decimals. */
  lat(place: number): number;
  lon(place: number): number;
  /** ISO 3166-1 alpha-2; `""` for a region of several countries. */
  country(place: number): string;
  /** The place that holds it; -1 where there is none. */
  parent(place: number): number;
  /** What is told of the place; `null` of a region that has no IRI. */
  match(place: number): PlaceMatch | null;
}

const VERSION = 1;
/** As `people` stores it: eight times the binary logarithm. */
const HUNDRED_THOUSAND = 133;

/**
 * Reads `models/gazetteer.bin` under a root folder.
 * @throws ResourceError where the file is missing, damaged or another one
 */
export function loadGazetteer(root: string): Gazetteer {
  const { path, bytes } = readModel(root, "gazetteer");
  return readGazetteer(bytes, path);
}

/** As {@link loadGazetteer}, from the file's bytes. */
export function readGazetteer(bytes: Uint8Array, path: string): Gazetteer {
  return gazetteerOf(decodeContainer(bytes, path, "gazetteer", VERSION));
}

function gazetteerOf(file: Container): Gazetteer {
  const names = lines(file.section("names", "u8"));
  const codes = lines(file.section("codes", "u8"));
  const ids = undelta(file.section("ids", "i32"));
  const kinds = file.section("kinds", "u8");
  const people = file.section("people", "u8");
  const lats = file.section("lats", "i32");
  const lons = file.section("lons", "i32");
  const parents = file.section("parents", "u16");
  const keys = undelta(file.section("keys", "i32"));
  const uses = file.section("uses", "i32");
  const buckets = bucketsOf(keys);

  const kindOf = (place: number) => kinds[place]! & 7;
  /** First position of a key, -1 where there is none. */
  const first = (key: number): number => {
    const k = key >>> 0;
    for (let i = buckets[k >>> 16]!, end = buckets[(k >>> 16) + 1]!; i < end; i++) if (keys[i] === k) return i;
    return -1;
  };
  const flagsAt = (i: number): number => {
    const place = uses[i]! >> 2;
    const use = uses[i]! & 3;
    if (use === 2) return 32;
    const large = kindOf(place) < 3 || people[place]! >= HUNDRED_THOUSAND ? 128 : 0;
    return (1 << kindOf(place)) | (use === 0 ? 64 : 0) | large;
  };
  const parent = (place: number) => (parents[place] === 0xffff ? -1 : parents[place]!);
  const iri = (place: number): string | null =>
    ids[place]
      ? `https://sws.geonames.org/${ids[place]}/`
      : codes(place)
        ? `https://download.geonames.org/export/dump/admin2Codes.txt#${codes(place)}`
        : null;
  const degrees = (packed: number) => packed / 10000;
  const country = (place: number): string => {
    let at = place;
    while (parent(at) >= 0) at = parent(at);
    return kindOf(at) === 0 ? codes(at) : "";
  };
  const chain = (place: number): PlaceParent[] => {
    const out: PlaceParent[] = [];
    for (let at = parent(place); at >= 0; at = parent(at)) {
      const link = iri(at);
      if (link) {
        const type = kindOf(at) === 0 ? "Country" : "Place";
        out.push({ iri: link, name: names(at), type, lat: degrees(lats[at]!), lon: degrees(lons[at]!) });
      }
    }
    return out;
  };
  return {
    size: kinds.length,
    find: (name) => {
      const key = keyOf(name);
      const out: PlaceReading[] = [];
      for (let i = first(key); i >= 0 && keys[i] === key >>> 0; i++) out.push({ place: uses[i]! >> 2, use: NAME_USES[uses[i]! & 3]! });
      return out;
    },
    extend: extendKey,
    flags: (key) => {
      let flags = 0;
      for (let i = first(key); i >= 0 && keys[i] === key; i++) flags |= flagsAt(i);
      return flags;
    },
    name: names,
    kind: (place) => PLACE_KINDS[kindOf(place)]!,
    population: (place) => (people[place] ? Math.round(2 ** (people[place]! / 8)) : 0),
    seat: (place) => kinds[place]! >> 3,
    lat: (place) => degrees(lats[place]!),
    lon: (place) => degrees(lons[place]!),
    country,
    parent,
    match: (place) => {
      const link = iri(place);
      if (!link) return null;
      return {
        iri: link,
        name: names(place),
        lat: degrees(lats[place]!),
        lon: degrees(lons[place]!),
        country: country(place),
        parents: chain(place),
      };
    },
  };
}

/** Reads single lines of a section of strings, so that those never asked for are never decoded. */
function lines(bytes: Uint8Array): (line: number) => string {
  const ends: number[] = [];
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 10) ends.push(i);
  ends.push(bytes.length);
  const decoder = new TextDecoder();
  return (line) => decoder.decode(bytes.subarray(line === 0 ? 0 : ends[line - 1]! + 1, ends[line]));
}

/** Sums of the differences that the file stores, as unsigned numbers. */
function undelta(deltas: Int32Array): Uint32Array {
  const out = new Uint32Array(deltas.length);
  let at = 0;
  for (let i = 0; i < out.length; i++) {
    at = (at + deltas[i]!) >>> 0;
    out[i] = at;
  }
  return out;
}

/** Start of the keys with each value of the upper 16 bits. */
function bucketsOf(keys: Uint32Array): Uint32Array {
  const out = new Uint32Array(65537);
  for (const key of keys) out[(key >>> 16) + 1]!++;
  for (let i = 0; i < 65536; i++) out[i + 1] = out[i + 1]! + out[i]!;
  return out;
}
