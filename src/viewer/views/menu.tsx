import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { slug } from "../../text.js";
import { labelOf } from "../data/statements.js";
import { copyText, download } from "../export/download.js";
import { toGexf } from "../export/gexf.js";
import { svgToPng } from "../export/png.js";
import { shownGraph } from "../export/shown.js";
import { toSparql } from "../export/sparql.js";
import { toSvg } from "../export/svg.js";
import { toTurtle } from "../export/turtle.js";
import { useStore } from "./context.js";
import { Sign } from "./icons.js";

/** Takes along what is shown: pictures, data, a query, a link, paper. */
export function Menu() {
  const store = useStore();
  const open = useSignal(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const outside = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) open.value = false;
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, []);
  const title = store.graph.reports.length === 1 ? labelOf(store.graph, store.graph.reports[0]!) : "claims";
  const name = slug(title);
  const svg = () => toSvg(store.drawn.value, store.tone.value, title);
  const actions: readonly (readonly [string, () => unknown])[] = [
    ["Picture (PNG)", async () => download(`${name}.png`, await svgToPng(svg()))],
    ["Drawing (SVG)", () => download(`${name}.svg`, svg(), "image/svg+xml")],
    ["Graph to load (Turtle)", () => download(`${name}.ttl`, toTurtle(shownGraph(store.graph, store.filtered.value)), "text/turtle")],
    [
      "Graph for Gephi (GEXF)",
      () => download(`${name}.gexf`, toGexf(shownGraph(store.graph, store.filtered.value)), "application/gexf+xml"),
    ],
    [
      "SPARQL that gives it",
      async () => {
        const query = toSparql(store.graph, store.state.value);
        if (await copyText(query)) store.say("Query copied.");
        download(`${name}.rq`, query, "application/sparql-query");
      },
    ],
    [
      "Copy link to this view",
      async () =>
        store.say((await copyText(window.location.href)) ? "Link copied." : "The browser refused to copy; the address bar has the link."),
    ],
    ["Print", () => window.print()],
  ];
  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(box.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    if (event.key === "Escape" && open.value) {
      open.value = false;
      box.current?.querySelector("button")?.focus();
      event.stopPropagation();
    } else if (open.value && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      items[(at + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length]?.focus();
      event.preventDefault();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the menu within
    <div class="menu" ref={box} onKeyDown={onKeyDown}>
      <button
        type="button"
        aria-haspopup="menu"
        aria-expanded={open.value}
        aria-label="Take along"
        title="Take along"
        onClick={() => {
          open.value = !open.value;
          if (open.value) setTimeout(() => box.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus());
        }}
      >
        <Sign name="share" />
      </button>
      {open.value && (
        <div class="menu-list" role="menu" aria-label="Take along">
          {actions.map(([words, run]) => (
            <button
              type="button"
              role="menuitem"
              key={words}
              onClick={async () => {
                open.value = false;
                try {
                  await run();
                } catch (cause) {
                  store.notify(`${words}: ${(cause as Error).message}`);
                }
              }}
            >
              {words}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
