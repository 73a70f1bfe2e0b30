import type { Doc, EventType } from "../model.js";
import type { EventMention } from "./event-mention.js";

const MS = 86_400_000;

/** Days from `from` to `to`, both `YYYY-MM-DD`. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / MS);

/** The day `by` days on. */
export const shiftDay = (day: string, by: number): string => new Date(Date.parse(day) + by * MS).toISOString().slice(0, 10);

/** Types of what people do about an event in the days after it. */
export function isReaction(type: EventType): boolean {
  return type === "Condemnation" || type === "Protest" || type === "Legal" || type === "Appointment" || type === "Threat";
}

const EARLIER =
  /^(?:previous|previously|former|formerly|recent|past|earlier|repeated|continued|continuous|constant|long|once|never|always|often|frequent|regular|several|historic|decades-old|years-long|last|first|many|numerous|routinely|usually|frequently|regularly|ever|repeatedly|traditionally)$/i;

/**
 * Whether a mention tells of other times than the narrative's: a past perfect outside reported speech ("had fought there"),
 * a modifier ("repeated attacks", "a previous raid"), a habit ("often shell").
 */
export function isBackground(doc: Doc, mention: EventMention): boolean {
  const { tokens } = doc;
  const token = tokens[mention.token]!;
  const sentence = doc.sentences[mention.sentence]!;
  for (let i = sentence.first; i < sentence.last; i++) {
    if (tokens[i]!.head !== mention.token || i === mention.token) continue;
    const child = tokens[i]!;
    if ((child.deprel === "amod" || child.deprel === "advmod") && EARLIER.test(child.text)) return true;
    if (child.deprel === "aux" && /^(?:had|'d|’d)$/i.test(child.text) && token.xpos === "VBN" && !underSpeech(doc, mention)) return true;
  }
  // A bare noun or gerund of its own, away from any tense: "involved in the use of", "planned the retaking of".
  return false;
}

/** Whether a mention lies in a clause of saying: there the past perfect only shifts the tense back. */
function underSpeech(doc: Doc, mention: EventMention): boolean {
  for (let i = mention.token, steps = 0; i >= 0 && steps < 8; i = doc.tokens[i]!.head, steps++) {
    if (doc.tokens[i]!.deprel === "ccomp" || doc.tokens[i]!.deprel === "parataxis") return true;
  }
  return false;
}

/** Whether a mention says that the event goes on: "operations continue", "remain ongoing", "are under way". */
export function staysOpen(doc: Doc, mention: EventMention): boolean {
  const { tokens } = doc;
  const near = (i: number): boolean => i >= 0 && OPEN.test(tokens[i]!.text);
  if (near(tokens[mention.token]!.head) || near(mention.token)) return true;
  const sentence = doc.sentences[mention.sentence]!;
  for (let i = sentence.first; i < sentence.last; i++) if (tokens[i]!.head === mention.token && near(i)) return true;
  return false;
}

const OPEN = /^(?:continue|continues|continuing|ongoing|underway|remain|remains|persist|persists|rages|raging|still)$/i;
