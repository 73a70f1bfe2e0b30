import type { CoreferenceModel } from "../resources/coreference.js";
import { fold } from "../text.js";
import { caseOf, headOf, type Tree } from "./mentions-tree.js";
import type { Name } from "./syntax.js";

/**
 * Reads capitals that act as their country does ("Ankara denied it", "ties between Baghdad and Ankara", "ambassador to
 * Ankara", "Ankara-Baghdad ties") as names of that country, where the document names the country too.
 */
export function withMetonyms(tree: Tree, names: readonly Name[], text: string, model: CoreferenceModel): readonly Name[] {
  const present = new Set(names.map((name) => (name.type === "Country" || name.kind === "demonym" ? name.of : null)));
  return names.map((name) => {
    if (name.type !== "Place" || name.kind !== "name") return name;
    const country = model.capitals.get(fold(text.slice(name.start, name.end)));
    if (country === undefined || !present.has(country) || opensReport(tree, name) || !acts(tree, name, model)) return name;
    return { ...name, type: "Country", of: country };
  });
}

/** "Kabul: The government said": a dateline. */
function opensReport({ tokens }: Tree, { first, last }: Name): boolean {
  return (first === 0 || tokens[first - 1]!.sentence !== tokens[first]!.sentence) && last < tokens.length && tokens[last]!.tag === "PUNCT";
}

function acts(tree: Tree, name: Name, model: CoreferenceModel): boolean {
  const { tokens } = tree;
  const verbs = model.words.get("state-verb")!;
  const bonds = model.words.get("bond")!;
  let head = headOf(tokens, name.first, name.last);
  // "between Baghdad and Ankara", "Ankara-Baghdad ties": what holds of the one holds of the other
  for (let steps = 0; steps < 3; steps++) {
    const { deprel, head: up } = tokens[head]!;
    if (up < 0 || (deprel !== "conj" && !(deprel === "compound" && tokens[up]!.tag === "PROPN"))) break;
    head = up;
  }
  const { deprel, head: at } = tokens[head]!;
  if (at < 0) return false;
  const governor = tokens[at]!;
  if (deprel === "nsubj") return governor.tag === "VERB" && (verbs.has(governor.lemma) || model.words.get("speech")!.has(governor.lemma));
  if (deprel === "compound" || deprel === "amod") return bonds.has(governor.lemma.toLowerCase());
  const marker = caseOf(tree, head);
  return (
    (marker === "between" || marker === "with" || marker === "to" || marker === "from") &&
    deprel === "nmod" &&
    bonds.has(governor.lemma.toLowerCase())
  );
}
