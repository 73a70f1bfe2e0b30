import { tagNames } from "../learn/names-tag.js";
import type { Report, Sentence, Token } from "../model.js";
import type { Gazetteer } from "../resources/gazetteer.js";
import type { NamesModel } from "../resources/names.js";
import type { NameLexicon } from "../resources/names-lexicon.js";
import { demonymAt, institutionAfter, isAdjective } from "./names-demonyms.js";
import { isCapital, lowerWords, type NameDraft, replaceDrafts } from "./names-drafts.js";
import { settlePlaces } from "./names-places.js";
import { partsOfName, trimName } from "./names-trim.js";
import { typeOfName } from "./names-types.js";
import { findUnits } from "./names-units.js";
import { weaponAt } from "./names-weapons.js";
import type { Name, Syntax } from "./syntax.js";

/** What recognising names needs. */
export interface NameResources {
  readonly names: NamesModel;
  readonly gazetteer: Gazetteer;
}

/**
 * Names, demonyms and named weapons of a text, in order, without overlaps: the statistical recogniser finds and classes
 * them, refiners settle their bounds and give them the types of the model. Titles stay out of names.
 */
export function recogniseNames(syntax: Syntax, report: Report, resources: NameResources): Name[] {
  const { names, gazetteer } = resources;
  const { tokens, sentences } = syntax;
  const { lexicon } = names;
  const bounds = new Int32Array(sentences.length + 1);
  sentences.forEach((s, i) => {
    bounds[i] = s.first;
    bounds[i + 1] = s.last;
  });
  const spans = tagNames(
    tokens.map((t) => t.text),
    bounds,
    names.weights,
    names.knowledge,
    gazetteer,
  );
  const out: Name[] = [];
  let at = 0;
  const named = new Uint8Array(tokens.length);
  for (const span of spans) named.fill(1, span.first, span.last);
  for (const { first, last } of sentences.flatMap((sentence) => stretches(sentence, tokens, named))) {
    let drafts: NameDraft[] = [];
    for (; at < spans.length && spans[at]!.first < last; at++) {
      for (const part of partsOfName(spans[at]!, tokens, gazetteer)) {
        const span = trimName(part, tokens, lexicon);
        if (!span || span.first < (drafts.at(-1)?.last ?? first)) continue;
        if (span.type !== "PER" && isPeople(span, tokens, resources)) continue;
        const text = report.text.slice(tokens[span.first]!.start, tokens[span.last - 1]!.end);
        const type = typeOfName(text, tokens, span.first, span.last, span.type, lexicon, gazetteer);
        if (type) drafts.push({ first: span.first, last: span.last, kind: "name", type, of: null });
      }
    }
    drafts = addListed(tokens, first, last, drafts, lexicon);
    drafts = addCountries(tokens, first, last, drafts, gazetteer);
    drafts = findUnits(tokens, first, last, drafts, lexicon);
    drafts = widenFacilities(tokens, first, last, drafts, resources);
    drafts = addDemonyms(tokens, first, last, drafts, resources);
    for (let i = first; i < last; i++) {
      const end = weaponAt(report.text, tokens, i, last, lexicon);
      if (end < 0 || drafts.some((d) => d.first <= i && d.last > end)) continue;
      drafts = replaceDrafts(drafts, { first: i, last: end, kind: "name", type: "Weapon", of: null });
      i = end - 1;
    }
    for (const draft of drafts) out.push(finished(draft, tokens, report.text, gazetteer));
  }
  return settlePlaces(out, tokens, report.text);
}

/** "fighters of the Islamic State": a listed name of several words is one wherever it stands, but in a longer one. */
function addListed(
  tokens: readonly Token[],
  first: number,
  last: number,
  drafts: NameDraft[],
  { phrases, known }: NameLexicon,
): NameDraft[] {
  let out = drafts;
  for (let i = first; i < last; i++) {
    const words = phrases.get(tokens[i]!.text)?.find((all) => all.every((word, k) => i + k < last && tokens[i + k]!.text === word));
    if (words === undefined) continue;
    const end = i + words.length;
    if (!out.some((d) => d.first <= i && end <= d.last))
      out = replaceDrafts(out, { first: i, last: end, kind: "name", type: known.get(words.join(" "))!, of: null });
    i = end - 1;
  }
  return out;
}

/** "Israel's defence minister": a country's name that the recogniser passed over, where the tagger takes it for a name. */
function addCountries(tokens: readonly Token[], first: number, last: number, drafts: NameDraft[], gazetteer: Gazetteer): NameDraft[] {
  let out = drafts;
  for (let i = first; i < last; i++) {
    const { text, tag } = tokens[i]!;
    if (tag !== "PROPN" || !isCapital(text) || out.some((d) => d.first <= i && i < d.last)) continue;
    const beside = [tokens[i - 1], tokens[i + 1]].some(
      (t, k) => t?.tag === "PROPN" && isCapital(t.text) && (k === 0 ? i > first : i + 1 < last),
    );
    if (beside || !gazetteer.find(text).some((r) => gazetteer.kind(r.place) === "country")) continue;
    out = replaceDrafts(out, { first: i, last: i + 1, kind: "name", type: "Country", of: null });
  }
  return out;
}

/** Words that refiners look at together at most, give or take a name. */
const STRETCH = 300;

