import { ensure } from "../collections.js";
import type { Doc, EntityType, Mention } from "../model.js";
import type { AttributionDraft } from "./attribution-decode.js";
import { type AttributionView, spansOf } from "./attribution-view.js";

/**
 * Whom each source refers to: the entity of the mention that it heads, of the longest mention in it, or, where it is
 * something written ("the post read"), of whoever made that: its possessor, else the last one to speak through such a thing.
 * @returns `DocEntity.id`s in the drafts' order
 */
export function speakersOf(
  doc: Doc,
  view: AttributionView,
  drafts: readonly AttributionDraft[],
  documents: ReadonlySet<string>,
): (string | null)[] {
  const types = new Map(doc.entities.map((e) => [e.id, e.type]));
  const byHead = new Map<number, Mention>();
  const byEntity = new Map<string, Mention[]>();
  for (const m of doc.mentions) {
    ensure(byEntity, m.entity, () => []).push(m);
    const known = byHead.get(m.head);
    // "Deputy Spokesperson Hamdullah Fitrat" may be a nominal and a name with one head: the name is the surer one.
    const surer = m.kind === "name" && m.type === "Person" ? 2 : m.kind === "name" ? 1 : 0;
    const before = known?.kind === "name" && known.type === "Person" ? 2 : known?.kind === "name" ? 1 : 0;
    if (!known || surer > before || (surer === before && m.last - m.first > known.last - known.first)) byHead.set(m.head, m);
  }
  const out: (string | null)[] = [];
  for (const [i, draft] of drafts.entries()) {
    if (draft.source < 0 || draft.sourceRange === null) {
      out.push(null);
      continue;
    }
    const { lemma, text } = view.tokens[draft.source]!;
    const written = documents.has(lemma.toLowerCase()) || documents.has(text.toLowerCase());
    if (!written && isMute(view, byHead, draft.source, draft.sourceRange[0])) {
      out.push(null);
      continue;
    }
    const inside = longestWithin(view, byHead, draft.sourceRange, written ? draft.source : -1);
    const own = written ? null : (byHead.get(draft.source) ?? null);
    const maker = written && inside === null ? earlierSpeaker(view, drafts, out, i, draft.source) : null;
    const speaker = spokeLast(types, view, drafts, out, i, own);
    if (speaker !== null) {
      out.push(speaker);
      continue;
    }
    if (own?.kind === "pronoun" && isOnlyInside(byEntity.get(own.entity)!, view, draft, own)) {
      out.push(i > 0 && spokenNear(view, drafts, i) ? out[i - 1]! : null);
      continue;
    }
    if (own === null && /^who$/i.test(text)) {
      out.push(antecedent(doc, byHead, draft.source));
      continue;
    }
    if (own?.kind === "pronoun" && /^(?:i|we)$/i.test(text)) {
      out.push(quotedBy(drafts, out, i) ?? (doc.quotations.length > 0 && view.quoted[draft.source]! >= 0 ? own.entity : null));
      continue;
    }
    const named =
      own !== null && own.kind !== "nominal"
        ? NOBODY.has(own.type)
          ? personAtEnd(byHead, draft.sourceRange)
          : null
        : (nameAtEnd(doc, byHead, draft.sourceRange) ??
          (own === null ? apposed(doc, byHead, draft.source) : nameBeside(doc, byHead, own, draft.source)));
    const member = own === null && named === null && !written ? (oneOf(doc, byHead, draft) ?? titled(types, view, drafts, out, i)) : null;
    out.push(named?.entity ?? own?.entity ?? member ?? inside?.entity ?? maker ?? byHead.get(draft.source)?.entity ?? null);
  }
  return out;
}

/** Whether a source can say nothing: a weapon or another thing ("arms"), and nobody ("no group"). */
function isMute(view: AttributionView, byHead: ReadonlyMap<number, Mention>, source: number, first: number): boolean {
  const own = byHead.get(source);
  const thing = own?.kind === "nominal" && (own.type === "Artifact" || own.type === "Weapon");
  return thing || /^(?:no|neither)$/i.test(view.tokens[first]!.text);
}

