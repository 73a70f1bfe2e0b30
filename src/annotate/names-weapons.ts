import type { Token } from "../model.js";
import type { NameLexicon } from "../resources/names-lexicon.js";

/**
 * The named weapon that starts at a token: index past its last token, or -1. Patterns match over the text, so that "F-16"
 * is found however the text is cut into words.
 */
export function weaponAt(text: string, tokens: readonly Token[], i: number, end: number, lexicon: NameLexicon): number {
  const start = tokens[i]!.start;
  const patterns = lexicon.weapons.get(text.slice(start, start + 2));
  if (!patterns) return -1;
  let best = -1;
  for (const pattern of patterns) {
    pattern.lastIndex = start;
    const hit = pattern.exec(text);
    if (!hit) continue;
    const stop = start + hit[0].length;
    for (let j = i; j < end && tokens[j]!.end <= stop; j++) if (tokens[j]!.end === stop && j + 1 > best) best = j + 1;
  }
  return best;
}
