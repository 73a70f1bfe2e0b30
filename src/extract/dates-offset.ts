import type { DateRange, Doc } from "../model.js";
import { count } from "../text.js";
import type { EventDate } from "./dates.js";
import type { TimeIndex } from "./dates-attach.js";
import { shiftDay, width } from "./dates-context.js";
import type { EventDraft } from "./event-mention.js";

/** "two days after five soldiers were killed": a stretch of time between what stands before it and what follows. */
interface Offset {
  /** Days from what follows to what the sentence tells: 2 for "two days after", -1 for "a day before". */
  readonly days: number;
  /** Tokens of the stretch with its "after" or "before". */
  readonly first: number;
  readonly last: number;
  /** Token after what follows: a comma, or the sentence's end. */
  readonly end: number;
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ["minute", 0],
  ["hour", 0],
  ["day", 1],
  ["week", 7],
  ["fortnight", 14],
]);

/** More days or weeks than this are no stretch that anybody counts in them. */
const MOST = 999;

/** The stretches of a document between one event and another, in order. */
function offsetsOf({ tokens, sentences }: Doc): Offset[] {
  const out: Offset[] = [];
  for (let i = 1; i < tokens.length; i++) {
    const word = tokens[i]!.text.toLowerCase();
    if (word !== "after" && word !== "before") continue;
    const unit = UNITS.get(tokens[i - 1]!.lemma.toLowerCase());
    const { first, last } = sentences[tokens[i]!.sentence]!;
    if (unit === undefined || i - 1 < first || i + 1 >= last || tokens[i + 1]!.tag === "PUNCT") continue;
    const number = i - 2 >= first ? count(tokens[i - 2]!.text) : null;
    if (unit > 0 && (number === null || number > MOST)) continue;
    let end = i + 1;
    while (end < last && !/^[,;–—]$/.test(tokens[end]!.text)) end++;
    const days = unit * (number ?? 0) * (word === "after" ? 1 : -1);
    out.push({ days, first: number === null ? i - 1 : i - 2, last: i + 1, end });
  }
  return out;
}

/** A day or days, `by` days on. */
const shifted = ({ from, to }: DateRange, by: number): DateRange => ({
  from: from === null ? null : shiftDay(from, by),
  to: to === null ? null : shiftDay(to, by),
});

/** "two days after five soldiers were killed" dates the killing by what the sentence tells, or what it tells by the killing. */
export function withOffsets(
  doc: Doc,
  index: TimeIndex,
  drafts: readonly EventDraft[],
  own: readonly (EventDate | null)[],
): (EventDate | null)[] {
  const offsets = offsetsOf(doc);
  if (offsets.length === 0) return [...own];
  const out = [...own];
  const at = new Map(drafts.flatMap((draft, d) => draft.mentions.map((m, k) => [m.token, [d, k]] as const)));
  for (const { days, first, last, end } of offsets) {
    const sentence = doc.sentences[doc.tokens[first]!.sentence]!;
    const inside = triggersIn(at, last, end);
    const told = triggersIn(at, sentence.first, first).at(-1) ?? triggersIn(at, end, sentence.last)[0];
    const day = told === undefined ? null : dayOf(own[at.get(told)![0]]);
    const before = (index.bySentence.get(doc.tokens[first]!.sentence) ?? []).findLast(({ head, time }) => head < first && width(time) <= 1);
    const anchor = day ?? before?.time ?? null;
    for (const token of inside) {
      const [d, k] = at.get(token)!;
      const known = own[d];
      const dated = known?.level === 0 && (known.expression?.start ?? 0) > doc.tokens[last]!.start;
      if (dated || anchor === null) continue;
      out[d] = { range: shifted(anchor, -days), mention: k, expression: null, level: 0 };
    }
    const follows = inside.map((token) => dayOf(own[at.get(token)![0]])).find((range) => range !== null);
    if (told === undefined || day !== null || anchor !== null || follows == null) continue;
    const [d, k] = at.get(told)!;
    out[d] = { range: shifted(follows, days), mention: k, expression: null, level: 0 };
  }
  return out;
}

const triggersIn = (at: ReadonlyMap<number, unknown>, first: number, last: number): number[] => {
  const out: number[] = [];
  for (let i = first; i < last; i++) if (at.has(i)) out.push(i);
  return out;
};

const dayOf = (date: EventDate | null | undefined): DateRange | null => (date && width(date.range) <= 1 ? date.range : null);
