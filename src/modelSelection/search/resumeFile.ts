// Finished fits in a file, one line each, so that a search survives the end of its process. Every line says which search it
// belongs to, so that whatever happens to one line, the others count.
import { needNode } from "../../nodeModule.js";
import type { FitResult } from "../fitAndScore.js";

const files = () => needNode("node:fs", "keep fits in a file", "leave resume out");

/** What each line says: only the same search goes on from it. */
interface Owner {
  search: string;
  seed?: number | undefined;
}

/** A line of the file; the first one, written when a search begins, has no result. */
interface Line extends Owner {
  index?: number | undefined;
  result?: FitResult | undefined;
}

/** The file of a search: results are appended as they come. Lines that a crash or a hand has damaged are left out. */
export class ResumeFile {
  /** Results by place. */
  readonly kept = new Map<number, FitResult>();
  private readonly file: string;
  private readonly owner: Owner;

  /** Seed that the file's search was started with, if the file is there. */
  static seedOf(file: string): number | undefined {
    return readLines(file).lines[0]?.seed;
  }

  /**
   * @param search - Fingerprint of data, parameters and splits.
   * @throws Error naming the file if it belongs to another search, or to something else.
   */
  constructor(file: string, search: string, seed: number | undefined) {
    this.file = file;
    this.owner = { search, seed };
    const { lines, numDamaged, isWhole } = readLines(file);
    const own = lines.filter((line) => line.search === search);
    if (own.length < lines.length) {
      throw new Error(
        `Cannot resume from ${file}: it belongs to another search (other data, parameters, folds, scores or seed); delete it or name another file`,
      );
    }
    for (const { index, result } of own) if (index !== undefined && result) this.kept.set(index, result);
    if (numDamaged > 0)
      console.warn(
        `Damaged lines of ${file} are left out (${String(numDamaged)}): their fits are done again, ${String(this.kept.size)} others are kept`,
      );
    if (own.length === 0 || numDamaged > 0 || !isWhole) this.rewrite();
  }

  /** Appends a result and waits until the disk has it. */
  add(index: number, result: FitResult): void {
    const fs = files();
    const handle = fs.openSync(this.file, "a");
    try {
      fs.writeSync(handle, this.lineOf(index, result));
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
  }

  /** Writes the file anew, in one step, with what is kept. */
  private rewrite(): void {
    const fs = files();
    const draft = `${this.file}.${String(process.pid)}.draft`;
    const results = [...this.kept].map(([index, result]) => this.lineOf(index, result));
    try {
      fs.writeFileSync(draft, [this.lineOf(), ...results].join(""));
      fs.renameSync(draft, this.file);
    } catch (error) {
      fs.rmSync(draft, { force: true });
      throw new Error(`Cannot keep fits in ${this.file}: ${(error as Error).message}`);
    }
  }

  private lineOf(index?: number, result?: FitResult): string {
    const line: Line = { ...this.owner, ...(result && { index, result }) };
    return `${JSON.stringify(line, writeNumbers)}\n`;
  }
}

/** What is in a file. */
interface Content {
  lines: Line[];
  /** Lines that cannot be read any more. */
  numDamaged: number;
  /** Whether the last line has its end: another can follow. */
  isWhole: boolean;
}

function readLines(file: string): Content {
  let text: string;
  try {
    text = files().readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      return { lines: [], numDamaged: 0, isWhole: true };
    throw new Error(`Cannot resume from ${file}: ${(error as Error).message}`);
  }
  const written = text
    .replace(/^\uFEFF/, "") // an editor's mark
    .split(/[\r\n]+/)
    .filter((line) => /[^\s\0]/.test(line)); // a crash of the machine may leave zeros
  const lines = written.flatMap((line) => readLine(line) ?? []);
  // Only what a search may have begun is written anew; a file of another kind stays as it is.
  if (
    lines.length === 0 &&
    written.length > 0 &&
    !written.every((line) => '{"search":"'.startsWith(line.slice(0, 11)))
  )
    throw new Error(`Cannot resume from ${file}: it was not written by a search; name another file`);
  return { lines, numDamaged: written.length - lines.length, isWhole: text.endsWith("\n") };
}

function readLine(text: string): Line | undefined {
  let line: Line;
  try {
    line = JSON.parse(text, reviveNumbers) as Line;
  } catch {
    return undefined;
  }
  if (typeof line?.search !== "string") return undefined;
  const { index, result, seed } = line;
  if (seed !== undefined && typeof seed !== "number") return undefined;
  if (index === undefined && result === undefined) return line;
  return Number.isSafeInteger(index) && index! >= 0 && isResult(result) ? line : undefined;
}

function isResult(result: FitResult | undefined): boolean {
  if (typeof result !== "object" || result === null) return false;
  const { testScores, trainScores, worker, fitTime, scoreTime, numTestSamples, started, ended } = result;
  return (
    [testScores, trainScores].every(
      (scores) =>
        typeof scores === "object" &&
        scores !== null &&
        Object.values(scores).every((score) => typeof score === "number"),
    ) &&
    typeof worker === "string" &&
    [fitTime, scoreTime, numTestSamples, started, ended].every((number) => typeof number === "number")
  );
}

/** JSON has no NaN: it travels as text. */
function writeNumbers(_: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? `number:${String(value)}` : value;
}

function reviveNumbers(_: string, value: unknown): unknown {
  return typeof value === "string" && value.startsWith("number:") ? Number(value.slice(7)) : value;
}
