import type { Amount, EventType, Modality, Polarity, RoleName, Span } from "../model.js";

/** A filler of a role as found at one trigger. */
export interface RoleDraft extends Span {
  readonly role: RoleName;
  /** `Mention.id`; `null` where the words are no mention. */
  readonly mention: string | null;
  /** `DocEntity.id` that the filler is resolved to. */
  readonly entity: string | null;
  /** How it was found ("nsubj", "passive-obj", "by-phrase", "linear", …): a feature of the confidence. */
  readonly via: string;
  /** Probability that it fills the role; absent where nobody weighed it. */
  readonly likely?: number;
}

/** An amount as found at one trigger. */
export interface AmountDraft {
  readonly amount: Amount;
  readonly role: RoleName | null;
}

/** One place in the text where an event is named. */
export interface EventMention {
  readonly trigger: Span;
  /** Token index of the trigger's head. */
  readonly token: number;
  /** Index into `Doc.sentences`. */
  readonly sentence: number;
  readonly type: EventType;
  readonly subtype: string | null;
  readonly roles: readonly RoleDraft[];
  readonly amounts: readonly AmountDraft[];
  readonly polarity: Polarity;
  readonly modality: Modality;
  /** Whether a noun's clause says that it happened ("operations have been launched"), rather than takes it as known. */
  readonly asserted: boolean;
  /** Probability that the trigger names an event of the type. */
  readonly likely: number;
}

/** An event with all its mentions in the document, in order; the type is that of the mentions. */
export interface EventDraft {
  readonly type: EventType;
  readonly subtype: string | null;
  readonly mentions: readonly EventMention[];
}
