// Halving over parameters drawn at random.
import { random } from "../../random/index.js";
import { type ParamDistributions, ParameterSampler } from "../parameters/index.js";
import type { Estimator, Params } from "../types.js";
import { BaseSuccessiveHalving } from "./baseSuccessiveHalving.js";
import { type HalvingOptions, halvingOptions } from "./rounds.js";

/** Options of {@link HalvingRandomSearchCV}. */
export interface HalvingRandomSearchCVOptions<E extends Estimator = Estimator> extends HalvingOptions<E> {
  /** For each parameter a list of values or a distribution. */
  paramDistributions: ParamDistributions | readonly ParamDistributions[];
  /** Candidates in the first round. Default: `"exhaust"`, so many that the last round uses all resources. */
  numCandidates?: number | "exhaust";
}

/**
 * Halving over parameters drawn at random; `minResources` is `"smallest"` unless told otherwise.
 *
 * @example
 * ```ts
 * import { distributions, HalvingRandomSearchCV, iris, LogisticRegression } from "gradus";
 * import { expect } from "vitest";
 *
 * const { data, target } = iris();
 * const estimator = new LogisticRegression();
 * const paramDistributions = { C: distributions.logUniform(0.01, 100) };
 * const search = new HalvingRandomSearchCV({ estimator, paramDistributions, cv: 3, minResources: 50, seed: 1 });
 * await search.fit(data, target);
 * expect(search.bestScore).toBeGreaterThan(0.8);
 * ```
 *
 * @see scikit-learn `sklearn.model_selection.HalvingRandomSearchCV`
 */
export class HalvingRandomSearchCV<E extends Estimator = Estimator> extends BaseSuccessiveHalving<E> {
  private readonly space: HalvingRandomSearchCVOptions<E>["paramDistributions"];
  private readonly numDraws: number | "exhaust";
  private readonly drawSeed: number;

  constructor(options: HalvingRandomSearchCVOptions<E>) {
    const { numCandidates = "exhaust", minResources = "smallest" } = options ?? {}; // the base says what is missing
    super({ ...options, minResources }, ["paramDistributions", "numCandidates"]);
    if (numCandidates === "exhaust" && minResources === "exhaust")
      throw new TypeError(
        'Cannot search by halving: numCandidates and minResources must not both be "exhaust"',
      );
    this.space = options.paramDistributions;
    this.numDraws = numCandidates;
    this.drawSeed = options.seed ?? random.randint(0x7fffffff);
    new ParameterSampler(this.space, { numIter: 1, seed: 0 });
  }

  protected override identity(): unknown {
    const names = Array.isArray(this.space) ? this.space : [this.space];
    return [
      names.map((one) => Object.keys(one as object)),
      this.numDraws,
      this.drawSeed,
      halvingOptions.map((name) => this.halving[name as "factor"]),
    ];
  }

  protected override candidates(minResources: number, maxResources: number): Params[] {
    const numIter = this.numDraws === "exhaust" ? Math.floor(maxResources / minResources) : this.numDraws;
    return [...new ParameterSampler(this.space, { numIter, seed: this.drawSeed })];
  }
}
