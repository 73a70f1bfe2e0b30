/**
 * The feature templates of the parser. An atom is one fact of the state (a word, tag, relation, distance); a template
 * names up to four atoms whose values are hashed together.
 */

/**
 * Where each position's atoms start: word, tag, cluster; of children word, tag, relation. `bn` is the last noun of the
 * noun phrase that starts behind `b0`; `ba` the tag behind it; `d` are distances, `k` what lies between (commas, verbs,
 * conjunctions).
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
} as const;
export const ATOMS = 83;

const NAMES: Record<string, number> = { d0: ATOM.d0, d1: ATOM.d1, k0: ATOM.k0, k1: ATOM.k1, ba: ATOM.ba };
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

/** Four atom indices a template, -1 where it has fewer. */
export interface Templates {
  readonly count: number;
  readonly parts: Int8Array;
}

/** Templates from their written form: blanks between templates, `+` between atoms. */
export function templates(text: string): Templates {
  const list = text.trim().split(/\s+/);
  const parts = new Int8Array(list.length * 4).fill(-1);
  for (const [t, template] of list.entries()) {
    for (const [k, name] of template.split("+").entries()) {
      const atom = NAMES[name];
      if (atom === undefined) throw new Error(`no such atom: ${name}`);
      parts[t * 4 + k] = atom;
    }
  }
  return { count: list.length, parts };
}

/** What the choice of an action looks at: stack and buffer, their children, valencies and distances. */
export const ACTION_TEMPLATES = templates(`
  s0w s0t s0w+s0t s1w s1t s1w+s1t s2w s2t
  b0w b0t b0w+b0t b1w b1t b2w b2t b3t
  s0w+s0t+b0t s0t+b0w+b0t s0w+b0w s0t+b0t s0w+b0t s0t+b0w
  s1w+s1t+s0t s1t+s0w+s0t s1w+s0w s1t+s0t s1w+s0t s1t+s0w
  s1w+b0w s1t+b0t s1w+b0t s1t+b0w
  b0t+b1t b0w+b1t b0t+b1w b0w+b1w b0t+b1t+b2t b1t+b2t+b3t
  s0t+b0t+b1t s0w+b0t+b1t s0t+b0w+b1t s0t+b0t+b1w s0t+b0t+b1t+b2t
  s1t+s0t+b0t s1w+s0t+b0t s1t+s0w+b0t s1t+s0t+b0w s1t+s0t+b0t+b1t s1w+s0w+b0t s1w+s0t+b0w s1t+s0w+b0w
  s2t+s1t+s0t s2t+s1t+s0t+b0t s2w+s1t+s0t s2t+s0t s2t+s0w+b0t
  s0t+d0 s0w+d0 b0t+d0 b0w+d0 s0t+b0t+d0
  s1t+d1 s0t+d1 s1t+s0t+d1
  s0t+s0lv s0t+s0rv s1t+s1rv s1t+s1lv b0t+b0lv
  s0t+s0ls s0t+s0rs s0w+s0rs s1t+s1rs s1w+s1rs s1t+s1ls b0t+b0ls
  s0l1d s0r1d s1r1d s1l1d b0l1d
  s0l2d s0r2d s1r2d s1l2d b0l2d
  s0t+s0l1t+b0t s0t+s0r1t+b0t s0t+b0t+b0l1t s1t+s0t+s0l1t s1t+s0t+s0r1t s1t+s1r1t+s0t s1t+s1l1t+s0t
  s0t+s0l1w+b0t s1t+s0t+s0l1w s1w+s0t+s0l1w s0w+b0t+b0l1w s1t+s1r1d+s0t s1t+s1r1d+s0t+s0l1d
  s0t+s0l1d+s0l2d s0t+s0r1d+s0r2d s1t+s1r1d+s1r2d b0t+b0l1d+b0l2d
  s1t+s0t+b0t+s0l1t s1t+s1r1t+s0t+b0t s1t+s1rs+s0t+b0t s1t+s0t+s0ls+b0t s1t+s0t+s0rs+b0t s0t+s0rs+b0t s0t+s0ls+b0t
  s1t+s1l1d+s0t+b0t s1t+s1r1w+s0t s0t+s0r1w+b0t
  p0t+s0t+n0t n0t+s0t+b0t
  s0c s1c b0c s0c+b0c s0c+b0t s0t+b0c s0c+b0w s0w+b0c s1c+s0c s1c+s0t s1t+s0c s1w+s0c s1c+s0w
  s1c+s0c+b0t s1c+s0t+b0t s1t+s0c+b0t s1c+s0l1w+s0c s1c+s0l1w+s0t s1c+s0c+b0w b0c+b1c s0c+b0t+b1t s0t+b0c+b1t s2t+s1c+s0c+b0t
  s1c+b0w+bnc s0c+b0w+bnc s1c+s0c+b0w+bnc s1t+s0t+b0w+bnt s1w+s0w+b0w s0t+b0t+bnt+ba s1t+s0t+b0t+ba s0w+b0t+bnc s1t+s0t+b0t+bnt
  s0t+b0w+ba s1t+s0t+b0w+ba s0t+b0t+b1t+ba
  s0t+b0t+k0 s0w+b0t+k0 s0t+b0w+k0 s1t+s0t+k1 s1t+s0t+b0t+k1 s1w+s0t+k1 s1t+b0t+k1 s1t+s0t+b0t+k0
`);

