import { join } from "node:path";
import { ResourceError } from "../errors.js";
import { decodeSyntax, type SyntaxWeights } from "../learn/syntax-format.js";
import { readLexicon } from "./lexicon.js";
import { readModel } from "./model-file.js";

/** Words that are treated in ways of their own, lower-cased, without their final full stop. */
export interface TokenLexicon {
  /** Abbreviations before names: "Gen". */
  readonly titles: ReadonlySet<string>;
  /** Abbreviations before numbers only: "No", "Art". */
  readonly numbered: ReadonlySet<string>;
  /** Other abbreviations. */
  readonly abbreviations: ReadonlySet<string>;
  /** Abbreviations that are words as well where they are not capitalised: "miss". */
  readonly words: ReadonlySet<string>;
  /** Prefixes that stay with what follows their hyphen: "anti". */
  readonly prefixes: ReadonlySet<string>;
  /** Where to cut contractions without apostrophe: "cannot" after 3. */
  readonly contractions: ReadonlyMap<string, number>;
  /** Words that stay whole: "o'clock". */
  readonly whole: ReadonlySet<string>;
  /** Words that commonly start a sentence. */
  readonly starters: ReadonlySet<string>;
}

/** What `analyse` needs: the trained weights and the segmenter's words. */
export interface SyntaxModel extends SyntaxWeights {
  readonly tokens: TokenLexicon;
}

/**
 * Loads `models/syntax.bin` and `lexicons/syntax/` under a root folder.
 * @throws ResourceError where a file is missing, damaged or of another version
 */
export function loadSyntax(root: string): SyntaxModel {
  const { path, bytes } = readModel(root, "syntax");
  return { ...decodeSyntax(bytes, path), tokens: loadTokens(root) };
}

/** Loads the segmenter's words from `lexicons/syntax/`. */
export function loadTokens(root: string): TokenLexicon {
  const path = join(root, "lexicons", "syntax", "tokens.txt");
  const kinds = new Map<string, Set<string>>(["title", "number", "abbr", "prefix", "whole", "word"].map((k) => [k, new Set()]));
  const contractions = new Map<string, number>();
  for (const [word, kind] of readLexicon(path, 2) as [string, string][]) {
    const split = /^split:([1-9])$/.exec(kind);
    if (split) contractions.set(word, Number(split[1]));
    else if (kinds.has(kind)) kinds.get(kind)!.add(word);
    else throw new ResourceError(`${path}: '${word}' has the unknown kind '${kind}'`);
  }
  return {
    titles: kinds.get("title")!,
    numbered: kinds.get("number")!,
    abbreviations: kinds.get("abbr")!,
    prefixes: kinds.get("prefix")!,
    whole: kinds.get("whole")!,
    contractions,
    words: kinds.get("word")!,
    starters: new Set(readLexicon(join(root, "lexicons", "syntax", "starters.txt")).map(([word]) => word!)),
  };
}
