import { ATOM, ATOMS } from "./parser-templates.js";
import { PAD, type WordTable } from "./words.js";

export const SHIFT = 0;
export const LEFT = 1;
export const RIGHT = 2;

/** Stands in a state for "no word". */
const NONE = -1;

/** What the first reading made of a sentence, from its last word to its first. */
export interface Guide {
  /** By word: its head, the number of words for the root. */
  readonly heads: ArrayLike<number>;
  readonly labels: ArrayLike<number>;
  /** By word: how far its relation was ahead of the next best, in the label model's units. */
  readonly leads: ArrayLike<number>;
}

/**
 * The state of a parse: a stack, the first word of the buffer, and the arcs so far. Words are 0-based; the word `count`
 * is the root, which stands at the end of the buffer.
 */
export class ParserState {
  count = 0;
  front = 0;
  depth = 0;
  stack = new Int32Array(256);
  heads = new Int32Array(256);
  labels = new Int32Array(256);
  /** By how much each relation was better than the next best; 0 where none was weighed. */
  leads = new Int32Array(256);
  /** Nearest-to-outermost children: outermost and second outermost on each side, -1 where there is none. */
  left1 = new Int32Array(256);
  left2 = new Int32Array(256);
  right1 = new Int32Array(256);
  right2 = new Int32Array(256);
  leftCount = new Int32Array(256);
  rightCount = new Int32Array(256);
  /** Bit set of the relations of a word's children on either side. */
  leftLabels = new Int32Array(256);
  rightLabels = new Int32Array(256);
  lower = new Uint32Array(256);
  tags = new Uint8Array(256);
  clusters = new Uint32Array(256);
  /** Last noun of the noun phrase that starts at a word, and the first word behind it. */
  chunkHead = new Int32Array(256);
  chunkEnd = new Int32Array(256);
  /** How many commas, verbs and conjunctions stand before a word: commas, 2^10 verbs, 2^20 conjunctions. */
  marks = new Int32Array(256);
  /** {@link tagKinds} of the tagset. */
  private kinds: Uint8Array;
  /** What the first reading made of the sentence: heads (`count` of the root), relations + 1, last child to the right or -1. */
  private guided = false;
  guideHeads = new Int32Array(256);
  guideLabels = new Int32Array(256);
  guideLeads = new Int32Array(256);
  guideLast = new Int32Array(256);
  readonly atoms = new Uint32Array(ATOMS);

  constructor(classes: readonly string[]) {
    this.kinds = tagKinds(classes);
  }

  /** Starts a sentence; `tags` are shifted by {@link PAD}. `backward`: the last word is word 0. */
  start(words: WordTable, tags: Uint8Array, backward = false): void {
    const count = words.count;
    if (this.stack.length < count + 2) this.grow(2 * (count + 2));
    this.count = count;
    this.rewind();
    for (let i = 0; i <= count; i++) {
      const at = (backward ? count - 1 - i : i) + PAD;
      this.lower[i] = words.lower[at]!;
      this.tags[i] = tags[at]! + 2;
      this.clusters[i] = words.cluster[at]!;
    }
    this.guided = false;
    this.lower[count] = 7;
    this.tags[count] = 1;
    this.clusters[count] = 0;
    this.findChunks();
  }

  /** Goes back to the beginning of the sentence: no word on the stack, no arc. */
  rewind(): void {
    this.front = 0;
    this.depth = 0;
    for (let i = 0; i <= this.count; i++) {
      this.heads[i] = NONE;
      this.labels[i] = 0;
      this.left1[i] = this.left2[i] = this.right1[i] = this.right2[i] = NONE;
      this.leftCount[i] = this.rightCount[i] = this.leftLabels[i] = this.rightLabels[i] = 0;
    }
  }

  /** A hash of which words stand on the stack and in the buffer: what is left to read of the sentence. */
  get rest(): number {
    let hash = this.front;
    for (let k = 0; k < this.depth; k++) hash = (Math.imul(hash, 31) + this.stack[k]! + 1) | 0;
    return hash;
  }

