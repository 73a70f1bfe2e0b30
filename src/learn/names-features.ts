import { mix } from "./hash.js";
import { CASE, LEXICON, type NameKnowledge, type PlaceNames, type WordTable } from "./names-words.js";

/** A document as features see it: words, sentence bounds, and what the whole document tells of its words. */
export interface NameContext {
  readonly words: WordTable;
  /** First token of each sentence, and the number of tokens at the end. */
  readonly bounds: Int32Array;
  /** Per word: bits of {@link EVIDENCE}. */
  readonly evidence: Uint32Array;
  /** Per token: place in the longest gazetteer name there (0 none, 1 first, 2 inside, 3 last, 4 alone) and its flags. */
  readonly placePart: Uint8Array;
  readonly placeFlags: Uint8Array;
  /** Per token: place in the longest listed name there, and its type. */
  readonly knownPart: Uint8Array;
  readonly knownType: Uint8Array;
  /** Per token: first and last token of the run of capitalised words around it; -1 where it is not in one. */
  readonly runFirst: Int32Array;
  readonly runLast: Int32Array;
  /** Per token: whether names are looked for there. */
  readonly active: Uint8Array;
  /** Per sentence: 0 as usual, 1 all capitals, 2 headline capitals, 3 all lower case. */
  readonly modes: Uint8Array;
  /** Which corpus the annotation follows; 0 is the one to follow when reading. */
  readonly corpus: number;
}

/** What the other occurrences of a word in its document say. */
export const EVIDENCE = {
  lower: 1,
  capitalInside: 2,
  afterTitle: 4,
  afterGiven: 8,
  afterIn: 16,
  beforeSaid: 32,
  organizationRun: 64,
  placeRun: 128,
  bracketed: 256,
  possessive: 512,
  afterThe: 1024,
  lastOfRun: 2048,
  firstOfRun: 4096,
  alone: 8192,
  afterFrom: 16384,
  beforeComma: 32768,
} as const;

export const MOST_FEATURES = 96;
const LONGEST = 8;

const lowerSet = (words: string) => new Set(words.split(" "));
const IN = lowerSet("in at near across around outside inside throughout");
const FROM = lowerSet("from to into toward towards of");
const SAID = lowerSet("said says told added claimed stated announced wrote warned noted explained tweeted denied insisted asked replied");

/** Gathers what {@link nameFeatures} reads. `capital`: whether a token counts as capitalised. */
export function nameContext(
  words: WordTable,
  bounds: Int32Array,
  modes: Uint8Array,
  knowledge: NameKnowledge,
  places: PlaceNames,
  corpus = 0,
): NameContext {
  const n = words.ids.length;
  const runFirst = new Int32Array(n).fill(-1);
  const runLast = new Int32Array(n).fill(-1);
  const active = new Uint8Array(n);
  const placePart = new Uint8Array(n);
  const placeFlags = new Uint8Array(n);
  const knownPart = new Uint8Array(n);
  const knownType = new Uint8Array(n);
  const { ids, forms } = words;
  const capital = (i: number) => {
    const c = words.case[ids[i]!]!;
    return c >= CASE.title && c <= CASE.mixed;
  };
  for (let s = 0; s + 1 < bounds.length; s++) {
    const from = bounds[s]!;
    const to = bounds[s + 1]!;
    for (let i = from; i < to; i++) {
      if (!capital(i)) continue;
      for (let j = Math.max(from, i - 2); j <= Math.min(to - 1, i + 2); j++) active[j] = 1;
      if (runFirst[i]! >= 0) continue;
      let last = i;
      for (;;) {
        if (last + 1 < to && capital(last + 1)) last++;
        else if (last + 2 < to && capital(last + 2) && joins(forms[ids[last + 1]!]!)) last += 2;
        else break;
      }
      for (let j = i; j <= last; j++) {
        runFirst[j] = i;
        runLast[j] = last;
      }
    }
    matchNames(words, from, to, capital, (key) => places.flags(key) & 0xff, places.extend, placePart, placeFlags);
    matchNames(words, from, to, capital, knowledge.known, places.extend, knownPart, knownType);
  }
  const evidence = gatherEvidence(words, bounds, modes, runFirst, runLast);
  return { words, bounds, evidence, placePart, placeFlags, knownPart, knownType, runFirst, runLast, active, modes, corpus };
}

/** Two values in one; the first is spread, so that small numbers do not collide. */
function pair(a: number, b: number): number {
  return mix(Math.imul(a + 1, 0x85ebca6b), b);
}

/** Signs that do not end a run of capitalised words: "al - Sahaf", "O ' Brien". */
function joins(form: string): boolean {
  return form === "-" || form === "'" || form === "’" || form === "–";
}

