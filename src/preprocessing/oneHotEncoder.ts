import { NDArray } from "../array/index.js";
import { BaseEstimator } from "../baseEstimator.js";
import { complaint } from "../validation.js";
import {
  type Category,
  categoryName,
  type CategoryRows,
  checkColumns,
  columnsOf,
  learnCategories,
  unknownError,
} from "./categories.js";
import { namesOut } from "./doubles.js";

/** Options of {@link OneHotEncoder}. */
export interface OneHotEncoderOptions {
  /** Categories of each column, in the order of the new columns. Default: `"auto"`, all that occur, sorted. */
  categories?: "auto" | readonly (readonly Category[])[];
  /** Leaves out the first category of each column, or of those with two. Default: null, none. */
  drop?: "first" | "ifBinary" | null;
  /** What a category gets that `fit` did not see: an error (the default), or zeros. */
  handleUnknown?: "error" | "ignore";
}

/**
 * Columns of categories as columns of 0 and 1, one for each category.
 *
 * @example
 * ```ts
 * import { OneHotEncoder } from "gradus";
 * import { expect } from "vitest";
 *
 * const encoder = new OneHotEncoder().fit([["red", 1], ["blue", 2]]);
 * expect(encoder.categories).toEqual([["blue", "red"], [1, 2]]);
 * expect(encoder.transform([["blue", 1]]).toArray()).toEqual([[1, 0, 1, 0]]);
 * ```
 *
 * @see scikit-learn `sklearn.preprocessing.OneHotEncoder` with `sparse_output=False`
 */
export class OneHotEncoder extends BaseEstimator<
  OneHotEncoderOptions,
  { categories: Category[][]; kept: Category[][] }
> {
  constructor(options: OneHotEncoderOptions = {}) {
    super(options, { categories: "auto", drop: null, handleUnknown: "error" });
  }

  /** Categories of each column. */
  get categories(): Category[][] {
    return this.learned("read the categories").categories;
  }

  /** Learns which categories each column has. */
  fit(x: CategoryRows): this {
    const action = "fit a OneHotEncoder";
    const { categories: given, drop, handleUnknown } = this.params;
    if (![null, "first", "ifBinary"].includes(drop))
      throw new RangeError(
        complaint({ action, name: "drop", wanted: '"first", "ifBinary" or null', got: drop }),
      );
    if (!["error", "ignore"].includes(handleUnknown))
      throw new RangeError(
        complaint({ action, name: "handleUnknown", wanted: '"error" or "ignore"', got: handleUnknown }),
      );
    const columns = columnsOf(action, x);
    this.learnNames(x);
    const isStrict = handleUnknown === "error";
    const categories = learnCategories(action, columns, given, isStrict, this.featureNamesIn);
    const kept = categories.map((all) =>
      drop === "first" || (drop === "ifBinary" && all.length === 2) ? all.slice(1) : all,
    );
    this.fitted = { categories, kept };
    return this;
  }

  /**
   * Zeros and ones, float64, shape `[numSamples, numCategories]`.
   *
   * @throws RangeError for a category that `fit` did not see, unless it is to be ignored.
   */
  transform(x: CategoryRows): NDArray {
    const action = "one-hot encode";
    const { categories, kept } = this.learned(action);
    this.checkNames(action, x);
    const columns = columnsOf(action, x);
    checkColumns(action, columns, categories.length);
    const width = kept.reduce((sum, column) => sum + column.length, 0);
    const numSamples = columns[0]?.length ?? 0;
    const out = new Float64Array(numSamples * width);
    let first = 0;
    columns.forEach((column, i) => {
      const places = new Map(kept[i]!.map((category, place) => [category, place]));
      column.forEach((category, row) => {
        const place = places.get(category);
        if (place !== undefined) out[row * width + first + place] = 1;
        else if (this.params.handleUnknown === "error" && !categories[i]!.includes(category))
          throw unknownError(
            action,
            `category of column ${this.featureNamesIn?.[i] ?? String(i)}`,
            categories[i]!,
            category,
          );
      });
      first += kept[i]!.length;
    });
    return new NDArray(out, [numSamples, width]);
  }

  /** `fit` and `transform` in one. */
  fitTransform(x: CategoryRows): NDArray {
    return this.fit(x).transform(x);
  }

  /** Names of the new columns: `color_red`, … */
  getFeatureNamesOut(names?: readonly string[]): string[] {
    const { kept } = this.learned("name columns");
    const columns = namesOut(kept.length, names === undefined ? this.featureNamesIn : names);
    return kept.flatMap((all, i) => all.map((category) => `${columns[i]!}_${categoryName(category)}`));
  }
}