  /** Takes the arcs of a backward reading of the same sentence to go by; after {@link start}. */
  guide({ heads, labels, leads }: Guide): void {
    const { count, guideHeads, guideLabels, guideLeads, guideLast } = this;
    this.guided = true;
    guideLast.fill(NONE, 0, count + 1);
    for (let i = 0; i < count; i++) {
      const head = heads[count - 1 - i]!;
      guideHeads[i] = head === count ? count : count - 1 - head;
      guideLabels[i] = labels[count - 1 - i]! + 1;
      guideLeads[i] = leads[count - 1 - i]!;
      if (i > guideHeads[i]!) guideLast[guideHeads[i]!] = i;
    }
    guideHeads[count] = NONE;
    guideLabels[count] = 0;
  }

  /** The relation that the first reading gave the same arc with such a lead, else -1. */
  settled(head: number, child: number, lead: number): number {
    const same = this.guided && this.guideHeads[child] === head && this.guideLeads[child]! >= lead;
    return same ? this.guideLabels[child]! - 1 : NONE;
  }

  /** Where the first reading has a word's head: 1 no word, 2 front, 3 top, 4 second, 5 further right, 6 further left, 7 root. */
  private guideOf(word: number, top: number, second: number): number {
    if (word < 0 || word >= this.count) return 1;
    const head = this.guideHeads[word]!;
    if (head === this.front) return 2;
    if (head === top) return 3;
    if (head === second) return 4;
    if (head === this.count) return 7;
    return head > word ? 5 : 6;
  }

  /** Whether the first reading gives a word no child from the front on, the front as its last, or one behind it. */
  private guideReach(word: number): number {
    const last = word < 0 ? NONE : this.guideLast[word]!;
    return last < this.front ? 1 : last === this.front ? 2 : 3;
  }

  /** Fills the atoms of the choice of an action that come from the first reading; all 0 where there is none. */
  guideActions(top: number, second: number): void {
    if (!this.guided) return;
    const { atoms: a, front, guideLabels } = this;
    a[ATOM.g0] = this.guideOf(top, top, second);
    a[ATOM.g1] = this.guideOf(second, top, second);
    a[ATOM.gb] = this.guideOf(front, top, second);
    a[ATOM.gbn] = this.guideOf(front + 1, top, second);
    a[ATOM.gl0] = top < 0 ? 0 : guideLabels[top]! + 1;
    a[ATOM.gl1] = second < 0 ? 0 : guideLabels[second]! + 1;
    a[ATOM.glb] = guideLabels[front]! + 1;
    a[ATOM.gr0] = this.guideReach(top);
    a[ATOM.gr1] = this.guideReach(second);
  }

  /** The same for the choice of a relation. */
  guideLabel(head: number, child: number): void {
    if (!this.guided) return;
    const { atoms: a, guideHeads, guideLabels, guideLast } = this;
    const last = guideLast[child]!;
    a[ATOM.g0] = guideHeads[child] === head ? 2 : 1;
    a[ATOM.gl0] = guideLabels[child]! + 1;
    a[ATOM.gl1] = guideLabels[head]! + 1;
    a[ATOM.gr0] = last > child ? guideLabels[last]! + 1 : 0;
  }

  /** Fills `chunkHead`, `chunkEnd` and `marks`, in one go over the sentence each. */
  private findChunks(): void {
    const { count, kinds, tags, chunkHead, chunkEnd, marks } = this;
    chunkHead[count] = count;
    chunkEnd[count] = count;
    for (let i = count - 1; i >= 0; i--) {
      const kind = kinds[tags[i]! - 2]!;
      const nextKind = i + 1 < count ? kinds[tags[i + 1]! - 2]! : OTHER;
      const goesOn = (kind === NOUN && (nextKind === NOUN || nextKind === LINK)) || kind === MODIFIER || kind === LINK;
      const inside = goesOn && (nextKind === NOUN || nextKind === MODIFIER || nextKind === LINK);
      chunkHead[i] = inside ? chunkHead[i + 1]! : i;
      chunkEnd[i] = inside ? chunkEnd[i + 1]! : i + 1;
    }
    let sum = 0;
    for (let i = 0; i <= count; i++) {
      marks[i] = sum;
      const kind = i < count ? kinds[tags[i]! - 2]! : OTHER;
      if (kind === COMMA) sum += 1;
      else if (kind === VERB) sum += 1 << 10;
      else if (kind === CONJUNCTION) sum += 1 << 20;
    }
  }

