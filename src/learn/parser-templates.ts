import { seedOf } from "./hash.js";

/**
 * The feature templates of the parser. An atom is one fact of the state (a word, tag, relation, distance); a template
 * names up to four atoms whose values are hashed together.
 */

/**
 * Where each position's atoms start: word, tag, cluster; of children word, tag, relation. `bn` is the last noun of the
 * noun phrase that starts behind `b0`; `ba` the tag behind it; `d` are distances, `k` what lies between (commas, verbs,
 * conjunctions). `g` is where the first reading has the head of a word, `gl` its relation there, `gr` where it has the
 * word's last child.
 */
export const ATOM = {
  s0: 0,
  s1: 3,
  s2: 6,
  b0: 9,
  b1: 12,
  b2: 15,
  b3: 18,
  p0: 21,
  n0: 24,
  bn: 27,
  s0f: 30,
  s1f: 46,
  b0f: 62,
  d0: 78,
  d1: 79,
  k0: 80,
  k1: 81,
  ba: 82,
  g0: 83,
  g1: 84,
  gb: 85,
  gl0: 86,
  gl1: 87,
  glb: 88,
  gr0: 89,
  gr1: 90,
  gbn: 91,
} as const;
/** The last one is always 0: what templates of fewer than four atoms point to. */
export const ATOMS = 93;

const NAMES: Record<string, number> = {};
for (const p of ["d0", "d1", "k0", "k1", "ba", "g0", "g1", "gb", "gbn", "gl0", "gl1", "glb", "gr0", "gr1"] as const) NAMES[p] = ATOM[p];
for (const p of ["s0", "s1", "s2", "b0", "b1", "b2", "b3", "p0", "n0", "bn"] as const) {
  for (const [i, x] of ["w", "t", "c"].entries()) NAMES[p + x] = ATOM[p] + i;
}
for (const [p, base] of [
  ["s0", ATOM.s0f],
  ["s1", ATOM.s1f],
  ["b0", ATOM.b0f],
] as const) {
  for (const [i, c] of ["l1", "l2", "r1", "r2"].entries()) {
    for (const [j, x] of ["w", "t", "d"].entries()) NAMES[p + c + x] = base + 3 * i + j;
  }
  for (const [i, x] of ["lv", "rv", "ls", "rs"].entries()) NAMES[p + x] = base + 12 + i;
}

/** Four atom indices a template, and the hash that its features start from. */
export interface Templates {
  readonly count: number;
  readonly parts: Uint8Array;
  readonly seeds: Int32Array;
}

/** Templates from their written form: blanks between templates, `+` between atoms. */
export function templates(text: string): Templates {
  const list = text.trim().split(/\s+/);
  const parts = new Uint8Array(list.length * 4).fill(ATOMS - 1);
  for (const [t, template] of list.entries()) {
    for (const [k, name] of template.split("+").entries()) {
      const atom = NAMES[name];
      if (atom === undefined) throw new Error(`no such atom: ${name}`);
      parts[t * 4 + k] = atom;
    }
  }
  return { count: list.length, parts, seeds: Int32Array.from(list, (_, t) => seedOf(t + 1)) };
}

/** What one reading of a sentence looks at: for the choice of an action, and for that of a relation. */
export interface ReadingTemplates {
  readonly actions: Templates;
  /** Here `s0` is the child, `s1` its head, `s2` and `b0` the child's neighbours, `b1` and `b2` the head's. */
  readonly labels: Templates;
}

