// Class numbers as rows of zeros with a single one ("one-hot").
import { type ArrayLike, asArray, NDArray } from "../array/index.js";
import { checkInteger, complaint } from "../validation.js";

/**
 * Converts integer class labels to a one-hot matrix.
 *
 * @param y - Labels, shape `[numSamples]` (or `[numSamples, 1]`), integers from 0 to `numClasses - 1`.
 * @param numClasses - Number of columns. Defaults to `max(y) + 1`.
 * @returns Matrix of 0 and 1, float64, shape `[numSamples, numClasses]`.
 * @throws RangeError if a label is not an integer in `[0, numClasses)`.
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
  const classes = numClasses ?? (labels.size ? labels.max() + 1 : 0);
  if (numClasses !== undefined) checkInteger("one-hot encode", "numClasses", numClasses, { min: 1 });
  const out = new Float64Array(labels.size * classes);
  labels.data.forEach((label: number, i: number) => {
    if (!(Number.isInteger(label) && label >= 0 && label < classes)) {
      const fix = label >= classes ? `raise numClasses above ${String(label)}` : undefined;
      const wanted = `an integer in [0, ${String(classes)})`;
      throw new RangeError(
        complaint({ action: `one-hot encode y[${String(i)}]`, name: "label", wanted, got: label, fix }),
      );
    }
    out[i * classes + label] = 1;
  });
  const shape = labels.ndim > 1 && labels.shape.at(-1) === 1 ? labels.shape.slice(0, -1) : labels.shape;
  return new NDArray(out, [...shape, classes]);
}
