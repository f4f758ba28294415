// Builds a startup snapshot: a Node heap in which TypeScript is loaded and warm.
import { spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { findKernelFiles, type KernelFiles } from "./kernelFiles.js";
import {
  findSnapshot,
  languageFlags,
  publishSnapshot,
  snapshotPlace,
  type SnapshotPlace,
} from "./snapshotStore.js";
import type { NotebookLanguage, OpenRequest } from "./types.js";

/** ms after which a lock is taken for the rest of a build that was killed. */
const lockLifetime = 120_000;

export interface BuildOptions {
  /** Lets everything else go first. Defaults to false. */
  background?: boolean;
  /** Gets the building process, to end it early. */
  onStart?: (child: ChildProcess) => void;
}

/** What a snapshot is for; `script` is the bundled language process. */
export type SnapshotRequest = OpenRequest & { script: string };

/** What the builder tells the script inside, on `globalThis.gradusSnapshot`. */
export interface SnapshotContent {
  files: KernelFiles;
  /** Folder whose tsconfig and @types/node go into the program; none for notebooks outside any project. */
  dir: string | undefined;
  /** Packages whose declarations go into the program; they stay in it until the first import of something else. */
  packages: string[];
  language: NotebookLanguage;
}

/** Makes sure that the next kernel for notebooks in `dir` finds a snapshot; false when it could not be built. */
export async function prepareSnapshot(
  { dir, language, script }: SnapshotRequest,
  options?: BuildOptions,
): Promise<boolean> {
  const place = snapshotPlace(dir, language, script);
  return findSnapshot(place) !== undefined || (await buildSnapshot(place, language, script, options));
}

/**
 * Builds the snapshot of a place, unless someone else is at it.
 *
 * @param script - The bundled language process, `languageEntry.cjs`; it becomes part of the snapshot.
 * @returns True when the snapshot is ready for use.
 */
export async function buildSnapshot(
  place: SnapshotPlace,
  language: NotebookLanguage,
  script: string,
  { background = false, onStart }: BuildOptions = {},
): Promise<boolean> {
  if (!takeLock(place.lock)) return false;
  removeLeftovers(path.dirname(place.blob));
  const work = fs.mkdtempSync(`${place.blob}.`);
  try {
    const entry = path.join(work, "entry.cjs");
    const blob = path.join(work, "snapshot.blob");
    fs.writeFileSync(entry, entrySource(place, language, script), { mode: 0o600 });
    const child = spawn(
      process.execPath,
      [...languageFlags, "--snapshot-blob", blob, "--build-snapshot", entry],
      {
        cwd: os.tmpdir(),
        stdio: "ignore",
        env: { ...process.env, NODE_OPTIONS: "" },
      },
    );
    if (background && child.pid !== undefined) os.setPriority(child.pid, os.constants.priority.PRIORITY_LOW);
    onStart?.(child);
    const code = await new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
    if (code !== 0) return false;
    publishSnapshot(blob, place);
    return true;
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
    fs.rmSync(place.lock, { force: true });
  }
}

/** One script that needs no file: while a snapshot is built, `require` finds only what is built into Node. */
function entrySource(place: SnapshotPlace, language: NotebookLanguage, script: string): string {
  const typescript = createRequire(script).resolve("typescript");
  const small = path.join(path.dirname(script), "typescript.cjs");
  const files = findKernelFiles(script);
  const content: SnapshotContent = { files, dir: place.dir, packages: place.packages, language };
  const paths = JSON.stringify([typescript, path.dirname(typescript)]).slice(1, -1);
  return `
const builtins = require;
const typescript = { exports: {} };
globalThis.gradusSnapshot = ${JSON.stringify(content)};
(function (module, exports, require, __filename, __dirname) {${fs.readFileSync(small, "utf8")}
})(typescript, typescript.exports, builtins, ${paths});
(function (require) {${fs.readFileSync(script, "utf8")}
})((name) => name === "typescript" ? typescript.exports : builtins(name));
`;
}

/** Work folders, locks and half-published blobs of builds that were killed. */
function removeLeftovers(dir: string): void {
  const names = fs.readdirSync(dir).filter((name) => name.startsWith("language-"));
  for (const name of names) {
    const isPublished = name.endsWith(".blob") && names.includes(name.replace(/blob$/, "json"));
    if (isPublished || name.endsWith(".json")) continue;
    const left = path.join(dir, name);
    const modified = fs.statSync(left, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - modified > lockLifetime) fs.rmSync(left, { recursive: true, force: true });
  }
}

function takeLock(lock: string): boolean {
  try {
    const { mtimeMs } = fs.statSync(lock);
    if (Date.now() - mtimeMs > lockLifetime) fs.rmSync(lock, { force: true });
  } catch {
    // nobody holds it
  }
  try {
    fs.closeSync(fs.openSync(lock, "wx", 0o600));
    return true;
  } catch {
    return false;
  }
}
