import { add, bucket, type FeatureBuffer } from "../learn/features.js";
import { mix, signedHash } from "../learn/hash.js";
import type { Doc, RoleName } from "../model.js";
import type { ClaimantCandidate, Speakers } from "./claimants-candidates.js";
import type { VoicedMention } from "./claims-events.js";
import type { EventDraft } from "./event-mention.js";
import { quotationAt } from "./positions.js";

/** What is known of a document's entities where claimants are weighed. */
export interface Cast {
  readonly types: ReadonlyMap<string, string>;
  readonly named: ReadonlySet<string>;
}

export function castOf(doc: Doc): Cast {
  return {
    types: new Map(doc.entities.map((e) => [e.id, e.type])),
    named: new Set(doc.mentions.filter((m) => m.kind === "name").map((m) => m.entity)),
  };
}

/** Features of whether somebody says that an event happened; `others`: how many the attributions make say so. */
export function claimantFeatures(
  doc: Doc,
  cast: Cast,
  speakers: Speakers,
  draft: EventDraft,
  mentions: readonly VoicedMention[],
  candidate: ClaimantCandidate,
  out: FeatureBuffer,
): void {
  const { entity, found, saying, mention: at, of } = candidate;
  const { mention } = mentions[of]!;
  const token = doc.tokens[mention.token]!;
  const type = signedHash(draft.type);
  const form = mix(signedHash(token.tag), signedHash(token.deprel));
  const lemma = signedHash(token.lemma.toLowerCase());
  const status = signedHash(`${mention.polarity} ${mention.modality}`);
  const own = found ? 1 : 0;
  const others = Math.min(3, voicesOf(mentions) - own);
  const kind = signedHash(`${cast.types.get(entity)}${cast.named.has(entity) ? "!" : ""}`);
  const part = PARTS[partsOf(draft, entity)]!;
  const quoted = quotationAt(doc, mention.trigger.start) >= 0 ? 1 : 0;
  out.count = 0;
  const put = (template: number, a = 0, b = 0): void => add(out, template, mix(own, a), b);
  put(1);
  put(2, type);
  put(3, others);
  put(4, others, type);
  put(5, kind, type);
  put(6, kind, others);
  put(7, part, type);
  put(8, part, status);
  put(9, form);
  put(10, lemma);
  put(11, status);
  put(12, quoted, others);
  put(13, bucket(speakers.counts.get(entity) ?? 0), others);
  put(14, Math.min(4, mentions.length), others);
  put(15, type, form);
  const total = speakers.total === 0 ? 0 : Math.ceil((4 * (speakers.counts.get(entity) ?? 0)) / speakers.total);
  const here = speakersAt(speakers, mention.sentence, entity);
  const around = mix(speakersAt(speakers, mention.sentence - 1, entity), speakersAt(speakers, mention.sentence + 1, entity));
  put(16, total, others);
  put(17, total, type);
  put(18, here, around);
  put(19, mix(here, around), total);
  put(35, mix(here, around), quoted);
  put(36, bucket(mention.sentence), mix(total, here));
  const told = speakers.told.get(entity);
  put(37, told?.has(draft.type) ? 1 : 0, total);
  put(38, told?.has(draft.type) ? 1 : 0, type);
  put(39, told?.has(token.lemma.toLowerCase()) ? 1 : 0, here);
  if (saying !== null) {
    const { attribution, apart } = saying;
    const cue = attribution.cue === null ? 0 : signedHash(doc.report.text.slice(attribution.cue.start, attribution.cue.end).toLowerCase());
    const inside = attribution.content.some((c) => c.start <= mention.trigger.start && mention.trigger.start < c.end) ? 1 : 0;
    const isCue =
      attribution.cue !== null && attribution.cue.start < mention.trigger.end && mention.trigger.start < attribution.cue.end ? 1 : 0;
    const direct = attribution.direct ? 1 : 0;
    const where = mix(apart + 8, mix(inside, isCue));
    const sure = Math.round(attribution.confidence * 5);
    const side = attribution.cue === null ? 0 : attribution.cue.start < mention.trigger.start ? 1 : 2;
    put(20, where);
    put(21, where, others);
    put(22, where, quoted);
    put(23, where, mix(direct, quoted));
    put(24, cue);
    put(25, cue, type);
    put(26, cue, where);
    put(27, sure, where);
    put(28, where, type);
    put(29, where, form);
    put(30, mix(where, side), others);
    put(31, where, mix(part, 3));
    put(32, mix(paragraphs(doc, attribution.content[0]!.start, mention.trigger.start), where), quoted);
    put(33, isCue, type);
    put(34, where, status);
  }
  if (at === null) return;
  const place = doc.tokens[at.head]!;
  const side = at.head < mention.token ? 1 : 2;
  const governor = place.head < 0 ? 0 : signedHash(doc.tokens[place.head]!.lemma.toLowerCase());
  const relation = mix(signedHash(place.deprel), side);
  put(40, relation);
  put(41, relation, governor);
  put(42, relation, type);
  put(43, relation, others);
  put(44, governor, kind);
  put(45, bucket(Math.abs(at.head - mention.token)), side);
  put(46, isAbove(doc, place.head, mention.token) ? 1 : 0, relation);
  put(47, mix(isAbove(doc, place.head, mention.token) ? 1 : 0, governor), relation);
  put(48, signedHash(beforeOf(doc, at.first)), relation);
  put(49, relation, mix(kind, part));
  put(50, signedHash(place.lemma.toLowerCase()), relation);
}

