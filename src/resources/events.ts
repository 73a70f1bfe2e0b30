import { join } from "node:path";
import { ResourceError } from "../errors.js";
import type { EntityType, EventType, Modality, RoleName } from "../model.js";
import { readLexicon } from "./lexicon.js";

/** One place of a frame: where a filler stands, and the classes (a bit mask) that it may be of. */
export interface Slot {
  /** subj, obj, iobj, poss, comp, self, or a preposition. */
  readonly name: string;
  readonly classes: number;
}

/** Where the fillers of a trigger's roles stand. */
export type Frame = Readonly<Record<RoleName, readonly Slot[]>>;

/** A condition on a trigger, all of which must hold. */
export interface Condition {
  /** A slot, a role, or `with`, `mod`, `gov` (the governing word), `flag`. */
  readonly slot: string;
  readonly negated: boolean;
  /** Classes that satisfy it. */
  readonly classes: number;
  /** Lemmas that satisfy it; of a flag: its names. */
  readonly words: ReadonlySet<string>;
  /** Whether it holds where nothing fills the slot. */
  readonly orNone: boolean;
}

export interface TriggerEntry {
  /** The phrase's lemmas: of a verb the verb first, of a noun the head last. */
  readonly words: readonly string[];
  readonly part: "verb" | "noun" | "adj";
  readonly type: EventType;
  readonly subtype: string | null;
  readonly frame: Frame;
  readonly conditions: readonly Condition[];
}

/** A verb that lends a noun its arguments. */
export interface LightVerb {
  /** Particle or further words after the verb. */
  readonly rest: readonly string[];
  /** The role of its subject in the noun's event. */
  readonly subject: RoleName | null;
  /** `obj`, or the preposition that the noun hangs by. */
  readonly noun: string;
  /** Roles of its further prepositions. */
  readonly others: ReadonlyMap<string, RoleName>;
}

export type Effect = "negative" | "actual" | Exclude<Modality, "actual">;

/** What a governing word makes of an event. */
export interface StatusWord {
  readonly effect: Effect;
  /** Whose infinitive it is: that of its subject or of its object. */
  readonly control: "subj" | "obj" | null;
}

/** A phrase whose words are no triggers. */
export interface Guard {
  readonly words: readonly string[];
  /** Index of the word that is none; -1: all of them. */
  readonly blocked: number;
}

/** Everything that tells happenings in a text, read from `lexicons/events`. */
export interface EventLexicon {
  readonly verbs: ReadonlyMap<string, readonly TriggerEntry[]>;
  readonly nouns: ReadonlyMap<string, readonly TriggerEntry[]>;
  readonly adjectives: ReadonlyMap<string, readonly TriggerEntry[]>;
  /** Inflected forms of the verbs, for words that the tagger takes for nouns or adjectives. */
  readonly forms: ReadonlyMap<string, string>;
  readonly light: ReadonlyMap<string, readonly LightVerb[]>;
  /** By part and lemma: `verb:deny`. */
  readonly status: ReadonlyMap<string, StatusWord>;
  readonly guards: ReadonlyMap<string, readonly Guard[]>;
  readonly nounClasses: ReadonlyMap<string, number>;
  readonly entityClasses: Readonly<Record<EntityType, number>>;
  /** Masks by the names of classes and of their unions ("animate", "site"). */
  readonly classes: Readonly<Record<string, number>>;
  /** By lemma the types of event that a verb or noun may name, the likeliest first. */
  readonly kinds: Readonly<Record<"verb" | "noun", ReadonlyMap<string, readonly EventType[]>>>;
  /** Prepositions of place; the value tells whether they say where a thing is ("at") rather than where it goes. */
  readonly places: ReadonlyMap<string, boolean>;
  /** Nouns that a happening may stand before: "attack victims". */
  readonly carriers: ReadonlySet<string>;
  /** By type and part (`Attack verb`): the frame that most of its words have. */
  readonly usual: ReadonlyMap<string, Frame>;
  /** Frames of gerunds without an entry of their own ("the retaking of"), of attacks and of all else. */
  readonly gerunds: { readonly attack: Frame; readonly other: Frame };
  /** Heads of titles, and what the office is of where nothing is named beside it: `state`, `region`, `town`, or nothing. */
  readonly titles: ReadonlyMap<string, string>;
  /** Patterns of relations between entities, by the lemma that says so. */
  readonly relations: ReadonlyMap<string, readonly RelationPattern[]>;
}