function matchNames(
  words: WordTable,
  from: number,
  to: number,
  capital: (i: number) => boolean,
  look: (key: number) => number,
  extend: (key: number, word: string) => number,
  part: Uint8Array,
  value: Uint8Array,
): void {
  const { ids, forms } = words;
  for (let i = from; i < to; i++) {
    if (!capital(i)) continue;
    let key = 0;
    let best = -1;
    let found = 0;
    for (let j = i; j < Math.min(to, i + LONGEST); j++) {
      const last = words.case[ids[j]!]!;
      if (last === CASE.none && !joins(forms[ids[j]!]!) && forms[ids[j]!] !== ".") break;
      key = extend(key, forms[ids[j]!]!);
      if (last === CASE.none || (last === CASE.lower && j > i)) continue;
      const hit = look(key);
      if (hit !== 0) {
        best = j;
        found = hit;
      }
    }
    if (best < 0) continue;
    for (let j = i; j <= best; j++) {
      part[j] = i === best ? 4 : j === i ? 1 : j === best ? 3 : 2;
      value[j] = found;
    }
    i = best;
  }
}

function gatherEvidence(words: WordTable, bounds: Int32Array, modes: Uint8Array, runFirst: Int32Array, runLast: Int32Array): Uint32Array {
  const { ids, forms, same } = words;
  const found = new Uint32Array(forms.length);
  const lowerForms = forms.map((f) => f.toLowerCase());
  for (let s = 0; s + 1 < bounds.length; s++) {
    if (modes[s]! !== 0) continue;
    const from = bounds[s]!;
    const to = bounds[s + 1]!;
    for (let i = from; i < to; i++) {
      const id = ids[i]!;
      const word = same[id]!;
      if (runFirst[i]! < 0) {
        if (words.case[id] === CASE.lower) found[word] = found[word]! | EVIDENCE.lower;
        continue;
      }
      const first = runFirst[i]!;
      const last = runLast[i]!;
      let bits = 0;
      if (i > from) bits |= EVIDENCE.capitalInside;
      if (first === last) bits |= EVIDENCE.alone;
      else if (i === last) bits |= EVIDENCE.lastOfRun;
      else if (i === first) bits |= EVIDENCE.firstOfRun;
      if (i > from) {
        const before = ids[i - 1]!;
        const lexicon = words.lexicon[before]!;
        if (lexicon & LEXICON.title) bits |= EVIDENCE.afterTitle;
        if (lexicon & LEXICON.given && i > first) bits |= EVIDENCE.afterGiven;
        if (i === first) {
          const w = lowerForms[before]!;
          if (IN.has(w)) bits |= EVIDENCE.afterIn;
          else if (FROM.has(w)) bits |= EVIDENCE.afterFrom;
          else if (w === "the") bits |= EVIDENCE.afterThe;
          else if (w === "(" && last + 1 < to && forms[ids[last + 1]!] === ")") bits |= EVIDENCE.bracketed;
        }
      }
      if (i === last && last + 1 < to) {
        const w = lowerForms[ids[last + 1]!]!;
        if (SAID.has(w)) bits |= EVIDENCE.beforeSaid;
        else if (w === "'s" || w === "’s") bits |= EVIDENCE.possessive;
        else if (w === ",") bits |= EVIDENCE.beforeComma;
      }
      const end = words.lexicon[ids[last]!]!;
      if (last > i) {
        if (end & (LEXICON.government | LEXICON.organization | LEXICON.armed)) bits |= EVIDENCE.organizationRun;
        if (end & (LEXICON.place | LEXICON.facility)) bits |= EVIDENCE.placeRun;
      }
      found[word] = found[word]! | bits;
    }
  }
  const out = new Uint32Array(forms.length);
  for (let id = 0; id < out.length; id++) out[id] = found[same[id]!]!;
  return out;
}

