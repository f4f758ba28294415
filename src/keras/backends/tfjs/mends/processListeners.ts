/** Events whose listeners decide whether a process lives. */
const events = ["uncaughtException", "unhandledRejection"] as const;

/**
 * The WebAssembly backend takes over the process's last resort: its listeners turn every unhandled rejection into a
 * crash, the notebook's kernel included. What `start` adds to these events is taken off again.
 */
export async function withoutNewListeners<T>(start: () => Promise<T>): Promise<T> {
  const before = new Map(
    events.map((event) => [event, new Set(process.listeners(event as "uncaughtException"))]),
  );
  try {
    return await start();
  } finally {
    for (const [event, known] of before)
      for (const listener of process.listeners(event as "uncaughtException"))
        if (!known.has(listener)) process.off(event, listener);
  }
}
