import { featureBuffer, sigmoid, total } from "../learn/features.js";
import type { Attribution, Doc } from "../model.js";
import type { ClaimantModel } from "../resources/claimants.js";
import { type ClaimantCandidate, claimantCandidates, speakersOf } from "./claimants-candidates.js";
import { castOf, claimantFeatures } from "./claimants-features.js";
import type { SettleVoices, VoicedMention } from "./claims-events.js";
import type { EventDraft } from "./event-mention.js";

/** Least probability of whom the attributions make say so, and of whoever else may. */
const KEPT = 0.25;
const ADDED = 0.5;

/** Settles who says that each event happened: of those whom the attributions name the likely ones, and others who speak near by. */
export function claimantWeigher(
  doc: Doc,
  attributions: readonly Attribution[],
  drafts: readonly EventDraft[],
  model: ClaimantModel,
): SettleVoices {
  const speakers = speakersOf(doc, attributions, drafts);
  const cast = castOf(doc);
  const features = featureBuffer();
  return (draft, mentions) => {
    // who denies something is told by the words of denying
    if (mentions.every(({ mention }) => mention.polarity === "negative")) return mentions;
    const likely = (candidate: ClaimantCandidate): number => {
      claimantFeatures(doc, cast, speakers, draft, mentions, candidate, features);
      return sigmoid(total(model.says, features));
    };
    const candidates = claimantCandidates(speakers, mentions).map((candidate) => ({ candidate, p: likely(candidate) }));
    // what is planned or ordered is known by who says so
    const told = draft.mentions.some((m) => m.modality === "actual");
    const dropped = new Set(candidates.flatMap(({ candidate, p }) => (told && candidate.found && p < KEPT ? [candidate.entity] : [])));
    const added = candidates.filter(({ candidate, p }) => !candidate.found && p >= ADDED).map(({ candidate }) => candidate);
    return dropped.size + added.length === 0 ? mentions : withVoices(doc, mentions, dropped, added);
  };
}

function withVoices(
  doc: Doc,
  mentions: readonly VoicedMention[],
  dropped: ReadonlySet<string>,
  added: readonly ClaimantCandidate[],
): VoicedMention[] {
  const out = mentions.flatMap((voiced, of) => {
    const { mention, voice } = voiced;
    const left = voice?.claimant != null && dropped.has(voice.claimant) ? [] : [voiced];
    const more = added
      .filter((candidate) => candidate.of === of)
      .map((candidate) => ({ mention, voice: sayingOf(doc, voiced, candidate) }));
    return [...left, ...more].filter((v, _, all) => v.voice !== null || all.length === 1);
  });
  // a mention that lost its only speaker is the document's own
  for (const { mention } of mentions) if (!out.some((v) => v.mention === mention)) out.push({ mention, voice: null });
  return out.sort((a, b) => a.mention.trigger.start - b.mention.trigger.start);
}

/** The attribution that makes a speaker say what a mention tells. */
function sayingOf(doc: Doc, { mention }: VoicedMention, { entity, saying, mention: at }: ClaimantCandidate): Attribution {
  const { start, end } = doc.sentences[mention.sentence]!;
  if (saying !== null) return { ...saying.attribution, content: [...saying.attribution.content, { start, end }] };
  return {
    source: at === null ? null : { start: at.start, end: at.end },
    cue: null,
    content: [{ start, end }],
    claimant: entity,
    direct: false,
    confidence: 0.5,
  };
}
