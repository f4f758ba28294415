// Who wants to know when the user interrupts a cell. While somebody does, the running code is given time to end by itself.
import { causingCell, type CellContext } from "../cellContext.js";
import { platform } from "../platform.js";

interface Listener {
  /** The cell whose code registered. */
  owner: CellContext | undefined;
  /** Whether interrupts of other cells count, too. */
  anyCell: boolean;
  handler: () => void;
  /** Says that the code which ends willingly has ended. */
  ended: () => void;
}

const listeners = new Set<Listener>();

/**
 * Calls `handler` when the user interrupts the cell that registers (with `anyCell`, any cell).
 *
 * @returns A function that unregisters.
 */
export function onInterrupt(
  handler: () => void,
  { anyCell = false }: { anyCell?: boolean } = {},
): () => void {
  const listener = { owner: causingCell(), anyCell, handler, ended: platform.endsWillingly() };
  listeners.add(listener);
  return () => forget(listener);
}

/** Tells the listeners of a cell. */
export function tellInterrupt(context: CellContext): void {
  for (const { owner, anyCell, handler } of [...listeners]) {
    if (!anyCell && owner !== context) continue;
    try {
      handler();
    } catch (error) {
      console.error(error);
    }
  }
}

/** Drops the listeners of a cell that was ended by force: what registered them will not do it. */
export function forgetListeners(context: CellContext): void {
  for (const listener of [...listeners]) if (listener.owner === context) forget(listener);
}

function forget(listener: Listener): void {
  if (listeners.delete(listener)) listener.ended();
}