/** Writes the features of the token `i` of the sentence `[from, to)` into `out`; returns how many. */
export function nameFeatures(context: NameContext, sentence: number, i: number, out: Uint32Array): number {
  const { words, evidence, placePart, placeFlags, knownPart, knownType, runFirst, runLast } = context;
  const { ids, exact, lower, shape, cluster, lexicon, casing, places } = words;
  const from = context.bounds[sentence]!;
  const to = context.bounds[sentence + 1]!;
  const mode = context.modes[sentence]!;
  let n = 0;
  const put = (template: number, value: number): void => {
    out[n++] = mix(Math.imul(template + 1, 0x9e3779b1), value);
  };
  const w0 = ids[i]!;
  const w1 = i > from ? ids[i - 1]! : -1;
  const w2 = i > from + 1 ? ids[i - 2]! : -1;
  const v1 = i + 1 < to ? ids[i + 1]! : -1;
  const v2 = i + 2 < to ? ids[i + 2]! : -1;
  const low = (w: number) => (w < 0 ? 1 : lower[w]!);
  const sh = (w: number) => (w < 0 ? 1 : shape[w]!);
  const cl = (w: number) => (w < 0 ? 1000 : cluster[w]!);
  const lx = (w: number) => (w < 0 ? 1000 : lexicon[w]!);
  const s0 = shape[w0]!;
  const l0 = lower[w0]!;
  const c0 = cluster[w0]!;
  const start = i === from ? 1 : 0;

  put(0, mode);
  put(1, exact[w0]!);
  put(2, l0);
  put(3, words.prefix3[w0]!);
  put(4, words.prefix4[w0]!);
  put(5, words.suffix2[w0]!);
  put(6, words.suffix3[w0]!);
  put(7, words.suffix4[w0]!);
  put(8, s0);
  put(9, c0);
  put(10, pair(casing[w0]!, start + 2 * (runFirst[i]! >= 0 ? 1 : 0)));
  put(11, places[w0]!);
  put(12, lexicon[w0]!);
  put(13, low(w1));
  put(14, low(v1));
  put(15, low(w2));
  put(16, low(v2));
  put(17, cl(w1));
  put(18, cl(v1));
  put(19, cl(w2));
  put(20, cl(v2));
  put(21, sh(w1));
  put(22, sh(v1));
  put(23, lx(w1));
  put(24, lx(v1));
  put(25, pair(sh(w1), pair(s0, sh(v1))));
  put(26, pair(low(w1), s0));
  put(27, pair(low(v1), s0));
  put(28, pair(low(w1), l0));
  put(29, pair(l0, low(v1)));
  put(30, pair(cl(w1), c0));
  put(31, pair(c0, cl(v1)));
  put(32, pair(low(w1), low(v1)));
  put(33, pair(s0, start));
  put(34, pair(cl(w2), cl(w1)));
  put(35, pair(cl(v1), cl(v2)));
  put(36, pair(lx(w1), pair(s0, lx(w0))));
  put(37, pair(lexicon[w0]!, lx(v1)));
  put(38, pair(low(w2), low(w1)));
  put(39, pair(low(v1), low(v2)));
  put(40, w1 < 0 ? 1 : words.suffix3[w1]!);
  put(41, v1 < 0 ? 1 : words.suffix3[v1]!);

  const first = runFirst[i]!;
  if (first >= 0) {
    const last = runLast[i]!;
    const where = first === last ? 3 : i === first ? 0 : i === last ? 2 : 1;
    const before = first > from ? ids[first - 1]! : -1;
    const after = last + 1 < to ? ids[last + 1]! : -1;
    put(42, pair(low(before), where));
    put(43, pair(low(after), where));
    put(44, pair(cl(before), where));
    put(45, pair(cl(after), where));
    put(46, pair(lower[ids[last]!]!, where));
    put(47, pair(lower[ids[first]!]!, where));
    put(48, pair(lexicon[ids[last]!]!, where));
    put(49, pair(lexicon[ids[first]!]!, where));
    put(50, pair(Math.min(7, last - first), where));
    put(51, pair(cluster[ids[last]!]!, where));
    put(52, pair(low(before), low(after)));
    put(53, pair(casing[ids[first]!]!, pair(first === from ? 1 : 0, where)));
    // "Ministry of Finance": what stands beyond a joining word.
    if (after >= 0 && last + 2 < to && words.case[after] === CASE.lower && runFirst[last + 2]! >= 0)
      put(54, pair(low(after), pair(lower[ids[last]!]!, where)));
    if (before >= 0 && first - 2 >= from && words.case[before] === CASE.lower && runFirst[first - 2]! >= 0)
      put(55, pair(low(before), pair(lower[ids[first - 2]!]!, where)));
  }
  const part = placePart[i]!;
  if (part > 0) {
    put(56, pair(part, placeFlags[i]!));
    put(57, pair(part, pair(placeFlags[i]!, low(w1))));
    put(58, pair(part, low(v1)));
    put(59, pair(part, s0));
  }
  if (i > from) put(60, pair(placePart[i - 1]!, placeFlags[i - 1]!));
  if (i + 1 < to) put(61, pair(placePart[i + 1]!, placeFlags[i + 1]!));
  if (knownPart[i]! > 0) {
    put(62, pair(knownPart[i]!, knownType[i]!));
    put(63, pair(knownType[i]!, low(v1)));
  }
  if (i > from && knownPart[i - 1]! > 0) put(64, pair(knownPart[i - 1]!, knownType[i - 1]!));

  if (first >= 0) {
    let bits = evidence[w0]!;
    put(65, bits & (EVIDENCE.lower | EVIDENCE.capitalInside | EVIDENCE.alone | EVIDENCE.lastOfRun | EVIDENCE.firstOfRun));
    put(
      66,
      bits &
        (EVIDENCE.afterTitle | EVIDENCE.afterGiven | EVIDENCE.afterIn | EVIDENCE.beforeSaid | EVIDENCE.organizationRun | EVIDENCE.placeRun),
    );
    for (let bit = 0; bits !== 0; bit++, bits >>>= 1) {
      if (bits & 1) put(67, pair(bit, runFirst[i] === runLast[i] ? 1 : 0));
    }
    put(68, pair(start, evidence[w0]! & (EVIDENCE.lower | EVIDENCE.capitalInside)));
  }
  // What is called by the last word alone elsewhere, and the run as a whole.
  if (first >= 0 && runLast[i]! > first) {
    let h = 0x811c9dc5;
    for (let k = first; k <= runLast[i]!; k++) h = pair(h, lower[ids[k]!]!);
    put(85, pair(h, i - first));
    put(
      86,
      pair(
        evidence[ids[runLast[i]!]!]! & (EVIDENCE.afterTitle | EVIDENCE.afterIn | EVIDENCE.beforeSaid | EVIDENCE.alone),
        i === first ? 0 : 1,
      ),
    );
    put(87, pair(cluster[ids[first]!]!, pair(cluster[ids[runLast[i]!]!]!, i === first ? 0 : i === runLast[i]! ? 2 : 1)));
  }
  if (mode > 0) {
    put(80, pair(mode, c0));
    put(81, pair(mode, pair(casing[w0]!, places[w0]!)));
    put(82, pair(mode, l0));
    put(83, pair(mode, pair(cl(w1), lexicon[w0]!)));
    put(84, pair(mode, pair(low(w1), casing[w0]!)));
  }
  if (context.corpus > 0) {
    put(90, context.corpus);
    put(91, pair(context.corpus, s0));
    put(92, pair(context.corpus, c0));
    put(93, pair(context.corpus, l0));
  }
  return n;
}

