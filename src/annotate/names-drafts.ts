import type { EntityType, Token } from "../model.js";

/** What the refiners pass on: a stretch of tokens with a type. Later refiners replace, widen or drop drafts. */
export interface NameDraft {
  first: number;
  /** Index past the last token. */
  last: number;
  kind: "name" | "demonym";
  type: EntityType;
  of: string | null;
}

/** The words of tokens in lower case, joined by single blanks. */
export function lowerWords(tokens: readonly Token[], first: number, last: number): string {
  let out = "";
  for (let i = first; i < last; i++) out += (i > first ? " " : "") + tokens[i]!.text.toLowerCase();
  return out;
}

/** Whether a token begins with an upper-case letter. */
export function isCapital(text: string): boolean {
  const c = text.charCodeAt(0);
  if (c < 128) return c >= 65 && c <= 90;
  return text[0]!.toLowerCase() !== text[0];
}

/** Puts a draft in, in place of all that overlap it; drafts stay in order. */
export function replaceDrafts(drafts: NameDraft[], draft: NameDraft): NameDraft[] {
  const out = drafts.filter((d) => d.last <= draft.first || d.first >= draft.last);
  const at = out.findIndex((d) => d.first > draft.first);
  out.splice(at < 0 ? out.length : at, 0, draft);
  return out;
}
