import type { Attribution, Doc, EntityType, Mention, Span } from "../model.js";
import { sentenceAt } from "./positions.js";

/** Who speaks where: the nearest attribution whose content holds an offset. */
export interface Voices {
  /** The attribution with a known speaker that most narrowly holds the span's start, `null` where the document speaks. */
  readonly at: (span: Span) => Attribution | null;
  /** That attribution and those that say the very same words ("X, citing Y, said") or pass them on ("…, the agency reported"). */
  readonly all: (span: Span) => readonly Attribution[];
}

/** Indexes attributions by the sentences that their content runs over. */
export function voicesOf(doc: Doc, found: readonly Attribution[]): Voices {
  const attributions = [
    ...found.flatMap((attribution) => together(doc, attribution)),
    ...found,
    ...goingOn(doc, found),
    ...carriedOn(doc, found),
  ];
  const bySentence = new Map<number, Attribution[]>();
  for (const attribution of attributions) {
    if (attribution.claimant === null) continue;
    for (const span of attribution.content) {
      for (let s = sentenceAt(doc, span.start); s < doc.sentences.length && doc.sentences[s]!.start < span.end; s++) {
        const list = bySentence.get(s);
        if (!list) bySentence.set(s, [attribution]);
        else if (!list.includes(attribution)) list.push(attribution);
      }
    }
  }
  const at = (span: Span): Attribution | null => {
    const near = bySentence.get(sentenceAt(doc, span.start)) ?? [];
    return near.length === 0 ? null : (narrowest(near, span.start) ?? above(doc, near, span));
  };
  const all = (span: Span): readonly Attribution[] => {
    const first = at(span);
    if (first === null) return [];
    const others = (bySentence.get(sentenceAt(doc, first.content[0]!.start)) ?? []).filter(
      (a) => a !== first && a.claimant !== first.claimant && (sameWords(a, first) || passesOn(a, first, span)),
    );
    return [first, ...others];
  };
  return { at, all };
}

/** "Ada Obi and Lena Kone said", "medics, residents and the mayor said": the others who say the same words. */
function together(doc: Doc, attribution: Attribution): Attribution[] {
  const { source, claimant } = attribution;
  if (source === null || claimant === null || !/\band\b/.test(doc.report.text.slice(source.start, source.end))) return [];
  const named = doc.mentions.filter((m) => m.start >= source.start && m.end <= source.end && SPEAKERS.has(m.type) && m.kind !== "pronoun");
  const row = named.filter(
    (m) => doc.tokens[m.last]?.xpos !== "POS" && !named.some((o) => o !== m && o.first <= m.first && o.last >= m.last),
  );
  const own = row.findIndex((m) => m.entity === claimant);
  if (own < 0) return [];
  const joined = (a: Mention, b: Mention): boolean => {
    const between = doc.tokens.slice(a.last, b.first);
    return between.some((t) => t.tag === "CCONJ" || t.text === ",") && !between.some((t) => t.tag === "ADP" || t.tag === "VERB");
  };
  let [first, last] = [own, own];
  while (first > 0 && joined(row[first - 1]!, row[first]!)) first--;
  while (last + 1 < row.length && joined(row[last]!, row[last + 1]!)) last++;
  const members = row.slice(first, last + 1);
  const between = doc.tokens.slice(members[0]!.last, members.at(-1)!.first);
  if (!between.some((t) => t.tag === "CCONJ")) return []; // "Ada Obi, the mayor, said"
  return members.filter((m) => m.entity !== claimant).map((m) => ({ ...attribution, claimant: m.entity }));
}

const SPEAKERS: ReadonlySet<EntityType> = new Set(["Person", "Organization", "Government", "ArmedForce", "ArmedGroup", "Country", "Group"]);

/** How many sentences without a speaker may stand between two of one speaker. */
const LULL = 4;

/**
 * "The prosecutor described a video. The man arrived on foot. He left a bag, the prosecutor said.": what stands between two
 * sentences of one speaker, with one end of a paragraph at most, is his account too.
 */
