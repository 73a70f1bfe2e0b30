import type { Attribution, Doc, EventType, Token } from "../model.js";
import { changedMention, type EventDraft, type EventMention, withMentions } from "./event-mention.js";

/** Drafts with the denials of their events as mentions of their own, and who denies in each. */
export interface Denials {
  readonly drafts: readonly EventDraft[];
  readonly voices: ReadonlyMap<EventMention, Attribution>;
}

/** A denial by the words alone: its verb and who denies. */
interface Denial {
  readonly verb: number;
  readonly claimant: string;
  readonly source: Token;
}

/**
 * Adds what is denied by a word that stands for it: "…, an allegation Damascus rejected", "…, which his family disputes",
 * "the army denied it", "the rebels disowned the bombing", "the SDF denied any part in it". The verb names the event again.
 */
export function withDenials(doc: Doc, attributions: readonly Attribution[], drafts: readonly EventDraft[]): Denials {
  const voices = new Map<EventMention, Attribution>();
  const added = new Map<EventDraft, EventMention[]>();
  for (const [verb, token] of doc.tokens.entries()) {
    if (!DENIES.test(token.lemma) || token.tag !== "VERB" || names(drafts, verb)) continue;
    const denial = deniesReport(doc, verb) ? speakerOf(doc, attributions, verb) : null;
    const target = denial === null ? null : deniedBy(doc, drafts, attributions, denial);
    if (denial === null || target === null) continue;
    const [draft, told] = target;
    const near = told.sentence === token.sentence;
    const mention = changedMention(told, {
      trigger: { start: token.start, end: doc.tokens[shareOf(doc, verb)]!.end },
      token: verb,
      sentence: token.sentence,
      roles: near ? told.roles : [],
      amounts: [],
      polarity: "negative",
      asserted: true,
    });
    voices.set(mention, voiceOf(denial, token));
    added.set(draft, [...(added.get(draft) ?? []), mention]);
  }
  return { drafts: drafts.map((d) => (added.has(d) ? withMentions(d, [...d.mentions, ...added.get(d)!]) : d)), voices };
}

/** Whether a verb already names another event than a rebuke. */
const names = (drafts: readonly EventDraft[], verb: number): boolean =>
  drafts.some((d) => d.type !== "Condemnation" && d.mentions.some((m) => m.token === verb));

/** Whether somebody speaks to deny: what follows is not what he says happened. */
export function isDenial(doc: Doc, { cue }: Attribution): boolean {
  return (
    cue !== null &&
    /^(?:den(?:y|ies|ied|ying)|(?:disput|disown|refut|rebut|disavow|repudiat)\w*)$/i.test(doc.report.text.slice(cue.start, cue.end))
  );
}

const DENIES = /^(?:deny|reject|dismiss|dispute|disown|refute|rebut|disavow|contest|repudiate|disclaim)$/i;
const REPORT =
  /^(?:accusation|account|allegation|assertion|charge|claim|report|rumou?r|story|version|suggestion|contention|insinuation)s?$/i;
const SHARE = /^(?:part|role|involvement|responsibility|hand|participation|complicity|knowledge|link|connection|wrongdoing)s?$/i;
const ASIDE =
  /^(?:always|also|again|later|swiftly|quickly|flatly|strongly|categorically|immediately|promptly|have|has|had|have|and|then)$/i;

