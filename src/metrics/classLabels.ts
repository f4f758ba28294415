// The class of each sample: what classifiers and stratified folds ask for.
import { type ArrayLike, asArray, type NDArray } from "../array/index.js";
import { complaint } from "../validation.js";
import { column } from "./labels.js";
import { typeOfTarget } from "./typeOfTarget.js";

/**
 * Class numbers, shape `[numSamples]`.
 *
 * @param fix - What to do with one-hot rows.
 * @throws TypeError unless `y` is class numbers; RangeError unless there is one a sample.
 */
export function classLabels(
  action: string,
  y: ArrayLike | undefined,
  numSamples: number,
  fix: string,
): NDArray {
  if (y === undefined)
    throw new TypeError(complaint({ action, name: "y", wanted: "the class of each sample", got: y }));
  const labels = column(asArray(y));
  const type = typeOfTarget(labels);
  if (type !== "binary" && type !== "multiclass")
    throw new TypeError(complaint({ action, name: "y", wanted: "class numbers, shape [n]", got: type, fix }));
  if (labels.length !== numSamples) {
    const wanted = `${String(numSamples)}, as of x`;
    throw new RangeError(complaint({ action, name: "length of y", wanted, got: labels.length }));
  }
  return labels;
}
