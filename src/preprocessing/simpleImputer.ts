// Values for what is missing.
import { type ArrayLike, NDArray } from "../array/index.js";
import { BaseEstimator } from "../baseEstimator.js";
import { type Column, Table } from "../table/index.js";
import { complaint } from "../validation.js";
import { doubles, namesOut, outputType } from "./doubles.js";

/** Options of {@link SimpleImputer}. */
export interface SimpleImputerOptions {
  /**
   * What stands in: the column's `"mean"` (the default), `"median"` or most frequent value, or a `"constant"`. Words of a table
   * have only the last two.
   */
  strategy?: "mean" | "median" | "mostFrequent" | "constant";
  /** The value of strategy `"constant"`. Default: null, which is 0, or `"missing_value"` among words. */
  fillValue?: number | string | null;
}

/**
 * Puts a value where NaN stands, column by column; in a table also where a word is missing.
 *
 * A column of the training data that is missing altogether is an error, where scikit-learn leaves it out and warns.
 *
 * @example
 * ```ts
 * import { SimpleImputer, Table } from "gradus";
 * import { expect } from "vitest";
 *
 * const imputer = new SimpleImputer().fit([[1], [3], [NaN]]);
 * expect(imputer.transform([[NaN], [7]]).toArray()).toEqual([[2], [7]]);
 *
 * const towns = new Table({ town: ["Busan", null, "Busan", "Seoul"] });
 * const filled = new SimpleImputer({ strategy: "mostFrequent" }).fitTransform(towns);
 * expect(filled.categories("town")).toEqual(["Busan", "Busan", "Busan", "Seoul"]);
 * ```
 *
 * @see scikit-learn `sklearn.impute.SimpleImputer`
 */
export class SimpleImputer extends BaseEstimator<SimpleImputerOptions, readonly (number | string)[]> {
  constructor(options: SimpleImputerOptions = {}) {
    super(options, { strategy: "mean", fillValue: null });
  }

  /**
   * What stands in for the missing values of each column.
   *
   * @throws TypeError for words, which no array holds.
   */
  get statistics(): NDArray {
    const action = "read the statistics";
    const found = this.learned(action);
    const word = found.find((value) => typeof value === "string");
    if (word !== undefined)
      throw new TypeError(complaint({ action, name: "all of them", wanted: "numbers", got: word }));
    return new NDArray(Float64Array.from(found as number[]), [found.length]);
  }

  /** Learns a value for each column of `x`, shape `[numSamples, numFeatures]`, or of a table. */
  fit(x: ArrayLike): this {
    const action = "fit a SimpleImputer";
    const { strategy } = this.params;
    if (!(strategy === "constant" || strategy in statistics)) {
      const wanted = '"mean", "median", "mostFrequent" or "constant"';
      throw new RangeError(complaint({ action, name: "strategy", wanted, got: strategy }));
    }
    if (x instanceof Table) {
      if (x.length === 0)
        throw new RangeError(complaint({ action, name: "x", wanted: "at least 1 sample", got: 0 }));
      this.fitted = x.names.map((name) => standIn(action, this.params, name, x.column(name)));
    } else {
      const samples = doubles(action, x);
      this.fitted = Array.from({ length: samples.shape[1]! }, (_, i) =>
        standIn(action, this.params, String(i), { kind: "number", values: samples.take(i, 1) }),
      );
    }
    this.learnNames(x);
    return this;
  }

  /** Samples without what is missing. A table stays a table; of arrays float32 stays float32, the rest becomes float64. */
  transform<Name extends string>(x: Table<Name>): Table<Name>;
  transform(x: ArrayLike): NDArray;
  transform(x: ArrayLike): NDArray | Table {
    const action = "fill in missing values";
    const found = this.learned(action);
    if (!(x instanceof Table))
      return doubles(action, x, found.length)
        .map((value, i) => (Number.isNaN(value) ? (found[i % found.length]! as number) : value))
        .astype(outputType(x));
    this.checkNames(action, x);
    if (x.names.length !== found.length) {
      const wanted = `${String(found.length)}, as in fit`;
      throw new RangeError(complaint({ action, name: "number of columns", wanted, got: x.names.length }));
    }
    return new Table(
      x.names.map((name, i) => [name, filled(action, name, x.column(name), found[i]!)] as const),
    );
  }

