// Where startup snapshots lie, and which one fits. Knows nothing of TypeScript: the front process asks here before it starts
// the language process.
import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { findUp } from "./findUp.js";
import type { NotebookLanguage } from "./types.js";

/**
 * V8's flags for the language process. A snapshot starts only under the flags it was built with.
 *
 * The young generation stays small: it would take 30 MB more for a few ms less in the first cell. And garbage is collected
 * when the heap has grown by half, not when it is three times as large: types of cells half typed soon are garbage, and most
 * of the collecting is done beside the work.
 *
 * Hashes stay those of the snapshot: to work them out anew with another seed takes a sixth of the start. A fresh seed keeps
 * strangers from sending a server names that all collide; what comes here is the user's own cells and installed packages.
 */
export const languageFlags = ["--max-semi-space-size=2", "--heap-growing-percent=50", "--no-rehash-snapshot"];

/** Snapshots kept, each 38 to 55 MB; the one not used for longest goes first. */
const maxSnapshots = 4;

/** Packages with hundreds of declaration files, which go into the snapshot of a project that has them. */
const largePackages = ["@tensorflow/tfjs", "gradus"];

export interface SnapshotPlace {
  /** The snapshot of this Node, this TypeScript and this project. */
  blob: string;
  /** What the blob must be, written last: a blob without it is unfinished. */
  manifest: string;
  /** Held while a snapshot is built. */
  lock: string;
  /** The folder the snapshot's program was made for. */
  dir: string | undefined;
  /** Packages whose declarations are in it. */
  packages: string[];
}

interface Manifest {
  size: number;
  sha256: string;
  /** {@link identity} of the blob whose bytes were hashed. */
  identity?: string;
}

/** Where the snapshot for notebooks in `dir` belongs. `script` is the bundled code that goes into it. */
export function snapshotPlace(dir: string, language: NotebookLanguage, script: string): SnapshotPlace {
  const root = projectRoot(dir);
  const packages = largePackages.flatMap((name) => {
    const file = root === undefined ? undefined : packageFile(name, root);
    return file === undefined ? [] : [{ name, version: [file, ...versionOf(file)].join(" ") }];
  });
  const key = createHash("sha256")
    .update(JSON.stringify([buildKey(script), root ?? "", language, packages]))
    .digest("hex")
    .slice(0, 20);
  const base = path.join(cacheDir(), `language-${key}`);
  return {
    blob: `${base}.blob`,
    manifest: `${base}.json`,
    lock: `${base}.lock`,
    dir: root,
    packages: packages.map(({ name }) => name),
  };
}

/** What tells this Node, this TypeScript and this build of the language process from all others. */
export function buildKey(script: string): string {
  const typescript = createRequire(script).resolve("typescript/package.json");
  const { version, arch, execPath } = process;
  return JSON.stringify([version, arch, execPath, typescript, stamp(typescript), script, stamp(script)]);
}

/**
 * Finds a snapshot that fits and is whole.
 *
 * Its bytes are hashed once: a file that is the same to the file system since then (git's index trusts the same signs) is
 * the same. To read 46 MB at every start would take a quarter of what the snapshot saves.
 *
 * @returns Path of the blob, or undefined: then the process starts plain.
 */
export function findSnapshot({ blob, manifest }: SnapshotPlace): string | undefined {
  try {
    const known = JSON.parse(fs.readFileSync(manifest, "utf8")) as Manifest;
    for (const file of [path.dirname(blob), blob, manifest]) if (!isOurs(fs.statSync(file))) return undefined;
    if (known.identity === identity(blob)) {
      const now = new Date();
      fs.utimesSync(manifest, now, now); // the time of last use
      return blob;
    }
    const found = describe(blob);
    if (found.size !== known.size || found.sha256 !== known.sha256) {
      removeSnapshot({ blob, manifest });
      return undefined;
    }
    writeManifest(manifest, found);
    return blob;
  } catch {
    return undefined;
  }
}

