// Blobs on a worker's disk: in a folder of its user's own, under names that no module resolver reads.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { hashBytes, isHash } from "./codec.js";

/** A folder with blobs; use {@link openCacheFolder}. */
export class CacheFolder {
  readonly folder: string;
  private isTold = false;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** The bytes of a hash; undefined when they are not there, or not what their name says. */
  read(hash: string): Buffer | undefined {
    const file = this.fileOf(hash);
    let handle: number;
    try {
      // A link is not followed, and a pipe that someone put there does not block.
      const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
      handle = fs.openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    } catch {
      return undefined;
    }
    try {
      if (!fs.fstatSync(handle).isFile()) return undefined;
      const bytes = fs.readFileSync(handle);
      return hashBytes(bytes) === hash ? bytes : undefined;
    } finally {
      fs.closeSync(handle);
    }
  }

  /** Keeps bytes, in one step; a full disk only costs the next download. */
  write(hash: string, bytes: Uint8Array): void {
    const file = this.fileOf(hash);
    const draft = `${file}.${String(process.pid)}`;
    try {
      fs.writeFileSync(draft, bytes, { mode: 0o600 });
      fs.renameSync(draft, file);
    } catch (error) {
      fs.rmSync(draft, { force: true });
      if (!this.isTold) console.error(`Data is not kept in ${this.folder}: ${(error as Error).message}`);
      this.isTold = true;
    }
  }

  private fileOf(hash: string): string {
    if (!isHash(hash)) throw new RangeError("Cannot do a fit: its data has no SHA-256 hash for a name");
    return path.join(this.folder, `${hash}.blob`);
  }
}

/**
 * Makes the folder if it is missing.
 *
 * @param folder - Default: `gradus/worker` in the user's own cache folder.
 * @throws Error if it belongs to someone else, or others can reach it.
 */
export function openCacheFolder(folder = path.join(userCache(), "gradus", "worker")): CacheFolder {
  const refuse = (why: string): never => {
    throw new Error(`Cannot keep data in ${folder}: ${why}`);
  };
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const real = fs.realpathSync(folder);
  const { uid, mode } = fs.statSync(real);
  // Windows has neither; there the user's own folders are closed to others.
  const me = process.getuid?.();
  if (me !== undefined && uid !== me) refuse("it belongs to another user; name another one by --cache");
  if (me !== undefined && (mode & 0o077) !== 0)
    refuse("others can read or change it; close it (chmod 700) or name another one by --cache");
  if (real.split(path.sep).includes("node_modules"))
    refuse("it lies among packages; name another one by --cache");
  return new CacheFolder(real);
}

function userCache(): string {
  const home = os.homedir();
  if (process.platform === "darwin") return path.join(home, "Library", "Caches");
  if (process.platform === "win32") return process.env.LOCALAPPDATA ?? path.join(home, "AppData", "Local");
  return process.env.XDG_CACHE_HOME || path.join(home, ".cache");
}
