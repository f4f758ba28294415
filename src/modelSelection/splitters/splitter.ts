// What cuts data into training and test parts, and the data that it cuts.
import { type ArrayLike, asArray, type NDArray } from "../../array/index.js";
import { checkKind, complaint } from "../../validation.js";

/** Training and test indices of one split. */
export type Split = [train: Int32Array, test: Int32Array];

/** Data of which only the number of samples counts. */
export interface HasLength {
  readonly length: number;
}

/**
 * The number of samples.
 *
 * @throws TypeError for what has no length.
 */
export function samplesIn(x: HasLength): number {
  const length = typeof x === "object" ? (x as HasLength | null)?.length : undefined;
  if (Number.isInteger(length) && length! >= 0) return length!;
  throw new TypeError(complaint({ action: "split", name: "x", wanted: "samples, or { length }", got: x }));
}

/**
 * The number of samples, after a look at what goes with them: splits that need no labels refuse those of other data, too.
 *
 * @throws RangeError for labels or groups of another number of samples, as scikit-learn; TypeError for what has no length.
 */
export function samplesWith(x: HasLength, y: ArrayLike | undefined, groups?: ArrayLike): number {
  const numSamples = samplesIn(x);
  for (const [name, values] of Object.entries({ y, groups })) {
    if (values === undefined) continue;
    checkKind("split", name, values, { kind: "list", wanted: "one value a sample" });
    checkLength("split", x, name, values as HasLength);
  }
  return numSamples;
}

/** Cuts data into training and test parts, several times. */
export interface Splitter {
  /** Training and test indices, one pair after the other. */
  split(x: HasLength, y?: ArrayLike, groups?: ArrayLike): Iterable<Split>;
  /** How many pairs `split` gives. */
  getNumSplits(x?: HasLength, y?: ArrayLike, groups?: ArrayLike): number;
  /** Whether two calls of `split` give the same. */
  readonly isConstant?: boolean;
}

/**
 * What goes with samples, as their labels, weights or groups: an array as long as theirs; what is left out stays undefined.
 *
 * @throws RangeError for another length.
 *
 * @see scikit-learn `sklearn.utils.check_consistent_length`
 */
export function checkConsistentLength(action: string, x: HasLength, name: string, values: ArrayLike): NDArray;
export function checkConsistentLength(
  action: string,
  x: HasLength,
  name: string,
  values: ArrayLike | undefined,
): NDArray | undefined;
export function checkConsistentLength(
  action: string,
  x: HasLength,
  name: string,
  values: ArrayLike | undefined,
): NDArray | undefined {
  if (values === undefined) return undefined;
  const array = asArray(values);
  checkLength(action, x, name, array);
  return array;
}

/** @throws RangeError for another length than that of the samples. */
export function checkLength(action: string, x: HasLength, name: string, values: HasLength): void {
  if (values.length === x.length) return;
  const wanted = `${String(x.length)}, as of x`;
  throw new RangeError(complaint({ action, name: `length of ${name}`, wanted, got: values.length }));
}
