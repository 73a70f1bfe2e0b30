import type { Span } from "../model.js";
import type { EventMention } from "./event-mention.js";
import type { EventTree } from "./events-tree.js";

/** What a mention of an event tells by itself of which event it is. */

const DEFINITE: ReadonlySet<string> = new Set(["poss", "the", "this", "that", "these", "those", "both", "such"]);
const INDEFINITE: ReadonlySet<string> = new Set(["a", "an", "another", "other", "further", "new", "similar"]);

/** "the attack", "their attack": what is spoken of as known. */
export const isDefinite = (tree: EventTree, mention: EventMention): boolean => DEFINITE.has(determiner(tree, mention));

export const isIndefinite = (tree: EventTree, mention: EventMention): boolean => INDEFINITE.has(determiner(tree, mention));

/** The article, pronoun or the like that opens a trigger's noun phrase; "poss" for "their" and "Saturday's". */
export function determiner(tree: EventTree, mention: EventMention): string {
  for (let i = mention.token - 1; i >= 0 && i > mention.token - 8; i--) {
    const t = tree.tokens[i]!;
    if (t.xpos === "PRP$" || t.xpos === "POS") return "poss";
    if (t.tag === "DET" || DEFINITE.has(tree.lemma[i]!) || INDEFINITE.has(tree.lemma[i]!)) return tree.lemma[i]!;
    const attribute = t.tag === "VERB" && t.deprel === "amod"; // "the failed attack"
    if (!attribute && !/^(ADJ|NOUN|PROPN|NUM)$/.test(t.tag) && t.text !== "-") break;
  }
  return "";
}

/** How near in characters an event's time must stand. */
const NEAR = 90;
const BESIDE = 24;
/** Days that an open time is taken to run. */
const OPEN = 1000;

/** A time in days since 1970. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

/** The time expression nearest to a trigger in its sentence, in days; null where there is none. */
export function timeNear(tree: EventTree, mention: EventMention): Days | null {
  const sentence = tree.doc.sentences[mention.sentence]!;
  const noun = tree.tokens[mention.token]!.tag === "NOUN"; // "was detained on Monday over the attack" says nothing of its day
  let best = NEAR;
  let found: Days | null = null;
  for (let k = firstTime(tree, sentence.start); k < tree.doc.times.length && tree.doc.times[k]!.start < sentence.end; k++) {
    const time = tree.doc.times[k]!;
    if (time.from === null && time.to === null) continue;
    const distance = Math.max(time.start - mention.trigger.end, mention.trigger.start - time.end, 0);
    if (distance >= (noun ? BESIDE : best) || distance >= best) continue;
    best = distance;
    const from = time.from === null ? null : Date.parse(time.from) / 86_400_000;
    const to = time.to === null ? null : Date.parse(time.to) / 86_400_000;
    found = { from: from ?? to! - OPEN, to: to ?? from! + OPEN };
  }
  return found;
}

/** Index of the first time expression that starts at or after an offset. */
function firstTime(tree: EventTree, offset: number): number {
  const { times } = tree.doc;
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last word of a filler before "of", "in" and the like, without the ending of the plural. */
export function headWord(tree: EventTree, { start, end }: Span): string {
  const words = tree.doc.report.text
    .slice(start, end)
    .toLowerCase()
    .split(/\s+(?:of|in|at|from|near)\s+/)[0]!
    .split(/\s+/);
  return words.at(-1)!.replace(/(ies|s)$/, "");
}