/** Declares a built blob fit for use, and makes room. */
export function publishSnapshot(built: string, place: SnapshotPlace): void {
  fs.chmodSync(built, 0o600);
  fs.rmSync(place.manifest, { force: true });
  fs.renameSync(built, place.blob);
  writeManifest(place.manifest, describe(place.blob));
  prune(path.dirname(place.blob));
}

/** Takes a snapshot out of use, for one that a process could not start from. */
export function removeSnapshot({ blob, manifest }: Pick<SnapshotPlace, "blob" | "manifest">): void {
  fs.rmSync(manifest, { force: true });
  fs.rmSync(blob, { force: true });
}

/** The folder of caches, readable by this user only; made when missing. */
export function cacheDir(): string {
  const dir = process.env["GRADUS_CACHE_DIR"] ?? path.join(userCacheDir(), "gradus");
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  return dir;
}

function userCacheDir(): string {
  if (process.env["XDG_CACHE_HOME"]) return process.env["XDG_CACHE_HOME"];
  if (process.platform === "win32" && process.env["LOCALAPPDATA"]) return process.env["LOCALAPPDATA"];
  return path.join(os.homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
}

/** The nearest folder with a tsconfig.json, a package.json or node_modules: its notebooks share a snapshot. */
function projectRoot(dir: string): string | undefined {
  for (const name of ["tsconfig.json", "package.json", "node_modules"]) {
    const found = findUp(dir, name, fs.existsSync);
    if (found !== undefined) return path.dirname(found);
  }
  return undefined;
}

/** The package.json of a package as a notebook in `root` imports it: installed, or the project itself. */
function packageFile(name: string, root: string): string | undefined {
  const own = path.join(root, "package.json");
  if (fs.existsSync(own) && (JSON.parse(fs.readFileSync(own, "utf8")) as { name?: string }).name === name)
    return own;
  return findUp(root, `node_modules/${name}/package.json`, fs.existsSync);
}

/** What changes with a package's version, and with each build of one that is worked on. */
function versionOf(packageFile: string): string[] {
  const { types = "index.d.ts" } = JSON.parse(fs.readFileSync(packageFile, "utf8")) as { types?: string };
  const declarations = path.join(path.dirname(packageFile), types);
  return [packageFile, declarations].filter((file) => fs.existsSync(file)).map(stamp);
}

/** True for what this user owns and no other may write to. Windows keeps a profile's folders to its user. */
function isOurs({ uid, mode }: fs.Stats): boolean {
  return process.platform === "win32" || (uid === process.getuid!() && (mode & 0o022) === 0);
}

function stamp(file: string): string {
  const { size, mtimeMs } = fs.statSync(file);
  return `${String(size)} ${String(mtimeMs)}`;
}

function describe(blob: string): Manifest {
  const before = identity(blob);
  const bytes = fs.readFileSync(blob);
  return { size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex"), identity: before };
}

/** Changes with every write, rename or change of rights; only the system's clock can forge it. */
function identity(file: string): string {
  const { dev, ino, size, ctimeNs } = fs.statSync(file, { bigint: true });
  return [dev, ino, size, ctimeNs].join(" ");
}

function writeManifest(file: string, manifest: Manifest): void {
  const unfinished = `${file}.${String(process.pid)}`;
  fs.writeFileSync(unfinished, JSON.stringify(manifest), { mode: 0o600 });
  fs.renameSync(unfinished, file);
}

function prune(dir: string): void {
  const manifests = fs
    .readdirSync(dir)
    .filter((name) => /^language-\w+\.json$/.test(name))
    .map((name) => ({ file: path.join(dir, name), used: fs.statSync(path.join(dir, name)).mtimeMs }))
    .sort((a, b) => b.used - a.used);
  for (const { file } of manifests.slice(maxSnapshots)) {
    removeSnapshot({ manifest: file, blob: file.replace(/\.json$/, ".blob") });
  }
}
