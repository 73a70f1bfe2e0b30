import { readFileSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { InputError } from "../errors.js";
import type { RawDocument } from "./report.js";

/** Endings of the files that are read from a folder, and what is in them. A file that is named itself may end in anything. */
const FORMATS: Readonly<Record<string, RawDocument["format"]>> = { ".txt": "text", ".text": "text", ".conllu": "conllu" };

/** Files above this size are refused unless told otherwise, in bytes. */
export const DEFAULT_MAX_SIZE = 50 * 1024 * 1024;

/** A file to be read, or why it can't be. */
export type FoundFile = { readonly path: string } | { readonly path: string; readonly refused: InputError };

/**
 * The files that a list of inputs stands for: files as named, folders with every report file below them. Sorted by path
 * within a folder; links in folders are not followed. `-` stands for standard input and stays as it is.
 */
export async function findFiles(inputs: readonly string[]): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const input of inputs) {
    if (input === "-") {
      found.push({ path: "-" });
      continue;
    }
    try {
      const entry = await stat(input);
      if (!entry.isDirectory()) {
        found.push(entry.isFile() ? { path: input } : { path: input, refused: new InputError(input, "is neither a file nor a folder") });
        continue;
      }
      const files = await filesBelow(input);
      if (files.length === 0)
        found.push({ path: input, refused: new InputError(input, `holds no report (${Object.keys(FORMATS).join(", ")})`) });
      for (const path of files) found.push({ path });
    } catch (cause) {
      found.push({ path: input, refused: new InputError(input, reason(cause)) });
    }
  }
  return found;
}

/**
 * Reads a found file into memory.
 * @throws InputError where it can't be read or is larger than `maxSize` bytes
 */
export async function readRaw(path: string, maxSize = DEFAULT_MAX_SIZE): Promise<RawDocument> {
  try {
    const name = path === "-" ? "stdin" : basename(path, extname(path)) || basename(path);
    if (path !== "-") {
      const { size } = await stat(path);
      if (size > maxSize) throw tooLarge(path, size, maxSize);
    }
    const bytes = readFileSync(path === "-" ? 0 : path);
    if (bytes.length > maxSize) throw tooLarge(path, bytes.length, maxSize);
    return { path: path === "-" ? "standard input" : path, name, bytes, format: formatOf(path, bytes) };
  } catch (cause) {
    throw cause instanceof InputError ? cause : new InputError(path, reason(cause));
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const nested = await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return entry.isFile() && extname(entry.name).toLowerCase() in FORMATS && !entry.name.startsWith(".") ? [path] : [];
    }),
  );
  return nested.flat();
}

/** By the ending; standard input is CoNLL-U where its first line that is no comment starts like a token's. */
function formatOf(path: string, bytes: Uint8Array): RawDocument["format"] {
  if (path !== "-") return FORMATS[extname(path).toLowerCase()] ?? "text";
  const head = new TextDecoder().decode(bytes.subarray(0, 4096));
  return /^(?:#[^\n]*\n)*\d+\t[^\t\n]*\t[^\t\n]*\t/.test(head) ? "conllu" : "text";
}

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

function tooLarge(path: string, size: number, limit: number): InputError {
  return new InputError(path, `is ${megabytes(size)}, over the limit of ${megabytes(limit)}; raise it with --max-size`);
}

function reason(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === "ENOENT") return "does not exist";
  if (code === "EACCES" || code === "EPERM") return "may not be read (permission denied)";
  return `can't be read (${code ?? message})`;
}
