import { hashString } from "../learn/hash.js";
import { fold } from "../text.js";

/** How two names go together, from the safest to what speaks against it. */
export const NameMatch = {
  None: 0,
  /** The same words: "Torkham Gate", "the Torkham gate". */
  Same: 1,
  /** An adjective or people and its country: "Pakistani", "Pakistan". */
  Demonym: 2,
  /** "SDF" of "Syrian Democratic Forces". */
  Acronym: 3,
  /** A person's last part: "Fitrat" of "Hamdullah Fitrat". */
  Surname: 4,
  /** A person's first part: "Abu Jandal" of "Abu Jandal al-Kuwaiti". */
  Given: 5,
  /** All words of the shorter in the longer, the last one too: "Security Council", "UN Security Council". */
  Tail: 6,
  /** All words of the shorter in the longer: "Khost", "Khost Province". */
  Part: 7,
  /** Only the last word: "Interior Ministry", "Foreign Ministry". */
  Head: 8,
  /** Persons of one surname with different first names, forces of two countries: "Pakistani army", "Afghan army". */
  Clash: 9,
  /** One office under two names: "Iraqi foreign ministry", "Ministry of Foreign Affairs"; "Islamic Emirate of Afghanistan", "Afghan government". */
  Office: 10,
  /** A name with and without what it is: "Khost", "Khost Province"; "Taliban", "Taliban movement". */
  Kind: 11,
} as const;

/** A name's words prepared for comparing. */
export interface NameKey {
  /** Hashes of the folded words, without "al", "of", "the" and marks. */
  readonly words: readonly number[];
  /** Hash of them all in order. */
  readonly whole: number;
  /** Hash of the country's words of a demonym, else that of the name itself. */
  readonly country: number;
  /** Hash of the initials of a name of several words, and of all words' initials with "of", "the"; 0 where there are none. */
  readonly initials: number;
  readonly allInitials: number;
  /** Hash of the words without those that say what kind of place or body it is. */
  readonly core: number;
  /** Hash of what an office does, its country and filler words left out ("foreign ministry"), else 0. */
  readonly office: number;
  /** Hash of the country in the name ("Afghan government", "Government of Afghanistan"), else 0. */
  readonly nation: number;
  /** Hash of the letters where it looks like an abbreviation ("PKK", "U.N."), else 0. */
  readonly abbreviation: number;
}

const EMPTY = new Set([
  "al",
  "el",
  "ul",
  "ad",
  "as",
  "ash",
  "at",
  "the",
  "of",
  "for",
  "and",
  "de",
  "la",
  "del",
  "da",
  "do",
  "s",
  "in",
  "on",
]);

/** Words that do not tell one office from another. */
const FILLER = new Set(["affairs", "national", "federal", "islamic", "democratic", "people", "central"]);

/** What name keys look up. */
export interface NameWords {
  /** Countries' names, other names and demonyms, folded, to the country's name. */
  readonly nations: ReadonlyMap<string, string>;
  /** Forms of state ("emirate", "republic"): a formal state name is that of the government. */
  readonly stateForms: ReadonlySet<string>;
  /** Words that say what a place or body is ("province", "movement"). */
  readonly kinds: ReadonlySet<string>;
}

/** Prepares a name as written; `of` is the country that it stands for where the gazetteer knows it. */
export function nameKey(text: string, of: string | null, { nations, stateForms, kinds }: NameWords): NameKey {
  const all = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const kept = all.filter((w) => !EMPTY.has(w));
  const words = (kept.length > 0 ? kept : all).map((w) => hashString(w));
  const letters = text.replace(/[.\s]/g, "");
  const looksShort =
    letters.length >= 2 && letters.length <= 8 && letters === letters.toUpperCase() && /^[\p{Lu}\p{N}&-]+s?$/u.test(letters);
  const known = of ?? nations.get(all.join(" ")) ?? null;
  const whole = combined(words);
  const core = kept.filter((w) => !kinds.has(w));
  return {
    words,
    whole,
    country: known === null ? whole : countryHash(known),
    core: core.length === 0 || core.length === kept.length ? whole : combined(core.map((w) => hashString(w))),
    initials: kept.length > 1 ? hashString(kept.map((w) => w[0]).join("")) : 0,
    allInitials: all.length > 1 ? hashString(all.map((w) => w[0]).join("")) : 0,
    abbreviation: looksShort ? hashString(letters.toLowerCase()) : 0,
    ...(known === null && kept.length > 1 ? officeOf(kept, nations, stateForms) : { office: 0, nation: 0 }),
  };
}

function countryHash(name: string): number {
  return combined((fold(name).match(/[\p{L}\p{N}]+/gu) ?? []).filter((w) => !EMPTY.has(w)).map((w) => hashString(w)));
}

/** "Islamic Emirate of Afghanistan", "Afghan government": { "government", Afghanistan }; "Iraqi foreign ministry": { "foreign ministry", Iraq }. */
function officeOf(
  words: readonly string[],
  nations: NameWords["nations"],
  stateForms: NameWords["stateForms"],
): { office: number; nation: number } {
  let nation = 0;
  const rest: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const pair = i + 1 < words.length ? nations.get(`${words[i]} ${words[i + 1]}`) : undefined;
    const one = nations.get(words[i]!);
    if (pair !== undefined || one !== undefined) {
      nation = countryHash(pair ?? one!);
      if (pair !== undefined) i++;
    } else if (!FILLER.has(words[i]!)) rest.push(words[i]!);
  }
  if (nation !== 0 && rest.length === 1 && stateForms.has(rest[0]!)) return { office: combined([hashString("government")]), nation };
  return { office: rest.length === 0 ? 0 : combined(rest.sort().map((w) => hashString(w))), nation };
}

function combined(words: readonly number[]): number {
  let h = words.length;
  for (const word of words) h = (Math.imul(h, 31) + word) | 0;
  return h >>> 0;
}

/** How the names go together; `person`: whether both may be persons. Symmetric. */
export function matchNames(a: NameKey, b: NameKey, person: boolean): number {
  if (a.whole === b.whole) return NameMatch.Same;
  if (a.country === b.country) return NameMatch.Demonym;
  if (a.office !== 0 && a.office === b.office) {
    if (a.nation === b.nation || a.nation === 0 || b.nation === 0) return NameMatch.Office;
    return NameMatch.Clash;
  }
  if (isAcronym(a, b) || isAcronym(b, a)) return NameMatch.Acronym;
  if (!person && a.core === b.core) return NameMatch.Kind;
  const [short, long] = a.words.length <= b.words.length ? [a.words, b.words] : [b.words, a.words];
  const tail = short.at(-1) === long.at(-1);
  let shared = 0;
  for (const word of short) if (long.includes(word)) shared++;
  if (shared === 0) return NameMatch.None;
  if (person) {
    if (shared === short.length && short.length < long.length) return tail ? NameMatch.Surname : NameMatch.Given;
    if (tail && short.length > 1) return short[0] === long[0] ? NameMatch.Part : NameMatch.Clash;
    return NameMatch.Clash;
  }
  if (shared === short.length) return tail ? NameMatch.Tail : NameMatch.Part;
  return tail ? NameMatch.Head : NameMatch.None;
}

function isAcronym(short: NameKey, long: NameKey): boolean {
  return short.abbreviation !== 0 && (short.abbreviation === long.initials || short.abbreviation === long.allInitials);
}
