// Initializers that do not look at the shape.
import { normals, type Generator } from "../seed.js";
import { make, type Initializer, type SeedOptions } from "./initializer.js";

export const zeros = (): Initializer => make("Zeros", {}, () => () => 0);
export const ones = (): Initializer => make("Ones", {}, () => () => 1);

/** Every number the same. */
export const constant = ({ value = 0 }: { value?: number } = {}): Initializer =>
  make("Constant", { value }, () => () => value);

/** Uniform in [`minval`, `maxval`); defaults to ±0.05. */
export const randomUniform = ({
  minval = -0.05,
  maxval = 0.05,
  seed,
}: SeedOptions & { minval?: number; maxval?: number } = {}): Initializer =>
  make("RandomUniform", { minval, maxval }, (random) => () => minval + random() * (maxval - minval), seed);

export interface NormalOptions extends SeedOptions {
  /** Defaults to 0. */
  mean?: number;
  /** Standard deviation; defaults to 0.05. */
  stddev?: number;
}

/** Normal numbers. */
export const randomNormal = ({ mean = 0, stddev = 0.05, seed }: NormalOptions = {}): Initializer =>
  make(
    "RandomNormal",
    { mean, stddev },
    (random) => {
      const next = normals(random);
      return () => mean + stddev * next();
    },
    seed,
  );

/** Normal numbers; those beyond two standard deviations are drawn again. */
export const truncatedNormal = ({ mean = 0, stddev = 0.05, seed }: NormalOptions = {}): Initializer =>
  make("TruncatedNormal", { mean, stddev }, (random) => truncated(random, mean, stddev), seed);

/** Normal numbers within two standard deviations of the mean. */
export function truncated(random: Generator, mean: number, stddev: number): () => number {
  const next = normals(random);
  return () => {
    let value = next();
    while (Math.abs(value) > 2) value = next();
    return mean + stddev * value;
  };
}
