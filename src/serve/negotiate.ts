/** HTTP content negotiation, RFC 9110 section 12.5.1. */

interface Range {
  readonly type: string;
  readonly quality: number;
}

/**
 * The offered media type that an Accept header likes best, the first offered where several are liked equally; `null`
 * where it takes none of them. A missing or empty header takes anything.
 */
export function negotiate(accept: string | undefined, offered: readonly string[]): string | null {
  const ranges = parse(accept ?? "");
  if (ranges.length === 0) return offered[0] ?? null;
  let best: string | null = null;
  let bestQuality = 0;
  for (const type of offered) {
    const quality = qualityOf(type, ranges);
    if (quality > bestQuality) [best, bestQuality] = [type, quality];
  }
  return best;
}

function parse(accept: string): Range[] {
  return accept
    .split(",")
    .map((part) => {
      const [type = "", ...parameters] = part.split(";").map((one) => one.trim().toLowerCase());
      const q = parameters.find((one) => one.startsWith("q="))?.slice(2);
      const quality = q === undefined ? 1 : Number(q);
      return { type, quality: quality >= 0 && quality <= 1 ? quality : 0 };
    })
    .filter((range) => range.type !== "");
}

/** The quality by the most specific range that matches. */
function qualityOf(type: string, ranges: readonly Range[]): number {
  for (const pattern of [type, `${type.split("/")[0]}/*`, "*/*"]) {
    const range = ranges.find((one) => one.type === pattern);
    if (range) return range.quality;
  }
  return 0;
}