/**
 * "He also said": one who goes on speaking is the one who spoke last, within three sentences, if a person; and what "calling
 * it a response" or "adding that" says is said by the speaker of the clause that it hangs on.
 */
function spokeLast(
  types: ReadonlyMap<string, EntityType>,
  view: AttributionView,
  drafts: readonly AttributionDraft[],
  speakers: readonly (string | null)[],
  at: number,
  own: Mention | null,
): string | null {
  const draft = drafts[at]!;
  const cue = view.tokens[draft.cue]!;
  if (cue.xpos === "VBG" && !/^(?:citing|quoting)$/i.test(cue.text) && view.tokens[draft.source]!.head !== draft.cue) {
    for (let i = at - 1; i >= Math.max(0, at - 3); i--)
      if (speakers[i] !== null && view.tokens[drafts[i]!.cue]!.sentence === cue.sentence) return speakers[i]!;
  }
  const word = view.tokens[draft.source]!.text.toLowerCase();
  if ((own !== null && own.kind !== "pronoun") || !/^(?:s?he|they|it)$/.test(word)) return null;
  const last = at - 1;
  const speaker = last < 0 ? null : speakers[last]!;
  if (speaker === null) return null;
  const { cue: before, content } = drafts[last]!;
  const end = content.at(-1)! - 1;
  // a quotation that runs over several sentences ends nearer than it began
  const apart = cue.sentence - view.tokens[view.quoted[end]! >= 0 ? Math.max(before, end) : before]!.sentence;
  const type = types.get(speaker);
  // "Two officials told AFP … They said": several who spoke in the sentence before.
  if (word === "they") return apart === 1 && PEOPLE.has(type!) ? speaker : null;
  const one = type === "Group" && view.tokens[drafts[last]!.source]?.xpos === "NN"; // "the junta"
  if (word === "it") return apart <= 1 && (one || BODIES.has(type!)) ? speaker : null;
  return apart <= 3 && type === "Person" ? speaker : null;
}

const PEOPLE: ReadonlySet<EntityType> = new Set(["Group", "ArmedGroup", "Organization", "Government", "ArmedForce"]);

/** What "it said" may go on for. */
const BODIES: ReadonlySet<EntityType> = new Set(["ArmedGroup", "Organization", "Government", "ArmedForce", "MilitaryUnit", "Country"]);

const NOBODY: ReadonlySet<EntityType> = new Set(["Place", "Facility", "Artifact", "Weapon", "Operation"]);

const isPossessor = (view: AttributionView, m: Mention): boolean => view.tokens[m.last]?.xpos === "POS";

function longestWithin(
  view: AttributionView,
  byHead: ReadonlyMap<number, Mention>,
  [first, last]: readonly [number, number],
  except: number,
): Mention | null {
  let best: Mention | null = null;
  for (let i = first; i < last; i++) {
    const m = i === except ? undefined : byHead.get(i);
    if (m && ((except < 0 && (m.kind === "pronoun" || isPossessor(view, m))) || NOBODY.has(m.type))) continue; // "his lawyer", "after talks at the palace"
    if (m && m.first >= first && m.last <= last && (best === null || m.last - m.first > best.last - best.first)) best = m;
  }
  return best;
}

/** "“A child died,” he said": whom only what is said mentions before does not say it. */
function isOnlyInside(mentions: readonly Mention[], view: AttributionView, draft: AttributionDraft, own: Mention): boolean {
  const said = spansOf(view, draft.content);
  let earlier = 0;
  for (const m of mentions) {
    if (m.start >= own.start) continue;
    if (m.kind === "name" || !said.some((span) => span.start <= m.start && m.end <= span.end)) return false;
    earlier++;
  }
  return earlier > 0;
}

/** "Bijapur SP Ada Obi said": the person whose name a source ends with. */
function personAtEnd(byHead: ReadonlyMap<number, Mention>, [first, last]: readonly [number, number]): Mention | null {
  for (let i = last - 1; i > first; i--) {
    const m = byHead.get(i);
    if (m?.kind === "name" && m.type === "Person" && m.last === last) return m;
  }
  return null;
}

