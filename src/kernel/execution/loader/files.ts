// The user's files that were loaded: which changed since, and whom that concerns.
import fs from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

interface LoadedFile {
  /** Grows with each change of the file or of anything it imports; part of its URL, so that Node loads it anew. */
  version: number;
  modified: number | undefined;
  size: number | undefined;
  importers: Set<string>;
}

const loaded = new Map<string, LoadedFile>();

/** A user's file, not a package's: only those are compiled and looked at for changes. */
export function isUserFile(file: string): boolean {
  return !/[\\/]node_modules[\\/]/.test(file);
}

/** A regular file's status. */
export function statFile(file: string): fs.Stats | undefined {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() ? stat : undefined;
}

export function pathOf(url: string): string {
  return fileURLToPath(url.split("?")[0]!);
}

/** Looks for files that were edited: they and all that import them are new on their next import. */
export function findEdits(): void {
  const edited: string[] = [];
  for (const [file, entry] of loaded) {
    const stat = statFile(file);
    if (stat?.mtimeMs === entry.modified && stat?.size === entry.size) continue;
    if (stat) [entry.modified, entry.size] = [stat.mtimeMs, stat.size];
    edited.push(file);
  }
  const done = new Set<string>();
  for (let file = edited.pop(); file !== undefined; file = edited.pop()) {
    if (done.has(file)) continue;
    done.add(file);
    const entry = loaded.get(file);
    if (!entry) continue;
    entry.version++;
    edited.push(...entry.importers);
  }
}

/** The URL to load a module by: a user's file that changed has its version in it. */
export function trackModule(url: string, importer: string | undefined): string {
  if (!url.startsWith("file:")) return url;
  const file = pathOf(url);
  if (!isUserFile(file)) return url;
  let entry = loaded.get(file);
  if (!entry) {
    const stat = statFile(file);
    entry = { version: 0, modified: stat?.mtimeMs, size: stat?.size, importers: new Set() };
    loaded.set(file, entry);
  }
  if (importer?.startsWith("file:") && loaded.has(pathOf(importer))) entry.importers.add(pathOf(importer));
  const href = pathToFileURL(file).href;
  return entry.version > 0 ? `${href}?v=${String(entry.version)}` : href;
}