/** "X is allied with Y": a word, the relation, and the slots of subject and object. */
export interface RelationPattern {
  readonly type: "partOf" | "belongsTo" | "alliedWith" | "opposedTo" | "leads" | "locatedIn";
  readonly part: "verb" | "noun" | "adj";
  readonly subject: string;
  readonly object: string;
}

const BASE =
  "official civilian protester person force state government org place border facility vehicle weapon ordnance relief money item body flag agreement attack event number abstract unknown".split(
    " ",
  );
const BIT: Record<string, number> = Object.fromEntries(BASE.map((name, i) => [name, 1 << i]));
const union = (names: string) => names.split(" ").reduce((mask, name) => mask | BIT[name]!, 0);
const PERSON = union("official civilian protester person");
const GOODS = union("vehicle weapon ordnance relief money item");

/** Classes as conditions name them: a union of base classes each. */
const CLASSES: Record<string, number> = {
  ...BIT,
  person: PERSON,
  civilian: union("civilian protester"),
  group: PERSON | BIT.force!,
  animate: PERSON | union("force state government org"),
  armed: PERSON | union("force state government org"),
  state: union("state government"),
  place: union("place border"),
  site: union("place border facility"),
  goods: GOODS,
  thing: GOODS | BIT.facility!,
  any: -1,
};

const ENTITY: Record<EntityType, number> = {
  Person: BIT.person! | BIT.official!,
  Organization: BIT.org!,
  Government: BIT.government!,
  ArmedForce: BIT.force!,
  ArmedGroup: BIT.force!,
  MilitaryUnit: BIT.force!,
  Country: union("state place"),
  Place: BIT.place!,
  Facility: BIT.facility!,
  Operation: union("attack event"),
  Weapon: union("weapon ordnance vehicle"),
  Group: BIT.person!,
  Artifact: BIT.item!,
};

/**
 * Reads the lexicons of `lexicons/events` under a root.
 * @throws ResourceError where a file is missing, or an entry names a frame or class that there is not
 */
export function loadEventLexicon(root: string): EventLexicon {
  const file = (name: string) => join(root, "lexicons", "events", name);
  const frames = readFrames(file("frames.txt"));
  const triggers = readLexicon(file("triggers.txt"), 6).map((cells) => readTrigger(cells, frames, file("triggers.txt")));
  triggers.sort((a, b) => b.words.length - a.words.length); // phrases before their words; otherwise the file's order
  const status = readLexicon(file("status.txt"), 4);
  return {
    verbs: index(
      triggers.filter((t) => t.part === "verb"),
      (t) => t.words[0]!,
    ),
    nouns: index(
      triggers.filter((t) => t.part === "noun"),
      (t) => t.words.at(-1)!,
    ),
    adjectives: index(
      triggers.filter((t) => t.part === "adj"),
      (t) => t.words[0]!,
    ),
    forms: inflect(triggers.filter((t) => t.part === "verb").map((t) => t.words[0]!)),
    light: index(
      readLexicon(file("light.txt"), 4).map(readLight),
      ([verb]) => verb,
      ([, light]) => light,
    ),
    status: new Map(
      status.map(([word, part, effect, control]) => [
        `${part}:${word}`,
        { effect: effect as Effect, control: control === "-" ? null : (control as "subj" | "obj") },
      ]),
    ),
    guards: index(readLexicon(file("guards.txt"), 2).map(readGuard), (guard) => guard.words[0]!),
    nounClasses: readNouns(file("nouns.txt")),
    entityClasses: ENTITY,
    classes: CLASSES,
    kinds: { verb: readKinds(file("kinds.txt"), "verb"), noun: readKinds(file("kinds.txt"), "noun") },
    places: new Map(readLexicon(file("places.txt"), 2).map(([word, at]) => [word!, at === "1"])),
    carriers: new Set(readLexicon(file("carriers.txt")).map(([noun]) => noun!)),
    usual: usualFrames(triggers),
    gerunds: { attack: frames.get("act noun")!, other: frames.get("undergo noun")! },
    titles: new Map(readLexicon(file("titles.txt")).map(([title, of]) => [title!, of ?? ""])),
    relations: index(
      readLexicon(file("relations.txt"), 5),
      (cells) => cells[0]!,
      (cells) => ({ part: cells[1], type: cells[2], subject: cells[3], object: cells[4] }) as RelationPattern,
    ),
  };
}

