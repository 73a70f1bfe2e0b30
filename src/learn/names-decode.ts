/**
 * Labels of a name recogniser: 0 is outside; a type `t` has 1 + 4t (first), + 1 (inside), + 2 (last), + 3 (alone): BILOU
 * after Ratinov and Roth 2009.
 */
export const NAME_CLASSES = ["PER", "ORG", "LOC", "NORP", "MISC"] as const;
export type NameClass = (typeof NAME_CLASSES)[number];
export const NAME_LABELS = 1 + 4 * NAME_CLASSES.length;

/** A recognised stretch of tokens. */
export interface NameSpan {
  readonly first: number;
  /** Index past the last token. */
  readonly last: number;
  readonly type: NameClass;
}

/** Whether the label `to` may follow `from`. */
export function follows(from: number, to: number): boolean {
  const open = from > 0 && ((from - 1) & 3) < 2;
  const part = (to - 1) & 3;
  if (open) return to > 0 && (part === 1 || part === 2) && (to - 1) >> 2 === (from - 1) >> 2;
  return to === 0 || part === 0 || part === 3;
}

/** For each label the labels that may stand before it. */
export const BEFORE: readonly Uint8Array[] = Array.from({ length: NAME_LABELS }, (_, to) =>
  Uint8Array.from(Array.from({ length: NAME_LABELS }, (_, from) => from).filter((from) => follows(from, to))),
);

/** Whether a sequence may end with a label. */
export const mayEnd = (label: number): boolean => label === 0 || ((label - 1) & 3) >= 2;

/**
 * The best label sequence under emission scores (`length` rows of NAME_LABELS) and transition scores (from × to), by
 * Viterbi over the allowed transitions; the tokens before and after are outside.
 */
export function bestLabels(emissions: Float32Array, length: number, transitions: Float32Array, labels: Uint8Array, back: Uint8Array): void {
  const L = NAME_LABELS;
  for (let y = 0; y < L; y++) {
    if (follows(0, y)) emissions[y] = emissions[y]! + transitions[y]!;
    else emissions[y] = -1e9;
  }
  for (let i = 1; i < length; i++) {
    const row = i * L;
    const last = row - L;
    for (let y = 0; y < L; y++) {
      const from = BEFORE[y]!;
      let best = -1e30;
      let arg = 0;
      for (let k = 0; k < from.length; k++) {
        const p = from[k]!;
        const score = emissions[last + p]! + transitions[p * L + y]!;
        if (score > best) {
          best = score;
          arg = p;
        }
      }
      emissions[row + y] = emissions[row + y]! + best;
      back[row + y] = arg;
    }
  }
  let at = 0;
  let best = -1e30;
  for (let y = 0; y < L; y++) {
    const score = emissions[(length - 1) * L + y]! + transitions[y * L]!;
    if (mayEnd(y) && score > best) {
      best = score;
      at = y;
    }
  }
  for (let i = length - 1; i >= 0; i--) {
    labels[i] = at;
    at = back[i * L + at]!;
  }
}

/** The stretches that a label sequence marks; `offset` is the index of its first token. */
export function spansOf(labels: ArrayLike<number>, length: number, offset: number, out: NameSpan[]): void {
  let first = 0;
  for (let i = 0; i < length; i++) {
    const y = labels[i]!;
    if (y === 0) continue;
    const part = (y - 1) & 3;
    if (part === 0 || part === 3) first = i;
    if (part >= 2) out.push({ first: offset + first, last: offset + i + 1, type: NAME_CLASSES[(y - 1) >> 2]! });
  }
}
