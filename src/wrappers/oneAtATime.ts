// A line in which seeded fits wait for each other.

/** Seeds are the library's own: fits that run at the same time would draw each other's numbers, so they wait in line. */
let line: Promise<unknown> = Promise.resolve();

/** Runs a task when those before it have ended, well or not. */
export function oneAtATime<T>(task: () => Promise<T>): Promise<T> {
  const turn = line.then(task, task);
  line = turn.catch(() => undefined);
  return turn;
}
