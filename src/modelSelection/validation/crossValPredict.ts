// Predictions for each sample by an estimator that has not seen it.
import { type ArrayLike, NDArray, type TypedArray } from "../../array/index.js";
import { checkOptions, complaint } from "../../validation.js";
import type { Split } from "../splitters/index.js";
import type { Estimator } from "../types.js";
import { type CrossValScoreOptions, optionNames, runSplits } from "./crossValidate.js";

/** Options of {@link crossValPredict}. */
export interface CrossValPredictOptions extends Omit<
  CrossValScoreOptions,
  "scoring" | "errorScore" | "timeout"
> {
  /** What the estimator is asked for. Default: `"predict"`. */
  method?: "predict" | "predictProba";
}

/**
 * The prediction for each sample by the estimator that was trained on the folds without it.
 *
 * @returns One row a sample, in the order of `x`.
 * @throws RangeError unless the splits test each sample once; the error of a fit that fails.
 *
 * @example
 * ```ts
 * import { crossValPredict, iris, DummyClassifier } from "gradus";
 * import { expect } from "vitest";
 *
 * const { data, target } = iris();
 * const guesses = await crossValPredict(new DummyClassifier(), data, target, { cv: 3 });
 * expect(guesses.shape).toEqual([150]);
 * ```
 *
 * @see scikit-learn `sklearn.model_selection.cross_val_predict`
 */
export async function crossValPredict(
  estimator: Estimator,
  x: ArrayLike,
  y?: ArrayLike,
  options: CrossValPredictOptions = {},
): Promise<NDArray> {
  const action = "predict by cross-validation";
  const own = optionNames.filter((name) => !["errorScore", "timeout", "returnTrainScore"].includes(name));
  checkOptions(action, options, [...own, "method"]);
  const { method = "predict", ...rest } = options;
  if (typeof (estimator as Estimator | undefined | null)?.[method] !== "function")
    throw new TypeError(
      complaint({ action, name: "estimator", wanted: `one with ${method}`, got: estimator }),
    );
  let splits: Split[] = [];
  const parts: NDArray[] = [];
  await runSplits(
    estimator,
    x,
    y,
    { ...rest, errorScore: "raise" },
    {
      scoring: () => 0, // nobody asks
      prepare: (all, samples) => {
        checkPartition(action, all, samples.length);
        splits = all;
        return all.map((split) => ({ split, params: undefined }));
      },
      onFitted: async (index, fitted, samples) => {
        parts[index] = await fitted[method]!(samples.take(splits[index]![1]));
        fitted.dispose?.();
      },
    },
  );
  return inOrder(action, splits, parts);
}

function checkPartition(action: string, splits: readonly Split[], numSamples: number): void {
  const tested = new Uint8Array(numSamples);
  for (const [, test] of splits) for (const i of test) tested[i]!++;
  if (tested.every((times) => times === 1)) return;
  throw new RangeError(
    complaint({
      action,
      name: "cv",
      wanted: "folds that test each sample once",
      got: `${String(splits.length)} splits`,
    }),
  );
}

/** The folds' predictions in the order of the samples. */
function inOrder(action: string, splits: readonly Split[], parts: readonly NDArray[]): NDArray {
  const [first] = parts as [NDArray];
  const width = first.size / first.length;
  if (parts.some((part) => part.size !== width * part.length))
    throw new RangeError(
      complaint({
        action,
        name: "number of classes",
        wanted: "the same in the training data of each fold",
        got: parts.map((part) => part.shape[1]),
        fix: "use StratifiedKFold, or fewer folds",
      }),
    );
  const numSamples = splits.reduce((sum, [, test]) => sum + test.length, 0);
  const data = new (first.data.constructor as new (length: number) => TypedArray)(numSamples * width);
  for (const [k, [, test]] of splits.entries())
    for (const [i, place] of test.entries())
      data.set(parts[k]!.data.subarray(i * width, (i + 1) * width), place * width);
  return new NDArray(data, [numSamples, ...first.shape.slice(1)], first.dtype);
}