/** How many different claimants mentions have. */
function voicesOf(mentions: readonly VoicedMention[]): number {
  const seen: string[] = [];
  for (const { voice } of mentions) if (voice?.claimant && !seen.includes(voice.claimant)) seen.push(voice.claimant);
  return seen.length;
}

/** The roles in the order of their names. */
const ROLES: readonly RoleName[] = ["agent", "instrument", "patient", "place"];

/** The roles of an event that an entity fills: a bit for each. */
function partsOf({ mentions }: EventDraft, entity: string): number {
  let mask = 0;
  for (const { roles } of mentions) for (const r of roles) if (r.entity === entity) mask |= 1 << ROLES.indexOf(r.role);
  return mask;
}

/** A hash of the roles of each such mask. */
const PARTS = Int32Array.from({ length: 1 << ROLES.length }, (_, mask) =>
  signedHash(ROLES.filter((_, bit) => (mask & (1 << bit)) !== 0).join(" ")),
);

/** Who speaks in a sentence: 0 nobody, 1 this one, 2 others. */
function speakersAt({ bySentence }: Speakers, sentence: number, entity: string): number {
  const all = bySentence[sentence] ?? [];
  return all.length === 0 ? 0 : all.some((a) => a.claimant === entity) ? 1 : 2;
}

/** Whether a word stands on the way from another up to the root. */
function isAbove(doc: Doc, above: number, below: number): boolean {
  for (let i = below, steps = 0; i >= 0 && steps < 12; i = doc.tokens[i]!.head, steps++) if (i === above) return true;
  return false;
}

/** The word before a mention, past articles. */
function beforeOf(doc: Doc, first: number): string {
  let i = first - 1;
  while (i >= 0 && doc.tokens[i]!.tag === "DET") i--;
  return i < 0 ? "" : doc.tokens[i]!.lemma.toLowerCase();
}

/** Two offsets further apart than this are paragraphs apart. */
const FAR = 10_000;

/** 0, 1 or 2 and more ends of a paragraph between two offsets. */
function paragraphs(doc: Doc, a: number, b: number): number {
  if (Math.abs(a - b) > FAR) return 2;
  const text = doc.report.text.slice(Math.min(a, b), Math.max(a, b));
  return Math.min(2, text.match(/\n\s*\n/g)?.length ?? 0);
}
