// Whether the model is training right now, for layers that a user's `call()` uses without saying so.

let training: boolean | undefined;

/** @param alone - What holds outside of a model's work. */
export function isTraining(alone = false): boolean {
  return training ?? alone;
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
