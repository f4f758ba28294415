// Whether the model is training right now, for layers that a user's `call()` uses without saying so.

let training = false;

export function isTraining(): boolean {
  return training;
}

/** Runs `work` as training (or not), then restores what was before. */
export function inPhase<T>(phase: boolean, work: () => T): T {
  const before = training;
  training = phase;
  try {
    return work();
  } finally {
    training = before;
  }
}