function readKinds(path: string, part: string): Map<string, EventType[]> {
  const own = readLexicon(path, 3).filter((cells) => cells[1] === part);
  return new Map(own.map(([lemma, , types]) => [lemma!, types!.split("|") as EventType[]]));
}

/** The most frequent frame of each type and part. */
function usualFrames(triggers: readonly TriggerEntry[]): Map<string, Frame> {
  const counts = new Map<string, Map<Frame, number>>();
  for (const { type, part, frame } of triggers) {
    const own = counts.get(`${type} ${part}`) ?? new Map<Frame, number>();
    counts.set(`${type} ${part}`, own.set(frame, (own.get(frame) ?? 0) + 1));
  }
  return new Map([...counts].map(([key, own]) => [key, [...own].reduce((a, b) => (b[1] > a[1] ? b : a))[0]]));
}

function index<T, V = T>(
  items: readonly T[],
  key: (item: T) => string,
  value: (item: T) => V = (item) => item as unknown as V,
): Map<string, V[]> {
  const map = new Map<string, V[]>();
  for (const item of items) {
    const k = key(item);
    const list = map.get(k);
    if (list) list.push(value(item));
    else map.set(k, [value(item)]);
  }
  return map;
}

/** The mask of a class, or 0 where there is none of that name. In nouns.txt "goods" is any other thing. */
const mask = (name: string): number => (Object.hasOwn(CLASSES, name) ? CLASSES[name]! : 0);

function readNouns(path: string): Map<string, number> {
  const out = new Map<string, number>();
  for (const [lemma, name] of readLexicon(path, 2)) {
    const bit = BIT[name === "goods" ? "item" : name!];
    if (bit === undefined) throw new ResourceError(`${path}: '${lemma}' is of the unknown class '${name}'`);
    out.set(lemma!, (out.get(lemma!) ?? 0) | bit);
  }
  return out;
}

function readFrames(path: string): Map<string, Frame> {
  const out = new Map<string, Frame>();
  for (const [name, part, agent, patient, instrument, place] of readLexicon(path, 6)) {
    const slots = (cell: string | undefined): Slot[] =>
      cell === "-" || cell === undefined
        ? []
        : cell.split("+").map((spec) => {
            const [slot, classes] = spec.split(":");
            const wanted = classes === undefined ? -1 : classes.split("|").reduce((all, c) => all | mask(c), 0);
            if (wanted === 0) throw new ResourceError(`${path}: frame '${name}' names an unknown class in '${spec}'`);
            return { name: slot!, classes: wanted };
          });
    out.set(`${name} ${part}`, { agent: slots(agent), patient: slots(patient), instrument: slots(instrument), place: slots(place) });
  }
  return out;
}