/** Cuts an endless sentence, not inside a name, so that cost stays linear in the text's length; `named`: whether a token is in one. */
function stretches({ first, last }: Sentence, tokens: readonly Token[], named: Uint8Array): { first: number; last: number }[] {
  if (last - first <= STRETCH) return [{ first, last }];
  const out: { first: number; last: number }[] = [];
  let from = first;
  for (let i = first + 1; i < last; i++) {
    if (i - from < STRETCH || named[i] === 1) continue;
    if (i - from < 4 * STRETCH && (isCapital(tokens[i]!.text) || isCapital(tokens[i - 1]!.text))) continue;
    out.push({ first: from, last: i });
    from = i;
  }
  out.push({ first: from, last });
  return out;
}

function finished(draft: NameDraft, tokens: readonly Token[], text: string, gazetteer: Gazetteer): Name {
  const start = tokens[draft.first]!.start;
  const end = tokens[draft.last - 1]!.end;
  const country =
    draft.kind === "name" && draft.type === "Country"
      ? gazetteer.find(text.slice(start, end)).find((r) => gazetteer.kind(r.place) === "country")
      : undefined;
  return { ...draft, start, end, of: country ? gazetteer.name(country.place) : draft.of };
}

/** Whether a span holds nothing but words for peoples: "Yazidis", "Iraqi Kurdish" (its demonym is found afterwards). */
function isPeople(
  span: { readonly first: number; readonly last: number },
  tokens: readonly Token[],
  { names, gazetteer }: NameResources,
): boolean {
  for (let i = span.first; i < span.last; i++) {
    const word = tokens[i]!.text;
    const demonym = span.last - span.first > 1 && (gazetteer.flags(gazetteer.extend(0, word)) & 32) !== 0;
    if (!demonym && !names.lexicon.peoples.has(word)) return false;
  }
  return true;
}

/** Whether a person's name that is also a demonym is meant as a name ("German Gorbuntsov"), not as a people ("Iraqis took"). */
function isPersonHere(draft: NameDraft, tokens: readonly Token[], end: number): boolean {
  if (draft.type !== "Person" || /s$/.test(tokens[draft.last - 1]!.text)) return false;
  return draft.last >= end || tokens[draft.last]!.tag !== "NOUN";
}

/** "Babrak post", "Bagram air base": a place's or person's name takes in the facility's word after it. */
function widenFacilities(
  tokens: readonly Token[],
  first: number,
  end: number,
  drafts: NameDraft[],
  { names: { lexicon }, gazetteer }: NameResources,
): NameDraft[] {
  let out = drafts;
  for (let i = first + 1; i < end - 1; i++) {
    // "under the Babrak post": a capitalised word that the recogniser passed over.
    if (!isCapital(tokens[i]!.text) || isCapital(tokens[i + 1]!.text) || out.some((d) => d.first <= i && d.last > i)) continue;
    if (lexicon.peoples.has(tokens[i]!.text) || isCapital(tokens[i - 1]!.text) || tokens[i - 1]!.tag === "PUNCT") continue;
    if (demonymAt(tokens, i, end, gazetteer) || tokens[i]!.tag !== "PROPN") continue;
    if (lexicon.facilities.has(lowerWords(tokens, i + 1, i + 2)))
      out = replaceDrafts(out, { first: i, last: i + 1, kind: "name", type: "Place", of: null });
  }
  for (const draft of [...out]) {
    if (draft.type !== "Place" && draft.type !== "Person" && draft.type !== "Organization") continue;
    for (let length = Math.min(3, end - draft.last); length > 0; length--) {
      if (!lexicon.facilities.has(lowerWords(tokens, draft.last, draft.last + length))) continue;
      if (draft.type === "Organization" && length < 2) break;
      out = replaceDrafts(out, { ...draft, last: draft.last + length, type: "Facility" });
      break;
    }
  }
  return out;
}

/**
 * Demonyms, alone ("Pakistani soldiers") or with the institution that they name ("Pakistani army", "US embassy"); what the
 * recogniser holds for a longer name stays.
 */
function addDemonyms(
  tokens: readonly Token[],
  first: number,
  last: number,
  drafts: NameDraft[],
  { names, gazetteer }: NameResources,
): NameDraft[] {
  let out = drafts.filter((d) => !isAdjective(tokens, d.last, last));
  for (let i = first; i < last; i++) {
    if (!isCapital(tokens[i]!.text)) continue;
    const inside = out.find((d) => d.first <= i && d.last > i);
    const demonym = demonymAt(tokens, i, last, gazetteer);
    const after = demonym && (!inside || inside.last <= demonym.last) ? demonym.last : inside?.type === "Country" ? inside.last : -1;
    if (after < 0) {
      if (inside) i = inside.last - 1;
      continue;
    }
    const institution = institutionAfter(tokens, after, last, names.lexicon);
    const covering = institution && out.find((d) => d.first < i && d.last > i);
    if (institution && !covering) {
      out = replaceDrafts(out, { first: i, last: institution.last, kind: "name", type: institution.type, of: null });
      i = institution.last - 1;
    } else if (demonym && (!inside || (inside.first === i && inside.last === demonym.last && !isPersonHere(inside, tokens, last)))) {
      const kind = gazetteer.kind(demonym.place) === "country" ? "Country" : "Place";
      out = replaceDrafts(out, { first: i, last: demonym.last, kind: "demonym", type: kind, of: gazetteer.name(demonym.place) });
      i = demonym.last - 1;
    } else i = after - 1;
  }
  return out;
}
