// The end of the execution process when the front is gone.

/**
 * Ends this process at once, and the child processes of cells: nothing may stay behind, however the front went. `process.exit()`
 * would leave them, and waits for threads, of which one may wait for a file that never opens.
 */
export function endProcess(): void {
  try {
    process.kill(-process.pid, "SIGKILL"); // the group; Windows has none
  } catch {
    process.kill(process.pid, "SIGKILL");
  }
}
