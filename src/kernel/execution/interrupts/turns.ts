// How often a loop looks whether the user has interrupted, where no other thread can stop it.
import { KeyboardInterrupt } from "../cellContext.js";
import { platform } from "../platform.js";

/** Turns until the next look: many where a turn is short, so that looking costs little. */
const most = 1024;

/** Looks are this far apart at most, in ms, unless single turns take longer. */
const interval = 10;

let turns = 1;
let last = 0;

/**
 * Looks whether to stop.
 *
 * @returns The turns that a loop may make before it looks again.
 * @throws KeyboardInterrupt if the user has interrupted.
 */
export function look(): number {
  if (platform.isInterrupted()) throw new KeyboardInterrupt();
  const now = performance.now();
  turns = now - last < interval ? Math.min(2 * turns, most) : 1;
  last = now;
  return turns;
}
