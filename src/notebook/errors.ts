// What can go wrong while a notebook runs; nbclient's words, so that a caller can tell the cases apart.
import type { CodeCell } from "./nbformat.js";

/** A notebook cannot be read: its file, or what stands in it, is at fault. The message is one line. */
export class NotebookFileError extends Error {
  override readonly name = "NotebookFileError";

  constructor(message: string) {
    super(message.replace(/\s+/g, " "));
  }
}

/** Where it went wrong. */
export interface Place {
  /** Position of the cell in the notebook, counted from 0. */
  index: number;
  cell: CodeCell;
}

/** A cell raised an error, or was tagged `raises-exception` and did not. */
export class CellExecutionError extends Error {
  override readonly name = "CellExecutionError";
  readonly index: number;
  readonly cell: CodeCell;
  readonly ename: string;
  readonly evalue: string;
  /** As the kernel sent it, with ANSI colours. */
  readonly traceback: readonly string[];

  constructor(
    { index, cell }: Place,
    error: { ename: string; evalue: string; traceback?: readonly string[] },
  ) {
    super(`Cell ${String(index + 1)} raised ${error.ename}: ${error.evalue}`);
    this.index = index;
    this.cell = cell;
    this.ename = error.ename;
    this.evalue = error.evalue;
    this.traceback = error.traceback ?? [];
  }
}

/** A cell, or the notebook as a whole, took longer than it may. */
export class CellTimeoutError extends Error {
  override readonly name = "CellTimeoutError";
  readonly index: number;
  readonly cell: CodeCell;

  constructor({ index, cell }: Place, seconds: number, whole: boolean) {
    super(
      whole
        ? `Cell ${String(index + 1)} was running when the notebook's ${String(seconds)} s were over; allow more with --timeout`
        : `Cell ${String(index + 1)} ran longer than ${String(seconds)} s; allow more with a tag such as timeout:${String(seconds * 2)}`,
    );
    this.index = index;
    this.cell = cell;
  }
}

/** The kernel's process ended by itself, or never answered. */
export class DeadKernelError extends Error {
  override readonly name = "DeadKernelError";
}

/** The machine is at fault, not the notebook: there is no such kernel, or it never got as far as answering. */
export class KernelStartError extends DeadKernelError {}
