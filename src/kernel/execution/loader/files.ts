// The user's files that were loaded: which changed since, and whom that concerns.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isEsModule } from "./compileFile.js";

interface LoadedFile {
  /** Grows with each change of the file or of anything it imports; part of its URL, so that Node loads it anew. */
  version: number;
  /** Whether it is an ES module. */
  isModule: boolean;
  modified: number | undefined;
  size: number | undefined;
  importers: Set<string>;
}

const { cache: requireCache } = createRequire(import.meta.url);
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

/**
 * A version stands in a URL's query for `import`. `require` drops queries, so that there it is part of the file's name.
 */
const versionMark = /(\?|%3F)v=\d+$/;

export function withoutVersion(url: string): string {
  return url.replace(versionMark, "");
}

export function pathOf(url: string): string {
  return fileURLToPath(withoutVersion(url).split("?")[0]!);
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
    // Node asks no hook for what `require` has in its cache.
    delete requireCache[`${file}?v=${String(entry.version)}`];
    delete requireCache[file];
    entry.version++;
    edited.push(...entry.importers);
  }
}

/**
 * The URL to load a module by: a user's file that changed has its version in it.
 *
 * @param required - Asked for by `require`, not `import`.
 */
export function trackModule(url: string, importer: string | undefined, required: boolean): string {
  if (!url.startsWith("file:")) return url;
  const file = pathOf(url);
  if (!isUserFile(file)) return url;
  const entry = track(file, importer?.startsWith("file:") ? pathOf(importer) : undefined);
  const href = pathToFileURL(file).href;
  if (entry.version === 0) return href;
  if (!required) return `${href}?v=${String(entry.version)}`;
  // CommonJS was taken out of the cache.
  return entry.isModule ? `${href}%3Fv=${String(entry.version)}` : href;
}

/** Keeps an eye on a file that a user's file requires: for Node 20, where no hook sees it. */
export function trackRequired(file: string, importer: string): void {
  if (path.isAbsolute(file) && isUserFile(file)) track(file, importer);
}

/** Remembers what a file turned out to be. Node leaves it open for what `require` asks for by a name with a version. */
export function noteFormat(url: string, format: string | null | undefined): void {
  if (!url.startsWith("file:")) return;
  const file = pathOf(url);
  const entry = loaded.get(file);
  if (!entry) return;
  entry.isModule = format ? format.startsWith("module") && !file.endsWith(".json") : isEsModule(file);
}

function track(file: string, importer: string | undefined): LoadedFile {
  let entry = loaded.get(file);
  if (!entry) {
    const stat = statFile(file);
    entry = {
      version: 0,
      isModule: false,
      modified: stat?.mtimeMs,
      size: stat?.size,
      importers: new Set(),
    };
    loaded.set(file, entry);
  }
  if (importer !== undefined && loaded.has(importer)) entry.importers.add(importer);
  return entry;
}
