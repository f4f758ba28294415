// Samples as rows of numbers: what estimators and transformers ask for.
import { complaint } from "../validation.js";
import { asArray } from "./array.js";
import type { ArrayLike } from "./elements.js";
import type { NDArray } from "./ndarray.js";

/**
 * Samples in rows, shape `[numSamples, numFeatures]`, of the type they have.
 *
 * @param numFeatures - How many columns they must have: as many as in `fit`, where at least one sample is needed.
 * @throws TypeError for another number of axes; RangeError for no samples, or another number of columns.
 */
export function checkSamples(action: string, x: ArrayLike, numFeatures?: number): NDArray {
  const samples = asArray(x);
  if (samples.ndim !== 2) {
    const fix = samples.ndim === 1 ? "one column is x.reshape([-1, 1])" : "flatten(x) first";
    const wanted = "[numSamples, numFeatures]";
    throw new TypeError(complaint({ action, name: "shape of x", wanted, got: [...samples.shape], fix }));
  }
  if (numFeatures === undefined && samples.length === 0)
    throw new RangeError(complaint({ action, name: "x", wanted: "at least 1 sample", got: 0 }));
  if (numFeatures !== undefined && samples.shape[1] !== numFeatures) {
    const wanted = `${String(numFeatures)}, as in fit`;
    throw new RangeError(complaint({ action, name: "number of columns", wanted, got: samples.shape[1] }));
  }
  return samples;
}
