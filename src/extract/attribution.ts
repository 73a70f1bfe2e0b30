import { ensure } from "../collections.js";
import { sigmoid } from "../learn/features.js";
import type { Attribution, Doc } from "../model.js";
import type { AttributionModel } from "../resources/attribution.js";
import { isTally } from "./attribution-accounts.js";
import { announcedSpeech, speakerBefore, spokenClauses } from "./attribution-clauses.js";
import { type AttributionDraft, decodeAttributions, overlap } from "./attribution-decode.js";
import { quotedSpeech } from "./attribution-quotes.js";
import { speakersOf } from "./attribution-speaker.js";
import { type AttributionView, attributionView, spansOf } from "./attribution-view.js";

/**
 * Finds who says what: a log-linear model finds cues ("said", "according to"), ranks what each may introduce and who may
 * say it, and keeps what passes the threshold on p(cue)·√(p(content)·p(source)).
 * @returns attributions in order of what is said; the claimant is whom the source refers to
 */
export function findAttributions(doc: Doc, model: AttributionModel): Attribution[] {
  const view = attributionView({ text: doc.report.text, tokens: doc.tokens, sentences: doc.sentences, quotations: doc.quotations });
  const announced = announcedSpeech(view, model.verbs);
  const openers = new Set(announced.map((d) => d.cue));
  const read = keep(decodeAttributions(view, model), model.threshold).filter((d) => !openers.has(d.cue));
  const found = [...withClauses(view, read, spokenClauses(view, model.verbs)), ...announced].sort((a, b) => a.cue - b.cue);
  const kept = oneByCue(withQuotedSpeech(view, found, model.documents));
  const speakers = speakersOf(doc, view, kept, model.documents);
  return cited(
    doc,
    kept.map((draft, i) => toAttribution(doc, view, draft, isAct(view, draft, model) ? null : speakers[i]!, model)),
  );
}

/** '"…," Osei said, "and …"': one cue introduces one saying, in as many pieces as it is cut into. */
function oneByCue(drafts: readonly AttributionDraft[]): AttributionDraft[] {
  const out: AttributionDraft[] = [];
  const places = new Map<number, number>();
  for (const draft of drafts) {
    const at = places.get(draft.cue);
    const other = at === undefined || draft.cue < 0 ? undefined : out[at]!;
    if (other === undefined || overlap(other.content, draft.content) > 0) places.set(draft.cue, out.push(draft) - 1);
    else {
      const [one, two] = other.content[0]! < draft.content[0]! ? [other, draft] : [draft, other];
      out[at!] = { ...other, content: [...one.content, ...two.content] };
    }
  }
  return out;
}

/** "allowed its army to cross", "organised protests": what one does is nobody's account, but for a statement issued. */
function isAct(view: AttributionView, { cue, content, quoted }: AttributionDraft, model: AttributionModel): boolean {
  if (quoted || !model.acts.has(view.tokens[cue]!.lemma.toLowerCase()) || view.tokens[cue]!.tag !== "VERB") return false;
  if (isTally(view, cue)) return false; // "gave the number of dead as 14"
  const [first, last] = [content[0]!, content[1]!];
  if (first < cue || /^(?:that|how)$/i.test(view.tokens[first]!.text)) return false;
  for (let i = first; i < last; i++)
    if (
      view.quoted[i]! >= 0 ||
      (i < first + 4 && view.tokens[i]!.tag === "NOUN" && model.documents.has(view.tokens[i]!.lemma.toLowerCase()))
    )
      return false;
  return true;
}

/** "The mayor, citing hospital staff, said that …": whom one cites says the same words, as the next in the chain. */
function cited(doc: Doc, attributions: readonly Attribution[]): Attribution[] {
  return attributions.map((attribution) => {
    const { cue, content, source } = attribution;
    if (cue === null || source === null || content.length !== 1 || !CITES.test(doc.report.text.slice(cue.start, cue.end)))
      return attribution;
    const [named] = content;
    const saying = attributions.find(
      (a) =>
        a !== attribution &&
        a.source !== null &&
        a.source.start === source.start &&
        a.cue !== null &&
        a.cue.start > named!.end &&
        a.cue.start - named!.end < 8,
    );
    if (saying === undefined) return attribution;
    const mention = doc.mentions.find((m) => m.start >= named!.start && m.end <= named!.end);
    return { ...attribution, source: named!, content: saying.content, claimant: mention?.entity ?? null };
  });
}

