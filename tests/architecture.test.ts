import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/**
 * Who may import whom. A room is a folder of `src/` or a file beside them; `types:` allows type-only imports. The leaves
 * (`model`, `errors`, `text`, `collections`) are open to all.
 */
const LEAVES = ["model", "errors", "text", "collections"];
const RULES: Readonly<Record<string, readonly string[]>> = {
  model: [],
  errors: [],
  text: [],
  collections: [],
  learn: [],
  "learn/train": ["learn", "annotate", "extract", "resources", "read", "pipeline"],
  resources: ["learn"],
  "resources/build": ["learn", "resources"],
  read: [],
  annotate: ["learn", "types:resources"],
  extract: ["learn", "types:resources"],
  resolve: [],
  graph: [],
  rdf: ["graph"],
  store: ["rdf"],
  serve: ["store", "rdf"],
  viewer: ["graph", "rdf"],
  evaluate: ["types:extract"],
  jobs: ["pipeline", "read", "resources", "graph", "rdf"],
  pipeline: ["read", "annotate", "extract", "resolve", "graph", "rdf", "types:resources"],
  index: ["read", "annotate", "extract", "resolve", "graph", "rdf", "store", "serve", "resources", "evaluate", "pipeline", "jobs"],
  cli: ["index", "evaluate", "read", "annotate", "extract", "resolve", "graph", "rdf", "store", "serve", "resources", "pipeline", "jobs"],
};
/** Packages that live in some rooms only. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  graphology: ["graph", "rdf", "viewer"],
  n3: ["rdf", "store"],
  oxigraph: ["store"],
  sigma: ["viewer"],
  commander: ["cli"],
  "node:zlib": ["learn"],
  "node:": ["read", "resources", "resources/build", "learn/train", "store", "serve", "jobs", "cli"],
};
/** Clocks and chance live in the command line and the server only. */
const IMPURE = /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bperformance\.now\b/;
const MAY_BE_IMPURE = ["cli", "serve", "viewer", "learn/train"];

interface Import {
  readonly from: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((f) => /\.tsx?$/.test(f) && !f.endsWith(".d.ts"))
  .map((f) => join("src", f));

/** Static, type-only, dynamic and required imports of a file. */
function importsOf(path: string): Import[] {
  const source = ts.createSourceFile(
    path,
    readFileSync(path, "utf8"),
    ts.ScriptTarget.Latest,
    true,
    path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const found: Import[] = [];
  const add = (target: ts.Node | undefined, typeOnly: boolean) => {
    if (target && ts.isStringLiteralLike(target)) found.push({ from: path, target: target.text, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const clause = node.importClause;
      const named = clause?.namedBindings && ts.isNamedImports(clause.namedBindings) ? clause.namedBindings.elements : [];
      const typeOnly = clause?.isTypeOnly === true || (clause?.name === undefined && named.length > 0 && named.every((n) => n.isTypeOnly));
      add(node.moduleSpecifier, typeOnly);
    } else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (
      ts.isCallExpression(node) &&
      (node.expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(node.expression) && node.expression.text === "require"))
    )
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** "src/learn/train/tagger.ts" → "learn/train", "src/pipeline.ts" → "pipeline". */
function roomOf(path: string): string {
  const parts = relative("src", path).split(/[\\/]/);
  if (parts.length === 1) return parts[0]!.replace(/\.tsx?$/, "");
  const nested = `${parts[0]}/${parts[1]}`;
  return parts.length > 2 && nested in RULES ? nested : parts[0]!;
}

const imports = files.flatMap(importsOf);

describe("the rooms of src/", () => {
  it("are all known", () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !(room in RULES))).toEqual([]);
  });

  it("import only what they may", () => {
    const broken = imports.flatMap(({ from, target, typeOnly }) => {
      if (!target.startsWith(".")) return [];
      const [room, other] = [roomOf(from), roomOf(join(dirname(from), target.replace(/\.js$/, ".ts")))];
      const allowed =
        room === other || LEAVES.includes(other) || RULES[room]?.includes(other) || (typeOnly && RULES[room]?.includes(`types:${other}`));
      return allowed ? [] : [`${from} imports ${typeOnly ? "types of " : ""}${other} (${target})`];
    });
    expect(broken).toEqual([]);
  });

  it("keep packages where they belong", () => {
    const broken = imports.flatMap(({ from, target, typeOnly }) => {
      const owner = Object.keys(PACKAGES).find(
        (p) => target === p || target.startsWith(p.endsWith(":") ? p : `${p}/`) || (p === "graphology" && target.startsWith("graphology-")),
      );
      if (owner === undefined || typeOnly || PACKAGES[owner]!.includes(roomOf(from))) return [];
      return [`${from} imports ${target}`];
    });
    expect(broken).toEqual([]);
  });

  it("use no clock and no chance outside the command line and the server", () => {
    expect(files.filter((f) => !MAY_BE_IMPURE.includes(roomOf(f)) && IMPURE.test(readFileSync(f, "utf8")))).toEqual([]);
  });

  it("keep no state in modules", () => {
    const broken = files
      .filter((f) => roomOf(f) !== "viewer" && roomOf(f) !== "cli")
      .flatMap((f) => [...readFileSync(f, "utf8").matchAll(/^(?:export )?let \w+/gm)].map((m) => `${f}: ${m[0]}`));
    expect(broken).toEqual([]);
  });
});
