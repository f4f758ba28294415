// Where the threads of a step meet. Three words: arrivals, generation, abandoned (set when a thread was lost on the way).
import { ABANDONED_AT, ARRIVALS_AT, GENERATION_AT, Plan } from "./generated/schema";

const SPINS = 20000; // about 20 µs: longer than most waits, shorter than a sleep costs a busy machine

/** Whether the run was given up: then no barrier holds, and every thread leaves before its next step. */
export function abandoned(p: Plan): bool { return p.threads > 1 && atomic.load<i32>(p.barrier, ABANDONED_AT) != 0; }

/** Waits until all threads of the plan have come. */
export function barrier(p: Plan): void {
  const n = p.threads;
  if (n < 2 || abandoned(p)) return;
  const words = p.barrier, generation = atomic.load<i32>(words, GENERATION_AT);
  if (atomic.add<i32>(words, 1, ARRIVALS_AT) == n - 1) {
    atomic.store<i32>(words, 0, ARRIVALS_AT);
    atomic.add<i32>(words, 1, GENERATION_AT);
    atomic.notify(words + GENERATION_AT, n);
    return;
  }
  for (let i = 0; i < SPINS; ++i) if (atomic.load<i32>(words, GENERATION_AT) != generation) return;
  while (atomic.load<i32>(words, GENERATION_AT) == generation) atomic.wait<i32>(words + GENERATION_AT, generation, -1);
}
