/** What the viewer's page carries: the graph as graphology serialises it, and each report's text by its id. */
export interface ViewerData {
  readonly graph: unknown;
  readonly documents: Readonly<Record<string, string>>;
}

const SLOT = /(<script type="application\/json" id="claimgraph-data">)null(<\/script>)/;

/** Characters that could end the element, open a comment in it, or end a line of JavaScript. */
const UNSAFE: Readonly<Record<string, string>> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

/**
 * The viewer's page with its data inside. The data is JSON in an element that browsers do not run, with every `<`, `>`,
 * `&` and line separator escaped, so that no text of a report can end the element.
 *
 * @throws RangeError where the template does not hold exactly one empty slot.
 */
export function embedData(template: string, data: ViewerData): string {
  const parts = template.split(SLOT);
  if (parts.length !== 4) throw new RangeError("the viewer's template must hold exactly one empty slot for its data");
  const json = JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (character) => UNSAFE[character]!);
  const [before, open, close, after] = parts;
  return `${before}${open}${json}${close}${after}`;
}
