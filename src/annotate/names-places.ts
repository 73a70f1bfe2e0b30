import type { Token } from "../model.js";
import type { Name } from "./syntax.js";

/** Words of places that stand beside a place's name. */
export const AREA =
  /^(?:towns?|city|cities|villages?|districts?|provinces?|governorates?|oblast|count(?:y|ies)|prefecture|municipality|hamlets?|neighbou?rhoods?|suburbs?|subdistrict|commune|upazila|township|settlements?|locality)$/;

/**
 * Names that the words beside them tell to be places, whatever they were taken for: "the town of Salcedo", "Salcedo town",
 * "Salcedo is a town in", "Salcedo, a town in", one in a row of places; everywhere in the text.
 */
export function settlePlaces(names: readonly Name[], tokens: readonly Token[], text: string): Name[] {
  const told = new Set<string>();
  for (const [k, name] of names.entries()) {
    if (name.kind !== "name" || !/^(?:Organization|Person)$/.test(name.type)) continue;
    const words = text.slice(name.start, name.end);
    if (/^[\p{Lu}\d]+$/u.test(words) || name.last - name.first > 4) continue;
    if (isTold(name, tokens) || isInRow(names, k, tokens)) told.add(words);
  }
  if (told.size === 0) return [...names];
  return names.map((name) =>
    name.kind === "name" && /^(?:Organization|Person)$/.test(name.type) && told.has(text.slice(name.start, name.end))
      ? { ...name, type: "Place" }
      : name,
  );
}

/** "the town of Salcedo", "Salcedo town", "Salcedo is a town in", "Salcedo, a town in". */
function isTold({ first, last }: Name, tokens: readonly Token[]): boolean {
  const word = (i: number) => tokens[i]?.text ?? "";
  if (AREA.test(word(last)) && !/^['’]/.test(word(last + 1)) && !/^(?:NOUN|PROPN)$/.test(tokens[last + 1]?.tag ?? "")) return true;
  if (
    word(first - 1) === "of" &&
    AREA.test(word(first - 2)) &&
    /^(?:DET|ADJ|PUNCT|VERB|PART|NOUN|PROPN|NUM)$/.test(tokens[first - 3]?.tag ?? "")
  )
    return true;
  let at = last;
  if (word(at) === "(") while (at < last + 12 && at < tokens.length && word(at) !== ")") at++;
  if (word(at) === ")") at++;
  if (!/^(?:is|was|,)$/.test(word(at)) || !/^(?:a|an|the)$/.test(word(at + 1))) return false;
  for (let i = at + 2; i < at + 6; i++) if (AREA.test(word(i))) return /^(?:in|of|on)$/.test(word(i + 1));
  return false;
}

/** "in Manbij, Salcedo and Azaz": a name between two places, with commas or "and". */
function isInRow(names: readonly Name[], k: number, tokens: readonly Token[]): boolean {
  const name = names[k]!;
  const before = names[k - 1];
  const after = names[k + 1];
  if (before === undefined || after === undefined || before.type !== "Place" || after.type !== "Place" || name.type === "Person")
    return false;
  const joined = (from: number, to: number) => to - from === 1 && /^(?:,|and|or)$/.test(tokens[from]?.text ?? "");
  const listed = tokens[before.last]?.text === "," && /^(?:and|or|,)$/.test(tokens[name.last]?.text ?? "");
  return listed && joined(before.last, name.first) && joined(name.last, after.first);
}
