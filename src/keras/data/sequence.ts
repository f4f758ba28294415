import type { OneOrNamed, SampleWeights } from "./batch.js";

/** Inputs, labels and, if wanted, one weight a sample. */
export type BatchTuple =
  | readonly [x: OneOrNamed, y: OneOrNamed]
  | readonly [x: OneOrNamed, y: OneOrNamed, sampleWeight: SampleWeights];

/**
 * Batches by number: extend it, say how many there are and make each one when it is asked for.
 *
 * @example
 * ```ts
 * import { Sequence } from "gradus";
 * import { expect } from "vitest";
 *
 * class Squares extends Sequence {
 *   override readonly length = 3;
 *   override getItem(i: number) {
 *     return [[[i]], [[i * i]]] as const;
 *   }
 * }
 * expect(new Squares().getItem(2)).toEqual([[[2]], [[4]]]);
 * ```
 *
 * @see Keras `keras.utils.Sequence`, today an alias of `PyDataset`
 */
export abstract class Sequence {
  /** Number of batches in an epoch. */
  abstract readonly length: number;
  /** Batch `i`, from 0. It may be a promise. */
  abstract getItem(i: number): BatchTuple | Promise<BatchTuple>;
  /** Called after each epoch, as a place to shuffle. */
  onEpochEnd?(): void;
}
