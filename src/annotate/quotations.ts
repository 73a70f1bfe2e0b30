import type { Part, Quotation, Span } from "../model.js";

/**
 * Finds text within quotation marks: curly, straight, guillemets, low-high, doubled backquotes and single curly ones.
 * Where a paragraph ends inside a quotation and the next one opens with a mark again, both are one quotation. A mark that
 * is never closed reaches to the end of its paragraph; marks inside a quotation, apostrophes and inch marks open nothing.
 * @returns quotations in order, without overlaps; `content` without the marks
 */
export function findQuotations(text: string, parts: readonly Part[]): Quotation[] {
  const out: { start: number; end: number; content: Span[]; open: boolean; paragraph: number; mark: string }[] = [];
  const skip = parts.filter((p) => p.kind !== "headline" && p.kind !== "dateline");
  for (const [number, paragraph] of paragraphs(text, skip).entries()) {
    for (const found of inParagraph(text, paragraph)) {
      const last = out.at(-1);
      const goesOn = last?.open && last.paragraph === number - 1 && found.start === firstWord(text, paragraph) && found.mark === last.mark;
      if (goesOn) {
        last.content.push(...found.content);
        last.end = found.end;
        last.open = found.open;
        last.paragraph = number;
      } else out.push({ ...found, paragraph: number });
    }
  }
  return out.map(({ start, end, content }) => ({ start, end, content }));
}

interface Found extends Span {
  readonly content: Span[];
  readonly open: boolean;
  readonly mark: string;
}

/** Closing marks by opening mark. */
const PAIRS: Readonly<Record<string, string>> = {
  "“": "”",
  "«": "»",
  "„": "“”",
  '"': '"',
  "‟": "”",
  "‘": "’",
  "`": "'",
  "'": "'",
  "‹": "›",
};

function inParagraph(text: string, { start, end }: Span): Found[] {
  const out: Found[] = [];
  for (let i = start; i < end; i++) {
    const width = opens(text, i, start);
    if (width === 0) continue;
    const mark = text.slice(i, i + width);
    const close = closing(text, i + width, end, mark);
    if (close < 0) {
      if (!reachesOn(mark)) continue;
      out.push({ start: i, end: trimmed(text, i, end), content: [{ start: i + width, end: trimmed(text, i, end) }], open: true, mark });
      break;
    }
    const closeWidth = width === 2 ? (text[close] === '"' ? 1 : 2) : 1;
    if (close > i + width) out.push({ start: i, end: close + closeWidth, content: [{ start: i + width, end: close }], open: false, mark });
    i = close + closeWidth - 1;
  }
  return out;
}

/** Single marks are too easily apostrophes to open a quotation that nothing closes. */
const reachesOn = (mark: string): boolean => mark !== "'" && mark !== "‘" && mark !== "`" && mark !== "‹";

/** Length of an opening mark at `i`, 0 where there is none. */
function opens(text: string, i: number, start: number): number {
  const c = text[i]!;
  if (!(c in PAIRS)) return 0;
  const after = text[i + 1] ?? " ";
  const before = i > start ? text[i - 1]! : " ";
  if (c === "`") return after === "`" ? 2 : /\w/.test(after) && !/\w/.test(before) ? 1 : 0;
  if (c === "“" || c === "„" || c === "‟" || c === "«") return 1;
  const free = /[\s([{—–\-/:>…]/.test(before);
  if (c === "‹") return 1;
  if (c === "'" || c === "‘") {
    // ''doubled'' marks; "rock 'n' roll", "the '90s" and "the soldiers' camp" are apostrophes.
    if (after === c && free) return 2;
    return free && /[\p{Lu}\p{L}[(…]/u.test(after) && !/^['‘](?:n|tis|twas|em|til|cause|round)\b/i.test(text.slice(i, i + 7)) ? 1 : 0;
  }
  // A straight mark opens before a word, not after one: "5' 10\" tall" does not.
  return /\s/.test(after) || !free ? (i === start ? 1 : 0) : 1;
}

/** Offset of the mark that closes what `mark` opened, -1 where the paragraph has none. */
function closing(text: string, from: number, end: number, mark: string): number {
  const doubled = mark.length === 2;
  const closers = doubled ? (mark === "``" ? "'’" : mark[0] === "‘" ? "’" : "'") : PAIRS[mark]!;
  const single = !doubled && (mark === "'" || mark === "‘" || mark === "`");
  let depth = 0;
  for (let i = from; i < end; i++) {
    const c = text[i]!;
    if (mark === "“" && c === "“") depth++;
    if (mark === "«" && c === "«") depth++;
    if (doubled) {
      if (closers.includes(c) && text[i + 1] === c) return i;
      if (c === '"') return i;
      continue;
    }
    if (!closers.includes(c)) continue;
    if (single) {
      const before = text[i - 1]!;
      const after = text[i + 1] ?? " ";
      if (/[\p{L}\p{N}]/u.test(after) || /\s/.test(before)) continue;
      // "the rebels' 'safe zone'": after a plural s another mark decides; a straight one needs punctuation or shortness.
      if (
        before === "s" &&
        /\s/.test(after) &&
        text.slice(i + 1, Math.min(end, i + 120)).search(/[.,!?\p{L}]['’](?=[\s.,;:!?)\]—–-]|$)/u) >= 0
      )
        continue;
      return i;
    }
    if (c === '"' && /\s/.test(text[i - 1]!) && /\w/.test(text[i + 1] ?? " ")) return -1;
    if (depth > 0) depth--;
    else return i;
  }
  return -1;
}

/** Paragraphs, which end at an empty line, at a line that opens with a mark anew, or at what is not prose. */
function paragraphs(text: string, skip: readonly Part[]): Span[] {
  const out: Span[] = [];
  let start = 0;
  const push = (end: number) => {
    if (
      /\S/.test(text.slice(start, end)) &&
      !skip.some((p) => p.start <= firstWord(text, { start, end }) && p.end >= trimmed(text, start, end))
    )
      out.push({ start, end });
  };
  for (const m of text.matchAll(/\r?\n(?:[ \t]*\r?\n)+|\r?\n(?=[ \t]*["“«„])/g)) {
    push(m.index);
    start = m.index + m[0].length;
  }
  push(text.length);
  return out;
}

function firstWord(text: string, { start, end }: Span): number {
  let i = start;
  while (i < end && /\s/.test(text[i]!)) i++;
  return i;
}

function trimmed(text: string, start: number, end: number): number {
  let i = end;
  while (i > start && /\s/.test(text[i - 1]!)) i--;
  return i;
}