  /** What stands strictly between two words, each kind counted up to two. */
  between(from: number, to: number): number {
    const sum = this.marks[to]! - this.marks[Math.min(from + 1, to)]!;
    return 1 + Math.min(sum & 1023, 2) + 3 * Math.min((sum >> 10) & 1023, 2) + 9 * Math.min(sum >> 20, 2);
  }

  get done(): boolean {
    return this.front === this.count && this.depth === 0;
  }

  /** Whether an action may be taken; the root gets exactly one child. */
  legal(action: number): boolean {
    if (action === SHIFT) return this.front < this.count;
    if (action === LEFT) return this.depth > 0 && (this.front < this.count || this.depth === 1);
    return this.depth > 1;
  }

  shift(): void {
    this.stack[this.depth++] = this.front++;
  }

  /** Head and dependent of the arc that an action would make. */
  headOf(action: number): number {
    return action === LEFT ? this.front : this.stack[this.depth - 2]!;
  }

  /** Attaches the top of the stack to `head` and takes it off. */
  attach(head: number, label: number): void {
    const child = this.stack[--this.depth]!;
    this.heads[child] = head;
    this.labels[child] = label;
    if (child < head) {
      if (this.left1[head] === NONE || child < this.left1[head]!) {
        this.left2[head] = this.left1[head]!;
        this.left1[head] = child;
      } else this.left2[head] = child;
      this.leftCount[head] = this.leftCount[head]! + 1;
      this.leftLabels[head] = this.leftLabels[head]! | (1 << (label & 31));
    } else {
      this.right2[head] = this.right1[head]!;
      this.right1[head] = child;
      this.rightCount[head] = this.rightCount[head]! + 1;
      this.rightLabels[head] = this.rightLabels[head]! | (1 << (label & 31));
    }
  }

  private grow(size: number): void {
    const ints = () => new Int32Array(size);
    this.stack = ints();
    this.heads = ints();
    this.labels = ints();
    this.leads = ints();
    this.left1 = ints();
    this.left2 = ints();
    this.right1 = ints();
    this.right2 = ints();
    this.leftCount = ints();
    this.rightCount = ints();
    this.leftLabels = ints();
    this.rightLabels = ints();
    this.lower = new Uint32Array(size);
    this.tags = new Uint8Array(size);
    this.clusters = new Uint32Array(size);
    this.chunkHead = ints();
    this.chunkEnd = ints();
    this.marks = ints();
    this.guideHeads = ints();
    this.guideLabels = ints();
    this.guideLeads = ints();
    this.guideLast = ints();
  }
}

/** The legal action with the highest score, other than `but`: -1 if there is none. */
export function bestAction(state: ParserState, scores: Float32Array | Int32Array, but = -1): number {
  let winner = -1;
  for (let action = 0; action < 3; action++) {
    if (action !== but && state.legal(action) && (winner < 0 || scores[action]! > scores[winner]!)) winner = action;
  }
  return winner;
}

const OTHER = 0;
const NOUN = 1;
/** Articles, adjectives, numbers. */
const MODIFIER = 2;
/** Hyphens and possessive endings, which hold a noun phrase together. */
const LINK = 3;
const COMMA = 4;
const VERB = 5;
const CONJUNCTION = 6;

/** What kind of word each class `UPOS|XPOS` is, as far as the parser's look-ahead asks. */
function tagKinds(classes: readonly string[]): Uint8Array {
  return Uint8Array.from(classes, (name) => {
    const [upos, xpos] = name.split("|");
    if (xpos === "HYPH" || xpos === "POS") return LINK;
    if (upos === "NOUN" || upos === "PROPN" || xpos === "PRP" || xpos === "$") return NOUN;
    if (upos === "DET" || upos === "ADJ" || upos === "NUM" || xpos === "PRP$") return MODIFIER;
    if (xpos === ",") return COMMA;
    if (upos === "VERB" || upos === "AUX") return VERB;
    return upos === "CCONJ" ? CONJUNCTION : OTHER;
  });
}

/** Word, tag and cluster of a position. */
function wordAtoms(state: ParserState, base: number, i: number): void {
  const a = state.atoms;
  if (i < 0) {
    a[base] = 0;
    a[base + 1] = 0;
    a[base + 2] = 0;
  } else {
    a[base] = state.lower[i]!;
    a[base + 1] = state.tags[i]!;
    a[base + 2] = state.clusters[i]!;
  }
}