/** "The group's military wing, the HPG, denied": the name that explains a noun of which nothing else is known. */
function apposed(doc: Doc, byHead: ReadonlyMap<number, Mention>, head: number): Mention | null {
  for (let i = head + 1; i < head + 8; i++) {
    const t = doc.tokens[i];
    const m = t?.head === head && t.deprel === "appos" ? byHead.get(i) : undefined;
    if (m?.kind === "name" && SPEAKERS.has(m.type)) return m;
  }
  return null;
}

/** "one of them said", "several of the officials said": those of whom one or some speak. */
function oneOf(doc: Doc, byHead: ReadonlyMap<number, Mention>, { source }: AttributionDraft): string | null {
  const { tokens } = doc;
  if (!/^(?:one|two|three|another|some|several|many|most|all|both|others?|any|each|either)$/i.test(tokens[source]!.text)) return null;
  if (tokens[source + 1]?.text.toLowerCase() !== "of") return null;
  for (let i = source + 2; i < source + 7; i++) {
    const m = byHead.get(i);
    if (m !== undefined && m.first <= source + 3) return m.entity;
  }
  return null;
}

/** "…, said police chief Ada Obi. … the chief said": the last person to speak whose title is said again. */
function titled(
  types: ReadonlyMap<string, EntityType>,
  view: AttributionView,
  drafts: readonly AttributionDraft[],
  speakers: readonly (string | null)[],
  at: number,
): string | null {
  const { source, sourceRange } = drafts[at]!;
  if (!/^the$/i.test(view.tokens[sourceRange![0]]!.text) || !/^(?:NOUN|PROPN)$/.test(view.tokens[source]!.tag)) return null;
  const title = view.lemma[source]!;
  for (let i = at - 1; i >= Math.max(0, at - 12); i--) {
    const range = drafts[i]!.sourceRange;
    if (speakers[i] === null || range === null || types.get(speakers[i]!) !== "Person") continue;
    for (let k = Math.max(0, range[0] - 6); k < Math.min(view.tokens.length, range[1] + 8); k++)
      if (view.lemma[k] === title && view.tokens[k]!.sentence === view.tokens[range[0]]!.sentence) return speakers[i]!;
  }
  return null;
}

/** Whether the attribution before has its cue at most three sentences back. */
const spokenNear = (view: AttributionView, drafts: readonly AttributionDraft[], at: number): boolean =>
  view.tokens[drafts[at]!.cue]!.sentence - view.tokens[drafts[at - 1]!.cue]!.sentence <= 3;

/** "His wife, Ada Obi, who said": whoever was mentioned last before. */
function antecedent(doc: Doc, byHead: ReadonlyMap<number, Mention>, who: number): string | null {
  const { sentence } = doc.tokens[who]!;
  for (let i = who - 1; i >= 0 && doc.tokens[i]!.sentence === sentence; i--) {
    const m = byHead.get(i);
    if (m === undefined || !(SPEAKERS.has(m.type) || m.type === "Group")) continue;
    const of = m.type === "Person" || m.type === "Group" ? -1 : lastOf(doc, m.first);
    return (of < 0 ? undefined : personBefore(byHead, of))?.entity ?? m.entity; // "an officer of the ministry, who said"
  }
  return null;
}

/** Index of the "of", "from" or "at" that a phrase hangs on, -1 where it hangs on none. */
function lastOf(doc: Doc, first: number): number {
  for (let i = first - 1; i > first - 4 && i >= 0; i--) {
    if (/^(?:of|from|at)$/i.test(doc.tokens[i]!.text)) return i;
    if (!/^(?:DET|ADJ)$/.test(doc.tokens[i]!.tag)) return -1;
  }
  return -1;
}

/** The person or people whose words end before a token. */
function personBefore(byHead: ReadonlyMap<number, Mention>, end: number): Mention | undefined {
  for (let i = end - 1; i > end - 5; i--) {
    const m = byHead.get(i);
    if (m !== undefined) return m.type === "Person" || m.type === "Group" ? m : undefined;
  }
  return undefined;
}

/** "We announced" in somebody's speech: whoever's speech it is in. */
function quotedBy(drafts: readonly AttributionDraft[], speakers: readonly (string | null)[], at: number): string | null {
  const { source } = drafts[at]!;
  for (let i = at - 1; i >= Math.max(0, at - 30); i--) {
    const { content } = drafts[i]!;
    for (let k = 0; k + 1 < content.length; k += 2) if (source >= content[k]! && source < content[k + 1]!) return speakers[i]!;
  }
  return null;
}

