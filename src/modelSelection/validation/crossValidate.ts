// Cross-validation of one estimator, without a search.
import type { ArrayLike } from "../../array/index.js";
import { random } from "../../random/index.js";
import { type Samples, samplesOf } from "../../table/internal.js";
import { checkOptions } from "../../validation.js";
import { columnName } from "../results.js";
import type { FitResult } from "../fitAndScore.js";
import { deriveSeed, type FitSpec, type RunOptions, runFits, runOptionNames } from "../fits/index.js";
import { readScoring, type ScoringName, type Scorer, type Scoring } from "../scoring.js";
import { checkCv, type Cv, checkConsistentLength, type Split } from "../splitters/index.js";
import type { Estimator, Params } from "../types.js";

/** Options of {@link crossValScore}. */
export interface CrossValScoreOptions extends Omit<RunOptions, "returnTrainScore"> {
  /** Number of folds, a splitter, or splits. Default: 5. */
  cv?: Cv;
  /** A name or a function. Default: the estimator's own score. */
  scoring?: ScoringName | Scorer;
  /** Seed of the fits; an estimator's own seed wins. */
  seed?: number;
  /** Weight of each sample in training. */
  sampleWeight?: ArrayLike;
  /** Group of each sample, for splitters that keep groups together. */
  groups?: ArrayLike;
}

/** Options of {@link crossValidate}. */
export interface CrossValidateOptions extends RunOptions, Omit<CrossValScoreOptions, "scoring"> {
  /** Names or functions; several by a list or by name. Default: the estimator's own score. */
  scoring?: Scoring;
  /** Also return the fitted estimators. Default: false. */
  returnEstimator?: boolean;
}

/** Names of the options that every way of cross-validating has. */
export const optionNames: readonly string[] = [...runOptionNames, "cv", "seed", "sampleWeight", "groups"];

/** Scores and times, one value a split: `testScore` (or `testAccuracy` … with several scores), `fitTime` and `scoreTime` in s. */
export interface CrossValidation {
  fitTime: Float64Array;
  scoreTime: Float64Array;
  testScore: Float64Array;
  estimator?: Estimator[];
  [score: string]: Float64Array | Estimator[] | undefined;
}

/**
 * Fits and scores an estimator on each split.
 *
 * @throws RangeError if lengths differ.
 *
 * @example
 * ```ts
 * import { crossValidate, iris, LogisticRegression } from "gradus";
 * import { expect } from "vitest";
 *
 * const { data, target } = iris();
 * const result = await crossValidate(new LogisticRegression(), data, target, { cv: 3, scoring: ["accuracy", "f1_macro"] });
 * expect(result["testAccuracy"]).toHaveLength(3);
 * expect(result.fitTime).toHaveLength(3);
 * ```
 *
 * @see scikit-learn `sklearn.model_selection.cross_validate`
 */
export async function crossValidate(
  estimator: Estimator,
  x: ArrayLike,
  y?: ArrayLike,
  options: CrossValidateOptions = {},
): Promise<CrossValidation> {
  checkOptions("cross-validate", options, [...optionNames, "scoring", "returnEstimator"]);
  const scorers = readScoring(options.scoring);
  const estimators: Estimator[] = [];
  const results = await runSplits(estimator, x, y, options, {
    scoring: options.scoring,
    prepare: (splits) => splits.map((split) => ({ split, params: undefined })),
    onFitted: options.returnEstimator ? (index, fitted) => (estimators[index] = fitted) : undefined,
  });
  const column = (value: (result: FitResult) => number) => Float64Array.from(results, value);
  const table: Record<string, Float64Array | Estimator[]> = {
    fitTime: column((one) => one.fitTime),
    scoreTime: column((one) => one.scoreTime),
  };
  for (const name of scorers.names) {
    table[columnName("", "Test", name).replace(/^T/, "t")] = column((one) => one.testScores[name]!);
    if (options.returnTrainScore)
      table[columnName("", "Train", name).replace(/^T/, "t")] = column((one) => one.trainScores[name]!);
  }
  if (options.returnEstimator) table.estimator = estimators;
  return table as unknown as CrossValidation;
}

/**
 * Scores of an estimator on each split.
 *
 * @returns One score a split: plain numbers, so that `scores[0]` and loops work; their mean is `np.mean(scores)`, their spread
 * `np.std(scores)`.
 *
 * @example
 * ```ts
 * import { crossValScore, iris, LogisticRegression, np } from "gradus";
 * import { expect } from "vitest";
 *
 * const { data, target } = iris();
 * const scores = await crossValScore(new LogisticRegression(), data, target, { cv: 5 });
 * expect(np.mean(scores)).toBeGreaterThan(0.9);
 * expect(np.std(scores)).toBeLessThan(0.1);
 * ```
 *
 * @see scikit-learn `sklearn.model_selection.cross_val_score`
 */
export async function crossValScore(
  estimator: Estimator,
  x: ArrayLike,
  y?: ArrayLike,
  options: CrossValScoreOptions = {},
): Promise<Float64Array> {
  return (await crossValidate(estimator, x, y, options)).testScore;
}

/** One fit of a curve or cross-validation: which samples, which parameters. */
interface Plan {
  split: Split;
  params: Params | undefined;
}

/** Runs fits over splits that `prepare` turns into plans; shared with the curves. */
export async function runSplits(
  estimator: Estimator,
  x: ArrayLike,
  y: ArrayLike | undefined,
  options: CrossValidateOptions,
  {
    scoring,
    prepare,
    onFitted,
  }: {
    scoring?: Scoring | undefined;
    prepare: (splits: Split[], samples: Samples) => Plan[];
    onFitted?: ((index: number, fitted: Estimator, samples: Samples) => unknown) | undefined;
  },
): Promise<FitResult[]> {
  const samples = samplesOf(x);
  const targets = checkConsistentLength("cross-validate", samples, "y", y);
  const splitter = checkCv(options.cv, targets, { classifier: estimator.estimatorType === "classifier" });
  const groups = checkConsistentLength("cross-validate", samples, "groups", options.groups);
  const splits = [...splitter.split(samples, targets, groups)];
  const own = estimator.getParams().seed;
  const seed = own !== undefined && own !== null ? undefined : (options.seed ?? random.randint(0x7fffffff));
  const plans = prepare(splits, samples);
  const specs = plans.map(({ split: [train, test], params }, i): FitSpec => ({
    params,
    candidate: 0,
    numCandidates: 1,
    split: i,
    numSplits: plans.length,
    train,
    test,
    seed: seed === undefined ? undefined : deriveSeed(seed, 0, i),
  }));
  return runFits(specs, {
    estimator,
    x: samples,
    y: targets,
    options,
    sampleWeight: checkConsistentLength("cross-validate", samples, "sampleWeight", options.sampleWeight),
    scorers: readScoring(scoring),
    keepEstimators: onFitted !== undefined,
    onResult: async (index, _, fitted) => {
      if (fitted) await onFitted?.(index, fitted, samples);
    },
  });
}