function readTrigger(cells: string[], frames: ReadonlyMap<string, Frame>, path: string): TriggerEntry {
  const [phrase, part, type, subtype, frame, conditions] = cells as [string, string, string, string, string, string];
  const found = frames.get(`${frame} ${part}`);
  if (found === undefined) throw new ResourceError(`${path}: '${phrase}' has the unknown frame '${frame}' for a ${part}`);
  return {
    words: phrase.split(" "),
    part: part as TriggerEntry["part"],
    type: type as EventType,
    subtype: subtype === "-" ? null : subtype,
    frame: found,
    conditions: conditions === "-" ? [] : conditions.split(" ").map(readCondition),
  };
}

/** `slot:a|b`, `!slot:a|b`, or alternatives of flags and prepositions `a|b`. */
function readCondition(text: string): Condition {
  const negated = text.startsWith("!");
  const body = negated ? text.slice(1) : text;
  const colon = body.indexOf(":");
  const plain = colon < 0 || body.slice(0, colon).includes("|");
  const slot = plain ? "flag" : body.slice(0, colon);
  const words = (plain ? body : body.slice(colon + 1)).split("|");
  // what a subject or object may not be is told by words, since "place" and "state" are words as well as classes
  const isClass =
    !(negated && (slot === "subj" || slot === "obj")) && slot !== "with" && slot !== "mod" && slot !== "gov" && slot !== "flag";
  return {
    slot,
    negated,
    classes: isClass ? words.reduce((all, word) => all | mask(word), 0) : 0,
    words: new Set(words),
    orNone: words.includes("none"),
  };
}

function readLight([verb, subject, noun, others]: string[]): [string, LightVerb] {
  const words = verb!.split(" ");
  return [
    words[0]!,
    {
      rest: words.slice(1),
      subject: subject === "-" ? null : (subject as RoleName),
      noun: noun!,
      others: new Map(others === "-" ? [] : others!.split(" ").map((pair) => pair.split("=") as [string, RoleName])),
    },
  ];
}

function readGuard([phrase, blocked]: string[]): Guard {
  return { words: phrase!.split(" "), blocked: Number(blocked) - 1 };
}

/** Regular forms of verbs: "shell" → shells, shelled, shelling. */
function inflect(verbs: readonly string[]): Map<string, string> {
  const out = new Map<string, string>();
  for (const verb of new Set(verbs)) {
    const stem = /e$/.test(verb) ? verb.slice(0, -1) : /[^aeiou]y$/.test(verb) ? verb : verb;
    const doubled = /^[^aeiou]*[aeiou][bdgmnprt]$/.test(verb) ? verb + verb.at(-1) : stem;
    const past = /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${doubled}ed`;
    const third = /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : /(s|x|z|ch|sh)$/.test(verb) ? `${verb}es` : `${verb}s`;
    for (const form of [past, `${doubled}ing`, third]) if (!out.has(form)) out.set(form, verb);
  }
  for (const [form, verb] of IRREGULAR) if (verbs.includes(verb)) out.set(form, verb);
  return out;
}

/** Past forms of irregular verbs of violence and motion. */
const IRREGULAR: readonly (readonly [string, string])[] = [
  ["struck", "strike"],
  ["shot", "shoot"],
  ["blew", "blow"],
  ["blown", "blow"],
  ["slain", "slay"],
  ["slew", "slay"],
  ["fought", "fight"],
  ["stolen", "steal"],
  ["stole", "steal"],
  ["retook", "retake"],
  ["retaken", "retake"],
  ["overran", "overrun"],
  ["fled", "flee"],
  ["fell", "fall"],
  ["fallen", "fall"],
  ["sank", "sink"],
  ["sunk", "sink"],
  ["withdrew", "withdraw"],
  ["withdrawn", "withdraw"],
  ["overthrew", "overthrow"],
  ["overthrown", "overthrow"],
  ["threw", "throw"],
  ["thrown", "throw"],
  ["broke", "break"],
  ["broken", "break"],
  ["drove", "drive"],
  ["driven", "drive"],
  ["taken", "take"],
  ["took", "take"],
  ["beaten", "beat"],
  ["laid", "lay"],
  ["swept", "sweep"],
];
