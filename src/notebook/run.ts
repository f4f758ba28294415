// Runs many notebooks at once, each on a kernel of its own.
import os from "node:os";
import path from "node:path";
import { NotebookClient } from "./client.js";
import type { CodeCell, Notebook } from "./nbformat.js";
import { readNotebook } from "./notebookFiles.js";
import { wordsOf } from "./outputs.js";
import type { Parameters } from "./parameters.js";

export interface RunOptions {
  /** How many notebooks run at the same time. */
  jobs: number;
  /** Kernel for all of them; by default the one each names. */
  kernel?: string | undefined;
  /** Seconds for one notebook; no limit by default. */
  timeout?: number | undefined;
  /** Values for the variables of each notebook's cell tagged `parameters`. */
  parameters?: Parameters | undefined;
  /** Added to the environment of all kernels. */
  env?: Record<string, string> | undefined;
  signal?: AbortSignal | undefined;
  /** Told about every notebook as it finishes. */
  onResult?: (result: NotebookResult) => void | Promise<void>;
}

export interface CellTime {
  index: number;
  cell: CodeCell;
  seconds: number;
}

/** How one notebook went. */
export interface NotebookResult {
  file: string;
  /** With the outputs up to the end, or to the cell that failed; undefined when it cannot be read. */
  notebook?: Notebook;
  /** The code cells that ran. */
  cells: CellTime[];
  /** Wall time, the kernel's start and end included. */
  seconds: number;
  /** Claims that held. */
  claims: number;
  /** Why it failed; undefined when all held. */
  error?: Error;
}

/**
 * Runs notebooks in parallel, in their own folders. Those that say to take long (`metadata.gradus.seconds`) start first, so
 * that none is left running alone at the end.
 *
 * @returns One result a notebook, in the order of `files`. A notebook that fails, cannot be read or has no kernel does not
 *   stop the others.
 * @throws RangeError if a notebook does not have one of the parameters; nothing runs then.
 * @throws the signal's reason if it is aborted, and what `onResult` throws.
 */
export async function runNotebooks(files: readonly string[], options: RunOptions): Promise<NotebookResult[]> {
  const read = await setParameters(files.map(readResult), options.parameters);
  const results: NotebookResult[] = [];
  const fault = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, fault.signal]) : fault.signal;
  const queue = longestFirst(read);
  const together = Math.min(options.jobs, files.length);
  // Notebooks beside each other share the cores; training gives the same numbers on any number of threads.
  const threads = Math.max(1, Math.floor(os.availableParallelism() / together));
  const work = async () => {
    for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
      try {
        const result = await runNotebook(read[index]!, options, threads, signal);
        results[index] = result;
        await options.onResult?.(result);
      } catch (error) {
        fault.abort(error);
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: together }, work));
  signal.throwIfAborted();
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  return results;
}

/** The notebook before it has run, or why it cannot be read. */
export function readResult(file: string): NotebookResult {
  const nothing = { file, cells: [], seconds: 0, claims: 0 };
  try {
    return { ...nothing, notebook: readNotebook(file) };
  } catch (error) {
    return { ...nothing, error: error as Error };
  }
}

/** TypeScript, which knows what a parameter may be, is loaded only where there are some. */
async function setParameters(read: NotebookResult[], parameters?: Parameters): Promise<NotebookResult[]> {
  if (!parameters || parameters.size === 0) return read;
  const { withParameters } = await import("./parameters.js");
  return read.map((one) =>
    one.notebook ? { ...one, notebook: withParameters(one.notebook, parameters, one.file) } : one,
  );
}

/** Places of the notebooks, by falling expected time. One that does not say may be long, and comes first. */
function longestFirst(read: readonly NotebookResult[]): number[] {
  const seconds = read.map(({ notebook }) => notebook?.metadata.gradus?.seconds ?? Number.MAX_VALUE);
  return [...read.keys()].sort((a, b) => seconds[b]! - seconds[a]!);
}

async function runNotebook(
  read: NotebookResult,
  { kernel, timeout, env }: RunOptions,
  threads: number,
  signal: AbortSignal,
): Promise<NotebookResult> {
  const { file, notebook } = read;
  if (!notebook) return read;
  const cells: CellTime[] = [];
  const started = performance.now();
  let error: Error | undefined;
  try {
    await new NotebookClient(notebook, {
      cwd: path.dirname(file),
      signal,
      env: { ...env, GRADUS_THREADS: process.env["GRADUS_THREADS"] ?? String(threads) },
      ...(kernel === undefined ? {} : { kernel }),
      ...(timeout === undefined ? {} : { timeout }),
      onCellEnd: ({ index, cell }, seconds) => cells.push({ index, cell, seconds }),
    }).execute();
  } catch (reason) {
    signal.throwIfAborted();
    error = reason as Error;
  }
  const seconds = (performance.now() - started) / 1000;
  return { file, notebook, cells, seconds, claims: countClaims(notebook), ...(error ? { error } : {}) };
}

/** Number of claims that held: lines that begin with a tick, printed or in the text of what a cell shows. */
export function countClaims(notebook: Notebook): number {
  return notebook.cells
    .flatMap((cell) => (cell.cell_type === "code" ? cell.outputs : []))
    .flatMap((output) => wordsOf(output).split("\n"))
    .filter((line) => line.startsWith("✓ ")).length;
}

/** The deepest folder that holds all the files. */
export function commonFolder(files: readonly string[]): string {
  const folders = files.map((file) => path.dirname(path.resolve(file)).split(path.sep));
  const [first = []] = folders;
  const length = first.findIndex((part, i) => folders.some((folder) => folder[i] !== part));
  return (length < 0 ? first : first.slice(0, length)).join(path.sep) || path.sep;
}
