// The library's own workers in a page. Only a kernel knows where their scripts lie, and offers them through the global object: the
// bundler of somebody's own page would not take them along.

interface Page {
  [folder]?: string;
}

const folder = Symbol.for("gradus.workerScripts");

/** Whether workers can be started: in the page of a kernel, not in a worker of the library's own. */
export function hasPageWorkers(): boolean {
  return (globalThis as Page)[folder] !== undefined;
}

/**
 * Starts a worker.
 *
 * @param script - Its place in the library, as in "engine/threadWorker.js".
 * @throws Error where {@link hasPageWorkers} says no.
 */
export function startPageWorker(script: string): Worker {
  const place = (globalThis as Page)[folder];
  if (place === undefined) throw new Error(`Cannot start ${script}: this page does not offer it`);
  return new Worker(new URL(script, place), { type: "module", name: `gradus: ${script}` });
}
