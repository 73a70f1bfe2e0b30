import { add, bucket, type FeatureBuffer } from "../learn/features.js";
import { signedHash } from "../learn/hash.js";
import type { Doc } from "../model.js";
import type { EventDate, RuledDates } from "./dates.js";
import { type DateCandidate, SOURCES } from "./dates-candidates.js";
import {
  daysBetween,
  goesAlong,
  isAside,
  isBackground,
  isOver,
  isUnderWay,
  prepositionOf,
  presentOf,
  staysOpen,
  tellsWhatHappened,
} from "./dates-context.js";
import type { EventDraft, EventMention } from "./event-mention.js";
import { isHeadline } from "./headline.js";

/** What an event shows that all days it may have been on are weighed by: hashes, once for an event. */
export interface DateView {
  readonly type: number;
  readonly status: number;
  readonly lemma: number;
  readonly tense: number;
  readonly grammar: number;
  readonly context: number;
  /** The preposition of a noun: "after an ambush". */
  readonly preposition: number;
  readonly present: number;
  readonly level: number;
  readonly all: readonly number[];
  readonly mentions: number;
  readonly sentence: number;
  /** How many times the document tells of, in steps. */
  readonly times: number;
}

export function dateView(doc: Doc, ruled: RuledDates, draft: EventDraft, rule: EventDate | null, spoken: boolean): DateView {
  const mention = draft.mentions.find((m) => m.modality === "actual") ?? draft.mentions[0]!;
  const { triggers } = ruled.index;
  const flags = [
    isBackground(doc, mention, spoken),
    isAside(doc, mention, triggers, true),
    isAside(doc, mention, triggers, false, true),
    tellsWhatHappened(doc, mention),
    goesAlong(doc, mention),
    draft.mentions.some((m) => staysOpen(doc, m)),
    isUnderWay(doc, mention),
    isOver(doc, mention),
    isHeadline(doc, mention.sentence),
    spoken,
  ];
  const token = doc.tokens[mention.token]!;
  return {
    type: signedHash(draft.type),
    status: signedHash(`${mention.modality} ${mention.polarity}`),
    lemma: signedHash(token.lemma.toLowerCase()),
    tense: signedHash(tenseOf(doc, mention)),
    grammar: signedHash(`${token.xpos} ${token.deprel}`),
    context: signedHash(flags.map(Number).join("") + (presentOf(doc, mention) ?? "-")),
    preposition: signedHash(prepositionOf(doc, mention)),
    present: signedHash(presentOf(doc, mention) ?? ""),
    level: rule === null ? 9 : rule.level,
    all: flags.flatMap((flag, i) => (flag ? [i + 1] : [])),
    mentions: bucket(draft.mentions.length),
    sentence: bucket(mention.sentence),
    times: Math.min(3, doc.times.length),
  };
}

/** The verb that tells of a mention, with its auxiliaries: "have VBN", "to VB"; of a noun that of its clause, with its own place. */
function tenseOf(doc: Doc, { token }: EventMention): string {
  const { tokens } = doc;
  let verb = token;
  let way = "";
  for (let steps = 0; tokens[verb]!.tag !== "VERB" && tokens[verb]!.head >= 0 && steps < 4; steps++) {
    way += `${tokens[verb]!.deprel}<`;
    verb = tokens[verb]!.head;
  }
  const { first, last } = doc.sentences[tokens[verb]!.sentence]!;
  const helpers: string[] = [];
  for (let i = Math.max(first, verb - 8); i < Math.min(last, verb + 3); i++) {
    const { head, deprel, lemma, text } = tokens[i]!;
    if (head === verb && (deprel === "aux" || deprel === "mark" || deprel === "cop"))
      helpers.push(/^(?:have|be)$/.test(lemma) ? text.toLowerCase() : lemma.toLowerCase());
  }
  return `${way}${helpers.join(" ")} ${tokens[verb]!.xpos}`;
}

/** Features of one day among those that an event may have been on. */
export function dateFeatures(doc: Doc, view: DateView, candidate: DateCandidate, out: FeatureBuffer): void {
  out.count = 0;
  const { date, sources, words } = candidate;
  let mask = 0;
  for (const [s, source] of SOURCES.entries()) {
    if (!sources.has(source)) continue;
    mask |= 1 << s;
    add(out, 1, s);
    add(out, 2, s, view.type);
    add(out, 3, s, view.tense);
    add(out, 4, s, view.status);
    add(out, 5, s, view.lemma);
    add(out, 6, s, view.grammar);
    add(out, 7, s, view.context);
    add(out, 8, s, view.level);
    add(out, 9, s, view.level, view.type);
    add(out, 10, s, view.level, view.tense);
    add(out, 11, s, view.mentions);
    add(out, 12, s, view.sentence);
    add(out, 15, s, view.preposition);
    add(out, 16, s, view.preposition, view.level);
    add(out, 17, s, view.present, view.type);
    for (const flag of view.all) add(out, 13, s, flag);
    for (const flag of view.all) add(out, 14, s, flag, view.level);
  }
  add(out, 20, mask);
  add(out, 21, mask, view.type);
  add(out, 22, mask, view.level);
  add(out, 23, mask, view.status);
  add(out, 24, mask, view.context);
  add(out, 25, mask, view.times);
  add(out, 26, mask, view.times, view.status);
  if (date === null) return;
  const { from, to } = date.range;
  const width = from === null || to === null ? -1 : daysBetween(from, to);
  const size = width < 0 ? 9 : sizeOf(width);
  const published = doc.report.date;
  const age = published === null ? 20 : to === null ? 21 : ageOf(daysBetween(to, published));
  add(out, 30, size, view.type);
  add(out, 31, size, mask);
  add(out, 32, age, view.type);
  add(out, 33, age, view.tense);
  add(out, 34, age, size, view.status);
  add(out, 35, age, view.context);
  add(out, 36, size, view.lemma);
  add(out, 37, from === null ? 1 : 0, to === null ? 1 : 0, view.type);
  if (words !== null) wordFeatures(doc, view, words, out);
}

function wordFeatures(doc: Doc, view: DateView, { time, head }: NonNullable<DateCandidate["words"]>, out: FeatureBuffer): void {
  const { tokens } = doc;
  const first = signedHash(doc.report.text.slice(time.start, time.end).split(/\s/)[0]!.toLowerCase());
  const host = tokens[head]!.head;
  const hung = signedHash(tokens[head]!.deprel);
  const above = host < 0 ? 0 : signedHash(tokens[host]!.lemma.toLowerCase());
  add(out, 40, first, view.type);
  add(out, 41, first, hung);
  add(out, 42, hung, view.grammar);
  add(out, 43, above, hung);
  add(out, 44, host < 0 ? 0 : signedHash(tokens[host]!.xpos), view.tense);
}

const sizeOf = (days: number): number => (days < 3 ? days : days < 8 ? 3 : days < 32 ? 4 : days < 367 ? 5 : 6);

const ageOf = (days: number): number =>
  days < 0 ? 1 : days < 8 ? 2 + days : days < 15 ? 10 : days < 32 ? 11 : days < 93 ? 12 : days < 367 ? 13 : 14;
