import type { Features } from "../learn/logistic.js";
import type { Attribution, Doc, DocEntity, Mention, Relation } from "../model.js";
import type { EventFacts, VoicedMention } from "./claims-events.js";
import type { RoleDraft } from "./event-mention.js";

/** A document with its mentions and entities by id. */
export interface IndexedDoc {
  readonly doc: Doc;
  readonly mentions: ReadonlyMap<string, Mention>;
  readonly entities: ReadonlyMap<string, DocEntity>;
}

export function indexedDoc(doc: Doc): IndexedDoc {
  return { doc, mentions: new Map(doc.mentions.map((m) => [m.id, m])), entities: new Map(doc.entities.map((e) => [e.id, e])) };
}

/** What tells right claims from wrong ones: how they were found, what they are about, how far apart the words stand. */

function common({ doc }: IndexedDoc, fact: EventFacts, { mention, voice }: VoicedMention, predicate: string): [string, number][] {
  const token = doc.tokens[mention.token]!;
  const sentence = doc.sentences[mention.sentence]!;
  return [
    [`is ${predicate}`, 1],
    [`${predicate} of ${fact.event.type}`, 1],
    [`trigger ${token.tag}`, 1],
    [`trigger ${token.lemma.toLowerCase()}`, 1],
    [`${predicate} of ${mention.subtype ?? fact.event.type}`, 1],
    [`trigger hangs by ${token.deprel}`, 1],
    [`modality ${mention.modality}`, 1],
    [`polarity ${mention.polarity}`, 1],
    ["trigger log-odds", logOdds(mention.likely)],
    [`trigger log-odds of ${predicate}`, logOdds(mention.likely)],
    ["sentence length", Math.min(60, sentence.last - sentence.first) / 30],
    [`${predicate} of ${mention.modality}`, 1],
    ["told late", Math.min(1, mention.sentence / 20)],
    ["mentions of the event", Math.min(4, fact.mentions.length - 1)],
    ...voiceFeatures(voice),
  ];
}

/** Log-odds of a probability, at most 5 either way. */
const logOdds = (p: number): number => Math.max(-5, Math.min(5, Math.log((p + 1e-6) / (1 - p + 1e-6))));

function voiceFeatures(voice: Attribution | null): [string, number][] {
  return voice === null
    ? [["no speaker", 1]]
    : [
        ["attribution", voice.confidence - 0.5],
        [voice.direct ? "direct speech" : "indirect speech", 1],
      ];
}

export function occurrenceFeatures(index: IndexedDoc, fact: EventFacts, voiced: VoicedMention): Features {
  const { mention } = voiced;
  const kinds = new Set(mention.roles.map((r) => r.role));
  return new Map([
    ...common(index, fact, voiced, "occurs"),
    ["roles found", kinds.size],
    ["amounts found", Math.min(2, mention.amounts.length)],
  ]);
}

export function roleFeatures(index: IndexedDoc, fact: EventFacts, voiced: VoicedMention, role: RoleDraft): Features {
  const filler = role.mention === null ? undefined : index.mentions.get(role.mention);
  return new Map([
    ...common(index, fact, voiced, role.role),
    [`${role.role} via ${role.via}`, 1],
    ...distance(voiced, filler ?? null, role),
    ...(role.likely === undefined
      ? []
      : ([
          ["role log-odds", logOdds(role.likely)],
          [`log-odds of ${role.role}`, logOdds(role.likely)],
        ] as [string, number][])),
    ...(filler === undefined
      ? [["no mention", 1] as [string, number]]
      : ([
          [`filler ${filler.kind}`, 1],
          [`${role.role} is ${filler.type}`, 1],
          [`${role.role} of ${fact.event.type} is ${filler.type}`, 1],
          [`${role.role} via ${role.via} is ${filler.kind}`, 1],
        ] as [string, number][])),
    ["fillers of this role", Math.min(5, voiced.mention.roles.filter((r) => r.role === role.role).length - 1)],
  ]);
}

function distance({ mention }: VoicedMention, filler: Mention | null, role: RoleDraft): [string, number][] {
  const apart = filler === null ? Math.abs(role.start - mention.trigger.start) / 6 : Math.abs(filler.head - mention.token);
  const out: [string, number][] = [["words apart", Math.min(4, Math.log2(1 + apart))]];
  if (apart > 40) out.push(["far apart", 1]);
  return out;
}

export function quantityFeatures(index: IndexedDoc, fact: EventFacts, voiced: VoicedMention, id: string): Features {
  const draft = voiced.mention.amounts.find((a) => a.amount.start <= voiced.mention.trigger.end + 400) ?? null;
  const apart = draft === null ? 10 : Math.abs(draft.amount.start - voiced.mention.trigger.start) / 6;
  return new Map([
    ...common(index, fact, voiced, "quantity"),
    ["words apart", Math.min(4, Math.log2(1 + apart))],
    [`bound ${draft?.amount.bound ?? "none"}`, 1],
    ["counts nothing named", draft?.amount.of === null ? 1 : 0],
    ["quantities of the event", Math.min(4, [...fact.quantityVoices.keys()].filter((q) => q !== id).length)],
  ]);
}

export function dateFeatures(index: IndexedDoc, fact: EventFacts, voiced: VoicedMention, level: number): Features {
  return new Map([
    ...common(index, fact, voiced, "date"),
    [`date from level ${level}`, 1],
    [`date of ${fact.event.type} from level ${level}`, 1],
    [`date of ${index.doc.tokens[voiced.mention.token]!.xpos} from level ${level}`, 1],
  ]);
}

export function relationFeatures(index: IndexedDoc, relation: Relation, voice: Attribution | null): Features {
  const type = (id: string | null): string => (id === null ? "none" : (index.entities.get(id)?.type ?? "event"));
  return new Map([
    ["is relation", 1],
    [`relation ${relation.type}`, 1],
    [`${relation.type} from ${type(relation.subject)}`, 1],
    [`${relation.type} to ${type(relation.object)}`, 1],
    ["relation length", Math.min(60, relation.end - relation.start) / 30],
    ...voiceFeatures(voice),
  ]);
}
