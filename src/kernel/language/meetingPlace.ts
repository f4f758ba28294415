// Where kernels of one user find the language process that they share: a private folder with a numbered claim for each process
// of this Node and this build. Whoever makes the next number's file starts the process; everybody else connects to it. A claim
// is never taken over: a process that has ended, however it went, is followed by the next number.
import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { buildKey, cacheDir } from "./snapshotStore.js";

/** A process by which a kernel may go, or the right to start one. */
export interface Claim {
  file: string;
  /** Path of a socket; name of a pipe on Windows. */
  address: string;
}

interface Written {
  address: string;
  /** Process id of the kernel that starts it. */
  starter: number;
  /** Its own process id, as soon as it listens. */
  pid?: number;
}

const ended = "ended";

/** Longest path of a socket on all systems; Node cuts off what is longer and listens elsewhere. */
const longestPath = 103;

/** ms after which nobody is still starting. */
const startTime = 60_000;

/** Where kernels that use this build meet. */
export class MeetingPlace {
  readonly #dir: string;
  readonly #key: string;

  private constructor(dir: string, key: string) {
    this.#dir = dir;
    this.#key = key;
  }

  /**
   * The place of this user's kernels with this Node, this build and this folder of snapshots.
   *
   * @param script - The bundled language process.
   * @returns Undefined where there is no folder that only this user can enter: then nothing is shared.
   */
  static of(script: string): MeetingPlace | undefined {
    try {
      const key = [buildKey(script), cacheDir(), os.hostname()];
      return new MeetingPlace(
        privateFolder(),
        createHash("sha256").update(key.join("\n")).digest("hex").slice(0, 10),
      );
    } catch {
      return undefined;
    }
  }

  /** The newest claim: a process that listens, or that somebody is starting. Undefined when there is none to go by. */
  current(): Claim | undefined {
    const number = this.#numbers().at(-1);
    if (number === undefined) return undefined;
    const file = this.#file(number);
    const written = read(file);
    // It is empty for the moment between being made and being written.
    return written === ended ? undefined : { file, address: written?.address ?? "" };
  }

  /** Takes the next number; undefined when another kernel was faster. */
  claim(): Claim | undefined {
    const number = (this.#numbers().at(-1) ?? 0) + 1;
    const file = this.#file(number);
    const address = process.platform === "win32" ? `\\\\.\\pipe\\gradus-${randomUUID()}` : `${file}.sock`;
    try {
      const written: Written = { address, starter: process.pid };
      fs.writeFileSync(file, JSON.stringify(written), { flag: "wx", mode: 0o600 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return undefined;
      throw error;
    }
    const numbers = this.#numbers();
    if (numbers.at(-1) !== number) {
      fs.rmSync(file); // it came so late that its number was taken and gone before
      return undefined;
    }
    for (const old of numbers.slice(0, -1)) {
      for (const left of [this.#file(old), `${this.#file(old)}.sock`]) fs.rmSync(left, { force: true });
    }
    return { file, address };
  }

  #file(number: number): string {
    return path.join(this.#dir, `${this.#key}.${String(number)}`);
  }

  #numbers(): number[] {
    return fs
      .readdirSync(this.#dir)
      .filter((name) => name.startsWith(`${this.#key}.`) && !name.endsWith(".sock"))
      .map((name) => Number(name.slice(this.#key.length + 1)))
      .sort((a, b) => a - b);
  }
}

/** True while the process of a claim that does not listen may yet begin to. */
export function isStarting({ file }: Claim): boolean {
  try {
    if (Date.now() - fs.statSync(file).mtimeMs > startTime) return false;
    const written = read(file);
    if (written === ended || written?.pid !== undefined) return false;
    if (written) process.kill(written.starter, 0);
    return true;
  } catch {
    return false;
  }
}

/** Process id of a claim's process, as soon as it listens. */
export function processOf({ file }: Claim): number | undefined {
  const written = read(file);
  return written === ended ? undefined : written?.pid;
}

/** Says that this process listens. */
export function announce({ file, address }: Claim): void {
  const written: Written = { address, starter: process.ppid, pid: process.pid };
  writeWhole(file, JSON.stringify(written));
}

/** Says that a process is gone, so that nobody waits for it. */
export function endClaim({ file, address }: Claim): void {
  if (!fs.existsSync(file)) return; // others have followed
  writeWhole(file, ended);
  if (process.platform !== "win32" && address !== "") fs.rmSync(address, { force: true });
}

function writeWhole(file: string, text: string): void {
  const unfinished = path.join(path.dirname(file), `.${randomUUID()}`);
  fs.writeFileSync(unfinished, text, { mode: 0o600 });
  fs.renameSync(unfinished, file);
}

function read(file: string): Written | typeof ended | undefined {
  try {
    const text = fs.readFileSync(file, "utf8");
    return text === ended ? ended : (JSON.parse(text) as Written);
  } catch {
    return undefined;
  }
}

/** A folder that nobody else can enter, made when missing. */
function privateFolder(): string {
  if (process.platform === "win32") {
    const dir = path.join(os.tmpdir(), "gradus"); // a user's temporary folder is private there
    fs.mkdirSync(dir, { recursive: true });
    return dir;
  }
  const uid = process.getuid!();
  const dir = path.join(os.tmpdir(), `gradus-${String(uid)}`);
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  const found = fs.lstatSync(dir);
  if (dir.length > longestPath - 20) throw new Error(`Cannot share the language process: ${dir} is too long`);
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0)
    throw new Error(`Cannot share the language process: ${dir} is open to others`);
  return dir;
}
