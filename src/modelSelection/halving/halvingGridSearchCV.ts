// Halving over every combination of a grid.
import { type ParamGrid, ParameterGrid } from "../parameters/index.js";
import type { Estimator, Params } from "../types.js";
import { BaseSuccessiveHalving } from "./baseSuccessiveHalving.js";
import { type HalvingOptions, halvingOptions } from "./rounds.js";

/** Options of {@link HalvingGridSearchCV}. */
export interface HalvingGridSearchCVOptions<E extends Estimator = Estimator> extends HalvingOptions<E> {
  /** Lists of values by name, or several such grids. */
  paramGrid: ParamGrid | readonly ParamGrid[];
}

/**
 * Halving over every combination of a grid.
 *
 * @example
 * ```ts
 * import { HalvingGridSearchCV, iris, LogisticRegression } from "gradus";
 * import { expect } from "vitest";
 *
 * const { data, target } = iris();
 * const search = new HalvingGridSearchCV({ estimator: new LogisticRegression(), paramGrid: { C: [0.01, 1, 100] }, cv: 3, seed: 1 });
 * await search.fit(data, target);
 * expect(search.numCandidates).toEqual([3, 1]);
 * ```
 *
 * @see scikit-learn `sklearn.model_selection.HalvingGridSearchCV`
 */
export class HalvingGridSearchCV<E extends Estimator = Estimator> extends BaseSuccessiveHalving<E> {
  private readonly grid: ParameterGrid;

  constructor(options: HalvingGridSearchCVOptions<E>) {
    super(options, ["paramGrid"]);
    this.grid = new ParameterGrid(options.paramGrid);
  }

  protected override identity(): unknown {
    return [[...this.grid], halvingOptions.map((name) => this.halving[name as "factor"])];
  }

  protected override candidates(): Params[] {
    return [...this.grid];
  }
}
