// A baseline that does not look at the samples: what a real model has to beat.
import { type ArrayLike, NDArray } from "../array/index.js";
import {
  type Estimator,
  type FitContext,
  type Packed,
  readContext,
  type ScoreOptions,
} from "../modelSelection/internal.js";
import { RandomState } from "../random/index.js";
import { BaseEstimator } from "../baseEstimator.js";
import { samplesOf } from "../table/internal.js";
import { complaint } from "../validation.js";
import { accuracy, likeliest, readClasses } from "./classes.js";

/** Options of {@link DummyClassifier}. */
export interface DummyClassifierOptions {
  /**
   * How to guess. `"prior"` (the default) and `"most_frequent"`: the most frequent class; they differ in their probabilities.
   * `"stratified"`: at random, each class as often as in training; `"uniform"`: at random, all alike; `"constant"`: always `constant`.
   */
  strategy?: "prior" | "most_frequent" | "stratified" | "uniform" | "constant";
  /** The class that `"constant"` guesses. */
  constant?: number | undefined;
  /** Seed of random guesses; each call of `predict` begins anew from it. */
  seed?: number | undefined;
}

const strategies = ["prior", "most_frequent", "stratified", "uniform", "constant"];

/** What it learned: the classes and how often each was. */
interface Learned {
  values: number[];
  prior: number[];
}

/**
 * Guesses classes by their frequency alone.
 *
 * @example A model is worth something if it is better than this
 * ```ts
 * import { DummyClassifier } from "gradus";
 * import { expect } from "vitest";
 *
 * const dummy = new DummyClassifier().fit([[1], [2], [3], [4]], [0, 1, 1, 1]);
 * expect(dummy.score([[5], [6]], [1, 0])).toBe(0.5);
 * ```
 *
 * @see scikit-learn `sklearn.dummy.DummyClassifier`
 */
export class DummyClassifier extends BaseEstimator<DummyClassifierOptions, Learned> implements Estimator {
  readonly estimatorType = "classifier";
  private contextSeed: number | undefined;

  constructor(options: DummyClassifierOptions = {}) {
    super(options, { strategy: "prior", constant: undefined, seed: undefined });
    const { strategy } = this.params;
    if (!strategies.includes(strategy))
      throw new RangeError(
        complaint({
          action: "make a DummyClassifier",
          name: "strategy",
          wanted: `one of ${strategies.map((one) => `"${one}"`).join(", ")}`,
          got: strategy,
        }),
      );
  }

  /** Learns how frequent each class is; samples are only counted. */
  fit(x: ArrayLike, y: ArrayLike | undefined, context: FitContext = {}): this {
    const action = "fit a DummyClassifier";
    const numSamples = samplesOf(x).length;
    const { seed, sampleWeight } = readContext(action, context, numSamples);
    const { values, codes } = readClasses(action, y, numSamples);
    const { strategy, constant } = this.params;
    if (strategy === "constant" && !values.includes(constant!))
      throw new RangeError(
        complaint({
          action,
          name: "constant",
          wanted: `one of the classes ${values.join(", ")}`,
          got: constant,
        }),
      );
    const prior = values.map(() => 0);
    let total = 0;
    for (const [i, code] of codes.entries()) {
      const weight = sampleWeight?.data[i] ?? 1;
      prior[code]! += weight;
      total += weight;
    }
    this.fitted = { values, prior: prior.map((weight) => weight / total) };
    this.contextSeed = seed;
    return this;
  }

  /** Class numbers, sorted. */
  get classes(): NDArray {
    const { values } = this.learned("read the classes");
    return new NDArray(Int32Array.from(values), [values.length]);
  }

  /** Share of each class in training. */
  get classPrior(): NDArray {
    const { prior } = this.learned("read the shares");
    return new NDArray(Float64Array.from(prior), [prior.length]);
  }

  /** A guess for each sample, int32. */
  predict(x: ArrayLike): NDArray {
    const { values } = this.learned("predict");
    if (this.params.strategy !== "uniform") return likeliest(this.predictProba(x), values);
    const random = this.random();
    const numSamples = samplesOf(x).length;
    return new NDArray(
      Int32Array.from({ length: numSamples }, () => values[random.randint(values.length)]!),
      [numSamples],
    );
  }

  /** Probability of each class, float64; random guesses are certain of themselves, but for `"uniform"`. */
  predictProba(x: ArrayLike): NDArray {
    const { values, prior } = this.learned("predict");
    const numSamples = samplesOf(x).length;
    const certain = (place: number) => values.map((_, i) => Number(i === place));
    const random = this.random();
    const row = {
      prior: () => prior,
      most_frequent: () => certain(prior.indexOf(Math.max(...prior))),
      stratified: () => certain(draw(prior, random)),
      uniform: () => values.map(() => 1 / values.length),
      constant: () => certain(values.indexOf(this.params.constant!)),
    }[this.params.strategy];
    const rows = Float64Array.from(Array.from({ length: numSamples }, row).flat());
    return new NDArray(rows, [numSamples, values.length]);
  }

  /** Accuracy, each sample by its weight if there are `sampleWeight`. */
  score(x: ArrayLike, y: ArrayLike | undefined, options: ScoreOptions = {}): number {
    return accuracy(y, this.predict(x), options);
  }

  /** @internal */
  pack(_: unknown, { seed }: FitContext): Packed {
    const params = { ...this.params, seed: this.params.seed ?? seed };
    return { reviver: "estimators", data: { name: "DummyClassifier", params } };
  }

  /** @internal */
  packFitted(): unknown {
    return this.learned("send what was learned");
  }

  /** @internal */
  restore(learned: unknown): void {
    this.fitted = learned as Learned;
  }

  private random(): RandomState {
    return new RandomState(this.params.seed ?? this.contextSeed);
  }
}

/** The place of a class drawn by its share, as NumPy's `multinomial` draws one: class by class, yes or no. */
function draw(prior: readonly number[], random: RandomState): number {
  let rest = 1;
  for (const [place, share] of prior.slice(0, -1).entries()) {
    const p = share / rest;
    rest -= share;
    if (p <= 0) continue;
    const low = Math.min(p, 1 - p);
    const isRare = random.nextDouble() > Math.exp(Math.log(1 - low));
    if (p <= 0.5 ? isRare : !isRare) return place;
  }
  return prior.length - 1;
}