/** What the choice of a relation looks at: `s0` is the child, `s1` its head, `s2` and `b0` the child's neighbours. */
export const LABEL_TEMPLATES = templates(`
  d1 d0 s0w+d1 s0t+d1 s1w+d1 s1t+d1 s0w+s0t+d1 s1w+s1t+d1 s0w+s1w+d1 s0t+s1t+d1 s0w+s1t+d1 s0t+s1w+d1 s0w+s0t+s1t+d1 s0t+s1w+s1t+d1
  s0t+s1t+d0 s0w+s1t+d0 s0t+s1w+d0
  s2t+s0t+s1t+d1 s0t+b0t+s1t+d1 s2w+s0t+d1 s0t+b0w+d1 s2w+s0w+d1 s2t+d1 b0t+d1 s2w+s1w+d1 s2w+s1t+d1 s2w+s0t+s1t+d1
  b1t+s1t+s0t+d1 s1t+b2t+s0t+d1 b1w+s1t+d1 b2w+s1t+d1 b1w+s0w+d1 b2w+s0w+d1
  s0l1w+s0t+d1 s0l1w+s1w+d1 s0l1w+s0w+d1 s0l1w+s1t+d1 s0l1w+s0t+s1t+d1 s0l1w+s0t+s1w+d1 s0l1t+s0t+s1t+d1 s0l1d+s0t+s1t+d1 s0l1d+s0w+d1
  s0l2w+s0t+d1 s0l2t+s0t+s1t+d1 s0l2d+s0t+s1t+d1 s0l1d+s0l2d+s0t+d1
  s0r1w+s0t+d1 s0r1t+s0t+s1t+d1 s0r1d+s0t+s1t+d1 s0r1w+s0w+d1
  s0ls+s0t+d1 s0ls+s0t+s1t+d1 s0rs+s0t+s1t+d1 s0ls+s0w+d1 s0ls+s1w+d1 s0ls+s0rs+s0t+d1
  s1ls+s0t+s1t+d1 s1rs+s0t+s1t+d1 s1ls+s0w+d1 s1rs+s0w+d1 s1ls+s1w+s0t+d1 s1rs+s1w+s0t+d1
  s1l1d+s0t+s1t+d1 s1r1d+s0t+s1t+d1 s1r1t+s0t+s1t+d1 s1l1t+s0t+s1t+d1 s1r1w+s0w+d1 s1l1w+s0w+d1 s1l1w+s0t+s1t+d1 s1r1w+s0t+s1t+d1
  s0lv+s0t+s1t+d1 s1lv+s0t+s1t+d1 s1rv+s0t+s1t+d1
  s0c+d1 s1c+d1 s0c+s1c+d1 s0c+s1t+d1 s0t+s1c+d1 s0w+s1c+d1 s0c+s1w+d1 s0l1w+s0c+d1 s0l1w+s0c+s1c+d1 s0l1w+s1c+d1 s0l1w+s0c+s1w+d1
  s0t+s1t+k0 s0w+s1t+k0 s0t+s1w+k0 s0c+s1c+k0
`);
