import type { EntityType, Sentence, Span, Token } from "../model.js";

/** A text cut into sentences and words, with tags, lemmas and trees: what every later annotator reads. */
export interface Syntax {
  readonly text: string;
  readonly sentences: readonly Sentence[];
  readonly tokens: readonly Token[];
}

/** A recognised name before it is known whom it refers to. Names do not overlap. */
export interface Name extends Span {
  readonly kind: "name" | "demonym";
  readonly type: EntityType;
  /** Token index of the first token. */
  readonly first: number;
  /** Token index past the last token. */
  readonly last: number;
  /** For a demonym or a gazetteer name: the name of its country or place in the gazetteer ("Pakistani" → "Pakistan"), else `null`. */
  readonly of: string | null;
}
