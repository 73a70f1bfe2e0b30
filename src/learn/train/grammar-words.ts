/** A word with what hangs on it, in the order of the sentence. */
export interface Word {
  readonly form: string;
  readonly lemma: string;
  readonly upos: string;
  readonly xpos: string;
  readonly deprel: string;
  readonly left: readonly Word[];
  readonly right: readonly Word[];
}

/** The part of speech of each Penn tag, unless one is given. */
const UPOS: Readonly<Record<string, string>> = {
  NN: "NOUN",
  NNS: "NOUN",
  NNP: "PROPN",
  NNPS: "PROPN",
  JJ: "ADJ",
  CD: "NUM",
  DT: "DET",
  IN: "ADP",
  RB: "ADV",
  CC: "CCONJ",
  VB: "VERB",
  VBD: "VERB",
  VBN: "VERB",
  VBG: "VERB",
  VBZ: "VERB",
  VBP: "VERB",
  TO: "PART",
  WP: "PRON",
  PRP: "PRON",
  PRP$: "PRON",
  WRB: "ADV",
  POS: "PART",
  ",": "PUNCT",
  ".": "PUNCT",
  RP: "ADP",
};

/** A word without dependents; its part of speech follows from the Penn tag unless given. */
export function word(form: string, xpos: string, deprel: string, lemma = form, upos = UPOS[xpos]!): Word {
  return { form, lemma, upos, xpos, deprel, left: [], right: [] };
}

/** The word with more before all that hangs on it, and more behind. */
export const under = (w: Word, left: readonly Word[], right: readonly Word[] = []): Word => ({
  ...w,
  left: [...left, ...w.left],
  right: [...w.right, ...right],
});

export const as = (w: Word, deprel: string): Word => ({ ...w, deprel });
export const comma = (): Word => word(",", ",", "punct");
export const preposition = (form: string): Word => word(form, "IN", "case");
export const the = (): Word => word("the", "DT", "det");

/** The article that fits the word after it. */
export const article = (next: string): Word => word(/^[aeiou]/i.test(next) ? "an" : "a", "DT", "det", "a");

/** The word that a phrase begins with. */
export const firstOf = (w: Word): string => (w.left.length > 0 ? firstOf(w.left[0]!) : w.form);

export function pluralOf(noun: string): string {
  if (noun === "child") return "children";
  if (/police$|headquarters$|barracks$|artillery$|gas$|ammunition$|aid$|food$|medicine$/.test(noun)) return noun;
  if (/(^|[a-z])man$/.test(noun)) return noun.replace(/man$/, "men");
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

/** The form of a regular verb for a Penn tag. */
export function inflected(verb: string, xpos: string): string {
  const y = /[^aeiou]y$/.test(verb);
  const doubles = /^[^aeiou]*[aeiou][bdgmnprt]$/.test(verb) || /(pel|fer|trap|kidnap)$/.test(verb);
  const stem = doubles ? verb + verb.at(-1) : verb.replace(/e$/, "");
  switch (xpos) {
    case "VBD":
    case "VBN":
      return y ? `${verb.slice(0, -1)}ied` : `${stem}ed`;
    case "VBG":
      return /ee$/.test(verb) ? `${verb}ing` : `${stem}ing`;
    case "VBZ":
      return y ? `${verb.slice(0, -1)}ies` : /(s|x|z|ch|sh)$/.test(verb) ? `${verb}es` : `${verb}s`;
    default:
      return verb;
  }
}
