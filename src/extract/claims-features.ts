import { ensure } from "../collections.js";
import type { FeatureList } from "../learn/logistic.js";
import type { Attribution, Doc, DocEntity, Mention, Relation } from "../model.js";
import type { EventFacts, VoicedMention } from "./claims-events.js";
import type { RoleDraft } from "./event-mention.js";

/** What tells right claims from wrong ones: how they were found, what they are about, how far apart the words stand. */

/** A document with its mentions and entities by id. */
export interface IndexedDoc {
  readonly doc: Doc;
  readonly mentions: ReadonlyMap<string, Mention>;
  readonly entities: ReadonlyMap<string, DocEntity>;
}

export function indexedDoc(doc: Doc): IndexedDoc {
  return { doc, mentions: new Map(doc.mentions.map((m) => [m.id, m])), entities: new Map(doc.entities.map((e) => [e.id, e])) };
}

function put({ names, values }: FeatureList, name: string, value = 1): void {
  names.push(name);
  values.push(value);
}

/** Names by their first words and their last. */
const known = new Map<string, Map<string, string>>();

/**
 * The name of two parts from vocabularies that are small and fixed: the same string each time, so that it is hashed but once.
 * Joining and hashing names would take longer than all else about a claim.
 */
function named(first: string, last: string): string {
  return ensure(
    ensure(known, first, () => new Map<string, string>()),
    last,
    () => `${first} ${last}`,
  );
}

function common({ doc }: IndexedDoc, fact: EventFacts, { mention, voice }: VoicedMention, predicate: string): FeatureList {
  const token = doc.tokens[mention.token]!;
  const sentence = doc.sentences[mention.sentence]!;
  const { type } = fact.event;
  const of = named(predicate, "of");
  const likely = logOdds(mention.likely);
  const out: FeatureList = { names: [], values: [] };
  put(out, named("is", predicate));
  put(out, named(of, type));
  put(out, named("trigger", token.tag));
  put(out, `trigger ${token.lemma.toLowerCase()}`);
  if (mention.subtype !== null && mention.subtype !== type) put(out, named(of, mention.subtype));
  put(out, named("trigger hangs by", token.deprel));
  put(out, named("modality", mention.modality));
  put(out, named("polarity", mention.polarity));
  put(out, "trigger log-odds", likely);
  put(out, named("trigger log-odds of", predicate), likely);
  put(out, "sentence length", Math.min(60, sentence.last - sentence.first) / 30);
  put(out, named(of, mention.modality));
  put(out, "told late", Math.min(1, mention.sentence / 20));
  put(out, "mentions of the event", Math.min(4, fact.mentions.length - 1));
  voiceFeatures(voice, out);
  return out;
}

/** Log-odds of a probability, at most 5 either way. */
const logOdds = (p: number): number => Math.max(-5, Math.min(5, Math.log((p + 1e-6) / (1 - p + 1e-6))));

function voiceFeatures(voice: Attribution | null, out: FeatureList): void {
  if (voice === null) {
    put(out, "no speaker");
    return;
  }
  put(out, "attribution", voice.confidence - 0.5);
  put(out, voice.direct ? "direct speech" : "indirect speech");
}

export function occurrenceFeatures(index: IndexedDoc, fact: EventFacts, voiced: VoicedMention): FeatureList {
  const { mention } = voiced;
  const out = common(index, fact, voiced, "occurs");
  put(out, "roles found", new Set(mention.roles.map((r) => r.role)).size);
  put(out, "amounts found", Math.min(2, mention.amounts.length));
  return out;
}

export function roleFeatures(index: IndexedDoc, fact: EventFacts, voiced: VoicedMention, draft: RoleDraft): FeatureList {
  const { role, via, likely, mention } = draft;
  const filler = mention === null ? undefined : index.mentions.get(mention);
  const out = common(index, fact, voiced, role);
  const way = named(named(role, "via"), via);
  put(out, way);
  distanceFeatures(voiced, filler, draft, out);
  if (likely !== null) {
    put(out, "role log-odds", logOdds(likely));
    put(out, named("log-odds of", role), logOdds(likely));
  }
  if (filler === undefined) put(out, "no mention");
  else {
    put(out, named("filler", filler.kind));
    put(out, named(named(role, "is"), filler.type));
    put(out, named(named(named(named(role, "of"), fact.event.type), "is"), filler.type));
    put(out, named(named(way, "is"), filler.kind));
  }
  let others = -1;
  for (const other of voiced.mention.roles) if (other.role === role) others++;
  put(out, "fillers of this role", Math.min(5, others));
  return out;
}

function distanceFeatures({ mention }: VoicedMention, filler: Mention | undefined, role: RoleDraft, out: FeatureList): void {
  const apart = filler === undefined ? Math.abs(role.start - mention.trigger.start) / 6 : Math.abs(filler.head - mention.token);
  put(out, "words apart", Math.min(4, Math.log2(1 + apart)));
  if (apart > 40) put(out, "far apart");
}

export function quantityFeatures(index: IndexedDoc, fact: EventFacts, voiced: VoicedMention, id: string): FeatureList {
  const draft = voiced.mention.amounts.find((a) => a.amount.start <= voiced.mention.trigger.end + 400) ?? null;
  const apart = draft === null ? 10 : Math.abs(draft.amount.start - voiced.mention.trigger.start) / 6;
  const out = common(index, fact, voiced, "quantity");
  put(out, "words apart", Math.min(4, Math.log2(1 + apart)));
  put(out, named("bound", draft?.amount.bound ?? "none"));
  put(out, "counts nothing named", draft?.amount.of === null ? 1 : 0);
  put(out, "quantities of the event", Math.min(4, fact.quantityVoices.size - (fact.quantityVoices.has(id) ? 1 : 0)));
  return out;
}

export function dateFeatures(index: IndexedDoc, fact: EventFacts, voiced: VoicedMention, level: number): FeatureList {
  const out = common(index, fact, voiced, "date");
  put(out, `date from level ${level}`);
  put(out, `${named("date of", fact.event.type)} from level ${level}`);
  put(out, `${named("date of", index.doc.tokens[voiced.mention.token]!.xpos)} from level ${level}`);
  return out;
}

export function relationFeatures(index: IndexedDoc, relation: Relation, voice: Attribution | null): FeatureList {
  const type = (id: string | null): string => (id === null ? "none" : (index.entities.get(id)?.type ?? "event"));
  const out: FeatureList = { names: [], values: [] };
  put(out, "is relation");
  put(out, named("relation", relation.type));
  put(out, named(named(relation.type, "from"), type(relation.subject)));
  put(out, named(named(relation.type, "to"), type(relation.object)));
  put(out, "relation length", Math.min(60, relation.end - relation.start) / 30);
  voiceFeatures(voice, out);
  return out;
}
