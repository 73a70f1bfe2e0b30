import { hashString } from "./hash.js";

/** What the recogniser knows of words beside its weights. */
export interface NameKnowledge {
  /** Cluster of a word by the hash of its lower-case form, 0 where unknown. */
  cluster(lower: number): number;
  /** How a word is usually written away from a sentence's start: 0 unknown, 1 lower, 2 mostly lower, 3 mostly not, 4 Title, 5 ALL CAPS. */
  casing(lower: number): number;
  /** {@link LEXICON} bits of a word by the hash of its lower-case form. */
  lexicon(lower: number): number;
  /** Number of the type of a listed name by its key, 0 where there is none. */
  known(key: number): number;
}

/** What features read of a gazetteer. */
export interface PlaceNames {
  extend(key: number, word: string): number;
  flags(key: number): number;
}

/** Classes of words in `lexicons/names/`. */
export const LEXICON = {
  title: 1,
  given: 2,
  government: 4,
  organization: 8,
  armed: 16,
  facility: 32,
  place: 64,
  operation: 128,
  people: 256,
} as const;

/** Ways of writing: of a token's letters. */
export const CASE = { none: 0, lower: 1, title: 2, upper: 3, mixed: 4, digit: 5 } as const;

/** The distinct words of a document, with everything about them that needs no context; all arrays are indexed by word. */
export interface WordTable {
  /** Word of each token. */
  readonly ids: Int32Array;
  readonly forms: readonly string[];
  readonly exact: Uint32Array;
  readonly lower: Uint32Array;
  readonly shape: Uint32Array;
  readonly case: Uint8Array;
  readonly prefix3: Uint32Array;
  readonly prefix4: Uint32Array;
  readonly suffix2: Uint32Array;
  readonly suffix3: Uint32Array;
  readonly suffix4: Uint32Array;
  readonly cluster: Uint16Array;
  readonly casing: Uint8Array;
  readonly lexicon: Uint16Array;
  readonly places: Uint8Array;
  /** First word with the same lower-case form. */
  readonly same: Int32Array;
}

/** Looks every distinct word of `tokens` up once. */
export function wordTable(tokens: readonly string[], knowledge: NameKnowledge, places: PlaceNames): WordTable {
  const byForm = new Map<string, number>();
  const ids = new Int32Array(tokens.length);
  const forms: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const form = tokens[i]!;
    let id = byForm.get(form);
    if (id === undefined) {
      id = forms.length;
      byForm.set(form, id);
      forms.push(form);
    }
    ids[i] = id;
  }
  const n = forms.length;
  const table = {
    ids,
    forms,
    exact: new Uint32Array(n),
    lower: new Uint32Array(n),
    shape: new Uint32Array(n),
    case: new Uint8Array(n),
    prefix3: new Uint32Array(n),
    prefix4: new Uint32Array(n),
    suffix2: new Uint32Array(n),
    suffix3: new Uint32Array(n),
    suffix4: new Uint32Array(n),
    cluster: new Uint16Array(n),
    casing: new Uint8Array(n),
    lexicon: new Uint16Array(n),
    places: new Uint8Array(n),
    same: new Int32Array(n),
  };
  const firstOf = new Map<number, number>();
  for (let id = 0; id < n; id++) {
    const form = forms[id]!;
    const low = masked(form);
    const lower = hashString(low);
    const length = low.length;
    table.exact[id] = hashString(form);
    table.lower[id] = lower;
    table.shape[id] = shapeOf(form);
    const kind = caseOf(form);
    table.case[id] = kind;
    table.prefix3[id] = hashString(low, 0, Math.min(3, length));
    table.prefix4[id] = hashString(low, 0, Math.min(4, length));
    table.suffix2[id] = hashString(low, Math.max(0, length - 2));
    table.suffix3[id] = hashString(low, Math.max(0, length - 3));
    table.suffix4[id] = hashString(low, Math.max(0, length - 4));
    table.cluster[id] = knowledge.cluster(lower);
    table.casing[id] = knowledge.casing(lower);
    table.lexicon[id] = knowledge.lexicon(lower);
    if (kind >= CASE.title && kind <= CASE.mixed) table.places[id] = places.flags(places.extend(0, form));
    const first = firstOf.get(lower);
    if (first === undefined) firstOf.set(lower, id);
    table.same[id] = first ?? id;
  }
  return table;
}

/** Lower case, digits as 0. */
export function masked(form: string): string {
  const low = form.toLowerCase();
  return /\d/.test(low) ? low.replace(/\d/g, "0") : low;
}

/** How a token is written. */
export function caseOf(form: string): number {
  let upper = 0;
  let lower = 0;
  let digits = 0;
  let first = 0;
  for (let i = 0; i < form.length; i++) {
    const c = form.charCodeAt(i);
    let kind = 0;
    if (c < 128) kind = c >= 65 && c <= 90 ? 1 : c >= 97 && c <= 122 ? 2 : c >= 48 && c <= 57 ? 3 : 0;
    else {
      const char = form[i]!;
      kind = char.toLowerCase() !== char ? 1 : char.toUpperCase() !== char ? 2 : 0;
    }
    if (kind === 1) upper++;
    else if (kind === 2) lower++;
    else if (kind === 3) digits++;
    if (first === 0) first = kind;
  }
  if (upper === 0) return lower > 0 ? CASE.lower : digits > 0 ? CASE.digit : CASE.none;
  if (lower === 0) return upper === 1 && form.length === 1 ? CASE.title : CASE.upper;
  return first === 1 && upper === 1 ? CASE.title : CASE.mixed;
}

/** Hash of the shape: runs of upper case, lower case, digits and other signs, two of a kind standing for more. */
function shapeOf(form: string): number {
  let h = 0x811c9dc5;
  let last = 0;
  let run = 0;
  for (let i = 0; i < form.length; i++) {
    const c = form.charCodeAt(i);
    let kind: number;
    if (c < 128) kind = c >= 65 && c <= 90 ? 1 : c >= 97 && c <= 122 ? 2 : c >= 48 && c <= 57 ? 3 : c;
    else {
      const char = form[i]!;
      kind = char.toLowerCase() !== char ? 1 : char.toUpperCase() !== char ? 2 : 4;
    }
    run = kind === last ? run + 1 : 1;
    last = kind;
    if (run <= 2) h = Math.imul(h ^ kind, 0x01000193);
  }
  return h >>> 0;
}
