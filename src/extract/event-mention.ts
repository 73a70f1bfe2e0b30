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
  /** Probability that it fills the role; `null` where nobody weighed it. */
  readonly likely: number | null;
}

/**
 * A filler with how likely it is. Drafts and mentions are written out wherever they are made, not spread from others: objects
 * of one shape are read several times as fast as those of many.
 */
export function roleDraft({ role, mention, entity, start, end, via }: Omit<RoleDraft, "likely">, likely: number | null): RoleDraft {
  return { role, mention, entity, start, end, via, likely };
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

/** A mention of which some parts are changed. */
export function changedMention(mention: EventMention, changes: Partial<EventMention>): EventMention {
  return {
    trigger: changes.trigger ?? mention.trigger,
    token: changes.token ?? mention.token,
    sentence: changes.sentence ?? mention.sentence,
    type: mention.type,
    subtype: mention.subtype,
    roles: changes.roles ?? mention.roles,
    amounts: changes.amounts ?? mention.amounts,
    polarity: changes.polarity ?? mention.polarity,
    modality: changes.modality ?? mention.modality,
    asserted: changes.asserted ?? mention.asserted,
    likely: mention.likely,
  };
}

/** An event with other mentions. */
export const withMentions = ({ type, subtype }: EventDraft, mentions: readonly EventMention[]): EventDraft => ({ type, subtype, mentions });

/** An event with all its mentions in the document, in order; the type is that of the mentions. */
export interface EventDraft {
  readonly type: EventType;
  readonly subtype: string | null;
  readonly mentions: readonly EventMention[];
}
