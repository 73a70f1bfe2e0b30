import { InputError } from "../errors.js";
import type { Report } from "../model.js";
import { digest } from "../text.js";
import { readConllu } from "./conllu.js";
import { decodeText } from "./decode.js";
import { detectLanguage } from "./language.js";
import { findLayout } from "./layout.js";

/** A file's content before it is known which documents stand beside it. */
export interface RawDocument {
  /** Where it came from, for messages. */
  readonly path: string;
  /** The file's name without its extension. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly format: "text" | "conllu";
}

/**
 * Reads one document. The text is the file's content to the letter (a byte order mark dropped).
 * @throws InputError where the file is empty, binary or not in a known encoding
 */
export function readReport(raw: RawDocument, id = raw.name): Report {
  const content = decodeText(raw.bytes, raw.path);
  const { text, given } = raw.format === "conllu" ? readConllu(content, raw.path) : { text: content, given: null };
  if (text.trim() === "") throw new InputError(raw.path, "is empty");
  const layout = given === null ? findLayout(text) : { date: null, publisher: null, url: null, place: null, parts: [] };
  return { id, text, digest: digest(raw.bytes), ...layout, language: given === null ? detectLanguage(text) : "en", given };
}

/**
 * Ids of documents: their files' names; where two would be the same, `-` and eight digits of the content's digest are
 * added to each of them. The same content twice under one name is one document.
 */
export function assignIds(documents: readonly { readonly name: string; readonly digest: string }[]): string[] {
  const contents = new Map<string, Set<string>>();
  for (const { name, digest } of documents) contents.set(name, (contents.get(name) ?? new Set()).add(digest));
  return documents.map(({ name, digest }) => (contents.get(name)!.size > 1 ? `${name}-${digest.slice(0, 8)}` : name));
}