  /** `fit` and `transform` in one. */
  fitTransform<Name extends string>(x: Table<Name>): Table<Name>;
  fitTransform(x: ArrayLike): NDArray;
  fitTransform(x: ArrayLike): NDArray | Table {
    return this.fit(x).transform(x);
  }

  /** Names of the columns, which stay. */
  getFeatureNamesOut(names?: readonly string[]): string[] {
    return namesOut(this.learned("name columns").length, names === undefined ? this.featureNamesIn : names);
  }
}

/** The value for a column. */
function standIn(
  action: string,
  { strategy, fillValue }: Required<SimpleImputerOptions>,
  name: string,
  column: Column,
): number | string {
  if (column.kind === "date") throw kindError(action, name, "of numbers or categories", column.kind);
  const isWords = column.kind === "category";
  if (strategy === "constant") {
    const constant = fillValue ?? (isWords ? "missing_value" : 0);
    if (typeof constant === (isWords ? "string" : "number")) return constant;
    const wanted = isWords ? `a text for column ${name}` : `a number for column ${name}`;
    throw new TypeError(complaint({ action, name: "fillValue", wanted, got: fillValue }));
  }
  if (isWords && strategy !== "mostFrequent")
    throw kindError(action, name, `of numbers for strategy "${strategy}"`, column.kind, "mostFrequent");
  const known = knownOf(column);
  if (known.length > 0)
    return isWords
      ? mostFrequent(known.sort())
      : statistics[strategy](Float64Array.from(known as number[]).sort());
  throw new RangeError(
    complaint({
      action,
      name: `column ${name}`,
      wanted: "known in at least one sample",
      got: NaN,
      fix: 'drop it, or use strategy "constant"',
    }),
  );
}

/** What is there of a column. */
function knownOf(column: Column): (number | string)[] {
  if (column.kind === "number")
    return Array.from(column.values.data as Iterable<number>).filter((value) => !Number.isNaN(value));
  return (column.values as readonly (string | null)[]).filter((value) => value !== null);
}

/** A column with a value where nothing was. */
function filled(action: string, name: string, column: Column, value: number | string): Column {
  const isNumber = typeof value === "number";
  // a column without any value has no kind of its own
  if (column.kind !== (isNumber ? "number" : "category") && knownOf(column).length > 0)
    throw kindError(action, name, `of ${isNumber ? "numbers" : "categories"}, as in fit`, column.kind);
  if (isNumber) {
    const { length } = column.values;
    const values =
      column.kind === "number" ? column.values : new NDArray(new Float64Array(length).fill(NaN), [length]);
    return { kind: "number", values: values.map((one) => (Number.isNaN(one) ? value : one)) };
  }
  const words =
    column.kind === "category" ? column.values : Array.from({ length: column.values.length }, () => null);
  return { kind: "category", values: words.map((word) => word ?? value) };
}

function kindError(action: string, name: string, wanted: string, got: string, strategy?: string): TypeError {
  const fix = strategy && `use strategy "${strategy}" or "constant"`;
  return new TypeError(complaint({ action, name: `column ${name}`, wanted, got, fix }));
}

/** Of sorted values: the smallest of those that occur most often. */
function mostFrequent<T>(values: { readonly length: number; readonly [place: number]: T }): T {
  let [best, most] = [values[0]!, 0];
  for (let start = 0, end = 0; start < values.length; start = end) {
    while (end < values.length && values[end] === values[start]) end++;
    if (end - start > most) [best, most] = [values[start]!, end - start];
  }
  return best;
}

/** Of sorted numbers. */
const statistics = {
  mean: (values: Float64Array) => new NDArray(values, [values.length]).mean(),
  median: (values: Float64Array) => (values[(values.length - 1) >> 1]! + values[values.length >> 1]!) / 2,
  mostFrequent,
};
