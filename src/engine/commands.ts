// What the main thread tells a helper, and where in the shared memory.

/** Words of a helper's command block. */
export const commandWords = {
  generation: 0,
  done: 1,
  what: 2,
  plan: 3,
  from: 4,
  to: 5,
  batch: 6,
  t: 7,
} as const;

/** What can be run. */
export const runs = { train: 0, evaluate: 1, predict: 2 } as const;

/** Samples `from … to` of a plan, in batches; `t`: optimizer steps made before. */
export interface Run {
  what: (typeof runs)[keyof typeof runs];
  plan: number;
  from: number;
  to: number;
  batch: number;
  t: number;
}

/** What the WebAssembly module exports. */
export interface EngineExports {
  heapBase(): number;
  train(plan: number, thread: number, from: number, to: number, batch: number, t: number): void;
  trainEpochs(
    plan: number,
    epochs: number,
    from: number,
    count: number,
    batch: number,
    t: number,
    sums: number,
    state: number,
  ): void;
  seedShuffle(state: number, seed: number): void;
  shuffle(order: number, count: number, state: number): void;
  evaluate(plan: number, thread: number, from: number, to: number, batch: number): void;
  predict(plan: number, thread: number, from: number, to: number, batch: number): void;
  prepare(plan: number): void;
  penalty(plan: number): number;
}

/** Does the work of one thread. */
export function perform(
  engine: EngineExports,
  thread: number,
  what: Run["what"],
  plan: number,
  from: number,
  to: number,
  batch: number,
  t: number,
): void {
  if (what === runs.train) engine.train(plan, thread, from, to, batch, t);
  else if (what === runs.evaluate) engine.evaluate(plan, thread, from, to, batch);
  else engine.predict(plan, thread, from, to, batch);
}
