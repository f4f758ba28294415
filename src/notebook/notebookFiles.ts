// Notebooks on the disk: found, read, and written in one step.
import fs from "node:fs";
import path from "node:path";
import { writeError } from "../fileErrors.js";
import { complaint } from "../validation.js";
import { NotebookFileError } from "./errors.js";
import { formatNotebook, type Notebook } from "./nbformat.js";
import { parseNotebook } from "./parseNotebook.js";

/**
 * Reads a notebook file.
 *
 * @throws {@link NotebookFileError} that names the file and what is wrong with it.
 */
export function readNotebook(file: string): Notebook {
  return parseNotebook(readText(file), file);
}

/**
 * The text of a notebook file.
 *
 * @throws {@link NotebookFileError} if it cannot be read, or is text of another encoding than UTF-8: read as UTF-8, its
 * letters would be lost.
 */
export function readText(file: string): string {
  const fault = (why: string) => new NotebookFileError(`Cannot read ${file}: ${why}`);
  let bytes: Buffer;
  try {
    // To read what is no file, a pipe for example, could take for ever.
    if (!fs.statSync(file).isFile()) throw fault("it is not a file");
    bytes = fs.readFileSync(file);
  } catch (error) {
    throw error instanceof NotebookFileError ? error : fault((error as Error).message);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw fault("it is not UTF-8 text; save it as UTF-8, as Jupyter does");
  }
}

/** Writes a notebook file in one step: whoever reads it meanwhile, or interrupts us, finds the old file or the new one. */
export function writeNotebook(file: string, notebook: Notebook): void {
  writeWhole(file, formatNotebook(notebook));
}

/**
 * Writes a file in one step, making its folder. A file that is there keeps its mode; through a link its target is written.
 *
 * @throws NotebookFileError that names file and reason where it cannot be written; what was there stays whole.
 */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const old = fs.statSync(file, { throwIfNoEntry: false });
  const target = old ? fs.realpathSync(file) : file;
  const half = `${target}.${String(process.pid)}.part`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(half, content, old ? { mode: old.mode } : {});
    if (old) fs.chmodSync(half, old.mode); // what the process's umask took away
    fs.renameSync(half, target);
  } catch (error) {
    fs.rmSync(half, { force: true });
    const refusal = writeError("write the file", file, error);
    throw refusal instanceof Error ? new NotebookFileError(refusal.message) : refusal;
  }
}

/** All notebooks at the given files and in the given folders, in order; checkpoints and hidden folders left out. */
export function findNotebooks(paths: readonly string[]): string[] {
  const found = paths.flatMap((start) => {
    if (!fs.existsSync(start)) {
      throw new RangeError(
        complaint({ action: "find notebooks", name: "path", wanted: "a notebook or a folder", got: start }),
      );
    }
    return fs.statSync(start).isDirectory() ? walk(start) : [start];
  });
  return [...new Set(found.map((file) => path.normalize(file)))];
}

function walk(folder: string): string[] {
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (/^(\.|node_modules$|dist$)/.test(entry.name)) return [];
      const at = path.join(folder, entry.name);
      if (entry.isDirectory()) return walk(at);
      return entry.name.endsWith(".ipynb") ? [at] : [];
    });
}
