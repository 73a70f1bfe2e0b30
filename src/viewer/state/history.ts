import { type Signal, signal } from "@preact/signals";
import { decodeState, encodeState, type ViewState } from "./view-state.js";

/**
 * The states a person went through. Each is an entry of the browser's own history too, so that Back works and every
 * address is a link; undo and redo go on where the browser forgets (Chromium keeps fifty entries).
 */
export interface History {
  readonly state: Signal<ViewState>;
  readonly canUndo: Signal<boolean>;
  readonly canRedo: Signal<boolean>;
  /** Changes the state; `quiet` changes replace the current entry (a camera that moves, a brush that is dragged). */
  set(change: Partial<ViewState>, quiet?: boolean): void;
  undo(): void;
  redo(): void;
}

/** Starts from the page's address and keeps it up to date. */
export function createHistory(page: Window): History {
  const entries: string[] = [encodeState(decodeState(page.location.hash))];
  let at = 0;
  const state = signal(decodeState(page.location.hash));
  const canUndo = signal(false);
  const canRedo = signal(false);
  let late: ReturnType<typeof setTimeout> | undefined;

  const settle = () => {
    canUndo.value = at > 0;
    canRedo.value = at < entries.length - 1;
  };
  // Browsers refuse more than some hundred replacements in half a minute; the last of a burst is enough.
  const write = (how: "pushState" | "replaceState") => {
    clearTimeout(late);
    page.history[how]({ at }, "", `#${entries[at]}`);
  };
  const show = (position: number) => {
    at = position;
    state.value = decodeState(entries[at]!);
    settle();
  };

  page.history.replaceState({ at }, "");
  page.addEventListener("popstate", (event) => {
    const hash = page.location.hash.replace(/^#/, "");
    const position = (event.state as { at?: number } | null)?.at;
    if (position !== undefined && entries[position] === hash) return show(position);
    const next = encodeState(decodeState(hash));
    if (next === entries[at]) return;
    entries.splice(at + 1, Number.POSITIVE_INFINITY, next);
    show(at + 1);
    page.history.replaceState({ at }, "");
  });

  return {
    state,
    canUndo,
    canRedo,
    set(change, quiet = false) {
      const next = { ...state.value, ...change };
      const text = encodeState(next);
      if (text === entries[at]) return;
      state.value = next;
      if (quiet) {
        entries[at] = text;
        clearTimeout(late);
        late = setTimeout(() => write("replaceState"), 250);
      } else {
        entries.splice(at + 1, Number.POSITIVE_INFINITY, text);
        at++;
        write("pushState");
      }
      settle();
    },
    undo() {
      if (at === 0) return;
      show(at - 1);
      write("pushState");
    },
    redo() {
      if (at >= entries.length - 1) return;
      show(at + 1);
      write("pushState");
    },
  };
}
