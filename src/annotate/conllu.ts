import type { Syntax } from "./syntax.js";

/**
 * CoNLL-U: a line a word with ID, FORM, LEMMA, UPOS, XPOS, HEAD and DEPREL, `SpaceAfter=No` where no blank follows, an
 * empty line after each sentence. White space inside a word, which the format has no room for, becomes U+00A0.
 */
export function writeConllu(syntax: Pick<Syntax, "sentences" | "tokens">): string {
  const { sentences, tokens } = syntax;
  const out: string[] = [];
  for (const { first, last } of sentences) {
    for (let i = first; i < last; i++) {
      const token = tokens[i]!;
      const next = tokens[i + 1];
      const id = i - first + 1;
      const head = token.head < 0 ? 0 : token.head - first + 1;
      const misc = next && next.start === token.end ? "SpaceAfter=No" : "_";
      out.push(`${id}\t${cell(token.text)}\t${cell(token.lemma)}\t${token.tag}\t${token.xpos}\t_\t${head}\t${token.deprel}\t_\t${misc}\n`);
    }
    out.push("\n");
  }
  return out.join("");
}

const cell = (text: string): string => (text === "" ? "_" : text.replace(/[\s\u0085]/g, "\u00a0"));
