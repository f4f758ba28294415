// Categories as numbers: labels as 0, 1, 2, …, columns as zeros with a single one.
import { type ArrayLike, asArray, NDArray } from "../array/index.js";
import { BaseEstimator, notFitted } from "../baseEstimator.js";
import { complaint, showValue } from "../validation.js";

/** A word or a number that names a kind. */
export type Category = string | number;

/** One column of categories. */
export type Categories = readonly (Category | boolean)[] | ArrayLike;

/** Rows of categories, shape `[numSamples, numFeatures]`. */
export type CategoryRows = readonly (readonly (Category | boolean)[])[] | ArrayLike;

function listOf(action: string, y: Categories): Category[] {
  if (Array.isArray(y) && y.every((one) => typeof one === "string")) return [...y];
  const array = asArray(y as ArrayLike);
  const column = array.ndim === 2 && array.shape[1] === 1 ? array.reshape(-1) : array;
  if (column.ndim !== 1)
    throw new TypeError(
      complaint({ action, name: "shape of y", wanted: "[numSamples]", got: [...array.shape] }),
    );
  return Array.from(column.data);
}

/** Numbers by size, words by code points, numbers first. */
function sorted(values: Iterable<Category>): Category[] {
  return [...new Set(values)].sort((a, b) =>
    typeof a === "number" && typeof b === "number"
      ? a - b
      : typeof a === typeof b
        ? a < b
          ? -1
          : 1
        : typeof a === "number"
          ? -1
          : 1,
  );
}

/**
 * Class labels, words or numbers, as 0, 1, 2, … in sorted order.
 *
 * @example
 * ```ts
 * import { LabelEncoder } from "gradus";
 * import { expect } from "vitest";
 *
 * const encoder = new LabelEncoder().fit(["paris", "tokyo", "paris"]);
 * expect(encoder.classes).toEqual(["paris", "tokyo"]);
 * expect(encoder.transform(["tokyo", "paris"]).toArray()).toEqual([1, 0]);
 * expect(encoder.inverseTransform([1])).toEqual(["tokyo"]);
 * ```
 *
 * @see scikit-learn `sklearn.preprocessing.LabelEncoder`
 */
export class LabelEncoder {
  private places: Map<Category, number> | undefined;

  /** The labels, sorted; a label's place is its number. */
  get classes(): Category[] {
    return [...this.learned("read the classes").keys()];
  }

  /** Learns which labels there are, shape `[numSamples]`. */
  fit(y: Categories): this {
    this.places = new Map(sorted(listOf("fit a LabelEncoder", y)).map((label, i) => [label, i]));
    return this;
  }

  /**
   * The number of each label, int32.
   *
   * @throws RangeError for a label that `fit` did not see.
   */
  transform(y: Categories): NDArray {
    const places = this.learned("encode labels");
    const numbers = listOf("encode labels", y).map((label) => {
      const place = places.get(label);
      if (place === undefined) throw unknownError("encode labels", "label", [...places.keys()], label);
      return place;
    });
    return new NDArray(Int32Array.from(numbers), [numbers.length]);
  }

  /** `fit` and `transform` in one. */
  fitTransform(y: Categories): NDArray {
    return this.fit(y).transform(y);
  }

  /** The labels of these numbers. */
  inverseTransform(numbers: ArrayLike): Category[] {
    const { classes } = this;
    return Array.from(asArray(numbers).data, (number) => {
      if (number in classes) return classes[number]!;
      const wanted = `an integer from 0 to ${String(classes.length - 1)}`;
      throw new RangeError(complaint({ action: "decode labels", name: "number", wanted, got: number }));
    });
  }

  private learned(action: string): Map<Category, number> {
    if (this.places) return this.places;
    throw notFitted(this, action);
  }
}

function unknownError(action: string, name: string, known: Category[], got: unknown): RangeError {
  const shown = known.slice(0, 8).map(showValue).join(", ");
  const wanted = `one that fit saw (${shown}${known.length > 8 ? ", …" : ""})`;
  return new RangeError(complaint({ action, name, wanted, got }));
}

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
    if (given !== "auto" && given.length !== columns.length) {
      const wanted = `"auto" or ${String(columns.length)} lists`;
      throw new RangeError(complaint({ action, name: "categories", wanted, got: given }));
    }
    const categories = columns.map((column, i) => {
      if (given === "auto") return sorted(column);
      const unknown = column.find((one) => !given[i]!.includes(one));
      if (unknown !== undefined && handleUnknown === "error")
        throw unknownError(action, `category of column ${String(i)}`, [...given[i]!], unknown);
      return [...given[i]!];
    });
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
    const columns = columnsOf(action, x);
    if (columns.length !== categories.length) {
      const wanted = `${String(categories.length)}, as in fit`;
      throw new RangeError(complaint({ action, name: "number of columns", wanted, got: columns.length }));
    }
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
          throw unknownError(action, `category of column ${String(i)}`, categories[i]!, category);
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
    return kept.flatMap((column, i) =>
      column.map((category) => `${names?.[i] ?? `x${String(i)}`}_${String(category)}`),
    );
  }
}

function columnsOf(action: string, x: CategoryRows): Category[][] {
  const isRows = Array.isArray(x) && x.every((row) => Array.isArray(row));
  if (isRows && x.some((row) => (row as unknown[]).some((one) => typeof one === "string"))) {
    const rows = x as (string | number | boolean)[][];
    const odd = rows.findIndex((row) => row.length !== rows[0]!.length);
    if (odd >= 0)
      throw new RangeError(
        complaint({
          action,
          name: `length of x[${String(odd)}]`,
          wanted: String(rows[0]!.length),
          got: rows[odd]!.length,
        }),
      );
    return rows[0]!.map((_, i) =>
      rows.map((row) => (typeof row[i] === "boolean" ? Number(row[i]) : row[i]!)),
    );
  }
  const array = asArray(x as ArrayLike);
  if (array.ndim !== 2)
    throw new TypeError(
      complaint({
        action,
        name: "shape of x",
        wanted: "[numSamples, numFeatures]",
        got: [...array.shape],
        fix: 'one column is [["a"], ["b"]]',
      }),
    );
  return Array.from({ length: array.shape[1]! }, (_, i) => Array.from(array.take(i, 1).data));
}