/** How often each word of a document was given each label, by `WordTable.same`; row by row. */
export interface LabelVotes {
  readonly counts: Uint16Array;
  readonly labels: number;
}

/** Counts a first reading's labels of the active tokens. */
export function countVotes(context: NameContext, labels: Uint8Array, kinds: number): LabelVotes {
  const { words, active, runFirst } = context;
  const counts = new Uint16Array(words.forms.length * kinds);
  for (let i = 0; i < labels.length; i++) {
    if (active[i] === 0 || runFirst[i]! < 0) continue;
    const at = words.same[words.ids[i]!]! * kinds + labels[i]!;
    if (counts[at]! < 65535) counts[at]!++;
  }
  return { counts, labels: kinds };
}

/**
 * Features of a second reading: what a first one made of the other occurrences of the word in the document (Krishnan and
 * Manning 2006). `own` is the token's label in the first reading.
 */
export function voteFeatures(context: NameContext, votes: LabelVotes, i: number, own: number, out: Uint32Array): number {
  const { words, runFirst, runLast } = context;
  const first = runFirst[i]!;
  if (first < 0) return 0;
  const { counts, labels } = votes;
  const row = words.same[words.ids[i]!]! * labels;
  let total = 0;
  let most = 0;
  let arg = 0;
  const types = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let y = 0; y < labels; y++) {
    const n = counts[row + y]! - (y === own ? 1 : 0);
    if (n <= 0) continue;
    total += n;
    if (n > most) {
      most = n;
      arg = y;
    }
    types[y === 0 ? 0 : 1 + ((y - 1) >> 2)]! += n;
  }
  let n = 0;
  const alone = runLast[i] === first ? 1 : 0;
  const put = (template: number, value: number): void => {
    out[n++] = mix(Math.imul(template + 1, 0x9e3779b1), value);
  };
  put(70, own);
  if (total === 0) {
    put(71, alone);
    return n;
  }
  let type = 0;
  for (let k = 1; k < types.length; k++) if (types[k]! > types[type]!) type = k;
  const share = types[type]! / total;
  const purity = share > 0.95 ? 2 : share > 0.66 ? 1 : 0;
  const amount = total > 4 ? 2 : total > 1 ? 1 : 0;
  put(72, pair(type, pair(purity, amount)));
  put(73, pair(type, pair(alone, own)));
  put(74, pair(arg, alone));
  put(75, pair(type, pair(purity, pair(amount, own))));
  for (let y = 1; y < labels; y++) if (counts[row + y]! - (y === own ? 1 : 0) > 0) put(76, pair(y, alone));
  return n;
}
