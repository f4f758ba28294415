// What arrays reduce to one number, or along an axis; the loops stand in reduce.ts.
import { Arithmetic } from "./arithmetic.js";
import { folds, variance } from "./folds.js";
import type { NDArray } from "./ndarray.js";
import { type Axis, reduce, reduceAll, type ReduceOptions, type SpreadOptions } from "./reduce.js";

/** Sums, means, extremes and truths. Only ndarray.ts may import it: it and `NDArray` need each other. */
export abstract class Reductions extends Arithmetic {
  /** Sum of all elements, or along an axis. Integers sum to int32. */
  sum(): number;
  sum(axis: Axis, options?: ReduceOptions): NDArray;
  sum(axis?: Axis, options?: ReduceOptions): number | NDArray {
    return axis === undefined ? reduceAll("sum", this) : reduce("sum", this, axis, options);
  }
  /** Product of all elements, or along an axis. */
  prod(): number;
  prod(axis: Axis, options?: ReduceOptions): NDArray;
  prod(axis?: Axis, options?: ReduceOptions): number | NDArray {
    return axis === undefined ? reduceAll("prod", this) : reduce("prod", this, axis, options);
  }
  /** Mean of all elements, or along an axis. */
  mean(): number;
  mean(axis: Axis, options?: ReduceOptions): NDArray;
  mean(axis?: Axis, options?: ReduceOptions): number | NDArray {
    return axis === undefined ? reduceAll("mean", this) : reduce("mean", this, axis, options);
  }
  /** Variance of all elements, or along an axis; divided by n − ddof (0). */
  var(axis?: undefined, options?: SpreadOptions): number;
  var(axis: Axis, options?: SpreadOptions): NDArray;
  var(axis?: Axis, options: SpreadOptions = {}): number | NDArray {
    const fold = variance(options.ddof ?? 0);
    return axis === undefined ? reduceAll("var", this, fold) : reduce("var", this, axis, options, fold);
  }
  /** Standard deviation of all elements, or along an axis; divided by n − ddof (0). */
  std(axis?: undefined, options?: SpreadOptions): number;
  std(axis: Axis, options?: SpreadOptions): NDArray;
  std(axis?: Axis, options: SpreadOptions = {}): number | NDArray {
    return axis === undefined ? Math.sqrt(this.var(axis, options)) : this.var(axis, options).sqrt();
  }
  /** Smallest element, or along an axis. */
  min(): number;
  min(axis: Axis, options?: ReduceOptions): NDArray;
  min(axis?: Axis, options?: ReduceOptions): number | NDArray {
    return axis === undefined ? reduceAll("min", this) : reduce("min", this, axis, options);
  }
  /** Largest element, or along an axis. */
  max(): number;
  max(axis: Axis, options?: ReduceOptions): NDArray;
  max(axis?: Axis, options?: ReduceOptions): number | NDArray {
    return axis === undefined ? reduceAll("max", this) : reduce("max", this, axis, options);
  }
  /** Position of the first largest element (in C order), or along an axis. */
  argmax(): number;
  argmax(axis: number, options?: ReduceOptions): NDArray;
  argmax(axis?: number, options?: ReduceOptions): number | NDArray {
    return axis === undefined ? reduceAll("argmax", this) : reduce("argmax", this, axis, options);
  }
  /** Position of the first smallest element (in C order), or along an axis. */
  argmin(): number;
  argmin(axis: number, options?: ReduceOptions): NDArray;
  argmin(axis?: number, options?: ReduceOptions): number | NDArray {
    return axis === undefined ? reduceAll("argmin", this) : reduce("argmin", this, axis, options);
  }
  /** Whether any element is not 0, or along an axis. */
  any(): boolean;
  any(axis: Axis, options?: ReduceOptions): NDArray;
  any(axis?: Axis, options?: ReduceOptions): boolean | NDArray {
    return axis === undefined ? folds.any(this.data, 0, this.size) === 1 : reduce("any", this, axis, options);
  }
  /** Whether no element is 0, or along an axis. */
  all(): boolean;
  all(axis: Axis, options?: ReduceOptions): NDArray;
  all(axis?: Axis, options?: ReduceOptions): boolean | NDArray {
    return axis === undefined ? folds.all(this.data, 0, this.size) === 1 : reduce("all", this, axis, options);
  }
}
