import { useEffect, useRef } from "preact/hooks";

const KEYS: readonly (readonly [string, string])[] = [
  ["/", "find by name or type"],
  ["g  x  m  t", "graph, contradictions, map, table"],
  ["Tab", "from part to part"],
  ["← → ↑ ↓", "in the picture: from mark to mark, along lines first"],
  ["Enter", "look at it: facts, claims, words"],
  ["1  2  3", "show only what is within so many steps; again: everything"],
  ["c", "connect with another: why are these two connected?"],
  ["h  p  e", "hide, pin, expand"],
  ["+  −  0", "zoom in, out, show everything"],
  ["l", "lay out afresh"],
  ["f", "filters on and off"],
  ["Ctrl Z  Ctrl Y", "undo, redo"],
  ["Esc", "close, let go"],
  ["?", "this sheet"],
];

const MARKS: readonly (readonly [string, string])[] = [
  ["≠ and a dashed ring", "contested: claims on it exclude each other"],
  ["broken line, open shape", "nobody affirms it as fact: planned, possible, ordered or denied"],
  ["number on a line (×3)", "that many statements between the same two; touch it to spread them"],
  ["✓ ✕ ?", "affirms, denies, says it may be, is planned or ordered"],
];

/** All keys and marks on one sheet. */
export function Help({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={close}>
      <h2 id="help-title">Keys and marks</h2>
      <dl>
        {KEYS.map(([keys, words]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <dl>
        {MARKS.map(([mark, words]) => (
          <div key={mark}>
            <dt>{mark}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <p class="soft">
        Nothing leaves your machine: the graph and the reports are inside this page. Country outlines: Natural Earth. Places: GeoNames, CC
        BY 4.0.
      </p>
      <p>
        <button type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </p>
    </dialog>
  );
}
