import { type ArrayLike, asArray, NDArray } from "../array/index.js";
import { BaseEstimator } from "../baseEstimator.js";
import { complaint } from "../validation.js";
import {
  type Category,
  type CategoryRows,
  checkColumns,
  columnsOf,
  learnCategories,
  unknownError,
} from "./categories.js";
import { namesOut } from "./doubles.js";

/** Options of {@link OrdinalEncoder}. */
export interface OrdinalEncoderOptions {
  /** Categories of each column, in the order of their numbers. Default: `"auto"`, all that occur, sorted. */
  categories?: "auto" | readonly (readonly Category[])[];
  /** What a category gets that `fit` did not see: an error (the default), or `unknownValue`. */
  handleUnknown?: "error" | "useEncodedValue";
  /** For `handleUnknown: "useEncodedValue"`: an integer that is no category's number, or NaN. Default: null. */
  unknownValue?: number | null;
  /** What NaN becomes. Default: NaN. */
  encodedMissingValue?: number;
}

/**
 * Columns of categories as columns of 0, 1, 2, …: for features, as {@link LabelEncoder} is for labels.
 *
 * @example Sizes in their own order
 * ```ts
 * import { OrdinalEncoder } from "gradus";
 * import { expect } from "vitest";
 *
 * const encoder = new OrdinalEncoder({ categories: [["small", "large"], ["blue", "red"]] });
 * expect(encoder.fitTransform([["large", "red"], ["small", "red"]]).toArray()).toEqual([[1, 1], [0, 1]]);
 * expect(encoder.inverseTransform([[0, 0]])).toEqual([["small", "blue"]]);
 * ```
 *
 * @see scikit-learn `sklearn.preprocessing.OrdinalEncoder`
 */
export class OrdinalEncoder extends BaseEstimator<OrdinalEncoderOptions, Category[][]> {
  constructor(options: OrdinalEncoderOptions = {}) {
    const defaults = { categories: "auto", handleUnknown: "error", unknownValue: null } as const;
    super(options, { ...defaults, encodedMissingValue: NaN });
  }

  /** Categories of each column; a category's place is its number. */
  get categories(): Category[][] {
    return this.learned("read the categories");
  }

  /** Learns which categories each column has. */
  fit(x: CategoryRows): this {
    const action = "fit an OrdinalEncoder";
    const { categories: given, handleUnknown, unknownValue } = this.params;
    if (!["error", "useEncodedValue"].includes(handleUnknown)) {
      const wanted = '"error" or "useEncodedValue"';
      throw new RangeError(complaint({ action, name: "handleUnknown", wanted, got: handleUnknown }));
    }
    const encodes = handleUnknown === "useEncodedValue";
    const isNumber = Number.isInteger(unknownValue) || Number.isNaN(unknownValue);
    if (encodes !== isNumber) {
      const wanted = encodes ? "an integer or NaN" : 'null unless handleUnknown is "useEncodedValue"';
      throw new TypeError(complaint({ action, name: "unknownValue", wanted, got: unknownValue }));
    }
    const columns = columnsOf(action, x);
    this.learnNames(x);
    const categories = learnCategories(action, columns, given, !encodes, this.featureNamesIn);
    const most = Math.max(...categories.map((column) => column.length));
    if (encodes && unknownValue! >= 0 && unknownValue! < most) {
      const wanted = `a number that no category has (0 to ${String(most - 1)})`;
      throw new RangeError(complaint({ action, name: "unknownValue", wanted, got: unknownValue }));
    }
    this.fitted = categories;
    return this;
  }

  /**
   * The number of each category, float64, shape `[numSamples, numFeatures]`.
   *
   * @throws RangeError for a category that `fit` did not see, unless it has a value of its own.
   */
  transform(x: CategoryRows): NDArray {
    const action = "encode categories";
    const categories = this.learned(action);
    this.checkNames(action, x);
    const columns = columnsOf(action, x);
    checkColumns(action, columns, categories.length);
    const { handleUnknown, unknownValue, encodedMissingValue } = this.params;
    const width = columns.length;
    const out = new Float64Array(columns[0]!.length * width);
    for (const [i, column] of columns.entries()) {
      const places = new Map(categories[i]!.map((category, place) => [category, place]));
      for (const [row, category] of column.entries()) {
        const place = places.get(category);
        if (place === undefined && handleUnknown === "error")
          throw unknownError(
            action,
            `category of column ${this.featureNamesIn?.[i] ?? String(i)}`,
            categories[i]!,
            category,
          );
        const isMissing = place !== undefined && Number.isNaN(category);
        out[row * width + i] = isMissing ? encodedMissingValue : (place ?? unknownValue!);
      }
    }
    return new NDArray(out, [columns[0]!.length, width]);
  }

  /** `fit` and `transform` in one. */
  fitTransform(x: CategoryRows): NDArray {
    return this.fit(x).transform(x);
  }

  /** The categories of these numbers, as rows; null for `unknownValue`. */
  inverseTransform(x: ArrayLike): (Category | null)[][] {
    const action = "decode categories";
    const categories = this.learned(action);
    const columns = columnsOf(action, asArray(x)) as number[][];
    checkColumns(action, columns, categories.length);
    const { unknownValue, encodedMissingValue } = this.params;
    const decode = (number: number, i: number): Category | null => {
      const known = categories[i]!;
      if (Object.is(number, encodedMissingValue) && known.some(Number.isNaN)) return NaN;
      if (number in known) return known[number]!;
      if (Object.is(number, unknownValue)) return null;
      const wanted = `an integer from 0 to ${String(known.length - 1)}`;
      throw new RangeError(complaint({ action, name: `number of column ${String(i)}`, wanted, got: number }));
    };
    return columns[0]!.map((_, row) => columns.map((column, i) => decode(column[row]!, i)));
  }

  /** Names of the columns, which stay. */
  getFeatureNamesOut(names?: readonly string[]): string[] {
    return namesOut(this.learned("name columns").length, names === undefined ? this.featureNamesIn : names);
  }
}
