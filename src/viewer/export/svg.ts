import { COLOURS, LOOKS, PAPER } from "../data/kinds.js";
import { lineColour, lineWidth, nodeColour, type Tone } from "../picture/scene.js";
import type { Drawn, DrawnNode } from "../state/drawn.js";
import { xmlSafe } from "./xml.js";

const WIDTH = 1600;
const HEIGHT = 1100;
const MARGIN = 70;
const LEGEND = 150;
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";

/** The picture as SVG with a legend; every text is escaped, and nothing in it is loaded from elsewhere. */
export function toSvg(drawn: Drawn, tone: Tone, title: string): string {
  const { paper, ink, soft, accent } = PAPER[tone];
  const place = placer(drawn.nodes);
  const at = new Map(drawn.nodes.map((node) => [node.key, { ...place(node), node }]));
  const parts: string[] = [];
  for (const edge of drawn.edges) {
    const a = at.get(edge.source)!;
    const b = at.get(edge.target)!;
    const colour = lineColour(edge, tone, drawn.edges.length);
    const dash = edge.stands ? "" : ' stroke-dasharray="5 4"';
    if (edge.source === edge.target) {
      parts.push(
        `<ellipse cx="${r(a.x)}" cy="${r(a.y - a.node.size * 1.6)}" rx="${r(a.node.size * 0.8)}" ry="${r(a.node.size * 1.1)}" fill="none" stroke="${colour}"${dash}/>`,
      );
      continue;
    }
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const reach = b.node.size * 1.1 + (edge.back ? 0 : 5);
    const x = b.x - ((b.x - a.x) / length) * reach;
    const y = b.y - ((b.y - a.y) / length) * reach;
    const head = edge.back ? "" : ` marker-end="url(#${edge.contested ? "c" : "a"})"`;
    parts.push(
      `<line x1="${r(a.x)}" y1="${r(a.y)}" x2="${r(x)}" y2="${r(y)}" stroke="${colour}" stroke-width="${r(lineWidth(edge, drawn.edges.length))}"${dash}${head}><title>${escaped(edge.label)}</title></line>`,
    );
    if (edge.contested)
      parts.push(
        `<g transform="translate(${r((a.x + b.x) / 2)} ${r((a.y + b.y) / 2)})"><circle r="7" fill="${paper}" stroke="${accent}"/><path d="M-3-1.4h6M-3 1.4h6M2-4l-4 8" stroke="${accent}" fill="none"/></g>`,
      );
  }
  if (drawn.edges.length <= 120) {
    for (const edge of drawn.edges) {
      const [a, b] = [at.get(edge.source)!, at.get(edge.target)!];
      if (Math.hypot(b.x - a.x, b.y - a.y) < edge.label.length * 6 + 40) continue;
      parts.push(text((a.x + b.x) / 2, (a.y + b.y) / 2 + 3, edge.label, 10, edge.contested ? accent : soft, paper, "middle"));
    }
  }
  for (const { x, y, node } of at.values()) parts.push(mark(node, x, y, tone));
  for (const { x, y, node } of [...at.values()].slice(0, 600))
    parts.push(text(x + node.size + 5, y + 4, node.label, 12, ink, paper, "start"));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="${FONT}">
<title>${escaped(title)}</title>
<defs>${arrow("a", PAPER[tone].line)}${arrow("c", accent)}</defs>
<rect width="${WIDTH}" height="${HEIGHT}" fill="${paper}"/>
${parts.join("\n")}
${legend(drawn, tone)}
</svg>
`;
}

function arrow(id: string, colour: string): string {
  return `<marker id="${id}" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8z" fill="${colour}"/></marker>`;
}

function mark(node: DrawnNode, x: number, y: number, tone: Tone): string {
  const look = LOOKS[node.kind]!;
  const { paper, accent } = PAPER[tone];
  const colour = nodeColour(node, tone);
  const scale = r(node.size / 12);
  const ring = node.contested
    ? `<circle cx="${r(x)}" cy="${r(y)}" r="${r(node.size * 1.35)}" fill="none" stroke="${accent}" stroke-width="2" stroke-dasharray="4 3"/>`
    : "";
  const shape = node.open
    ? `<path d="${look.shape}" fill="${paper}" stroke="${colour}" stroke-width="2"/><path d="${look.glyph}" fill="${colour}"/>`
    : `<path d="${look.shape}" fill="${colour}"/><path d="${look.glyph}" fill="${paper}"/>`;
  return `${ring}<g transform="translate(${r(x - node.size)} ${r(y - node.size)}) scale(${scale})">${shape}</g>`;
}

function legend(drawn: Drawn, tone: Tone): string {
  const { paper, ink, soft, accent, line } = PAPER[tone];
  const kinds = [...new Set(drawn.nodes.map((node) => node.kind))].sort((a, b) => a - b);
  const items = kinds.map((kind, i) => {
    const look = LOOKS[kind]!;
    const y = MARGIN + i * 24;
    return `<g transform="translate(24 ${y - 9}) scale(.75)"><path d="${look.shape}" fill="${COLOURS[tone][look.family]}"/><path d="${look.glyph}" fill="${paper}"/></g><text x="50" y="${y + 4}" font-size="13" fill="${ink}">${escaped(look.plural)}</text>`;
  });
  const y = MARGIN + kinds.length * 24 + 14;
  const lines = [
    ["claimed as fact", line, ""],
    ["planned, possible, denied", line, "5 4"],
    ["contested", accent, ""],
  ].map(
    ([words, colour, dash], i) =>
      `<line x1="20" x2="44" y1="${y + i * 22}" y2="${y + i * 22}" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/><text x="50" y="${y + i * 22 + 4}" font-size="12" fill="${soft}">${words}</text>`,
  );
  return [...items, ...lines].join("\n");
}

function text(x: number, y: number, words: string, size: number, ink: string, paper: string, anchor: string): string {
  return `<text x="${r(x)}" y="${r(y)}" font-size="${size}" text-anchor="${anchor}" fill="${ink}" stroke="${paper}" stroke-width="3" paint-order="stroke" stroke-linejoin="round">${escaped(words)}</text>`;
}

/** Fits all marks onto the sheet, beside the legend. */
function placer(nodes: readonly DrawnNode[]): (node: DrawnNode) => { x: number; y: number } {
  const xs = nodes.map((node) => node.x);
  const ys = nodes.map((node) => node.y);
  const low = (values: number[]) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = (values: number[]) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const [x0, x1, y0, y1] = nodes.length > 0 ? [low(xs), high(xs), low(ys), high(ys)] : [0, 1, 0, 1];
  const left = MARGIN + LEGEND;
  const scale = Math.min((WIDTH - left - MARGIN * 2) / Math.max(1, x1 - x0), (HEIGHT - 2 * MARGIN) / Math.max(1, y1 - y0));
  const dx = left + (WIDTH - left - MARGIN * 2 - (x1 - x0) * scale) / 2;
  const dy = MARGIN + (HEIGHT - 2 * MARGIN - (y1 - y0) * scale) / 2;
  return (node) => ({ x: dx + (node.x - x0) * scale, y: dy + (y1 - node.y) * scale });
}

function r(value: number): number {
  return Math.round(value * 100) / 100;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as XML's content. */
function escaped(words: string): string {
  return xmlSafe(words).replace(/[&<>"]/g, (character) => ENTITIES[character]!);
}
