import { labelOf } from "../data/statements.js";
import type { Picture } from "../picture/picture.js";
import { focusNode, hide, toggleExpanded, togglePin } from "../state/actions.js";
import type { Store } from "../state/store.js";

/**
 * Keys of the picture: arrows go to the next mark that way, along a line first; Enter looks at it. The mark where the
 * keys are is the one under the pointer, so that it stands out the same way.
 */
export function pictureKeys(event: KeyboardEvent, store: Store, picture: Picture | null): void {
  if (!picture || event.ctrlKey || event.metaKey || event.altKey) return;
  const here = store.hovered.value.node ?? (store.state.value.focus?.startsWith("n:") ? store.state.value.focus.slice(2) : null);
  const smooth = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const zoom = (factor: number) => {
    const camera = picture.camera();
    picture.move({ ...camera, ratio: camera.ratio * factor }, smooth);
  };
  const node = here === null ? undefined : store.graph.byKey.get(here);
  switch (event.key) {
    case "ArrowRight":
    case "ArrowLeft":
    case "ArrowUp":
    case "ArrowDown": {
      const next = toward(store, here, event.key, picture);
      if (next) {
        store.hovered.value = { node: next, edge: null };
        picture.centre(next, smooth);
        const number = store.graph.byKey.get(next);
        const mark = store.drawn.value.nodes.find((one) => one.key === next);
        store.say(
          number === undefined
            ? (mark?.label ?? "")
            : `${labelOf(store.graph, number)}, ${store.graph.nodes[number]!.attributes.kind ?? ""}`,
        );
      }
      break;
    }
    case "Enter":
    case " ":
      document.body.dataset.input = "keyboard";
      if (node !== undefined) {
        store.hovered.value = { node: null, edge: null };
        focusNode(store, node);
      } else if (here) toggleExpanded(store, here);
      break;
    case "+":
    case "=":
      zoom(0.7);
      break;
    case "-":
      zoom(1.4);
      break;
    case "0":
      picture.move({ x: 0.5, y: 0.5, ratio: 1 }, smooth);
      break;
    case "h":
      if (node !== undefined) hide(store, here!);
      break;
    case "p":
      if (here) togglePin(store, here);
      break;
    case "e":
      if (here) toggleExpanded(store, here);
      break;
    case "c":
      if (node !== undefined) document.dispatchEvent(new CustomEvent("claimgraph:connect", { detail: here }));
      break;
    case "l":
      store.set({ arranged: !store.state.value.arranged });
      break;
    default:
      return;
  }
  event.preventDefault();
  event.stopPropagation();
}

const WAYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** The mark that lies best in a direction: near, and not far off the line; those tied to the present one come first. */
function toward(store: Store, from: string | null, key: string, picture: Picture): string | null {
  const marks = store.drawn.value.nodes;
  const start = marks.find((mark) => mark.key === from) ?? null;
  if (!start) return [...marks].sort((a, b) => b.size - a.size)[0]?.key ?? null;
  const [wx, wy] = WAYS[key]!;
  const tied = picture.around(start.key).nodes;
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const mark of marks) {
    if (mark.key === from) continue;
    const dx = mark.x - start.x;
    const dy = mark.y - start.y;
    const along = dx * wx + dy * wy;
    const across = Math.abs(dx * wy - dy * wx);
    if (along <= 0 || across > along * 2) continue;
    const cost = (along + 2 * across) * (tied.has(mark.key) ? 0.5 : 1);
    if (cost < least) {
      least = cost;
      best = mark.key;
    }
  }
  return best;
}