/** The first reading, from the end of the sentence to its start: only what gives most, as it is there to be looked at. */
export const FIRST_READING: ReadingTemplates = {
  actions: templates(`
    s0w s0t s0w+s0t s1w s1t s1w+s1t s2w s2t b0w b0t b0w+b0t b1w b1t b2w b2t b3t s0w+s0t+b0t s0w+b0w s0t+b0t s0w+b0t s0t+b0w s1t+s0t s1w+s0t s1t+s0w
    s1t+b0t s1w+b0t s1t+b0w b0t+b1t b0w+b1t b0t+b1w b0t+b1t+b2t b1t+b2t+b3t s0t+b0t+b1t s0t+b0t+b1t+b2t s1t+s0t+b0t s2t+s1t+s0t s2t+s0t s0t+d0 s0w+d0
    b0t+d0 b0w+d0 s0t+b0t+d0 s1t+d1 s0t+d1 s1t+s0t+d1 s0t+s0lv s0t+s0rv s1t+s1rv s1t+s1lv b0t+b0lv s0t+s0ls s0t+s0rs s0w+s0rs s1t+s1rs s1w+s1rs
    s1t+s1ls b0t+b0ls s0l1d s0r1d s1r1d s1l1d b0l1d s0l2d s0r2d s1r2d s1l2d b0l2d s0t+s0l1t+b0t s0t+s0r1t+b0t s0t+b0t+b0l1t s1t+s0t+s0l1t
    s1t+s0t+s0r1t s1t+s1r1t+s0t s1t+s1l1t+s0t s0t+s0l1w+b0t s1t+s0t+s0l1w s1t+s1r1d+s0t+s0l1d s0t+s0l1d+s0l2d s0t+s0r1d+s0r2d s1t+s1r1d+s1r2d
    b0t+b0l1d+b0l2d s0t+s0rs+b0t s0t+s0ls+b0t p0t+s0t+n0t n0t+s0t+b0t s0c s1c b0c s0c+b0c s0c+b0t s0t+b0c s1c+s0c s1c+s0t s1t+s0c b0c+b1c s0c+b0t+b1t
    s0t+b0t+k0 s1t+s0t+k1 s1t+b0t+k1
  `),
  labels: templates(`
    d1 d0 s0w+d1 s0t+d1 s1w+d1 s1t+d1 s0w+s0t+d1 s0w+s1w+d1 s0t+s1t+d1 s0w+s1t+d1 s0t+s1w+d1 s2t+d1 b0t+d1 b1w+s1t+d1 b2w+s1t+d1 s0l1w+s0t+d1
    s0l1w+s0w+d1 s0l1w+s1t+d1 s0l1d+s0w+d1 s0l2w+s0t+d1 s0l1d+s0l2d+s0t+d1 s0r1w+s0t+d1 s0r1w+s0w+d1 s0ls+s0t+d1 s0ls+s0w+d1 s0ls+s0rs+s0t+d1
    s1ls+s0t+s1t+d1 s1rs+s0t+s1t+d1 s0c+d1 s1c+d1 s0c+s1c+d1 s0c+s1t+d1 s0t+s1c+d1 s0l1w+s0c+d1 s0l1w+s1c+d1 s0t+s1t+k0
  `),
};

