// Class labels of classifiers: which there are, and the place of each sample's among them.
import { asArray, type ArrayLike, NDArray, unique } from "../array/index.js";
import { accuracyScore, typeOfTarget } from "../metrics/index.js";
import { column } from "../metrics/internal.js";
import { complaint } from "../validation.js";

/** Class numbers, sorted, and for each sample the place of its class. */
export interface Classes {
  values: number[];
  codes: Int32Array;
}

/** @throws TypeError unless `y` is class numbers, one a sample; RangeError for another length. */
export function readClasses(action: string, y: ArrayLike | undefined, numSamples: number): Classes {
  if (y === undefined)
    throw new TypeError(complaint({ action, name: "y", wanted: "the class of each sample", got: y }));
  const labels = column(asArray(y));
  const type = typeOfTarget(labels);
  if (type !== "binary" && type !== "multiclass")
    throw new TypeError(
      complaint({
        action,
        name: "y",
        wanted: "class numbers, shape [n]",
        got: type,
        fix: "one-hot rows become class numbers by argmax(y, 1)",
      }),
    );
  if (labels.length !== numSamples)
    throw new RangeError(
      complaint({
        action,
        name: "length of y",
        wanted: `${String(numSamples)}, as of x`,
        got: labels.length,
      }),
    );
  const values = Array.from(unique(labels).data);
  const places = new Map(values.map((value, i) => [value, i]));
  return { values, codes: Int32Array.from(labels.data, (label) => places.get(label)!) };
}

/** The class of the largest value in each row; the first of equal ones. */
export function likeliest(probabilities: NDArray, values: readonly number[]): NDArray {
  return new NDArray(
    Int32Array.from(probabilities.argmax(1).data, (place) => values[place]!),
    [probabilities.length],
  );
}

/** Accuracy of predictions. */
export function accuracy(y: ArrayLike | undefined, predicted: NDArray): number {
  if (y === undefined)
    throw new TypeError(complaint({ action: "score", name: "y", wanted: "the true classes", got: y }));
  return accuracyScore(asArray(y), predicted);
}

/** Samples as rows of numbers. */
export function readRows(action: string, x: ArrayLike, numFeatures?: number): NDArray {
  const samples = asArray(x);
  if (samples.ndim !== 2) {
    const fix = samples.ndim === 1 ? "one column is x.reshape([-1, 1])" : "flatten(x) first";
    const wanted = "[numSamples, numFeatures]";
    throw new TypeError(complaint({ action, name: "shape of x", wanted, got: [...samples.shape], fix }));
  }
  if (numFeatures !== undefined && samples.shape[1] !== numFeatures) {
    const wanted = `${String(numFeatures)}, as in fit`;
    throw new RangeError(
      complaint({ action, name: "number of columns of x", wanted, got: samples.shape[1] }),
    );
  }
  return samples;
}
