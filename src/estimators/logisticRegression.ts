// Logistic regression: the linear model that a network should beat.
import { type ArrayLike, NDArray } from "../array/index.js";
import { checkSamples } from "../array/internal.js";
import {
  type Estimator,
  type FitContext,
  type Packed,
  readContext,
  type ScoreOptions,
} from "../modelSelection/internal.js";
import { BaseEstimator } from "../baseEstimator.js";
import { checkInteger, complaint } from "../validation.js";
import { accuracy, likeliest, readClasses } from "./classes.js";
import { weightsOf } from "./classWeights.js";
import { minimize } from "./lbfgs.js";
import { softmaxLoss } from "./softmaxLoss.js";

/** Options of {@link LogisticRegression}. */
export interface LogisticRegressionOptions {
  /** Inverse strength of the penalty on squared weights: smaller is stronger, Infinity is none. Default: 1. */
  C?: number;
  /** Learn a constant for each class. Default: true. */
  fitIntercept?: boolean;
  /** Weight of each class in the loss, or `"balanced"`: the rarer, the heavier. Default: all 1. */
  classWeight?: "balanced" | Readonly<Record<number, number>> | undefined;
  /** Most steps of L-BFGS. Default: 100. */
  maxIter?: number;
  /** Ends when no element of the gradient of the mean loss is larger. Default: 1e-4. */
  tol?: number;
}

/** What it learned: a row of weights and a constant for each class, or for the second of two. */
interface Learned {
  values: number[];
  coef: Float64Array;
  intercept: Float64Array;
  numFeatures: number;
  numIter: number;
}

/**
 * Classes by a linear model of their log-probabilities, with a penalty on large weights (softmax over all classes; two classes are
 * one logistic curve).
 *
 * Samples should be scaled ({@link StandardScaler}), or the steps will not be enough.
 *
 * @example
 * ```ts
 * import { iris, LogisticRegression } from "gradus";
 * import { expect } from "vitest";
 *
 * const { data, target } = iris();
 * const model = new LogisticRegression({ maxIter: 1000 }).fit(data, target);
 * expect(model.score(data, target)).toBeGreaterThan(0.95);
 * expect(model.coef.shape).toEqual([3, 4]);
 * ```
 *
 * @see scikit-learn `sklearn.linear_model.LogisticRegression` with the solver `"lbfgs"`
 */
