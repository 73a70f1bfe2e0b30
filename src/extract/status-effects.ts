import type { StatusWord } from "../resources/events.js";

/** Effects that constructions have, where no word of the lexicon has them. */

export const HAPPENED: StatusWord = { effect: "actual", control: null };
export const PLANNED: StatusWord = { effect: "planned", control: null };
export const ORDERED: StatusWord = { effect: "ordered", control: null };
export const ASKED: StatusWord = { effect: "possible", control: null };
export const NOT: StatusWord = { effect: "negative", control: null };
/** "called on them to halt attacks" */
export const HALTED: StatusWord = { effect: "negative", control: null };
