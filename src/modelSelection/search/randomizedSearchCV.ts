// Tries parameters drawn at random.
import { random } from "../../random/index.js";
import { type ParamDistributions, ParameterSampler } from "../parameters/index.js";
import { BaseSearchCV } from "./baseSearchCV.js";
import type { Evaluate } from "./evaluation.js";
import type { SearchOptions } from "./searchOptions.js";
import type { Estimator, Params } from "../types.js";

/** Options of {@link RandomizedSearchCV}. */
export interface RandomizedSearchCVOptions<E extends Estimator = Estimator> extends SearchOptions<E> {
  /** For each parameter a list of values or a distribution. */
  paramDistributions: ParamDistributions | readonly ParamDistributions[];
  /** Number of candidates. Default: 10. */
  numIter?: number;
}

/**
 * Cross-validates parameters drawn from lists and distributions and keeps the best.
 *
 * @example
 * ```ts
 * import { distributions, iris, LogisticRegression, RandomizedSearchCV } from "gradus";
 * import { expect } from "vitest";
 *
 * const { data, target } = iris();
 * const estimator = new LogisticRegression();
 * const search = new RandomizedSearchCV({ estimator, paramDistributions: { C: distributions.logUniform(0.01, 100) }, numIter: 4, cv: 3, seed: 1 });
 * await search.fit(data, target);
 * expect(search.bestScore).toBeGreaterThan(0.9);
 * ```
 *
 * @see scikit-learn `sklearn.model_selection.RandomizedSearchCV`
 */
export class RandomizedSearchCV<E extends Estimator = Estimator> extends BaseSearchCV<E> {
  private readonly space: RandomizedSearchCVOptions<E>["paramDistributions"];
  private readonly numIter: number;
  private drawn: Params[] | undefined;

  constructor(options: RandomizedSearchCVOptions<E>) {
    super(options, ["paramDistributions", "numIter"]);
    this.space = options.paramDistributions;
    this.numIter = options.numIter ?? 10;
    this.draws(); // complains now rather than after loading data
  }

  /** The draws; without a seed they are drawn once, so that an interrupted search goes on with the same. */
  private draws(): Params[] {
    const { numIter } = this;
    return (this.drawn ??= [
      ...new ParameterSampler(this.space, { numIter, seed: this.options.seed ?? random.randint(0x7fffffff) }),
    ]);
  }

  protected override identity(): unknown {
    return this.draws();
  }

  protected override async search(evaluate: Evaluate): Promise<void> {
    await evaluate(this.draws());
  }
}
