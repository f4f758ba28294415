// Who wants to know when the user interrupts a cell.
import type { CellContext } from "./cellContext.js";

interface Listener {
  context: CellContext | undefined;
  handler: () => void;
}

const listeners = new Set<Listener>();

/**
 * Calls `handler` when the cell is interrupted (any cell, where none is given).
 *
 * @returns A function that unregisters.
 */
export function onInterrupt(context: CellContext | undefined, handler: () => void): () => void {
  const listener = { context, handler };
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells the listeners of a cell. */
export function tellInterrupt(context: CellContext): void {
  for (const listener of [...listeners]) {
    if (listener.context !== undefined && listener.context !== context) continue;
    try {
      listener.handler();
    } catch (error) {
      console.error(error);
    }
  }
}

/** Drops the listeners of a cell that was ended by force: what registered them will not do it. */
export function forgetListeners(context: CellContext): void {
  for (const listener of listeners) if (listener.context === context) listeners.delete(listener);
}
