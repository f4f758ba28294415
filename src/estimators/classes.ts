// Class labels of classifiers: which there are, and the place of each sample's among them.
import { asArray, type ArrayLike, NDArray, unique } from "../array/index.js";
import { accuracyScore } from "../metrics/index.js";
import { classLabels } from "../metrics/internal.js";
import type { ScoreOptions } from "../modelSelection/internal.js";
import { checkOptions, complaint } from "../validation.js";

/** Class numbers, sorted, and for each sample the place of its class. */
export interface Classes {
  values: number[];
  codes: Int32Array;
}

/** The classes of `y`; errors are those of `classLabels`. */
export function readClasses(action: string, y: ArrayLike | undefined, numSamples: number): Classes {
  const labels = classLabels(action, y, numSamples, "one-hot rows become class numbers by argmax(y, 1)");
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
export function accuracy(y: ArrayLike | undefined, predicted: NDArray, options: ScoreOptions): number {
  checkOptions("score", options, ["sampleWeight"], "write score(x, y, { sampleWeight })");
  if (y === undefined)
    throw new TypeError(complaint({ action: "score", name: "y", wanted: "the true classes", got: y }));
  return accuracyScore(asArray(y), predicted, options as { sampleWeight?: ArrayLike });
}
