// Class numbers as rows of zeros with a single one ("one-hot").
import { type ArrayLike, asArray, type NDArray, zeros } from "../array/index.js";
import { checkInteger, complaint } from "../validation.js";

/**
 * Converts integer class labels to a one-hot matrix.
 *
 * @param y - Labels, shape `[numSamples]` (or `[numSamples, 1]`), integers from 0 to `numClasses - 1`.
 * @param numClasses - Number of columns. Defaults to `max(y) + 1`.
 * @returns Matrix of 0 and 1, float64, shape `[numSamples, numClasses]`.
 * @throws RangeError if a label is not an integer in `[0, numClasses)`, or from 0 on where that is left out.
 *
 * @example Three digits, four classes
 * ```ts
 * import { toCategorical } from "gradus";
 * import { expect } from "vitest";
 *
 * const oneHot = toCategorical([0, 2, 3], 4);
 * expect(oneHot.shape).toEqual([3, 4]);
 * expect([...oneHot.data.slice(4, 8)]).toEqual([0, 0, 1, 0]);
 * ```
 *
 * @see Keras `keras.utils.to_categorical`
 */
export function toCategorical(y: ArrayLike, numClasses?: number): NDArray {
  const labels = asArray(y);
  const action = "one-hot encode";
  if (numClasses !== undefined) checkInteger(action, "numClasses", numClasses, { min: 1 });
  labels.data.forEach((label: number, i: number) => {
    if (Number.isInteger(label) && label >= 0 && label < (numClasses ?? Infinity)) return;
    const isLarge = numClasses !== undefined && label >= numClasses;
    const fix = isLarge ? `raise numClasses above ${String(label)}` : undefined;
    const wanted = numClasses === undefined ? "an integer >= 0" : `an integer in [0, ${String(numClasses)})`;
    throw new RangeError(
      complaint({ action: `${action} y[${String(i)}]`, name: "label", wanted, got: label, fix }),
    );
  });
  const classes = numClasses ?? (labels.size ? labels.max() + 1 : 0);
  const out = zeros([labels.size, classes]);
  labels.data.forEach((label: number, i: number) => {
    out.data[i * classes + label] = 1;
  });
  const shape = labels.ndim > 1 && labels.shape.at(-1) === 1 ? labels.shape.slice(0, -1) : labels.shape;
  return out.reshape([...shape, classes]);
}
