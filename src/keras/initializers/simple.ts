// Initializers that do not look at the shape.
import { normals, type Generator } from "../seed.js";
import { known, make, type Filler, type Initializer, type SeedOptions } from "./initializer.js";

export const zeros = (): Initializer => make("Zeros", {}, () => () => 0);
export const ones = (): Initializer => make("Ones", {}, () => () => 1);

/**
 * Every number the same.
 *
 * @example
 * ```ts
 * import { initializers, layers } from "gradus";
 * import { expect } from "vitest";
 *
 * const { zeros, ones, constant, randomUniform, randomNormal, truncatedNormal, orthogonal, identity } = initializers;
 * const all = [zeros(), ones(), constant({ value: 0.5 }), randomUniform(), randomNormal({ stddev: 0.1 }), truncatedNormal()];
 * for (const kernelInitializer of [...all, orthogonal({ seed: 1 }), identity()])
 *   expect(layers.dense({ units: 2, inputShape: [2], kernelInitializer })).toBeDefined();
 * ```
 */
export const constant = (options: { value?: number } = {}): Initializer => {
  const { value = 0 } = known("Constant", options, ["value"]);
  return make("Constant", { value }, () => () => value);
};

/** Uniform in [`minval`, `maxval`); defaults to ±0.05. */
export const randomUniform = (
  options: SeedOptions & { minval?: number; maxval?: number } = {},
): Initializer => {
  const {
    minval = -0.05,
    maxval = 0.05,
    seed,
  } = known("RandomUniform", options, ["minval", "maxval", "seed"]);
  const draw: Filler = (random) => () => minval + random() * (maxval - minval);
  return make("RandomUniform", { minval, maxval }, draw, seed);
};

export interface NormalOptions extends SeedOptions {
  /** Defaults to 0. */
  mean?: number;
  /** Standard deviation; defaults to 0.05. */
  stddev?: number;
}

/** Normal numbers. */
export const randomNormal = (options: NormalOptions = {}): Initializer => {
  const { mean = 0, stddev = 0.05, seed } = known("RandomNormal", options, ["mean", "stddev", "seed"]);
  const draw: Filler = (random) => {
    const next = normals(random);
    return () => mean + stddev * next();
  };
  return make("RandomNormal", { mean, stddev }, draw, seed);
};

/** Normal numbers; those beyond two standard deviations are drawn again. */
export const truncatedNormal = (options: NormalOptions = {}): Initializer => {
  const { mean = 0, stddev = 0.05, seed } = known("TruncatedNormal", options, ["mean", "stddev", "seed"]);
  return make("TruncatedNormal", { mean, stddev }, (random) => truncated(random, mean, stddev), seed);
};

/** Normal numbers within two standard deviations of the mean. */
export function truncated(random: Generator, mean: number, stddev: number): () => number {
  const next = normals(random);
  return () => {
    let value = next();
    while (Math.abs(value) > 2) value = next();
    return mean + stddev * value;
  };
}
