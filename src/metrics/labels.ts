// What the metrics of classification share: labels of both sides, checked.
import { type ArrayLike, asArray, concatenate, type NDArray, unique } from "../array/index.js";
import { complaint } from "../validation.js";
import { type TargetType, typeOfTarget } from "./typeOfTarget.js";

/** True and predicted labels of one kind. */
export interface LabelPair {
  yTrue: NDArray;
  yPred: NDArray;
  type: TargetType;
}

/**
 * Checks that both sides have the same length and the same kind, and are labels.
 *
 * @throws RangeError if the lengths differ.
 * @throws TypeError if one side is one-hot and the other class numbers, or either is continuous.
 */
export function checkLabels(action: string, trueLabels: ArrayLike, predicted: ArrayLike): LabelPair {
  const [yTrue, yPred] = [trueLabels, predicted].map((y) => column(asArray(y))) as [NDArray, NDArray];
  checkSameLength(action, yTrue, yPred);
  if (yTrue.length === 0)
    throw new RangeError(complaint({ action, name: "number of labels", wanted: ">= 1", got: 0 }));
  const [typeTrue, typePred] = [typeOfTarget(yTrue), typeOfTarget(yPred)];
  const type = typeTrue === "binary" && typePred === "multiclass" ? "multiclass" : typeTrue;
  const same = type === typePred || (type === "multiclass" && typePred === "binary");
  const kinds: TargetType[] = ["binary", "multiclass", "multilabel-indicator"];
  if (!same || !kinds.includes(type)) {
    const fix = "class numbers come from probabilities by argmax(p, 1)";
    throw new TypeError(
      complaint({
        action,
        name: "y",
        wanted: "class labels of one kind on both sides",
        got: `${typeTrue} and ${typePred}`,
        fix,
      }),
    );
  }
  const isOfMore = type === "binary" && labelsOf(yTrue, yPred).length > 2; // two on either side, more together
  return { yTrue, yPred, type: isOfMore ? "multiclass" : type };
}

/** Sorted labels that occur on either side, or the given ones. */
export function labelsOf(yTrue: NDArray, yPred: NDArray, labels?: ArrayLike): number[] {
  const all = labels === undefined ? unique(concatenate([yTrue, yPred])) : asArray(labels);
  return Array.from(all.data);
}

/** @throws RangeError unless there are as many predictions as labels. */
export function checkSameLength(action: string, labels: NDArray, predictions: NDArray): void {
  if (predictions.length === labels.length) return;
  const wanted = `${String(labels.length)}, as of labels`;
  throw new RangeError(complaint({ action, name: "number of predictions", wanted, got: predictions.length }));
}

/** `[n, 1]` is seen as `[n]`. */
export function column(y: NDArray): NDArray {
  return y.ndim === 2 && y.shape[1] === 1 ? y.reshape([y.length]) : y;
}

/**
 * Finds NaN and infinities, which would make every mean NaN and every order a matter of chance.
 *
 * @throws RangeError for the first of them, as scikit-learn refuses them.
 */
export function checkFinite(action: string, name: string, y: NDArray): void {
  const got = y.data.find((value: number) => !Number.isFinite(value));
  if (got !== undefined) throw new RangeError(complaint({ action, name, wanted: "finite numbers", got }));
}

/** Weights of the samples, 1 each unless given. */
export function checkWeights(action: string, length: number, sampleWeight?: ArrayLike): Float64Array {
  if (sampleWeight === undefined) return new Float64Array(length).fill(1);
  const weights = asArray(sampleWeight, "float64");
  if (weights.size !== length)
    throw new RangeError(
      complaint({ action, name: "length of sampleWeight", wanted: String(length), got: weights.size }),
    );
  checkFinite(action, "sampleWeight", weights);
  return weights.data as Float64Array;
}
