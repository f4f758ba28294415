// What the engine's tests share: fixtures, deviations, training to the end.
import fs from "node:fs";
import { Trainer, type Logs, type SampleData, type TrainerConfig } from "../../src/engine/index.js";

/** A JSON fixture. */
export function fixture<T>(name: string): T {
  return JSON.parse(fs.readFileSync(new URL(`./fixtures/${name}`, import.meta.url), "utf8")) as T;
}

/** Largest |a − b| / max(1, |b|). */
export function deviation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let worst = 0;
  for (let i = 0; i < a.length; i++) {
    const d = Math.abs(a[i]! - b[i]!) / Math.max(1, Math.abs(b[i]!));
    if (!(d <= worst)) worst = d; // NaN counts
  }
  return worst;
}

export interface Fitted {
  trainer: Trainer;
  history: Logs[];
}

/** Trains a network in order and gives the trainer and the logs of every epoch. */
export async function fit(
  config: TrainerConfig,
  weights: readonly ArrayLike<number>[],
  data: SampleData,
  options: { batchSize: number; epochs: number },
): Promise<Fitted> {
  const trainer = await Trainer.create(config);
  trainer.setWeights(weights);
  const run = trainer.train(trainer.load(data), options);
  const history: Logs[] = [];
  while (!run.done) history.push(...run.advance());
  return { trainer, history };
}

/** Repeatable numbers in [0, 1) (mulberry32). */
export function randomNumbers(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** n repeatable numbers, about normally distributed. */
export function normals(n: number, seed: number, scale = 1): Float32Array {
  const random = randomNumbers(seed);
  return Float32Array.from(
    { length: n },
    () => scale * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  );
}