function goingOn(doc: Doc, found: readonly Attribution[]): Attribution[] {
  const bySentence = speakersBySentence(doc, found);
  const busy = new Set(found.flatMap((a) => (a.claimant === null && a.cue !== null ? [sentenceAt(doc, a.cue.start)] : [])));
  const out: Attribution[] = [];
  for (let s = 0; s < bySentence.length; s++) {
    const last = bySentence[s]!.at(-1);
    let next = s + 1;
    while (next < bySentence.length && bySentence[next]!.length === 0 && !busy.has(next)) next++;
    if (last === undefined || next === s + 1 || next - s - 1 > LULL || bySentence[next]?.[0]?.claimant !== last.claimant) continue;
    const between = { start: doc.sentences[s + 1]!.start, end: doc.sentences[next - 1]!.end };
    if (paragraphEnds(doc.report.text.slice(doc.sentences[s]!.end, doc.sentences[next]!.start)) < 2)
      out.push({ ...last, content: [between] });
  }
  return out;
}

/**
 * "Gunmen attacked the village, police said. Two farmers were shot dead.": the sentence right behind what somebody tells, in
 * one paragraph, is his account too where it adds whom the deed harmed and names neither a time nor a speaker of its own.
 */
function carriedOn(doc: Doc, found: readonly Attribution[]): Attribution[] {
  const cues = new Map<number, Attribution>();
  const busy = new Set<number>();
  for (const a of found) {
    if (a.cue === null) continue;
    const s = sentenceAt(doc, a.cue.start);
    busy.add(s);
    for (const span of a.content) for (const k of range(sentenceAt(doc, span.start), sentenceAt(doc, span.end - 1))) busy.add(k);
    if (a.claimant !== null && !a.direct && TELLS.test(doc.report.text.slice(a.cue.start, a.cue.end))) cues.set(s, a);
  }
  const timed = new Set(doc.times.map((t) => sentenceAt(doc, t.start)));
  return [...cues].flatMap(([s, attribution]) => {
    const next = doc.sentences[s + 1];
    if (next === undefined || busy.has(s + 1) || timed.has(s + 1) || !addsHarm(doc, s + 1)) return [];
    if (/\n|\s{3}/.test(doc.report.text.slice(doc.sentences[s]!.end, next.start))) return [];
    const { start, end } = doc.sentences[s]!;
    if (doc.quotations.some((q) => q.start < end && start < q.end)) return [];
    return [{ ...attribution, content: [{ start: next.start, end: next.end }] }];
  });
}

const TELLS = /^(?:sa(?:id|ys?)|t(?:old|ells?)|report(?:s|ed)?|add(?:s|ed)|stated|according to|announced|confirmed|wrote|described)$/i;

/** Whether a sentence tells in the past, as its main clause, of harm or arrest ("Two were shot dead"; not "Those clashes killed"). */
function addsHarm(doc: Doc, sentence: number): boolean {
  const { first, last } = doc.sentences[sentence]!;
  if (/^(?:if|when|those|these|but|however|there|such|similar|separately|meanwhile|earlier)$/i.test(doc.tokens[first]!.text)) return false;
  for (let i = first; i < last; i++) {
    const { deprel, xpos, lemma } = doc.tokens[i]!;
    if (deprel !== "root") continue;
    const present = doc.tokens.slice(first, last).some((t) => t.head === i && t.deprel === "aux" && !/^(?:was|were|had)$/i.test(t.text));
    return /^VB[DN]$/.test(xpos) && !present && HARMS.test(lemma);
  }
  return false;
}

const HARMS =
  /^(?:abduct|arrest|beat|behead|burn|capture|carry|damage|destroy|detain|die|execute|flee|free|hack|hospitali[sz]e|injure|kidnap|kill|loot|lose|recover|rescue|seize|shoot|stab|storm|take|torch|torture|wound)$/;

