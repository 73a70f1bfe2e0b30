/**
 * The central types: plain readonly data that one stage hands to the next.
 *
 * Offsets in `Report`, `Doc` and `Facts` count UTF-16 units, so that `text.slice(start, end)` is a span's text.
 * They become Unicode code points where they leave the program: in `annotate`'s JSON and in `Knowledge`.
 */

/** A stretch of a text, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

// ---------------------------------------------------------------- read: bytes → Report

/** What a stretch of a report is where it is not prose. */
export type PartKind = "date" | "dateline" | "credit" | "advertisement" | "headline" | "markup";

/** A stretch of a report that is not prose. */
export interface Part extends Span {
  readonly kind: PartKind;
}

/** A word of a treebank file: its form, and whether a blank follows it. */
export interface GivenWord extends Span {
  readonly spaceAfter: boolean;
}

/** A document as published. */
export interface Report {
  /** The file's name without its extension, made unique within a run. */
  readonly id: string;
  readonly text: string;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  readonly digest: string;
  /** Day of publication, `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly publisher: string | null;
  readonly url: string | null;
  /** Where the report was filed, from its dateline. */
  readonly place: string | null;
  /** ISO 639-1 code; `null` where the text is too short to tell. */
  readonly language: string | null;
  /** What is not prose, in order, without overlaps. */
  readonly parts: readonly Part[];
  /** Words by sentence where the input came tokenised (CoNLL-U), else `null`. */
  readonly given: readonly (readonly GivenWord[])[] | null;
}

// ---------------------------------------------------------------- annotate: Report → Doc

/** Universal part-of-speech tags. */
export type Upos =
  | "ADJ"
  | "ADP"
  | "ADV"
  | "AUX"
  | "CCONJ"
  | "DET"
  | "INTJ"
  | "NOUN"
  | "NUM"
  | "PART"
  | "PRON"
  | "PROPN"
  | "PUNCT"
  | "SCONJ"
  | "SYM"
  | "VERB"
  | "X";

export interface Token extends Span {
  readonly text: string;
  readonly tag: Upos;
  /** Penn Treebank tag. */
  readonly xpos: string;
  readonly lemma: string;
  /** Index into `Doc.tokens` of the governor, -1 for a root. */
  readonly head: number;
  /** Universal Dependencies relation, without subtype. */
  readonly deprel: string;
  /** Index into `Doc.sentences`. */
  readonly sentence: number;
}

export interface Sentence extends Span {
  /** Index of the first token. */
  readonly first: number;
  /** Index past the last token. */
  readonly last: number;
}

/** The types of entities, named ones first; of what has no name, `Group` and `Artifact`. */
export const ENTITY_TYPES = [
  "Person",
  "Organization",
  "Government",
  "ArmedForce",
  "ArmedGroup",
  "MilitaryUnit",
  "Country",
  "Place",
  "Facility",
  "Operation",
  "Weapon",
  "Group",
  "Artifact",
] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

export type MentionKind = "name" | "demonym" | "nominal" | "pronoun";

/** A stretch that refers to an entity: the name or noun phrase without article, title and relative clause. */
export interface Mention extends Span {
  readonly id: string;
  readonly kind: MentionKind;
  readonly type: EntityType;
  /** Token index of the syntactic head. */
  readonly head: number;
  /** Token index of the first token. */
  readonly first: number;
  /** Token index past the last token. */
  readonly last: number;
  /** `DocEntity.id` of the referent. */
  readonly entity: string;
}

/** What a gazetteer knows of a place. */
export interface PlaceMatch {
  /** IRI in the gazetteer, `https://sws.geonames.org/1138958/`. */
  readonly iri: string;
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Containing places from the nearest to the country. */
  readonly parents: readonly PlaceParent[];
}

export interface PlaceParent {
  readonly iri: string;
  readonly name: string;
  readonly type: "Place" | "Country";
  readonly lat: number;
  readonly lon: number;
}

/** A referent within one document: a coreference chain. */
export interface DocEntity {
  readonly id: string;
  readonly type: EntityType;
  /** The fullest name, or the first nominal's words where there is no name. */
  readonly label: string;
  /** Other names used, without duplicates, in order of appearance. */
  readonly aliases: readonly string[];
  /** `Mention.id`s in order of appearance. */
  readonly mentions: readonly string[];
  readonly match: PlaceMatch | null;
}

/** A time expression resolved against the report's date; days `YYYY-MM-DD`, inclusive; `null` where open. */
export interface TimeExpression extends Span {
  readonly from: string | null;
  readonly to: string | null;
}

export type Bound = "exact" | "atMost" | "atLeast" | "approx" | "vague";