/** Whether a verb of denial has a word for something told before as its object, or is the clause of one. */
function deniesReport(doc: Doc, verb: number): boolean {
  const text = (i: number): string => doc.tokens[i]?.text.toLowerCase() ?? "";
  if (/^(?:not|n['’]t|never|nor|neither)$/.test(text(verb - 1)) || /^nor$/.test(text(verb - 2))) return false;
  if (/^(?:it|this|these)$/.test(text(verb + 1)))
    return !doc.tokens[verb + 2] || /^(?:PUNCT|CCONJ|SCONJ|ADP|ADV)$/.test(doc.tokens[verb + 2]!.tag);
  let noun = verb + 1;
  while (noun < verb + 5 && /^(?:DET|ADJ|PRON)$/.test(doc.tokens[noun]?.tag ?? "")) noun++;
  const named = doc.tokens[noun];
  if (named?.tag === "NOUN" && noun <= verb + 4) {
    const next = text(noun + 1);
    if (/^(?:disown|disavow)$/i.test(doc.tokens[verb]!.lemma)) return true;
    if (SHARE.test(named.text)) return true;
    if (REPORT.test(named.text)) return !/^(?:that|of|about|by|from|against)$/.test(next);
  }
  return isAbout(doc, verb);
}

/** "denied any part": the word for a share right behind the verb, with it the name of the denial; else the verb. */
function shareOf(doc: Doc, verb: number): number {
  for (let i = verb + 1; i < verb + 4; i++) {
    if (SHARE.test(doc.tokens[i]?.text ?? "")) return i;
    if (!/^(?:DET|ADJ|PRON)$/.test(doc.tokens[i]?.tag ?? "")) break;
  }
  return verb;
}

/** ", a charge the ministry rejected", ", which his family disputes", ", an account disputed by the mayor". */
function isAbout(doc: Doc, verb: number): boolean {
  const end = doc.tokens[verb + 1];
  const by = end?.text.toLowerCase() === "by";
  if (!by && end !== undefined && !/^[.,;:)—–]/.test(end.text)) return false;
  for (let i = verb - 1; i > verb - 14 && i >= 0 && doc.tokens[i]!.sentence === doc.tokens[verb]!.sentence; i--) {
    const { text } = doc.tokens[i]!;
    if (!/^(?:,|-|–|—|--)$/.test(text)) continue;
    const first = doc.tokens[i + 1]!.text.toLowerCase();
    if (first === "which") return !by;
    if (!/^(?:an?|the|all|both)$/.test(first)) return false;
    for (let k = i + 2; k < Math.min(verb, i + 5); k++) if (REPORT.test(doc.tokens[k]!.text)) return true;
    return false;
  }
  return false;
}

/** Who denies: the name next to the verb, the speaker as known, else the subject of the verb, or whom "by" names. */
function speakerOf(doc: Doc, attributions: readonly Attribution[], verb: number): Denial | null {
  const token = doc.tokens[verb]!;
  const by = doc.tokens[verb + 1]?.text.toLowerCase() === "by";
  let before = verb;
  while (before > 0 && ASIDE.test(doc.tokens[before - 1]!.text)) before--;
  const fits = doc.mentions.filter((m) => {
    if (by) return m.first >= verb + 2 && m.first <= verb + 3;
    return m.last === before || (doc.tokens[m.head]!.head === verb && doc.tokens[m.head]!.deprel === "nsubj" && m.head < verb);
  });
  const named = fits.find((m) => m.kind === "name" && !OBJECTS.test(m.type));
  const known = named?.entity ?? attributions.find((a) => a.cue?.start === token.start && a.claimant !== null)?.claimant;
  if (known) return { verb, claimant: known, source: token };
  const speaker = fits.sort((a, b) => b.last - b.first - (a.last - a.first))[0];
  const nobody = speaker === undefined || /^(?:which|that|it)$/i.test(doc.tokens[speaker.head]!.text) || OBJECTS.test(speaker.type);
  return nobody ? null : { verb, claimant: speaker.entity, source: doc.tokens[speaker.head]! };
}

const OBJECTS = /^(?:Artifact|Weapon|Operation|Facility)$/;

/** What can be denied as a deed. */
const DEEDS: ReadonlySet<EventType> = new Set([
  "Attack",
  "TerritorialChange",
  "Killing",
  "Injury",
  "Detention",
  "Seizure",
  "Destruction",
  "Movement",
  "Displacement",
  "Aid",
]);

/** The event denied: the nearest deed told before in the sentence, else in the one before, of which another speaks if anybody does. */
function deniedBy(
  doc: Doc,
  drafts: readonly EventDraft[],
  attributions: readonly Attribution[],
  { verb, claimant }: Denial,
): readonly [EventDraft, EventMention] | null {
  const { sentence } = doc.tokens[verb]!;
  const told = drafts.flatMap((d) =>
    d.mentions.flatMap((m) => {
      const counts = DEEDS.has(d.type) && m.polarity === "positive" && m.modality === "actual" && m.token < verb + DISOWNED;
      return counts && m.sentence <= sentence && m.sentence >= sentence - 1 ? [[d, m] as const] : [];
    }),
  );
  const disowns =
    /^(?:disown|disavow)$/i.test(doc.tokens[verb]!.lemma) || /^(?:in|for|to|with)$/.test(doc.tokens[shareOf(doc, verb) + 1]?.text ?? "");
  const object = told.find(([, m]) => m.token > verb && disowns);
  if (object) return object;
  const before = told.filter(([, m]) => m.token < verb);
  const others = attributions.filter((a) => a.claimant !== null && a.claimant !== claimant);
  const claimed = (m: EventMention): boolean =>
    others.some((a) => a.content.some((c) => c.start <= m.trigger.start && m.trigger.start < c.end));
  for (const s of [sentence, sentence - 1]) {
    const here = before.filter(([, m]) => m.sentence === s).sort(([, a], [, b]) => a.token - b.token);
    const voiced = here.find(([, m]) => claimed(m)) ?? here.at(-1);
    if (voiced) return voiced;
  }
  return null;
}

/** How far behind the verb the event that one disowns may stand, in words. */
const DISOWNED = 8;

function voiceOf({ claimant, source }: Denial, verb: Token): Attribution {
  const span = { start: verb.start, end: verb.end };
  return { source: { start: source.start, end: source.end }, cue: span, content: [span], claimant, direct: false, confidence: 0.6 };
}