const paragraphEnds = (text: string): number => text.match(/\n\s*\n/g)?.length ?? 0;

/** The attributions with a known speaker that have their cue or some of their words in each sentence. */
function speakersBySentence(doc: Doc, found: readonly Attribution[]): Attribution[][] {
  const out: Attribution[][] = doc.sentences.map(() => []);
  for (const attribution of found) {
    if (attribution.claimant === null) continue;
    const spans = attribution.cue === null ? attribution.content : [...attribution.content, attribution.cue];
    const sentences = new Set(spans.flatMap((span) => range(sentenceAt(doc, span.start), sentenceAt(doc, span.end - 1))));
    for (const s of sentences) out[s]!.push(attribution);
  }
  return out;
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, k) => from + k);

/** "The ministry confirmed that two died, the agency reported.": who tells of it after all that is said says so too. */
function passesOn(outer: Attribution, inner: Attribution, span: Span): boolean {
  const holds = outer.content.some((c) => c.start <= span.start && span.start < c.end);
  return (
    holds &&
    outer.cue !== null &&
    inner.cue !== null &&
    inner.cue.start < outer.cue.start &&
    outer.content[0]!.start < inner.cue.start &&
    outer.content.at(-1)!.end <= outer.cue.start
  );
}

const sameWords = (a: Attribution, b: Attribution): boolean =>
  a.content.length === b.content.length && a.content.every((c, i) => c.start === b.content[i]!.start && c.end === b.content[i]!.end);

function narrowest(attributions: readonly Attribution[], offset: number): Attribution | null {
  let best: Attribution | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const attribution of attributions) {
    if (!attribution.content.some((c) => c.start <= offset && offset < c.end)) continue;
    const size = attribution.content.reduce((n, c) => n + c.end - c.start, 0);
    if (size <= least) {
      best = attribution;
      least = size;
    }
  }
  return best;
}

/** "He claimed that 55 were killed, while a tank was seized": what hangs on the words of somebody's indirect speech is said too. */
function above(doc: Doc, attributions: readonly Attribution[], span: Span): Attribution | null {
  const indirect = attributions.filter((a) => !a.direct);
  if (indirect.length === 0) return null;
  const sentence = doc.sentences[sentenceAt(doc, span.start)]!;
  let at = -1;
  for (let i = sentence.first; i < sentence.last && at < 0; i++) if (doc.tokens[i]!.end > span.start) at = i;
  for (let i = at, below = -1, steps = 0; i >= 0 && steps < 12; below = i, i = doc.tokens[i]!.head, steps++) {
    const token = doc.tokens[i]!;
    const spoken = indirect.find((a) => a.cue !== null && a.cue.start === token.start);
    // "…, while a tank was seized" goes on with what is said even where the tree hangs it on the cue.
    if (spoken)
      return below > i && goesOnWithWhile(doc, below, sentence.first) && spoken.content[0]!.start > spoken.cue!.end ? spoken : null;
    const voice = narrowest(indirect, token.start);
    if (voice !== null) return voice;
  }
  return null;
}

function goesOnWithWhile(doc: Doc, clause: number, first: number): boolean {
  for (let i = clause; i >= first; i--)
    if (doc.tokens[i]!.head === clause && doc.tokens[i]!.deprel === "mark") return doc.tokens[i]!.text.toLowerCase() === "while";
  return false;
}

/**
 * The words that bear out a claim on something at `span`: its sentence, and, where who says so stands in another sentence
 * of a quotation that runs on, that sentence too.
 */
export function evidenceOf(doc: Doc, span: Span, voice: Attribution | null): Span[] {
  const own = sentenceSpan(doc, sentenceAt(doc, span.start));
  if (voice === null || voice.cue === null) return [own];
  const cue = sentenceSpan(doc, sentenceAt(doc, voice.cue.start));
  return cue.start === own.start ? [own] : [own, cue];
}

function sentenceSpan(doc: Doc, index: number): Span {
  const { start, end } = doc.sentences[index]!;
  return { start, end };
}
