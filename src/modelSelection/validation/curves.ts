// Curves: scores over the number of training samples, or over the values of one parameter.
import { type ArrayLike, NDArray } from "../../array/index.js";
import { RandomState } from "../../random/index.js";
import { checkKind, checkOptions, complaint } from "../../validation.js";
import { type CrossValScoreOptions, optionNames, runSplits } from "./crossValidate.js";
import type { FitResult } from "../fitAndScore.js";
import type { Estimator } from "../types.js";

/** Options of {@link learningCurve}. */
export interface LearningCurveOptions extends CrossValScoreOptions {
  /** Shares in (0, 1], or numbers of training samples. Default: 0.1, 0.325, 0.55, 0.775, 1. */
  trainSizes?: readonly number[];
  /** Mix the training samples before taking the first of them. Default: false. */
  shuffle?: boolean;
}

/** Scores by training size (rows) and split (columns). */
export interface LearningCurve {
  /** Numbers of training samples, ascending. */
  trainSizes: Int32Array;
  /** Shape `[sizes, splits]`. */
  trainScores: NDArray;
  testScores: NDArray;
  /** Seconds, the same shape. */
  fitTimes: NDArray;
  scoreTimes: NDArray;
}

/**
 * Scores with more and more training samples: would more data help?
 *
 * @throws RangeError if sizes do not fit the data.
 *
 * @example
 * ```ts
 * import { iris, learningCurve, LogisticRegression } from "gradus";
 * import { expect } from "vitest";
 *
 * const { data, target } = iris();
 * const curve = await learningCurve(new LogisticRegression(), data, target, { cv: 3, shuffle: true, trainSizes: [0.5, 1] });
 * expect([...curve.trainSizes]).toEqual([50, 100]);
 * expect(curve.testScores.shape).toEqual([2, 3]);
 * ```
 *
 * @see scikit-learn `sklearn.model_selection.learning_curve`
 */
export async function learningCurve(
  estimator: Estimator,
  x: ArrayLike,
  y?: ArrayLike,
  options: LearningCurveOptions = {},
): Promise<LearningCurve> {
  checkOptions("compute a learning curve", options, [...optionNames, "scoring", "trainSizes", "shuffle"]);
  const { trainSizes = [0.1, 0.325, 0.55, 0.775, 1], shuffle = false, ...rest } = options;
  let sizes: number[] = [];
  const results = await runSplits(
    estimator,
    x,
    y,
    { ...rest, returnTrainScore: true },
    {
      scoring: options.scoring,
      prepare: (splits) => {
        sizes = absoluteSizes(trainSizes, splits[0]![0].length);
        // One generator goes through all splits, as in scikit-learn.
        const random = new RandomState(options.seed);
        return splits.flatMap(([train, test]) => {
          const order = shuffle
            ? (random.permutation(new NDArray(train, [train.length])).data as Int32Array)
            : train;
          return sizes.map((size) => ({
            split: [order.subarray(0, size), test] as [Int32Array, Int32Array],
            params: undefined,
          }));
        });
      },
    },
  );
  const grid = (value: (result: FitResult) => number) =>
    new NDArray(Float64Array.from(results, value), [results.length / sizes.length, sizes.length]).T;
  return {
    trainSizes: Int32Array.from(sizes),
    trainScores: grid((one) => one.trainScores.score!),
    testScores: grid((one) => one.testScores.score!),
    fitTimes: grid((one) => one.fitTime),
    scoreTimes: grid((one) => one.scoreTime),
  };
}

/** Numbers of samples, ascending and different. */
function absoluteSizes(trainSizes: readonly number[], most: number): number[] {
  const action = "compute a learning curve";
  const shares = trainSizes.every((size) => size <= 1) && trainSizes.some((size) => !Number.isInteger(size));
  for (const size of trainSizes) {
    const fits = shares ? size > 0 && size <= 1 : Number.isInteger(size) && size > 0 && size <= most;
    const wanted = shares ? "shares in (0, 1]" : `integers from 1 to ${String(most)}, or shares in (0, 1]`;
    if (!fits) throw new RangeError(complaint({ action, name: "trainSizes", wanted, got: [...trainSizes] }));
  }
  const sizes = trainSizes.map((size) =>
    shares ? Math.min(most, Math.max(1, Math.floor(size * most))) : size,
  );
  const different = [...new Set(sizes)].sort((a, b) => a - b);
  if (different.length < sizes.length)
    console.warn(`Equal values of trainSizes count once: ${different.join(", ")}`);
  return different;
}

/** Scores by parameter value (rows) and split (columns). */
export interface ValidationCurve {
  /** Shape `[values, splits]`. */
  trainScores: NDArray;
  testScores: NDArray;
}

/** Options of {@link validationCurve}. */
export interface ValidationCurveOptions extends CrossValScoreOptions {
  /** The parameter that varies. */
  paramName: string;
  /** Its values. */
  paramRange: readonly unknown[];
}

/**
 * Training and test scores for each value of one parameter: too simple, right, or too free?
 *
 * @example
 * ```ts
 * import { iris, LogisticRegression, validationCurve } from "gradus";
 * import { expect } from "vitest";
 *
 * const { data, target } = iris();
 * const options = { paramName: "C", paramRange: [0.01, 1, 100], cv: 3 };
 * const curve = await validationCurve(new LogisticRegression(), data, target, options);
 * expect(curve.testScores.shape).toEqual([3, 3]);
 * ```
 *
 * @see scikit-learn `sklearn.model_selection.validation_curve`
 */
export async function validationCurve(
  estimator: Estimator,
  x: ArrayLike,
  y: ArrayLike | undefined,
  options: ValidationCurveOptions,
): Promise<ValidationCurve> {
  checkOptions("compute a validation curve", options, [...optionNames, "scoring", "paramName", "paramRange"]);
  const { paramName, paramRange, ...rest } = (options as ValidationCurveOptions | undefined) ?? ({} as never);
  const action = "compute a validation curve";
  checkKind(action, "paramName", paramName, { kind: "text", wanted: "the name of a parameter" });
  checkKind(action, "paramRange", paramRange, { kind: "list", wanted: "a list of values" });
  if (paramRange.length === 0)
    throw new RangeError(
      complaint({
        action: "compute a validation curve",
        name: "paramRange",
        wanted: "at least one value",
        got: paramRange,
      }),
    );
  const results = await runSplits(
    estimator,
    x,
    y,
    { ...rest, returnTrainScore: true },
    {
      scoring: options.scoring,
      prepare: (splits) =>
        splits.flatMap((split) => paramRange.map((value) => ({ split, params: { [paramName]: value } }))),
    },
  );
  const grid = (value: (result: FitResult) => number) =>
    new NDArray(Float64Array.from(results, value), [results.length / paramRange.length, paramRange.length]).T;
  return {
    trainScores: grid((one) => one.trainScores.score!),
    testScores: grid((one) => one.testScores.score!),
  };
}