export class LogisticRegression
  extends BaseEstimator<LogisticRegressionOptions, Learned>
  implements Estimator
{
  readonly estimatorType = "classifier";

  constructor(options: LogisticRegressionOptions = {}) {
    super(options, { C: 1, fitIntercept: true, classWeight: undefined, maxIter: 100, tol: 1e-4 });
  }

  /**
   * Finds the weights with the least penalised loss.
   *
   * @param x - Samples, shape `[numSamples, numFeatures]`.
   * @param y - Class numbers.
   * @throws RangeError for samples that are missing or infinite, and for weights that do not fit them.
   */
  fit(x: ArrayLike, y: ArrayLike | undefined, context: FitContext = {}): this {
    const action = "fit a LogisticRegression";
    const { C, fitIntercept, classWeight, maxIter, tol } = this.params;
    if (!(C > 0)) throw new RangeError(complaint({ action, name: "C", wanted: "a number > 0", got: C }));
    if (!(tol > 0))
      throw new RangeError(complaint({ action, name: "tol", wanted: "a number > 0", got: tol }));
    checkInteger(action, "maxIter", maxIter, { min: 1 });
    const samples = checkFinite(action, "x", checkSamples(action, x).astype("float64"));
    const { sampleWeight } = readContext(action, context, samples.length);
    this.learnNames(x);
    const classes = readClasses(action, y, samples.length);
    const { values, codes } = classes;
    if (values.length < 2)
      throw new RangeError(
        complaint({ action, name: "number of classes", wanted: ">= 2", got: values.length }),
      );
    const weights = weightsOf(classes, classWeight, sampleWeight?.data);
    const numFeatures = samples.shape[1]!;
    const numRows = values.length === 2 ? 1 : values.length;
    const loss = softmaxLoss({
      samples: samples.data as Float64Array,
      codes,
      weights,
      numFeatures,
      numRows,
      penalty: 1 / C,
      fitIntercept,
    });
    const point = new Float64Array(numRows * (numFeatures + 1));
    const { numIter, hasConverged } = minimize(loss, point, { maxIter, tol });
    if (!hasConverged)
      console.warn(
        `LogisticRegression has not come to its end after ${String(numIter)} steps: scale the samples (StandardScaler) or raise maxIter`,
      );
    const rows = Array.from({ length: numRows }, (_, k) =>
      point.subarray(k * (numFeatures + 1), (k + 1) * (numFeatures + 1)),
    );
    this.fitted = {
      values,
      coef: Float64Array.from(rows.flatMap((row) => [...row.subarray(0, numFeatures)])),
      intercept: Float64Array.from(rows, (row) => row[numFeatures]!),
      numFeatures,
      numIter,
    };
    return this;
  }

  /** Class numbers, sorted. */
  get classes(): NDArray {
    const { values } = this.learned("read the classes");
    return new NDArray(Int32Array.from(values), [values.length]);
  }

  /** Weights, shape `[classes, numFeatures]`; `[1, numFeatures]` for two classes. */
  get coef(): NDArray {
    const { coef, numFeatures } = this.learned("read the weights");
    return new NDArray(coef, [coef.length / numFeatures, numFeatures]);
  }

  /** The constant of each class; one for two classes. */
  get intercept(): NDArray {
    const { intercept } = this.learned("read the constants");
    return new NDArray(intercept, [intercept.length]);
  }

  /** Steps that L-BFGS made. */
  get numIter(): number {
    return this.learned("read the number of steps").numIter;
  }

  /** Class of each sample, int32. */
  predict(x: ArrayLike): NDArray {
    return likeliest(this.predictProba(x), this.learned("predict").values);
  }

  /** Probability of each class, float64, shape `[numSamples, classes]`. */
  predictProba(x: ArrayLike): NDArray {
    const { coef, intercept, numFeatures, values } = this.learned("predict");
    this.checkNames("predict", x);
    const array = checkFinite("predict", "x", checkSamples("predict", x, numFeatures).astype("float64"));
    const [samples, numSamples] = [array.data, array.length];
    const numClasses = values.length;
    const result = new Float64Array(numSamples * numClasses);
    for (let i = 0; i < numSamples; i++) {
      const scores = Array.from(intercept, (constant, k) => {
        let sum = constant;
        for (let j = 0; j < numFeatures; j++)
          sum += coef[k * numFeatures + j]! * samples[i * numFeatures + j]!;
        return sum;
      });
      if (numClasses === 2) scores.unshift(0);
      const most = Math.max(...scores);
      const powers = scores.map((score) => Math.exp(score - most));
      const total = powers.reduce((sum, power) => sum + power, 0);
      result.set(
        powers.map((power) => power / total),
        i * numClasses,
      );
    }
    return new NDArray(result, [numSamples, numClasses]);
  }

  /** Accuracy, each sample by its weight if there are `sampleWeight`. */
  score(x: ArrayLike, y: ArrayLike | undefined, options: ScoreOptions = {}): number {
    return accuracy(y, this.predict(x), options);
  }

  /** @internal */
  pack(): Packed {
    return { reviver: "estimators", data: { name: "LogisticRegression", params: this.getParams() } };
  }

  /** @internal */
  packFitted(): unknown {
    return this.learned("send what was learned");
  }

  /** @internal */
  restore(learned: unknown): void {
    this.fitted = learned as Learned;
  }
}

/** @throws RangeError for NaN and infinities, which no weight can make good. */
function checkFinite(action: string, name: string, array: NDArray): NDArray {
  const odd = array.data.find((value: number) => !Number.isFinite(value));
  if (odd === undefined) return array;
  const fix = name === "x" && Number.isNaN(odd) ? "SimpleImputer fills in what is missing" : undefined;
  throw new RangeError(complaint({ action, name, wanted: "finite", got: odd, fix }));
}