const CITES = /^(?:citing|quoting)$/i;

/** Adds the clauses of speech that the model missed, and mends those that it read otherwise. */
function withClauses(view: AttributionView, kept: readonly AttributionDraft[], clauses: readonly AttributionDraft[]): AttributionDraft[] {
  const read = new Map(clauses.map((c) => [c.cue, c]));
  const cues = new Set(kept.map((d) => d.cue));
  const whole = kept.map((d) => withinClause(view, mended(view, d, read.get(d.cue))));
  const bySource = clausesBySource(clauses);
  const alike = (d: AttributionDraft) => (bySource.get(d.source) ?? []).filter((c) => overlap(d.content, c.content) > 0.7);
  const known = new Set(whole.flatMap(alike));
  const missed = clauses.filter((c) => !cues.has(c.cue) && !known.has(c));
  // "he responded, saying …": the word next to what is said
  const nearer = (d: AttributionDraft) => alike(d).find((c) => c.cue > d.cue && c.cue < c.content[0]! && !cues.has(c.cue));
  return [...whole.map((d) => ({ ...d, cue: nearer(d)?.cue ?? d.cue })), ...missed].sort((a, b) => a.cue - b.cue);
}

/** The clauses by each word of their sources. */
function clausesBySource(clauses: readonly AttributionDraft[]): Map<number, AttributionDraft[]> {
  const out = new Map<number, AttributionDraft[]>();
  for (const clause of clauses) {
    const [first, last] = clause.sourceRange ?? [0, 0];
    for (let i = first; i < last; i++) ensure(out, i, () => []).push(clause);
  }
  return out;
}

/** "…, officials report; the governor denies it": what comes after a semicolon is no more of an account that ended before its cue. */
function withinClause(view: AttributionView, draft: AttributionDraft): AttributionDraft {
  const { cue, content } = draft;
  if (content.length !== 4 || content[1]! > cue || content[2]! < cue || view.quoted[content[2]!]! >= 0) return draft;
  for (let i = cue + 1; i <= content[2]!; i++) if (view.tokens[i]!.text === ";") return { ...draft, content: [content[0]!, content[1]!] };
  return draft;
}

/** Whether what is said holds a verb ("on Telegram" of "wrote on Telegram" does not). */
function speaksOf(view: AttributionView, content: AttributionDraft["content"]): boolean {
  for (let k = 0; k < content.length; k += 2) {
    for (let i = content[k]!; i < content[k + 1]!; i++) if (view.tokens[i]!.tag === "VERB") return true;
  }
  return false;
}

const isRelative = (view: AttributionView, first: number): boolean => /^(?:that|which|who|whom)$/i.test(view.tokens[first - 1]?.text ?? "");

/** The words' order decides who is the subject ("X, an aide to Y, said" is X), and what is said where the model cut it short. */
function mended(view: AttributionView, draft: AttributionDraft, clause: AttributionDraft | undefined): AttributionDraft {
  if (clause === undefined) {
    const subject = speakerBefore(view, draft.cue);
    // "X, part of the committee, responded": what stands between the subject and the verb only describes it
    const aside = subject !== null && draft.source >= subject.sourceRange[1] && draft.source < draft.cue;
    return aside ? { ...draft, ...subject } : draft;
  }
  const [first, last] = clause.sourceRange!;
  const same = draft.source >= first && draft.source < last && !isRow(view, first, draft.sourceRange);
  const [a, b] = draft.content;
  const short = draft.content.length === 2 && clause.content.length === 2 && a! >= clause.content[0]! && b! <= clause.content[1]!;
  const empty = !speaksOf(view, draft.content) && speaksOf(view, clause.content);
  // "…, the authorities said, blaming rebels": what stands before is said, not what they do
  const after = view.tokens[a!]!;
  const aside = after.xpos === "VBG" || after.text === ";" || isAside(view, draft.cue, a!);
  const other = aside && overlap(draft.content, clause.content) === 0 && isBefore(view, clause.content, draft.cue);
  // "…, police said, wounding five others": both parts of the account, not the second alone
  const split = draft.content.length === 2 && clause.content.length > 2;
  const half = split && (a! > draft.cue ? clause.content[1]! <= draft.cue : a === clause.content[0] && b === clause.content[1]);
  // "…, the staff said in its update, as quoted by the agency": where it was said, not what
  const where = after.tag === "ADP" && a === draft.cue + 1 && isBefore(view, clause.content, draft.cue);
  const gap = draft.content.length === 2 && clause.content.length === 2 && a === clause.content[0] && isRelative(view, first);
  return {
    ...draft,
    ...(same ? {} : { source: clause.source, sourceRange: clause.sourceRange }),
    ...(short || empty || other || half || where || gap ? { content: clause.content } : {}),
  };
}

