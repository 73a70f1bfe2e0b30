import { lookOf } from "../data/kinds.js";

/** A class's outline and glyph, in its family's colour by the style sheet. */
export function KindIcon({ kind, size = 16, open = false }: { kind: string; size?: number; open?: boolean }) {
  const look = lookOf(kind);
  return (
    <svg
      class={`icon family-${look.family}${open ? " open" : ""}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path class="shape" d={look.shape} />
      <path class="glyph" d={look.glyph} />
    </svg>
  );
}

const SIGNS = {
  undo: "M9 5 4 10l5 5M4.5 10H14a5.5 5.5 0 0 1 0 11h-3",
  redo: "m15 5 5 5-5 5M19.5 10H10a5.5 5.5 0 0 0 0 11h3",
  search: "M10.5 4a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13zM15.5 15.5 21 21",
  filter: "M3 5h18M6.5 12h11M10 19h4",
  close: "M5 5l14 14M19 5 5 19",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  share: "M12 15V3.5M7.5 7.5 12 3.5l4.5 4M4.5 12.5v8h15v-8",
  help: "M8.5 9a3.5 3.5 0 1 1 5.3 3c-1.2.7-1.8 1.4-1.8 2.8M12 18.5v.5",
  theme: "M12 3.5a8.5 8.5 0 1 0 0 17zM12 3.5a8.5 8.5 0 0 1 0 17",
  arrange:
    "M6 4.5a2 2 0 1 1 0 4a2 2 0 0 1 0-4zM18 9a2 2 0 1 1 0 4a2 2 0 0 1 0-4zM9 16a2 2 0 1 1 0 4a2 2 0 0 1 0-4zM8 7l8 3.3M16.6 12.6l-6 4.3M6.6 8.5l2 7.5",
  unequal: "M5 9.5h14M5 14.5h14M16 5 8 19",
} as const;

/** A sign of the page's own, drawn in the colour of its text. */
export function Sign({ name, size = 16 }: { name: keyof typeof SIGNS; size?: number }) {
  return (
    <svg class="sign" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={SIGNS[name]} />
    </svg>
  );
}
