/** Base form, grammatical person (1 to 3), number (0 unknown, 1 singular, 2 plural), gender (0 unknown, 1 he, 2 she, 3 it). */
export type PronounForm = readonly [base: string, person: number, number: number, gender: number];

const FORMS_OF: Readonly<Record<string, readonly string[]>> = {
  i: ["i", "me", "my", "mine", "myself"],
  we: ["we", "us", "our", "ours", "ourselves"],
  you: ["you", "your", "yours", "yourself", "yourselves"],
  he: ["he", "him", "his", "himself"],
  she: ["she", "her", "hers", "herself"],
  it: ["it", "its", "itself"],
  they: ["they", "them", "their", "theirs", "themselves"],
  who: ["who", "whom", "whose", "which", "that"],
};
const VALUES: Readonly<Record<string, readonly [number, number, number]>> = {
  i: [1, 1, 0],
  we: [1, 2, 0],
  you: [2, 0, 0],
  he: [3, 1, 1],
  she: [3, 1, 2],
  it: [3, 1, 3],
  they: [3, 2, 0],
  who: [3, 0, 0],
};

/** Base forms in a fixed order, for features. */
export const PRONOUN_BASES: readonly string[] = Object.keys(FORMS_OF);

const TABLE: ReadonlyMap<string, PronounForm> = new Map(
  Object.entries(FORMS_OF).flatMap(([base, forms]) => forms.map((form) => [form, [base, ...VALUES[base]!]] as const)),
);

/** What a pronoun's form says; `null` of others ("this", "one"). */
export function pronounForm(word: string): PronounForm | null {
  return TABLE.get(word.toLowerCase()) ?? null;
}
