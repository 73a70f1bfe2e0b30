import { asMap, type FeatureList, type Features, type LogisticModel, probabilityOf } from "../learn/logistic.js";
import type { Attribution, Claim, ClaimPredicate, Doc, Modality, Polarity, Relation, Span } from "../model.js";
import type { EventFacts, VoicedMention } from "./claims-events.js";
import { dateFeatures, type IndexedDoc, occurrenceFeatures, quantityFeatures, relationFeatures, roleFeatures } from "./claims-features.js";
import { evidenceOf, type Voices } from "./claims-voices.js";

/** One saying of a claim, before sayings of the same claim are put together. */
export interface Saying {
  readonly subject: string;
  readonly predicate: ClaimPredicate;
  readonly object: string;
  readonly value: string | null;
  readonly voice: Attribution | null;
  readonly polarity: Polarity;
  readonly modality: Modality;
  readonly evidence: readonly Span[];
  readonly features: FeatureList;
  /** The trigger, or the words of a relation. */
  readonly trigger: Span;
  /** The words of the filler or amount, else the trigger's. */
  readonly words: Span;
}

/** Everything that is said of the events: that they happened, with whom, how many, when. */
export function eventSayings(index: IndexedDoc, facts: readonly EventFacts[]): Saying[] {
  return facts.flatMap((fact) => [
    ...fact.mentions.flatMap((voiced) => mentionSayings(index, fact, voiced)),
    ...quantitySayings(index, fact),
    ...dateSayings(index, fact),
  ]);
}

function base(index: IndexedDoc, fact: EventFacts, { mention, voice }: VoicedMention) {
  return {
    subject: fact.event.id,
    value: null,
    voice,
    polarity: mention.polarity,
    modality: mention.modality,
    evidence: evidenceOf(index.doc, mention.trigger, voice),
    trigger: mention.trigger,
    words: mention.trigger,
  };
}

function mentionSayings(index: IndexedDoc, fact: EventFacts, voiced: VoicedMention): Saying[] {
  const { mention } = voiced;
  const said = base(index, fact, voiced);
  const occurs: Saying = {
    ...said,
    predicate: "occurs",
    object: fact.event.type,
    features: occurrenceFeatures(index, fact, voiced),
  };
  const roles = mention.roles
    .filter((role) => role.entity !== null)
    .map(
      (role): Saying => ({
        ...said,
        predicate: role.role,
        object: role.entity!,
        features: roleFeatures(index, fact, voiced, role),
      }),
    );
  return [occurs, ...roles];
}

function quantitySayings(index: IndexedDoc, fact: EventFacts): Saying[] {
  return [...fact.quantityVoices].flatMap(([id, mentions]) =>
    mentions.map(
      (voiced): Saying => ({
        ...base(index, fact, voiced),
        predicate: "quantity",
        object: id,
        features: quantityFeatures(index, fact, voiced, id),
      }),
    ),
  );
}

function dateSayings(index: IndexedDoc, fact: EventFacts): Saying[] {
  const { date } = fact;
  if (date === null) return [];
  // A day that comes from the text around is the document's reading, at the event's first mention.
  const said = date.mention >= 0 ? fact.mentions[date.mention]! : { mention: fact.mentions[0]!.mention, voice: null };
  const ends: [ClaimPredicate, string | null][] = [
    ["earliest", date.range.from],
    ["latest", date.range.to],
  ];
  return ends.flatMap(([predicate, day]) =>
    day === null ? [] : [{ ...base(index, fact, said), predicate, object: day, features: dateFeatures(index, fact, said, date.level) }],
  );
}

/** What is said of entities: roles in organisations, parts, places, sides. */
export function relationSayings(index: IndexedDoc, relations: readonly Relation[], voices: Voices): Saying[] {
  return relations.map((relation) => {
    const voice = voices.at(relation);
    return {
      subject: relation.subject,
      predicate: relation.type,
      object: relation.object ?? "",
      value: relation.value,
      voice,
      polarity: "positive",
      modality: "actual",
      evidence: evidenceOf(index.doc, relation, voice),
      trigger: relation,
      words: relation,
      features: relationFeatures(index, relation, voice),
    };
  });
}

/** A claim with the sayings that it was made from, and the features of the surest, which only training asks for. */
export interface ClaimDraft {
  readonly claim: Claim;
  readonly sayings: readonly Saying[];
  readonly features: Features;
}

/** Puts sayings of the same claim together: one claim, several evidences; the surest saying gives its confidence. */
export function claimsOf(doc: Doc, sayings: readonly Saying[], model: LogisticModel): ClaimDraft[] {
  const groups = new Map<string, Saying[]>();
  for (const saying of sayings) {
    const { subject, predicate, object, value, voice, polarity, modality } = saying;
    const key = `${subject}\t${predicate}\t${object}\t${value ?? ""}\t${voice?.claimant ?? ""}\t${polarity}\t${modality}`;
    const group = groups.get(key);
    if (group) group.push(saying);
    else groups.set(key, [saying]);
  }
  return [...groups.values()].map((group, i) => {
    const first = group[0]!;
    const cue = group.find((s) => s.voice?.cue)?.voice?.cue ?? null;
    const [features, confidence] = surest(group, model);
    const claim: Claim = {
      id: `c${i + 1}`,
      subject: first.subject,
      predicate: first.predicate,
      object: first.object,
      value: first.value,
      claimant: first.voice?.claimant ?? null,
      cue: cue === null ? null : doc.report.text.slice(cue.start, cue.end),
      evidence: mergeEvidence(group),
      polarity: first.polarity,
      modality: first.modality,
      confidence,
      contradicts: [],
    };
    return {
      claim,
      sayings: group,
      get features() {
        return asMap(features);
      },
    };
  });
}

function surest(group: readonly Saying[], model: LogisticModel): [FeatureList, number] {
  let best: [FeatureList, number] | null = null;
  for (const saying of group) {
    const features = withRepeats(saying.features, group.length);
    const confidence = probabilityOf(features, model);
    if (best === null || confidence > best[1]) best = [features, confidence];
  }
  return best!;
}

const withRepeats = (features: FeatureList, times: number): FeatureList =>
  times > 1 ? { names: [...features.names, "said again"], values: [...features.values, 1] } : features;

function mergeEvidence(group: readonly Saying[]): Span[] {
  const spans = new Map<string, Span>();
  for (const saying of group) for (const span of saying.evidence) spans.set(`${span.start}-${span.end}`, span);
  return [...spans.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}
