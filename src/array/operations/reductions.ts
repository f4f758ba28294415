// What arrays reduce to one number, or along an axis; the loops stand in reduce.ts.
import type { Elements } from "../elements.js";
import { unary } from "../elementwise.js";
import { variance } from "../folds.js";
import {
  type Axis,
  reduce,
  reduceAll,
  type ReduceOptions,
  type Reduction,
  type SpreadOptions,
} from "../reduce.js";
import type { Table } from "./table.js";

/** Sums, means, extremes and truths. */
export interface Reductions<A> {
  /** Sum of all elements, or along an axis. Integers sum to int32. */
  sum(): number;
  sum(axis: Axis, options?: ReduceOptions): A;
  /** Product of all elements, or along an axis. */
  prod(): number;
  prod(axis: Axis, options?: ReduceOptions): A;
  /** Mean of all elements, or along an axis. */
  mean(): number;
  mean(axis: Axis, options?: ReduceOptions): A;
  /** Variance of all elements, or along an axis; divided by n − ddof (0). */
  var(axis?: undefined, options?: SpreadOptions): number;
  var(axis: Axis, options?: SpreadOptions): A;
  /** Standard deviation of all elements, or along an axis; divided by n − ddof (0). */
  std(axis?: undefined, options?: SpreadOptions): number;
  std(axis: Axis, options?: SpreadOptions): A;
  /** Smallest element, or along an axis. */
  min(): number;
  min(axis: Axis, options?: ReduceOptions): A;
  /** Largest element, or along an axis. */
  max(): number;
  max(axis: Axis, options?: ReduceOptions): A;
  /** Position of the first largest element (in C order), or along an axis. */
  argmax(): number;
  argmax(axis: number, options?: ReduceOptions): A;
  /** Position of the first smallest element (in C order), or along an axis. */
  argmin(): number;
  argmin(axis: number, options?: ReduceOptions): A;
  /** Whether any element is not 0, or along an axis. */
  any(): boolean;
  any(axis: Axis, options?: ReduceOptions): A;
  /** Whether no element is 0, or along an axis. */
  all(): boolean;
  all(axis: Axis, options?: ReduceOptions): A;
}

const reduction = (name: Reduction) => (x: Elements, axis?: Axis, options?: ReduceOptions) =>
  axis === undefined ? reduceAll(name, x) : reduce(name, x, axis, options);

const truth = (name: "any" | "all") => (x: Elements, axis?: Axis, options?: ReduceOptions) =>
  axis === undefined ? reduceAll(name, x) === 1 : reduce(name, x, axis, options);

const spread = (x: Elements, axis?: Axis, options: SpreadOptions = {}): Elements | number => {
  const fold = variance(options.ddof ?? 0);
  return axis === undefined ? reduceAll("var", x, fold) : reduce("var", x, axis, options, fold);
};

export const reductions: Table<Reductions<Elements>> = {
  sum: reduction("sum"),
  prod: reduction("prod"),
  mean: reduction("mean"),
  var: spread,
  std: (x, axis, options) => {
    const squared = spread(x, axis, options);
    return typeof squared === "number" ? Math.sqrt(squared) : unary("sqrt", squared);
  },
  min: reduction("min"),
  max: reduction("max"),
  argmax: reduction("argmax"),
  argmin: reduction("argmin"),
  any: truth("any"),
  all: truth("all"),
};
