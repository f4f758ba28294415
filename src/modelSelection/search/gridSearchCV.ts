// Tries every combination of a grid.
import { type ParamGrid, ParameterGrid } from "../parameters/index.js";
import { BaseSearchCV } from "./baseSearchCV.js";
import type { Evaluate } from "./evaluation.js";
import type { SearchOptions } from "./searchOptions.js";
import type { Estimator } from "../types.js";

/** Options of {@link GridSearchCV}. */
export interface GridSearchCVOptions<E extends Estimator = Estimator> extends SearchOptions<E> {
  /** Lists of values by name, or several such grids. */
  paramGrid: ParamGrid | readonly ParamGrid[];
}

/**
 * Cross-validates every combination of parameters and keeps the best.
 *
 * The same `seed` gives the same table with one worker, several, or several machines.
 *
 * @example Which hidden layer suits the irises?
 * ```ts
 * import { GridSearchCV, iris, KerasClassifier, layers, Sequential } from "gradus";
 * import { expect } from "vitest";
 *
 * function buildModel({ units = 4 } = {}) {
 *   const model = new Sequential([
 *     layers.dense({ units, activation: "relu", inputShape: [4] }),
 *     layers.dense({ units: 3, activation: "softmax" }),
 *   ]);
 *   model.compile({ optimizer: "adam", loss: "sparse_categorical_crossentropy" });
 *   return model;
 * }
 * const { data, target } = iris();
 * const search = new GridSearchCV({
 *   estimator: new KerasClassifier({ buildFn: buildModel, epochs: 5, verbose: 0 }),
 *   paramGrid: { model__units: [2, 8] },
 *   cv: 3,
 *   seed: 0,
 * });
 * await search.fit(data, target);
 * expect(search.cvResults.params.length).toBe(2);
 * expect([2, 8]).toContain(search.bestParams.model__units);
 * ```
 *
 * @see scikit-learn `sklearn.model_selection.GridSearchCV`
 */
export class GridSearchCV<E extends Estimator = Estimator> extends BaseSearchCV<E> {
  private readonly grid: ParameterGrid;

  constructor(options: GridSearchCVOptions<E>) {
    super(options, ["paramGrid"]);
    this.grid = new ParameterGrid(options.paramGrid);
  }

  protected override identity(): unknown {
    return [...this.grid];
  }

  protected override async search(evaluate: Evaluate): Promise<void> {
    await evaluate([...this.grid]);
  }
}