/** A number or vague amount in the text: "up to 55 Pakistani soldiers". */
export interface Amount extends Span {
  readonly min: number | null;
  readonly max: number | null;
  readonly bound: Bound;
  /** Token index of the counted noun; -1 where it is left out ("killed 9"). */
  readonly counted: number;
  /** The counted noun with its modifiers, without articles; `null` where left out. */
  readonly of: string | null;
  /** Unit of measure as written ("km"), else `null`. */
  readonly unit: string | null;
}

/** Text within quotation marks; one over several paragraphs is one quotation. */
export interface Quotation extends Span {
  /** Spans without the marks; more than one where a quotation runs over paragraphs. */
  readonly content: readonly Span[];
}

/** A report with everything that was found in its language. */
export interface Doc {
  readonly report: Report;
  readonly sentences: readonly Sentence[];
  readonly tokens: readonly Token[];
  readonly mentions: readonly Mention[];
  readonly entities: readonly DocEntity[];
  readonly times: readonly TimeExpression[];
  readonly amounts: readonly Amount[];
  readonly quotations: readonly Quotation[];
}

// ---------------------------------------------------------------- extract: Doc → Facts

export type EventType =
  | "Attack"
  | "TerritorialChange"
  | "Killing"
  | "Injury"
  | "Detention"
  | "Seizure"
  | "Destruction"
  | "Movement"
  | "Operation"
  | "Meeting"
  | "Agreement"
  | "Legal"
  | "Aid"
  | "Displacement"
  | "Protest"
  | "Threat"
  | "Condemnation"
  | "Appointment"
  | "Other";

export type RoleName = "agent" | "patient" | "instrument" | "place";
export type Polarity = "positive" | "negative";
export type Modality = "actual" | "planned" | "possible" | "ordered";

/** What fills a role of an event; `start`, `end` are the filler's words. */
export interface Role extends Span {
  readonly role: RoleName;
  readonly mention: string | null;
  readonly entity: string | null;
  /** Entities that say so of this role alone; empty: as the event's. */
  readonly claimants: readonly string[];
}

/** An amount tied to what it counts in an event. */
export interface Quantity extends Span {
  readonly id: string;
  readonly min: number | null;
  readonly max: number | null;
  readonly bound: Bound;
  readonly of: string | null;
  readonly role: RoleName | null;
  readonly unit: string | null;
  /** Entities that say so; empty: the document alone. */
  readonly claimants: readonly string[];
}

export interface DateRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** An event as one document reports it, with every place where it is mentioned. */
export interface NewsEvent {
  readonly id: string;
  readonly type: EventType;
  readonly subtype: string | null;
  readonly triggers: readonly Span[];
  readonly roles: readonly Role[];
  readonly time: DateRange | null;
  /** `Quantity.id`s. */
  readonly quantities: readonly string[];
  readonly polarity: Polarity;
  readonly modality: Modality;
  /** Entities that say so; empty: the document alone. */
  readonly claimants: readonly string[];
}

/** Somebody says something: its source, cue and content as spans. */
export interface Attribution {
  readonly source: Span | null;
  readonly cue: Span | null;
  readonly content: readonly Span[];
  /** `DocEntity.id` of the speaker. */
  readonly claimant: string | null;
  readonly direct: boolean;
  /** Estimated probability that the attribution is right. */
  readonly confidence: number;
}

export type RelationType = "hasRole" | "partOf" | "locatedIn" | "belongsTo" | "alliedWith" | "opposedTo" | "leads";

/** `start`, `end` are the words that say so. */
export interface Relation extends Span {
  readonly type: RelationType;
  readonly subject: string;
  /** Entity, or event where the type is `leads`; `null` only of a role without an organisation. */
  readonly object: string | null;
  /** The role's title where the type is `hasRole`. */
  readonly value: string | null;
}

/** Predicates of claims: `occurs` says that the event happened (its object is the event's type). */
export type ClaimPredicate = "occurs" | RoleName | "quantity" | "earliest" | "latest" | RelationType;

/** One statement that somebody makes in a document. */
export interface Claim {
  readonly id: string;
  /** `NewsEvent.id` or `DocEntity.id`. */
  readonly subject: string;
  readonly predicate: ClaimPredicate;
  /** `DocEntity.id`, `NewsEvent.id`, `Quantity.id`, a day, or an event type; `""` of a role without an organisation. */
  readonly object: string;
  /** The title where the predicate is `hasRole`. */
  readonly value: string | null;
  /** `DocEntity.id`; `null`: the document alone. */
  readonly claimant: string | null;
  /** Words of the cue ("said"), where there is one. */
  readonly cue: string | null;
  /** Each at most a sentence or quotation, holding trigger and cue. */
  readonly evidence: readonly Span[];
  readonly polarity: Polarity;
  readonly modality: Modality;
  /** Calibrated probability that the claim is read rightly, 0 to 1. */
  readonly confidence: number;
  /** `Claim.id`s that can't hold together with this one. */
  readonly contradicts: readonly string[];
}