/** "two guards and a driver said": the model's source is the last of a row. */
function isRow(view: AttributionView, first: number, source: readonly [number, number] | null): boolean {
  return source !== null && source[0] > first + 1 && view.tokens[source[0] - 1]!.text.toLowerCase() === "and";
}

/** "…, officials said on Monday, as the ministry protested": after the comma that follows, the writer goes on. */
function isAside(view: AttributionView, cue: number, from: number): boolean {
  const comma = view.tokens[from - 1]?.text === "," ? from - 1 : -1;
  return comma > cue && comma < cue + 4 && !/^(?:that|how)$/i.test(view.tokens[from]!.text);
}

/** Whether what is said is the main clause that stands before a cue ("of the nine launched, …" is none). */
function isBefore(view: AttributionView, content: AttributionDraft["content"], cue: number): boolean {
  if (content[1]! > cue) return false;
  if (/^(?:ADP|SCONJ)$/.test(view.tokens[content[0]!]!.tag)) return view.tokens[cue]!.deprel === "parataxis";
  for (let i = content[0]!; i < content[1]!; i++) {
    const { xpos, deprel } = view.tokens[i]!;
    if (/^(?:VBD|VBZ|VBP|MD)$/.test(xpos) && /^(?:root|ccomp|advcl|aux|cop|conj)$/.test(deprel)) return true;
  }
  return false;
}

/** Adds the speakers of quotations that have none, in order of what is said. */
export function withQuotedSpeech(
  view: AttributionView,
  kept: readonly AttributionDraft[],
  documents: ReadonlySet<string>,
): AttributionDraft[] {
  return [...kept, ...quotedSpeech(view, kept, documents)].sort((a, b) => a.content[0]! - b.content[0]! || a.cue - b.cue);
}

/** A quotation is somebody's: it needs less of the threshold. */
const QUOTED = 0.5;

/** Drops what stays below the threshold, names nobody, or says nearly the same words as a likelier one. */
export function keep(drafts: readonly AttributionDraft[], threshold: number): AttributionDraft[] {
  const ranked = drafts
    .filter((d) => d.source >= 0 && d.score >= threshold * (d.quoted ? QUOTED : 1))
    .sort((a, b) => b.score - a.score || a.cue - b.cue);
  const kept = new Map<number, AttributionDraft[]>();
  for (const draft of ranked) {
    // Those that share words with another begin near it: only neighbours in blocks of tokens are compared.
    const block = draft.content[0]! >> 8;
    const near = [block - 1, block, block + 1].flatMap((b) => kept.get(b) ?? []);
    if (!near.some((other) => overlap(other.content, draft.content) > 0.7)) ensure(kept, block, () => []).push(draft);
  }
  return [...kept.values()].flat().sort((a, b) => a.cue - b.cue);
}

function toAttribution(
  doc: Doc,
  view: AttributionView,
  draft: AttributionDraft,
  claimant: string | null,
  model: AttributionModel,
): Attribution {
  const content = spansOf(view, draft.content);
  const source = draft.sourceRange === null ? null : (spansOf(view, draft.sourceRange)[0] ?? null);
  const cueToken = view.tokens[draft.cue]!;
  const [slope, intercept] = model.calibration;
  const odds = Math.log(draft.score / Math.max(1e-6, 1 - draft.score));
  return {
    source,
    cue: { start: cueToken.start, end: cueEnd(view, draft.cue) },
    content,
    claimant,
    direct: content.length > 0 && content.every((span) => doc.quotations.some((q) => q.start <= span.start && q.end >= span.end)),
    confidence: sigmoid(slope * odds + intercept),
  };
}

/** "according to" and "per" with their second word. */
function cueEnd(view: AttributionView, cue: number): number {
  const next = view.tokens[cue + 1];
  return next && next.text.toLowerCase() === "to" && view.tokens[cue]!.text.toLowerCase() === "according"
    ? next.end
    : view.tokens[cue]!.end;
}
