// The notebook's files in the worker's memory: cells read them at once, and what they write goes on to the page.
import { resolve } from "node:path";
import type { FileChanges } from "../files.js";
import { notebookFolder, type FromExecutionWorker } from "../messages.js";

const root = `${notebookFolder}/`;
const contents = new Map<string, Uint8Array>();
const folders = new Set([notebookFolder]);
let send: (message: FromExecutionWorker) => void;
let arrive: () => void;

/** Settles when the page's files are there. */
export const arrived = new Promise<void>((done) => (arrive = done));

/** @param tell - Takes what cells write. */
export function keepFiles(tell: (message: FromExecutionWorker) => void): void {
  send = tell;
}

/** Takes files of the page. */
export function receiveFiles(changes: FileChanges): void {
  for (const [path, content] of Object.entries(changes)) put(placeOf(path), content);
  arrive();
}

/** An absolute path of what a cell names. */
export function placeOf(path: unknown): string {
  const text = path instanceof URL ? decodeURIComponent(path.pathname) : String(path);
  return resolve(notebookFolder, text);
}

/** The content of a file, by its absolute path. */
export function contentOf(file: string): Uint8Array | undefined {
  return contents.get(file);
}

export function isFolder(path: string): boolean {
  return folders.has(path);
}

/** Names in a folder. */
export function namesIn(folder: string): string[] {
  const below = [...contents.keys(), ...folders].filter((path) => path.startsWith(`${folder}/`));
  return [...new Set(below.map((path) => path.slice(folder.length + 1).split("/")[0]!))].sort();
}

/** Files and folders below a folder, and itself. */
export function allBelow(folder: string): string[] {
  return [...contents.keys(), ...folders].filter((path) => path === folder || path.startsWith(`${folder}/`));
}

export function makeFolder(path: string): void {
  folders.add(path);
}

/** Writes a file, or removes it; the page keeps what is in the notebook's folder. */
export function change(file: string, content: Uint8Array | undefined): void {
  put(file, content);
  if (file.startsWith(root)) send({ type: "file", path: file.slice(root.length), content });
}

export function removeFolder(path: string): void {
  folders.delete(path);
}

function put(file: string, content: Uint8Array | undefined): void {
  if (!content) {
    contents.delete(file);
    return;
  }
  contents.set(file, content);
  for (let end = file.lastIndexOf("/"); end > 0; end = file.lastIndexOf("/", end - 1))
    folders.add(file.slice(0, end));
}
