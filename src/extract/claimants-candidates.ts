import { ensure } from "../collections.js";
import type { Attribution, Doc, EntityType, Mention } from "../model.js";
import type { VoicedMention } from "./claims-events.js";
import { isDenial } from "./denials.js";
import type { EventDraft } from "./event-mention.js";
import { firstFrom, sentenceAt } from "./positions.js";

/** Somebody who may say that an event happened. */
export interface ClaimantCandidate {
  /** `DocEntity.id` */
  readonly entity: string;
  /** Whether the attributions make him say so. */
  readonly found: boolean;
  /** His attribution nearest to the event, with how many sentences its cue stands from it; `null` where he has none near by. */
  readonly saying: { readonly attribution: Attribution; readonly apart: number } | null;
  /** His mention in a sentence of the event, `null` where none has him. */
  readonly mention: Mention | null;
  /** Index of the event's mention that he stands nearest to. */
  readonly of: number;
}

/** What a document tells of its speakers. */
export interface Speakers {
  /** Attributions with a known speaker by the sentence of their cue, else of their source or content. */
  readonly bySentence: readonly (readonly Attribution[])[];
  /** Mentions of who may speak, by sentence. */
  readonly mentions: readonly (readonly Mention[])[];
  /** How many attributions each entity has. */
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
  /** Types and words of the events that the content of each entity's attributions has. */
  readonly told: ReadonlyMap<string, ReadonlySet<string>>;
}

const SPEAKING: ReadonlySet<EntityType> = new Set(["Person", "Organization", "Government", "ArmedForce", "ArmedGroup", "Country", "Group"]);

export function speakersOf(doc: Doc, attributions: readonly Attribution[], drafts: readonly EventDraft[]): Speakers {
  const bySentence: Attribution[][] = doc.sentences.map(() => []);
  const counts = new Map<string, number>();
  for (const attribution of attributions) {
    if (attribution.claimant === null || isDenial(doc, attribution)) continue;
    const { start } = attribution.cue ?? attribution.source ?? attribution.content[0]!;
    bySentence[sentenceAt(doc, start)]?.push(attribution);
    counts.set(attribution.claimant, (counts.get(attribution.claimant) ?? 0) + 1);
  }
  const mentions: Mention[][] = doc.sentences.map(() => []);
  for (const mention of doc.mentions) if (SPEAKING.has(mention.type)) mentions[doc.tokens[mention.head]!.sentence]!.push(mention);
  return { bySentence, mentions, counts, total: attributions.length, told: toldBy(doc, attributions, drafts) };
}

function toldBy(doc: Doc, attributions: readonly Attribution[], drafts: readonly EventDraft[]): Map<string, Set<string>> {
  const events = drafts.flatMap((d) =>
    d.mentions.map((m) => ({ type: d.type, start: m.trigger.start, lemma: doc.tokens[m.token]!.lemma.toLowerCase() })),
  );
  events.sort((a, b) => a.start - b.start);
  const out = new Map<string, Set<string>>();
  for (const { claimant, content } of attributions) {
    if (claimant === null) continue;
    for (const { start, end } of content)
      for (let i = firstFrom(events, start); i < events.length && events[i]!.start < end; i++) {
        ensure(out, claimant, () => new Set<string>())
          .add(events[i]!.type)
          .add(events[i]!.lemma);
      }
  }
  return out;
}

/** Sentences before and after an event's in which speakers are looked for. */
const BACK = 5;
const AHEAD = 2;
/** Mentions of an event around which speakers are looked for. */
const MENTIONS = 5;

/** Everybody who may say that an event with these mentions happened. */
export function claimantCandidates(speakers: Speakers, mentions: readonly VoicedMention[]): ClaimantCandidate[] {
  const out = new Map<string, { -readonly [K in keyof ClaimantCandidate]: ClaimantCandidate[K] }>();
  const offer = (entity: string, of: number) => ensure(out, entity, () => ({ entity, found: false, saying: null, mention: null, of }));
  for (const [of, { voice }] of mentions.entries()) {
    if (voice?.claimant == null) continue;
    const candidate = offer(voice.claimant, of);
    if (candidate.found) continue;
    candidate.found = true;
    candidate.saying = { attribution: voice, apart: 0 };
    candidate.of = of;
  }
  for (const [of, { mention }] of mentions.slice(0, MENTIONS).entries()) {
    const { sentence } = mention;
    for (let s = Math.max(0, sentence - BACK); s <= sentence + AHEAD; s++)
      for (const attribution of speakers.bySentence[s] ?? []) {
        const candidate = offer(attribution.claimant!, of);
        if (candidate.found || (candidate.saying !== null && Math.abs(candidate.saying.apart) <= Math.abs(s - sentence))) continue;
        candidate.saying = { attribution, apart: s - sentence };
        candidate.of = of;
      }
    for (const named of speakers.mentions[sentence] ?? []) {
      const candidate = offer(named.entity, of);
      candidate.mention ??= named;
    }
  }
  return [...out.values()];
}
