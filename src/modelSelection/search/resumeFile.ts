// Finished fits in a file, one line each, so that a search survives the end of its process.
import fs from "node:fs";
import type { FitResult } from "../fitAndScore.js";

/** What the first line says: only the same search goes on from a file. */
interface Header {
  search: string;
  seed: number | undefined;
}

/** The file of a search: results are appended as they come, a line torn by a crash is left out. */
export class ResumeFile {
  /** Results by place. */
  readonly kept = new Map<number, FitResult>();
  private readonly file: string;
  private readonly header: Header;

  /** Seed that the file's search was started with, if the file is there. */
  static seedOf(file: string): number | undefined {
    return readHeader(file)?.seed;
  }

  /**
   * @param search - Fingerprint of data, parameters and splits.
   * @throws Error if the file belongs to another search.
   */
  constructor(file: string, search: string, seed: number | undefined) {
    this.file = file;
    this.header = { search, seed };
    const found = readHeader(file);
    if (!found) {
      fs.writeFileSync(file, `${JSON.stringify(this.header)}\n`);
      return;
    }
    if (found.search !== search) {
      throw new Error(
        `Cannot resume from ${file}: it belongs to another search (other data, parameters, folds, scores or seed); delete it or name another file`,
      );
    }
    const text = fs.readFileSync(file, "utf8");
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    if (whole.length < text.length) fs.writeFileSync(file, whole);
    for (const line of whole.split("\n").slice(1)) {
      if (line === "") continue;
      const { index, result } = JSON.parse(line, reviveNumbers) as { index: number; result: FitResult };
      this.kept.set(index, result);
    }
  }

  /** Appends a result and waits until the disk has it. */
  add(index: number, result: FitResult): void {
    if (result.error) return; // a failed fit is tried again
    const line = JSON.stringify({ index, result }, writeNumbers);
    const handle = fs.openSync(this.file, "a");
    try {
      fs.writeSync(handle, `${line}\n`);
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
  }
}

function readHeader(file: string): Header | undefined {
  if (!fs.existsSync(file)) return undefined;
  const first = fs.readFileSync(file, "utf8").split("\n", 1)[0]!;
  if (first === "") return undefined;
  try {
    const header = JSON.parse(first) as Header;
    if (typeof header.search === "string") return header;
  } catch {
    // fall through: not ours
  }
  throw new Error(`Cannot resume from ${file}: it was not written by a search; name another file`);
}

/** JSON has no NaN: it travels as text. */
function writeNumbers(_: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? `number:${String(value)}` : value;
}

function reviveNumbers(_: string, value: unknown): unknown {
  return typeof value === "string" && value.startsWith("number:") ? Number(value.slice(7)) : value;
}
