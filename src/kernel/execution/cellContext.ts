// Which cell caused what happens now: follows promises, timers and callbacks.
import { AsyncLocalStorage } from "node:async_hooks";

/** Thrown into a cell that the user interrupted. The name is what Jupyter's front ends know an interrupt by. */
export class KeyboardInterrupt extends Error {
  override name = "KeyboardInterrupt";
  constructor() {
    super("The cell was interrupted");
  }
}

/** One execution of one cell, as long as anything it started goes on. */
export class CellContext {
  readonly cell: number;
  readonly allowStdin: boolean;
  /** Whether the cell's code still has to stop at its next `await`. */
  stopped = false;
  /** Where its latest `await` outside of functions stands, as an offset in its JavaScript. */
  awaitedAt: number | undefined;
  /** Whether its outcome is known; what it started may go on. */
  hasEnded = false;
  /** Timers that the cell has set and that have not fired, with how to cancel them. */
  readonly timers = new Map<unknown, () => void>();

  constructor(cell: number, allowStdin: boolean) {
    this.cell = cell;
    this.allowStdin = allowStdin;
  }
}

const storage = new AsyncLocalStorage<CellContext>();
let latest = new CellContext(0, false);

/** Runs `work` as part of a cell; what it starts belongs to the cell, too. */
export function runInCell<T>(context: CellContext, work: () => T): T {
  return storage.run(context, work);
}

/** Makes what runs until the end of this turn a part of a cell. */
export function enterCell(context: CellContext): void {
  storage.enterWith(context);
}

/** The cell that caused the code running now; undefined where Node lost track. */
export function causingCell(): CellContext | undefined {
  return storage.getStore();
}

/** The cell that output goes to: the one that caused it, else the latest one. */
export function currentCell(): CellContext {
  return storage.getStore() ?? latest;
}

export function setLatestCell(context: CellContext): void {
  latest = context;
}