/**
 * "Chief of Police General Jorge Vargas", "the prison authority SNAI", "state-run Tass news agency": the name that a source
 * ends with, right after a noun, or that an agency, paper or station goes by.
 */
function nameAtEnd(doc: Doc, byHead: ReadonlyMap<number, Mention>, [first, last]: readonly [number, number]): Mention | null {
  const { tokens } = doc;
  // "Chief of Police | General X explained": the source was cut before its name
  const next = nameFrom(byHead, last);
  const title = next !== undefined && tokens.slice(last, next.first).every((t) => t.tag === "PROPN" || t.tag === "NOUN");
  if (title && /^(?:VERB|AUX)$/.test(tokens[next.last]?.tag ?? "")) return next;
  for (let i = last - 1; i >= first; i--) {
    const m = byHead.get(i);
    if (m?.kind !== "name" || m.first < first || m.last > last || !SPEAKERS.has(m.type)) continue;
    const before = tokens[m.first - 1]!;
    const follows = m.last === last && m.first > first && /^(?:NOUN|PROPN|ADJ)$/.test(before.tag) && before.xpos !== "POS";
    if (follows || (m.last < last && tokens.slice(m.last, last).every((t) => MEDIA.test(t.text)))) return m;
  }
  return null;
}

/** The speaker's name that begins at a token or one of the two behind it. */
function nameFrom(byHead: ReadonlyMap<number, Mention>, token: number): Mention | undefined {
  for (let k = token; k < token + 12; k++) {
    const m = byHead.get(k);
    if (m?.kind === "name" && m.first >= token && m.first < token + 3 && SPEAKERS.has(m.type)) return m;
  }
  return undefined;
}

const SPEAKERS: ReadonlySet<EntityType> = new Set(["Person", "Organization", "Government", "ArmedForce", "ArmedGroup"]);
const MEDIA =
  /^(?:news|press|state|agency|newspaper|paper|daily|weekly|magazine|website|television|tv|radio|channel|network|broadcaster|outlet)$/i;

/** "Taliban spokesperson Zabihullah Mujahid", "Deputy Prime Minister of the Region, Qubad Talabani,": the name that follows a title, or hangs on it. */
function nameBeside(doc: Doc, byHead: ReadonlyMap<number, Mention>, title: Mention, head: number): Mention | null {
  const { tokens } = doc;
  const end = doc.sentences[tokens[head]!.sentence]!.last;
  for (let i = title.first; i < Math.min(end, Math.max(title.last, head + 16)); i++) {
    const m = i === head ? undefined : byHead.get(i);
    if (m?.type !== "Person" || m.kind !== "name") continue;
    const hangs = tokens[i]!.head === head && (tokens[i]!.deprel === "appos" || tokens[i]!.deprel === "flat");
    const follows =
      m.first === title.last || (m.first === title.last + 1 && tokens[title.last]!.text === "," && tokens[m.last]?.tag === "PUNCT");
    // "the deputy of General Kolo" names another; "Deputy Spokesperson of Afghanistan, Hamdullah Fitrat" ends in its name.
    const ends = m.last === title.last && m.first > head && tokens[m.first - 1]!.text === ",";
    if (hangs || follows || ends) return m;
  }
  return null;
}

/** "In a post on X, Mujahid said, …" and later "the post read": who last spoke in a sentence that names such a thing, else the last to speak. */
function earlierSpeaker(
  view: AttributionView,
  drafts: readonly AttributionDraft[],
  speakers: readonly (string | null)[],
  at: number,
  source: number,
): string | null {
  const lemma = view.lemma[source]!;
  for (let i = at - 1; i >= Math.max(0, at - 20); i--) {
    if (speakers[i] === null) continue;
    const sentence = view.sentences[view.tokens[drafts[i]!.cue]!.sentence]!;
    for (let k = sentence.first; k < sentence.last; k++) if (view.lemma[k] === lemma) return speakers[i]!;
  }
  return at > 0 ? speakers[at - 1]! : null;
}
