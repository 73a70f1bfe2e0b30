import { LOOKS, PAPER } from "../data/kinds.js";
import type { DrawnEdge } from "../state/drawn.js";
import { lineColour, lineWidth, nodeColour, type Placed, type Scene, type Tone } from "./scene.js";

/** What is drawn on plain canvases above and below Sigma's: signs on lines, labels, and what is looked at. */

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';

/** Where a mark is on the screen now; `null` where it is not drawn. */
export type Locate = (key: string) => Placed | null;

export interface View {
  readonly width: number;
  readonly height: number;
  readonly tone: Tone;
  readonly locate: Locate;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Boxes on a grid, so that asking whether a place is free takes the same time however many there are. */
class Taken {
  readonly #cells = new Map<number, Box[]>();
  static readonly SIDE = 64;

  free(box: Box): boolean {
    return !this.#visit(box, (list) => list.some((other) => apart(box, other) === false));
  }

  take(box: Box): void {
    this.#visit(box, (list) => {
      list.push(box);
      return false;
    });
  }

  #visit(box: Box, stop: (list: Box[]) => boolean): boolean {
    const side = Taken.SIDE;
    for (let cx = Math.floor(box.x / side); cx <= Math.floor((box.x + box.w) / side); cx++) {
      for (let cy = Math.floor(box.y / side); cy <= Math.floor((box.y + box.h) / side); cy++) {
        const id = cx * 4096 + cy;
        let list = this.#cells.get(id);
        if (!list) {
          list = [];
          this.#cells.set(id, list);
        }
        if (stop(list)) return true;
      }
    }
    return false;
  }
}

