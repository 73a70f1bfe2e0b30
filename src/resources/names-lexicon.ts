import { join } from "node:path";
import { ResourceError } from "../errors.js";
import { hashString } from "../learn/hash.js";
import { LEXICON } from "../learn/names-words.js";
import { ENTITY_TYPES, type EntityType } from "../model.js";
import { keyOf } from "./gazetteer-key.js";
import { readLexicon } from "./lexicon.js";

/** The words and patterns of `lexicons/names/`, ready for look-ups. */
export interface NameLexicon {
  /** Type of a name by its head, in lower case, one or more words. */
  readonly heads: ReadonlyMap<string, EntityType>;
  /** Heads that hold whatever class the recogniser gave. */
  readonly sure: ReadonlySet<string>;
  /** Whole names in lower case that name no entity. */
  readonly stop: ReadonlySet<string>;
  /** Words for peoples and followers of religions, as written. */
  readonly peoples: ReadonlySet<string>;
  /** Titles and ranks in lower case, one or more words. */
  readonly titles: ReadonlySet<string>;
  /** Types of listed names by their exact form. */
  readonly known: ReadonlyMap<string, EntityType>;
  /** Listed names of more words than one, each cut into its words, by the first. */
  readonly phrases: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Named weapons: sticky patterns by their first two characters. */
  readonly weapons: ReadonlyMap<string, readonly RegExp[]>;
  /** Types of institutions by the words that follow a country's word. */
  readonly institutions: ReadonlyMap<string, EntityType>;
  /** Words that a place's name takes in to become a facility's. */
  readonly facilities: ReadonlySet<string>;
  /** {@link LEXICON} bits by the hash of a word in lower case. */
  readonly wordClasses: ReadonlyMap<number, number>;
  /** 1 + index of the type of listed names by key, for features. */
  readonly knownKeys: ReadonlyMap<number, number>;
}

/** Types of what has a name, in the order that the shipped model knows. */
const TYPES: readonly EntityType[] = ENTITY_TYPES.filter((type) => type !== "Group" && type !== "Artifact");

const CLASS_OF: Partial<Record<EntityType, number>> = {
  Government: LEXICON.government,
  Organization: LEXICON.organization,
  ArmedForce: LEXICON.armed,
  ArmedGroup: LEXICON.armed,
  MilitaryUnit: LEXICON.armed,
  Facility: LEXICON.facility,
  Place: LEXICON.place,
  Operation: LEXICON.operation,
};

/**
 * Reads `lexicons/names/` under a root folder.
 * @throws ResourceError where a file is missing or names an unknown type
 */
export function readNameLexicon(root: string): NameLexicon {
  const path = (name: string) => join(root, "lexicons", "names", name);
  const typed = (name: string): Map<string, EntityType> =>
    new Map(
      readLexicon(path(name), 2).map(([word, type]) => {
        if (!TYPES.includes(type as EntityType)) throw new ResourceError(`${path(name)}: '${word}' has the unknown type '${type}'`);
        return [word!, type as EntityType];
      }),
    );
  const heads = typed("heads.tsv");
  const sure = new Set(
    readLexicon(path("heads.tsv"), 2)
      .filter((row) => row[2] === "!")
      .map(([word]) => word!),
  );
  const known = typed("known.tsv");
  const titles = new Set(readLexicon(path("titles.tsv")).map(([word]) => word!));
  const weapons = new Map<string, RegExp[]>();
  for (const [pattern] of readLexicon(path("weapons.tsv"))) {
    const start = pattern!.slice(0, 2).replace("#", "");
    const starts = start.length === 2 ? [start] : [..."0123456789"].map((digit) => start + digit);
    for (const key of starts) weapons.set(key, [...(weapons.get(key) ?? []), weaponPattern(pattern!)]);
  }
  const wordClasses = new Map<number, number>();
  const mark = (word: string, bit: number): void => {
    const key = hashString(word);
    wordClasses.set(key, (wordClasses.get(key) ?? 0) | bit);
  };
  for (const title of titles) if (!title.includes(" ")) mark(title, LEXICON.title);
  for (const [head, type] of heads) if (!head.includes(" ")) mark(head, CLASS_OF[type] ?? 0);
  const stop = new Set(readLexicon(path("stop.txt")).map(([name]) => name!));
  const peoples = new Set(readLexicon(path("peoples.txt")).flatMap(([line]) => line!.split(" ")));
  for (const name of peoples) mark(name.toLowerCase(), LEXICON.people);
  for (const [line] of readLexicon(path("given-names.txt"))) for (const name of line!.split(" ")) mark(name.toLowerCase(), LEXICON.given);
  const knownKeys = new Map([...known].map(([name, type]) => [keyOf(name), 1 + TYPES.indexOf(type)] as const));
  const institutions = typed("institutions.tsv");
  const facilities = new Set(readLexicon(path("facilities.tsv")).map(([words]) => words!));
  return {
    heads,
    sure,
    stop,
    peoples,
    titles,
    institutions,
    facilities,
    known,
    phrases: phrasesOf(known),
    weapons,
    wordClasses,
    knownKeys,
  };
}

function phrasesOf(known: ReadonlyMap<string, EntityType>): Map<string, string[][]> {
  const out = new Map<string, string[][]>();
  for (const name of known.keys()) {
    const words = name.split(" ");
    if (words.length > 1) out.set(words[0]!, [...(out.get(words[0]!) ?? []), words]);
  }
  for (const all of out.values()) all.sort((a, b) => b.length - a.length);
  return out;
}

/** `#` is a number, a blank a blank or hyphen, a hyphen may have blanks around it (words of tokenised text). */
function weaponPattern(pattern: string): RegExp {
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")
    .replaceAll(" ", "[ -]")
    .replace(/(?<!\[ )-(?!\])/g, " ?- ?")
    .replaceAll("#", "\\d+");
  return new RegExp(`${source}(?![\\p{L}\\p{N}])`, "uy");
}
