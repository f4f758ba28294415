// Lets the event loop have its turn: timers, interrupts and progress bars live there.

/** Time between two turns, in ms. */
export const turnInterval = 50;

/** Resolves after everything that waits has had its turn. */
export function nextTurn(): Promise<void> {
  if (typeof setImmediate === "function") return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => setTimeout(resolve, 0));
}