/** The second reading, from the start to the end, which knows the first: stack and buffer, their children, valencies, distances. */
export const SECOND_READING: ReadingTemplates = {
  actions: templates(`
    g0 gb g0+gl0 gb+glb g0+gb g0+gr0 g0+gb+gr0 g0+gl0+gb+glb g0+gr0+gb+gr1 g0+g1+gb+gr0 gb+gbn+g0 g0+s0t+b0t g0+s0t+s1t g0+gl0+s0t g0+gr0+s0t+b0t
    g0+gr0+s0t+s1t gb+s0t+b0t gb+b0w g0+s0w g0+b0w g0+s1w g0+d0+gl0 gr0+s0w gr0+s0t+b0t gb+glb+s0w gb+glb+s1w g0+gl0+s0t+gb g0+gr0+gl0+gb
    s0w s0t s0w+s0t s1w s1t s1w+s1t s2w s2t b0w b0t b0w+b0t b1w b1t b2w b2t b3t s0w+s0t+b0t s0t+b0w+b0t s0w+b0w s0t+b0t s0w+b0t s0t+b0w s1t+s0w+s0t
    s1w+s0w s1t+s0t s1w+s0t s1t+s0w s1w+b0w s1t+b0t s1w+b0t s1t+b0w b0t+b1t b0w+b1t b0t+b1w b0w+b1w b0t+b1t+b2t b1t+b2t+b3t s0t+b0t+b1t s0t+b0t+b1w
    s0t+b0t+b1t+b2t s1t+s0t+b0t s2t+s1t+s0t s2w+s1t+s0t s2t+s0t s0t+d0 s0w+d0 b0t+d0 b0w+d0 s0t+b0t+d0 s1t+d1 s0t+d1 s1t+s0t+d1 s0t+s0lv s0t+s0rv
    s1t+s1rv s1t+s1lv b0t+b0lv s0t+s0ls s0t+s0rs s0w+s0rs s1t+s1rs s1w+s1rs s1t+s1ls b0t+b0ls s0l1d s0r1d s1r1d s1l1d b0l1d s0l2d s0r2d s1r2d s1l2d
    b0l2d s0t+s0l1t+b0t s0t+s0r1t+b0t s0t+b0t+b0l1t s1t+s0t+s0l1t s1t+s0t+s0r1t s1t+s1r1t+s0t s1t+s1l1t+s0t s0t+s0l1w+b0t s1t+s0t+s0l1w s1t+s1r1d+s0t
    s1t+s1r1d+s0t+s0l1d s0t+s0l1d+s0l2d s0t+s0r1d+s0r2d s1t+s1r1d+s1r2d b0t+b0l1d+b0l2d s1t+s0t+b0t+s0l1t s1t+s1r1t+s0t+b0t s1t+s1rs+s0t+b0t
    s1t+s0t+s0ls+b0t s1t+s0t+s0rs+b0t s0t+s0rs+b0t s0t+s0ls+b0t s1t+s1r1w+s0t s0t+s0r1w+b0t p0t+s0t+n0t n0t+s0t+b0t s0c s1c b0c s0c+b0c s0c+b0t
    s0t+b0c s1c+s0c s1c+s0t s1t+s0c s1c+s0t+b0t s1c+s0l1w+s0t b0c+b1c s0c+b0t+b1t s0t+b0c+b1t s0t+b0t+bnt+ba s0t+b0t+k0 s0w+b0t+k0 s1t+s0t+k1
    s1t+s0t+b0t+k1 s1t+b0t+k1 s1t+s0t+b0t+k0
  `),
  labels: templates(`
    g0+gl0+d1 g0+gl0+s0t+d1 g0+gl0+s1t+d1 g0+gl0+s0w g0+gl0+s1w g0+gl0+s0t+s1t g0+gl0+gl1+s0t gl0+gl1+d1 g0+gl0+gr0 g0+gl0+s0l1w gr0+s0t+d1 gr0+s1w+d1
    d1 d0 s0w+d1 s0t+d1 s1w+d1 s1t+d1 s0w+s0t+d1 s1w+s1t+d1 s0w+s1w+d1 s0t+s1t+d1 s0w+s1t+d1 s0t+s1w+d1 s0w+s0t+s1t+d1 s0t+s1t+d0 s2t+s0t+s1t+d1
    s0t+b0t+s1t+d1 s2w+s0t+d1 s0t+b0w+d1 s2t+d1 b0t+d1 s2w+s1t+d1 b1t+s1t+s0t+d1 s1t+b2t+s0t+d1 b1w+s1t+d1 b2w+s1t+d1 s0l1w+s0t+d1 s0l1w+s1w+d1
    s0l1w+s0w+d1 s0l1w+s1t+d1 s0l1w+s0t+s1t+d1 s0l1t+s0t+s1t+d1 s0l1d+s0t+s1t+d1 s0l1d+s0w+d1 s0l2w+s0t+d1 s0l2t+s0t+s1t+d1 s0l2d+s0t+s1t+d1
    s0l1d+s0l2d+s0t+d1 s0r1w+s0t+d1 s0r1t+s0t+s1t+d1 s0r1d+s0t+s1t+d1 s0r1w+s0w+d1 s0ls+s0t+d1 s0ls+s0t+s1t+d1 s0rs+s0t+s1t+d1 s0ls+s0w+d1
    s0ls+s0rs+s0t+d1 s1ls+s0t+s1t+d1 s1rs+s0t+s1t+d1 s1ls+s0w+d1 s1rs+s0w+d1 s1l1d+s0t+s1t+d1 s1r1d+s0t+s1t+d1 s1r1t+s0t+s1t+d1 s1l1t+s0t+s1t+d1
    s1r1w+s0w+d1 s1l1w+s0w+d1 s1l1w+s0t+s1t+d1 s1r1w+s0t+s1t+d1 s0lv+s0t+s1t+d1 s1lv+s0t+s1t+d1 s1rv+s0t+s1t+d1 s0c+d1 s1c+d1 s0c+s1c+d1 s0c+s1t+d1
    s0t+s1c+d1 s0l1w+s0c+d1 s0l1w+s1c+d1 s0t+s1t+k0
  `),
};
