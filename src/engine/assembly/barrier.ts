// Where the threads of a step meet. Three words: arrivals, generation, abandoned (set when a thread was lost on the way).
import { Plan } from "./plan";

const SPINS = 20000; // about 20 µs: longer than most waits, shorter than a sleep costs a busy machine

/** Whether the run was given up: then no barrier holds, and every thread leaves before its next step. */
export function abandoned(p: Plan): bool { return p.threads > 1 && atomic.load<i32>(p.barrier, 8) != 0; }

/** Waits until all threads of the plan have come. */
export function barrier(p: Plan): void {
  const n = p.threads;
  if (n < 2 || abandoned(p)) return;
  const words = p.barrier, generation = atomic.load<i32>(words, 4);
  if (atomic.add<i32>(words, 1) == n - 1) {
    atomic.store<i32>(words, 0);
    atomic.add<i32>(words, 1, 4);
    atomic.notify(words + 4, n);
    return;
  }
  for (let i = 0; i < SPINS; ++i) if (atomic.load<i32>(words, 4) != generation) return;
  while (atomic.load<i32>(words, 4) == generation) atomic.wait<i32>(words + 4, generation, -1);
}
