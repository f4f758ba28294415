// The kernel's workers. What loads slowest is in them: a page that is going to show a notebook starts them before all else, and
// the kernel, once there is one, takes them as they are.

const scripts = { types: "languageWorker.js", cells: "executionWorker.js" };
export type WorkerName = keyof typeof scripts;

interface Early {
  worker: Worker;
  /** What it said while nobody listened. */
  said: Event[];
  keep: (event: Event) => void;
}

const early = new Map<string, Early>();
const events = ["message", "error"];

/**
 * Starts the workers of one kernel, which the first one takes.
 *
 * @param folder - Where the built scripts lie. Defaults to the folder of this one.
 */
export function startWorkers(folder = new URL(".", import.meta.url)): void {
  for (const name of Object.keys(scripts) as WorkerName[]) {
    const worker = start(name, folder);
    const said: Event[] = [];
    const keep = (event: Event): void => void said.push(event);
    for (const type of events) worker.addEventListener(type, keep);
    early.set(placeOf(name, folder), { worker, said, keep });
  }
}

/** A worker that nobody else has; what it has said already comes to its listeners at the turn's end. */
export function takeWorker(name: WorkerName, folder: URL): Worker {
  const found = early.get(placeOf(name, folder));
  if (!found) return start(name, folder);
  early.delete(placeOf(name, folder));
  const { worker, said, keep } = found;
  queueMicrotask(() => {
    for (const type of events) worker.removeEventListener(type, keep);
    for (const event of said) worker.dispatchEvent(event);
  });
  return worker;
}

function start(name: WorkerName, folder: URL): Worker {
  return new Worker(placeOf(name, folder), { type: "module", name: `gradus: ${name}` });
}

function placeOf(name: WorkerName, folder: URL): string {
  return new URL(scripts[name], folder).href;
}