/** What one document says. */
export interface Facts {
  readonly doc: Doc;
  readonly events: readonly NewsEvent[];
  readonly quantities: readonly Quantity[];
  readonly attributions: readonly Attribution[];
  readonly relations: readonly Relation[];
  readonly claims: readonly Claim[];
}

// ---------------------------------------------------------------- resolve: Facts[] → Knowledge (offsets: code points)

export type Iri = string;
export type EventStatus = "Asserted" | "Contested" | "Denied" | "Planned" | "Possible" | "Ordered";

/** A claim with its names in the graph. */
export interface GraphClaim {
  readonly id: Iri;
  /** An entity, or the report where the document alone says so. */
  readonly claimant: Iri;
  readonly cue: string | null;
  readonly polarity: Polarity;
  readonly modality: Modality;
  /** Two decimals. */
  readonly confidence: number;
  readonly report: Iri;
  readonly evidence: readonly Span[];
  readonly contradicts: readonly Iri[];
  readonly agreesWith: readonly Iri[];
  readonly refines: readonly Iri[];
}

/** A statement that somebody claims, with everybody who does. */
interface Claimed {
  /** Whether a positive, actual claim supports it, so that it is a plain triple. */
  readonly stands: boolean;
  /** Whether a claim on it contradicts another. */
  readonly contested: boolean;
  readonly claims: readonly GraphClaim[];
}

export interface GraphReport {
  readonly iri: Iri;
  readonly id: string;
  readonly label: string;
  readonly date: string | null;
  readonly publisher: string | null;
  readonly url: string | null;
  readonly language: string | null;
  /** Reports of one source share a group. */
  readonly sourceGroup: string | null;
  readonly textIri: Iri;
  /** Each quoted span (`"start-end"`) with its words, which no other file is needed to read. */
  readonly quotes: Readonly<Record<string, string>>;
  readonly replaces: readonly Iri[];
}

export interface GraphEntity {
  readonly iri: Iri;
  readonly type: EntityType;
  readonly label: string;
  readonly aliases: readonly string[];
  readonly exactMatches: readonly Iri[];
  readonly closeMatches: readonly Iri[];
  readonly lat: number | null;
  readonly lon: number | null;
  /** The side it is on (a country, force or group), where known. */
  readonly side: Iri | null;
  /** Places it lies in by the gazetteer, which nobody claims. */
  readonly within: readonly Iri[];
  /** Gazetteer record it was taken from. */
  readonly derivedFrom: Iri | null;
  readonly memberships: readonly GraphMembership[];
  readonly replaces: readonly Iri[];
}

export interface GraphMembership extends Claimed {
  readonly iri: Iri;
  readonly label: string;
  readonly organization: Iri | null;
}

export interface GraphQuantity extends Claimed {
  readonly iri: Iri;
  readonly min: number | null;
  readonly max: number | null;
  readonly bound: Bound;
  readonly counts: string | null;
  readonly role: RoleName | null;
  readonly unit: string | null;
}

export interface GraphDate extends Claimed {
  readonly predicate: "earliest" | "latest";
  /** `YYYY-MM-DD` */
  readonly value: string;
}

export interface GraphEvent {
  readonly iri: Iri;
  readonly eventType: EventType;
  readonly subtype: string | null;
  readonly label: string;
  readonly status: EventStatus;
  readonly contested: boolean;
  readonly quantities: readonly GraphQuantity[];
  readonly dates: readonly GraphDate[];
  /** Claims that it happened or did not. */
  readonly occurrence: readonly GraphClaim[];
  readonly replaces: readonly Iri[];
}

export type LinkPredicate = RoleName | "partOf" | "locatedIn" | "belongsTo" | "alliedWith" | "opposedTo" | "leads";

/** A (subject, predicate, object) between nodes that anybody claims. */
export interface GraphLink extends Claimed {
  readonly subject: Iri;
  readonly predicate: LinkPredicate;
  readonly object: Iri;
}

/** The run that made the graph, without wall-clock time. */
export interface Extraction {
  readonly iri: Iri;
  readonly version: string;
  /** Name and SHA-256 of each model and gazetteer. */
  readonly models: readonly { readonly name: string; readonly digest: string }[];
}

/** What all documents together say. Every list is sorted by IRI (links by subject, predicate, object). */
export interface Knowledge {
  readonly base: string;
  readonly extraction: Extraction;
  readonly reports: readonly GraphReport[];
  readonly entities: readonly GraphEntity[];
  readonly events: readonly GraphEvent[];
  readonly links: readonly GraphLink[];
}