/** Word, tag and relation of an attached child. */
function childAtoms(state: ParserState, base: number, i: number): void {
  const a = state.atoms;
  a[base] = i < 0 ? 0 : state.lower[i]!;
  a[base + 1] = i < 0 ? 0 : state.tags[i]!;
  a[base + 2] = i < 0 ? 0 : state.labels[i]! + 1;
}

function distance(from: number, to: number): number {
  const d = to - from;
  return d < 5 ? d : d < 8 ? 5 : d < 12 ? 6 : d < 20 ? 7 : 8;
}

/** A position's children, valencies and label sets, at `base`: the layout is {@link ATOM}'s. */
function familyAtoms(state: ParserState, base: number, i: number): void {
  const none = i < 0;
  childAtoms(state, base, none ? -1 : state.left1[i]!);
  childAtoms(state, base + 3, none ? -1 : state.left2[i]!);
  childAtoms(state, base + 6, none ? -1 : state.right1[i]!);
  childAtoms(state, base + 9, none ? -1 : state.right2[i]!);
  const a = state.atoms;
  a[base + 12] = none ? 0 : Math.min(state.leftCount[i]!, 5) + 1;
  a[base + 13] = none ? 0 : Math.min(state.rightCount[i]!, 5) + 1;
  a[base + 14] = none ? 0 : state.leftLabels[i]!;
  a[base + 15] = none ? 0 : state.rightLabels[i]!;
}

/** Fills `state.atoms` with what the choice of an action looks at. */
export function actionAtoms(state: ParserState): void {
  const { depth, stack, front, count } = state;
  const s0 = depth > 0 ? stack[depth - 1]! : NONE;
  const s1 = depth > 1 ? stack[depth - 2]! : NONE;
  const s2 = depth > 2 ? stack[depth - 3]! : NONE;
  wordAtoms(state, ATOM.s0, s0);
  wordAtoms(state, ATOM.s1, s1);
  wordAtoms(state, ATOM.s2, s2);
  wordAtoms(state, ATOM.b0, front);
  wordAtoms(state, ATOM.b1, front < count ? front + 1 : NONE);
  wordAtoms(state, ATOM.b2, front + 1 < count ? front + 2 : NONE);
  wordAtoms(state, ATOM.b3, front + 2 < count ? front + 3 : NONE);
  familyAtoms(state, ATOM.s0f, s0);
  familyAtoms(state, ATOM.s1f, s1);
  familyAtoms(state, ATOM.b0f, front);
  state.atoms[ATOM.d0] = s0 < 0 ? 0 : distance(s0, front);
  state.atoms[ATOM.d1] = s1 < 0 ? 0 : distance(s1, s0);
  wordAtoms(state, ATOM.p0, s0 > 0 ? s0 - 1 : NONE);
  wordAtoms(state, ATOM.n0, s0 >= 0 && s0 + 1 < count ? s0 + 1 : NONE);
  const next = Math.min(front + 1, count);
  wordAtoms(state, ATOM.bn, state.chunkHead[next]!);
  state.atoms[ATOM.ba] = state.tags[state.chunkEnd[next]!]!;
  state.atoms[ATOM.k0] = s0 < 0 ? 0 : state.between(s0, front);
  state.atoms[ATOM.k1] = s1 < 0 ? 0 : state.between(s1, s0);
  state.guideActions(s0, s1);
}

/** Fills `state.atoms` with what the choice of the relation of `child` to `head` looks at. */
export function labelAtoms(state: ParserState, head: number, child: number): void {
  wordAtoms(state, ATOM.s0, child);
  wordAtoms(state, ATOM.s1, head);
  wordAtoms(state, ATOM.s2, child > 0 ? child - 1 : NONE);
  wordAtoms(state, ATOM.b0, child + 1 <= state.count ? child + 1 : NONE);
  wordAtoms(state, ATOM.b1, head > 0 ? head - 1 : NONE);
  wordAtoms(state, ATOM.b2, head < state.count ? head + 1 : NONE);
  familyAtoms(state, ATOM.s0f, child);
  familyAtoms(state, ATOM.s1f, head);
  state.atoms[ATOM.d0] = child < head ? distance(child, head) : 16 + distance(head, child);
  state.atoms[ATOM.d1] = child < head ? 1 : 2;
  state.atoms[ATOM.k0] = child < head ? state.between(child, head) : 32 + state.between(head, child);
  state.guideLabel(head, child);
}