function apart(a: Box, b: Box): boolean {
  return a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** At most so many labels are placed, and so many tried, in one picture. */
const LABELS = 260;
const TRIED = 1200;
/** After so many in a row without a place there is none left. */
const MISSES = 120;

/**
 * Writes labels by importance, none over another or over a mark: right of its mark, else left (first for scripts that run
 * to the left), below, above, else not at all.
 */
export function drawLabels(context: CanvasRenderingContext2D, scene: Scene, view: View, widths: Map<string, number>): void {
  const taken = new Taken();
  // The corner where the buttons are.
  taken.take({ x: view.width - 52, y: view.height - 160, w: 52, h: 160 });
  const placed: Placed[] = [];
  for (const node of scene.ranked.slice(0, TRIED)) {
    const at = view.locate(node.key);
    if (!at || at.x < -60 || at.y < -20 || at.x > view.width + 60 || at.y > view.height + 20) continue;
    placed.push(at);
    taken.take({ x: at.x - at.r, y: at.y - at.r, w: 2 * at.r, h: 2 * at.r });
  }
  const ink = PAPER[view.tone].ink;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.direction = "inherit";
  let written = 0;
  let missed = 0;
  for (const at of placed) {
    if (written >= LABELS || missed >= MISSES) break;
    if (at.r < 3.2 && scene.drawn.nodes.length > 150) continue;
    const size = at.r >= 12 ? 14 : at.r >= 8 ? 12.5 : 11.5;
    const weight = at.node.contested || at.r >= 12 ? 600 : 400;
    const font = `${weight} ${size}px ${FONT}`;
    context.font = font;
    const lines = wrapped(at.node.label);
    let width = 0;
    for (const line of lines) {
      const id = `${weight}${size}${line}`;
      let one = widths.get(id);
      if (one === undefined) {
        one = context.measureText(line).width;
        widths.set(id, one);
      }
      width = Math.max(width, one);
    }
    const row = size * 1.2;
    const h = row * lines.length;
    const gap = at.node.contested ? at.r * 0.45 + 3 : 4;
    const right: Box = { x: at.x + at.r + gap, y: at.y - h / 2, w: width, h };
    const left: Box = { ...right, x: at.x - at.r - gap - width };
    const below: Box = { x: at.x - width / 2, y: at.y + at.r + gap - 1, w: width, h };
    const above: Box = { ...below, y: at.y - at.r - gap - h + 1 };
    const order = RIGHT_TO_LEFT.test(at.node.label) ? [left, below, above, right] : [right, below, left, above];
    const fits = (one: Box) =>
      one.x > 2 && one.x + one.w < view.width - 2 && one.y > 2 && one.y + one.h < view.height - 2 && taken.free(one);
    const near = order.find(fits);
    const box = near ?? (written < LED ? around(at, width, h).find(fits) : undefined);
    if (!box) {
      missed++;
      continue;
    }
    taken.take(box);
    written++;
    missed = 0;
    if (!near) drawLeader(context, at, box, PAPER[view.tone].soft);
    const flush = box === left ? 1 : box === right ? 0 : 0.5;
    lines.forEach((line, i) => {
      const x = box.x + (width - widths.get(`${weight}${size}${line}`)!) * flush;
      write(context, line, x, box.y + row * (i + 0.5), ink, PAPER[view.tone].paper);
    });
  }
  if (scene.drawn.edges.length <= 140) drawLineLabels(context, scene, view, taken);
}

/** The most important labels are led to from some way off where there is no place beside their marks. */
const LED = 14;

/** Places on rings around a mark, nearer ones first. */
function around(at: Placed, w: number, h: number): Box[] {
  const boxes: Box[] = [];
  for (const reach of [18, 34, 52, 74]) {
    for (let i = 0; i < 16; i++) {
      const angle = (i * Math.PI) / 8;
      const x = at.x + Math.cos(angle) * (at.r + reach);
      const y = at.y + Math.sin(angle) * (at.r + reach);
      boxes.push({ x: Math.cos(angle) > 0.3 ? x : Math.cos(angle) < -0.3 ? x - w : x - w / 2, y: y - h / 2, w, h });
    }
  }
  return boxes;
}

/** A thin line from a mark to a label that stands off. */
function drawLeader(context: CanvasRenderingContext2D, at: Placed, box: Box, colour: string): void {
  const x = Math.min(Math.max(at.x, box.x), box.x + box.w);
  const y = at.y < box.y ? box.y : at.y > box.y + box.h ? box.y + box.h : box.y + box.h / 2;
  const length = Math.hypot(x - at.x, y - at.y) || 1;
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(at.x + ((x - at.x) / length) * at.r, at.y + ((y - at.y) / length) * at.r);
  context.lineTo(x, y);
  context.stroke();
}

/** Longest row of a label, in characters. */
const ROW = 24;

/** A label on one row, or on two where it is long: broken at a blank near its middle. */
function wrapped(label: string): readonly string[] {
  if (label.length <= ROW) return [label];
  const middle = label.length / 2;
  let cut = -1;
  for (let at = label.indexOf(" "); at !== -1; at = label.indexOf(" ", at + 1))
    if (cut === -1 || Math.abs(at - middle) < Math.abs(cut - middle)) cut = at;
  return cut === -1 ? [label] : [label.slice(0, cut), label.slice(cut + 1)];
}

/** Words on lines, where there are few enough and each is long enough for its words. */
function drawLineLabels(context: CanvasRenderingContext2D, scene: Scene, view: View, taken: Taken): void {
  context.font = `10.5px ${FONT}`;
  context.textAlign = "left";
  for (const edge of scene.drawn.edges) {
    const a = view.locate(edge.source);
    const b = view.locate(edge.target);
    if (!a || !b) continue;
    const width = context.measureText(edge.label).width;
    if (Math.hypot(b.x - a.x, b.y - a.y) < width + a.r + b.r + 24) continue;
    const x = (a.x + b.x) / 2;
    const y = (a.y + b.y) / 2;
    const box: Box = { x: x - width / 2 - 2, y: y - 7, w: width + 4, h: 14 };
    if (!taken.free(box)) continue;
    taken.take(box);
    write(context, edge.label, x - width / 2, y, edge.contested ? PAPER[view.tone].accent : PAPER[view.tone].soft, PAPER[view.tone].paper);
  }
}

function write(context: CanvasRenderingContext2D, text: string, x: number, y: number, ink: string, paper: string): void {
  context.strokeStyle = paper;
  context.lineWidth = 3.5;
  context.strokeText(text, x, y);
  context.fillStyle = ink;
  context.fillText(text, x, y);
}

/** Gaps in lines that do not stand, a sign on those that are contested, and loops, which Sigma does not draw. */
export function drawLineMarks(context: CanvasRenderingContext2D, scene: Scene, view: View): void {
  const { paper, accent } = PAPER[view.tone];
  for (const edge of scene.marked) {
    const a = view.locate(edge.source);
    const b = view.locate(edge.target);
    if (!a || !b) continue;
    if (edge.source === edge.target) {
      context.strokeStyle = lineColour(edge, view.tone, scene.drawn.edges.length);
      context.lineWidth = lineWidth(edge, scene.drawn.edges.length);
      context.setLineDash(edge.stands ? [] : [4, 4]);
      context.beginPath();
      context.ellipse(a.x, a.y - a.r * 1.6, a.r * 0.8, a.r * 1.1, 0, 0, Math.PI * 2);
      context.stroke();
      context.setLineDash([]);
      continue;
    }
    if (!edge.stands) {
      const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
      context.strokeStyle = paper;
      context.lineWidth = lineWidth(edge, scene.drawn.edges.length) + 2;
      context.setLineDash([3, 5]);
      context.beginPath();
      context.moveTo(a.x, a.y);
      context.lineTo(b.x - ((b.x - a.x) / length) * (b.r + 9), b.y - ((b.y - a.y) / length) * (b.r + 9));
      context.stroke();
      context.setLineDash([]);
    }
    if (edge.contested) drawUnequal(context, (a.x + b.x) / 2, (a.y + b.y) / 2, paper, accent);
  }
}

/** "≠" in a small disc, drawn as lines so that it looks the same in every font. */
function drawUnequal(context: CanvasRenderingContext2D, x: number, y: number, paper: string, accent: string): void {
  context.fillStyle = paper;
  context.strokeStyle = accent;
  context.lineWidth = 1.4;
  context.beginPath();
  context.arc(x, y, 6.5, 0, Math.PI * 2);
  context.fill();
  context.stroke();
  context.beginPath();
  for (const [x1, y1, x2, y2] of [
    [-3.2, -1.4, 3.2, -1.4],
    [-3.2, 1.4, 3.2, 1.4],
    [-1.8, 3.6, 1.8, -3.6],
  ] as const) {
    context.moveTo(x + x1, y + y1);
    context.lineTo(x + x2, y + y2);
  }
  context.stroke();
}

/** What is looked at: these marks and lines stand out, all else steps back behind a veil. */
export interface Highlight {
  /** The marks in the middle of attention. */
  readonly centre: readonly string[];
  readonly nodes: ReadonlySet<string>;
  readonly lines: readonly DrawnEdge[];
  /** Speakers and what they speak of, which no line ties: keys of two marks. */
  readonly voices: readonly (readonly [string, string])[];
  /** Words for each statement on a line, so that parallel ones can be spread. */
  readonly statements: (edge: DrawnEdge) => readonly { label: string; contested: boolean; stands: boolean; forth: boolean }[];
}

const STEP = 26;

/** Draws a highlight over the whole picture; its cost grows with what is highlighted alone. */
export function drawHighlight(context: CanvasRenderingContext2D, highlight: Highlight, view: View): void {
  const { paper, ink, soft, accent } = PAPER[view.tone];
  context.globalAlpha = 0.82;
  context.fillStyle = paper;
  context.fillRect(0, 0, view.width, view.height);
  context.globalAlpha = 1;
  const words: { text: string; x: number; y: number; colour: string }[] = [];
  for (const edge of highlight.lines) {
    const a = view.locate(edge.source);
    const b = view.locate(edge.target);
    if (!a || !b) continue;
    const statements = highlight.statements(edge);
    statements.forEach((statement, i) => {
      const bend = (i - (statements.length - 1) / 2) * STEP;
      const [from, to] = statement.forth ? [a, b] : [b, a];
      const middle = drawArrow(context, from, to, statement.forth ? bend : -bend, {
        colour: statement.contested ? accent : soft,
        dashed: !statement.stands,
        width: statement.contested ? 2.2 : 1.5,
      });
      if (highlight.lines.length <= 40) words.push({ text: statement.label, ...middle, colour: statement.contested ? accent : ink });
    });
  }
  context.strokeStyle = ink;
  context.lineWidth = 1.4;
  context.setLineDash([1.5, 4]);
  context.lineCap = "round";
  for (const [speaker, subject] of highlight.voices) {
    const a = view.locate(speaker);
    const b = view.locate(subject);
    if (!a || !b) continue;
    context.beginPath();
    context.moveTo(a.x, a.y);
    context.lineTo(b.x, b.y);
    context.stroke();
    if (highlight.voices.length <= 16) words.push({ text: "says", x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, colour: soft });
  }
  context.setLineDash([]);
  context.lineCap = "butt";
  const marks = [...highlight.nodes].map(view.locate).filter((at) => at !== null);
  for (const at of marks) drawMark(context, at, view.tone, highlight.centre.includes(at.node.key));
  const taken = new Taken();
  for (const at of marks) taken.take({ x: at.x - at.r, y: at.y - at.r, w: 2 * at.r, h: 2 * at.r });
  context.textBaseline = "middle";
  context.lineJoin = "round";
  const centreFirst = marks.sort(
    (a, b) => Number(highlight.centre.includes(b.node.key)) - Number(highlight.centre.includes(a.node.key)) || b.r - a.r,
  );
  for (const at of centreFirst.slice(0, 120)) {
    context.font = `${highlight.centre.includes(at.node.key) ? 600 : 400} 12.5px ${FONT}`;
    const w = context.measureText(at.node.label).width;
    const spots: Box[] = [
      { x: at.x + at.r + 5, y: at.y - 8, w, h: 16 },
      { x: at.x - w / 2, y: at.y + at.r + 3, w, h: 16 },
      { x: at.x - at.r - 5 - w, y: at.y - 8, w, h: 16 },
      { x: at.x - w / 2, y: at.y - at.r - 19, w, h: 16 },
    ];
    const box = spots.find((spot) => spot.x > 0 && spot.x + w < view.width && taken.free(spot));
    if (!box) continue;
    taken.take(box);
    write(context, at.node.label, box.x, box.y + 8, ink, paper);
  }
  context.font = `10.5px ${FONT}`;
  for (const { text, x, y, colour } of words) {
    const w = context.measureText(text).width;
    const box: Box = { x: x - w / 2 - 1, y: y - 7, w: w + 2, h: 14 };
    if (!taken.free(box)) continue;
    taken.take(box);
    write(context, text, x - w / 2, y, colour, paper);
  }
}

/** An arrow between two marks, bent sideways by some pixels; returns the middle of its bow. */
function drawArrow(
  context: CanvasRenderingContext2D,
  from: Placed,
  to: Placed,
  bend: number,
  { colour, dashed, width }: { colour: string; dashed: boolean; width: number },
): { x: number; y: number } {
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = width;
  context.setLineDash(dashed ? [5, 4] : []);
  if (from.node.key === to.node.key) {
    const reach = from.r * 1.6 + Math.abs(bend);
    context.beginPath();
    context.ellipse(from.x, from.y - reach, from.r * 0.8, reach * 0.7, 0, 0, Math.PI * 2);
    context.stroke();
    context.setLineDash([]);
    return { x: from.x, y: from.y - reach * 1.7 };
  }
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy) || 1;
  const control = { x: (from.x + to.x) / 2 - (dy / length) * bend * 2, y: (from.y + to.y) / 2 + (dx / length) * bend * 2 };
  const angle = Math.atan2(to.y - control.y, to.x - control.x);
  const tip = { x: to.x - Math.cos(angle) * (to.r + 2), y: to.y - Math.sin(angle) * (to.r + 2) };
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.quadraticCurveTo(control.x, control.y, tip.x - Math.cos(angle) * 6, tip.y - Math.sin(angle) * 6);
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(tip.x, tip.y);
  context.lineTo(tip.x - Math.cos(angle - 0.4) * 9, tip.y - Math.sin(angle - 0.4) * 9);
  context.lineTo(tip.x - Math.cos(angle + 0.4) * 9, tip.y - Math.sin(angle + 0.4) * 9);
  context.fill();
  return { x: (from.x + to.x) / 4 + control.x / 2, y: (from.y + to.y) / 4 + control.y / 2 };
}

function drawMark(context: CanvasRenderingContext2D, at: Placed, tone: Tone, centre: boolean): void {
  const look = LOOKS[at.node.kind]!;
  const { paper, ink, accent } = PAPER[tone];
  const colour = nodeColour(at.node, tone);
  context.save();
  context.translate(at.x, at.y);
  if (centre) {
    context.strokeStyle = ink;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(0, 0, at.r * 1.3 + 3, 0, Math.PI * 2);
    context.stroke();
  }
  if (at.node.contested) {
    context.strokeStyle = accent;
    context.lineWidth = 2;
    context.setLineDash([4, 3]);
    context.beginPath();
    context.arc(0, 0, at.r * 1.3, 0, Math.PI * 2);
    context.stroke();
    context.setLineDash([]);
  }
  context.scale(at.r / 12, at.r / 12);
  context.translate(-12, -12);
  context.fillStyle = at.node.open ? paper : colour;
  context.fill(new Path2D(look.shape));
  if (at.node.open) {
    context.strokeStyle = colour;
    context.lineWidth = 2;
    context.stroke(new Path2D(look.shape));
  }
  context.fillStyle = at.node.open ? colour : paper;
  context.fill(new Path2D(look.glyph));
  context.restore();
}
