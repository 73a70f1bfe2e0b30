import { statSync } from "node:fs";
import { join } from "node:path";
import { segment } from "../../annotate/segment.js";
import { analyse } from "../../annotate/syntax-analysis.js";
import type { GivenWord, Report } from "../../model.js";
import { loadSyntax, type SyntaxModel } from "../../resources/syntax.js";
import { LONGEST } from "../network.js";
import { LARGE_PARSER, SMALL_PARSER } from "./parser.js";
import { readTreebank, type TreebankSentence } from "./treebank.js";

/** Counts of right answers over words. */
export interface SyntaxScore {
  words: number;
  upos: number;
  xpos: number;
  lemma: number;
  heads: number;
  arcs: number;
}

/** Scores tags, lemmas and trees on given words: all of them, and those that are not punctuation. */
export function scoreSyntax(gold: readonly TreebankSentence[], model: SyntaxModel): { all: SyntaxScore; words: SyntaxScore } {
  const { text, given } = joined(gold);
  const { tokens } = analyse(reportOf(text, given), model);
  const all = none();
  const words = none();
  let at = 0;
  for (const s of gold) {
    const first = at;
    for (let i = 0; i < s.forms.length; i++) {
      const token = tokens[at++]!;
      const head = (token.head < 0 ? -1 : token.head - first) === s.heads[i];
      for (const score of s.upos[i] === "PUNCT" ? [all] : [all, words]) {
        score.words++;
        if (token.tag === s.upos[i]) score.upos++;
        if (token.xpos === s.xpos[i]) score.xpos++;
        if (token.lemma === s.lemmas[i]) score.lemma++;
        if (head) score.heads++;
        if (head && token.deprel === s.deprels[i]) score.arcs++;
      }
    }
  }
  return { all, words };
}

const none = (): SyntaxScore => ({ words: 0, upos: 0, xpos: 0, lemma: 0, heads: 0, arcs: 0 });

/** F1 of word borders on the treebank's words set in running text, a sentence a line. */
function scoreWords(gold: readonly TreebankSentence[], model: SyntaxModel): number {
  let right = 0;
  let found = 0;
  let wanted = 0;
  for (const s of gold) {
    let text = "";
    const spans = new Set<string>();
    for (const [i, form] of s.forms.entries()) {
      spans.add(`${text.length} ${text.length + form.length}`);
      text += s.spaceAfter[i] ? `${form} ` : form;
    }
    const { starts, ends } = segment(text, [], model.tokens);
    for (const [i, start] of starts.entries()) if (spans.has(`${start} ${ends[i]}`)) right++;
    found += starts.length;
    wanted += spans.size;
  }
  return (200 * right) / (found + wanted);
}

function joined(sentences: readonly TreebankSentence[]): { text: string; given: GivenWord[][] } {
  let text = "";
  const given = sentences.map((s) =>
    s.forms.map((form) => {
      const start = text.length;
      text += `${form} `;
      return { start, end: start + form.length, spaceAfter: true };
    }),
  );
  return { text, given };
}

function reportOf(text: string, given: GivenWord[][]): Report {
  return { id: "dev", text, digest: "", date: null, publisher: null, url: null, place: null, language: "en", parts: [], given };
}

/** The card of the model under `root`, measured on the development parts. */
export function describeSyntax(data: string, root: string, log: (line: string) => void): string {
  const model = loadSyntax(root);
  const [large, small] = [LARGE_PARSER, SMALL_PARSER];
  const gum = join(data, "gum", "dev");
  const sets: readonly (readonly [string, TreebankSentence[]])[] = [
    ["EWT dev", readTreebank(join(data, "ud-ewt", "dev.conllu"))],
    ["GUM dev", readTreebank(gum)],
    ["GUM dev: news, biographies, academic, travel", readTreebank(gum, (f) => /_(?:news|bio|academic|voyage)_/.test(f))],
  ];
  const percent = (n: number, of: number): string => ((100 * n) / of).toFixed(1);
  const rows = sets.flatMap(([name, gold]) => {
    const { all, words } = scoreSyntax(gold, model);
    const row = (what: string, s: SyntaxScore, f1: string): string =>
      `| ${name}${what} | ${s.words} | ${f1} | ${percent(s.upos, s.words)} | ${percent(s.xpos, s.words)} | ${percent(s.lemma, s.words)} | ${percent(s.heads, s.words)} | ${percent(s.arcs, s.words)} |`;
    return [row("", all, scoreWords(gold, model).toFixed(1)), row(", without punctuation", words, "")];
  });
  for (const row of rows) log(row);
  const megabytes = (statSync(join(root, "models", "syntax.bin")).size / 1e6).toFixed(1);
  return `# syntax.bin
Part-of-speech tags, lemmas and dependency trees for English, on words that \`src/annotate/segment.ts\` cuts by rules.

- **Network:** every word is weighed as the head of every other one of its sentence (Dozat and Manning 2017). A word is the sum
  of vectors for its form, its endings, its beginning, its shape and its class. Two layers of ${small.sizes.cells} LSTM cells each way,
  whose forget gate rules the input too (Greff et al. 2017), read the sentence from both ends. Of what the first makes of a word
  a product tells the tag, one of ${model.parser.tags.length} joint classes of UPOS and Penn tag; of what the second makes of two words, how well
  one would do as the other's head, and a hidden layer by which relation. The heads are those of the best tree with one child of
  the root (Chu and Liu 1965, Edmonds 1967). Sentences of more than ${LONGEST} words are read in parts.
- **Learning:** a larger network (${large.sizes.cells} cells, ${large.epochs} epochs) learns from the treebanks; the one that ships
  learns from them, and from running news that the larger one read (Hinton, Vinyals and Dean 2015), ${small.epochs} epochs. Adam; at random, facts of words
  are hidden and numbers muted (Srivastava et al. 2014), and some sentences are learnt from in small letters, without the
  shapes of words, as which texts without capitals and headlines in nothing else are read.
- **Lemmatiser:** for each tag the longest known ending of a word decides which letters go and which come.
- **Word classes:** 250, by exchange, from the running text of Worldwide Newswire, EWT, GUM, PolNeAR, MUC-4, GAP, LGL, GeoVirus, re3d
  (train parts). Some of these state no licence: only classes made from counts of neighbouring words are kept, no text.
- **Form:** vectors in 8 bits a number, matrices in 16; compressed, ${megabytes} MB.
- **Data:** Universal Dependencies English EWT, train (CC BY-SA 4.0: Silveira et al. 2014), and GUM, train (annotations CC BY 4.0: Zeldes 2017;
  texts CC BY, CC BY-SA or public domain; genres under non-commercial licences are not used). UD relations without subtypes.
  Beside them 1,000 made-up sentences of news from conflicts (\`src/learn/train/grammar.ts\`), as the treebanks hold hardly any.
  The news that the larger network reads: PolNeAR and Worldwide Newswire (train), LGL, GeoVirus, and the reports that the models
  of events learn from, without their annotation; no licence is stated for most of it, and no text of it is kept.
- **Date of the data:** releases of both treebanks that know the relation nmod:desc; texts from 1999 (EWT) to the 2020s (GUM).
- **Training:** \`npm run train -- --data DIR --only syntax\`, the same bytes from the same data.

On the development parts, on gold words (percent; "words F1": word borders, each sentence set as running text):

| set | words | words F1 | UPOS | XPOS | lemma | UAS | LAS |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}
