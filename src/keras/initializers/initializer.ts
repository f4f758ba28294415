// What an initializer is: a name, settings for files, and numbers drawn one by one.
import { checkOptions } from "../../validation.js";
import type { Generator } from "../seed.js";

/** Makes the first numbers of a weight. */
export interface Initializer {
  readonly className: string;
  /** Settings under Keras's own names, for files. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Fixes the numbers; else they come from `utils.setRandomSeed`. */
  readonly seed?: number | undefined;
  fill(shape: readonly number[], random: Generator): Float32Array;
}

export interface SeedOptions {
  /** The same seed gives the same numbers; defaults to one drawn from `utils.setRandomSeed`. */
  seed?: number;
}

/** The options of an initializer. @throws TypeError for one that is not among `names`. */
export function known<Options extends object>(
  className: string,
  options: Options,
  names: readonly (keyof Options & string)[],
): Options {
  checkOptions(`make a ${className} initializer`, options, names);
  return options;
}

/** Draws the numbers of a weight of this shape. */
export type Filler = (random: Generator, shape: readonly number[]) => () => number;

/** An initializer that fills weights number by number. */
export function make(
  className: string,
  config: Record<string, unknown>,
  filler: Filler,
  seed?: number,
): Initializer {
  return {
    className,
    config: { ...config, ...(seed === undefined ? {} : { seed }) },
    seed,
    fill(shape, random) {
      const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
      const next = filler(random, shape);
      for (let i = 0; i < values.length; i++) values[i] = next();
      return values;
    },
  };
}
