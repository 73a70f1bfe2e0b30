import type { Part, Span } from "../model.js";

/** Lines up to this length may be wrapped prose; in longer ones a line is a paragraph. */
const WRAPPED = 130;

/**
 * The stretches of a text that no sentence crosses the ends of: paragraphs, lines of lists and headings, and the parts
 * that are not prose. In prose wrapped to a width a line's end is no border unless the next word would have fitted.
 */
export function* proseBlocks(text: string, parts: readonly Part[]): Generator<Span> {
  let start = 0;
  for (const part of parts) {
    if (part.start > start) yield* paragraphs(text, start, part.start);
    yield* paragraphs(text, Math.max(start, part.start), part.end);
    start = Math.max(start, part.end);
  }
  if (start < text.length) yield* paragraphs(text, start, text.length);
}

function* paragraphs(text: string, from: number, to: number): Generator<Span> {
  let start = from;
  while (start < to) {
    let end = start;
    let next = to;
    // a paragraph ends at two line ends with nothing but blanks between
    for (let at = start; ; ) {
      const line = lineEnd(text, at, to);
      end = line;
      if (line >= to) break;
      const after = lineEnd(text, line + 1, to);
      if (isBlank(text, line + 1, after)) {
        next = after + 1;
        break;
      }
      at = line + 1;
    }
    yield* lines(text, start, end);
    start = next;
  }
}

/** Splits a paragraph at the line ends that are more than wrapping. */
function* lines(text: string, from: number, to: number): Generator<Span> {
  let width = 0;
  for (let at = from; at < to; ) {
    const end = lineEnd(text, at, to);
    width = Math.max(width, end - at);
    at = end + 1;
  }
  let start = from;
  for (let at = from; at < to; ) {
    const end = lineEnd(text, at, to);
    if (end < to && !isWrap(text, at, end, to, width)) {
      yield { start, end };
      start = end + 1;
    }
    at = end + 1;
  }
  if (start < to) yield { start, end: to };
}

/** Whether the line `[start, end)` was broken for want of room, so that its sentence goes on. */
function isWrap(text: string, start: number, end: number, to: number, width: number): boolean {
  if (width > WRAPPED || width < 30) return false;
  let next = end + 1;
  while (next < to && isSpace(text.charCodeAt(next))) next++;
  if ("-*•–·".includes(text[next] ?? "-")) return false;
  let word = next;
  while (word < to && !isSpace(text.charCodeAt(word))) word++;
  return end - start + 1 + (word - next) >= width - 8;
}

function lineEnd(text: string, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || c === 0x2028 || c === 0x2029 || (c === 13 && text.charCodeAt(i + 1) !== 10)) return i;
  }
  return to;
}

function isBlank(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!isSpace(text.charCodeAt(i))) return false;
  return true;
}

/** Blanks, tabs, line ends and Unicode's other white space. */
export function isSpace(c: number): boolean {
  return (
    c === 32 ||
    (c >= 9 && c <= 13) ||
    c === 0xa0 ||
    c === 0x85 ||
    c === 0x1680 ||
    (c >= 0x2000 && c <= 0x200a) ||
    c === 0x2028 ||
    c === 0x2029 ||
    c === 0x202f ||
    c === 0x205f ||
    c === 0x3000 ||
    c === 0xfeff
  );
}
