// What arrays reduce to one number, or along an axis; the loops stand in reduce.ts.
import { checkOptions, complaint } from "../../validation.js";
import type { Elements } from "../elements.js";
import { unary } from "../elementwise.js";
import {
  type Axis,
  reduce,
  reduceAll,
  type ReduceOptions,
  type Reduction,
  type SpreadOptions,
} from "../reduce.js";
import type { Table } from "./table.js";

/**
 * Sums, means, extremes and truths.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const x = [
 *   [1, 2],
 *   [3, 6],
 * ];
 * expect([np.sum(x), np.prod(x), np.mean(x), np.min(x), np.max(x)]).toEqual([12, 36, 3, 1, 6]);
 * expect([np.sum(x, 0), np.mean(x, 1)].map(String)).toEqual(["[4. 8.]", "[1.5 4.5]"]);
 * expect([np.var(x), np.std(x, undefined, { ddof: 1 })]).toEqual([3.5, Math.sqrt(14 / 3)]);
 * expect([np.argmax(x), np.argmin(x)]).toEqual([3, 0]);
 * expect([np.any([0, 1]), np.all([0, 1])]).toEqual([true, false]);
 * ```
 */
export interface Reductions<A> {
  /** Sum of all elements, or along an axis. Integers sum to int32. */
  sum(): number;
  sum(axis: Axis, options?: ReduceOptions): A;
  /** Product of all elements, or along an axis. */
  prod(): number;
  prod(axis: Axis, options?: ReduceOptions): A;
  /**
   * Mean of all elements, or along an axis.
   *
   * @throws RangeError for the mean of nothing, where NumPy warns and gives NaN; so do `var` and `std`.
   */
  mean(): number;
  mean(axis: Axis, options?: ReduceOptions): A;
  /** Variance of all elements, or along an axis; divided by n − ddof (0). */
  var(axis?: undefined, options?: Omit<SpreadOptions, "keepDims">): number;
  var(axis: Axis, options?: SpreadOptions): A;
  /** Standard deviation of all elements, or along an axis; divided by n − ddof (0). */
  std(axis?: undefined, options?: Omit<SpreadOptions, "keepDims">): number;
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

/** What the operation is called in messages, and the options it has. */
const words = {
  sum: "sum",
  prod: "multiply",
  mean: "take the mean",
  var: "compute the variance",
  std: "compute the standard deviation",
  min: "take the minimum",
  max: "take the maximum",
  fmin: "take the minimum",
  fmax: "take the maximum",
  argmax: "find the maximum",
  argmin: "find the minimum",
  any: "ask whether any element is true",
  all: "ask whether all elements are true",
} as const;

/** Along which axes: none for all elements in one number, as long as axes are not kept. */
function axesOf(
  name: keyof typeof words,
  x: Elements,
  axis: Axis | undefined,
  options: SpreadOptions | undefined,
  known: readonly string[] = ["keepDims"],
): Axis | undefined {
  if (options !== undefined) checkOptions(words[name], options, known);
  if (axis === undefined) return options?.keepDims ? [...x.shape.keys()] : undefined;
  if (typeof axis === "number" || Array.isArray(axis)) return axis;
  const { axis: meant, ...others } = (axis ?? {}) as unknown as Record<string, unknown>;
  const more = Object.keys(others).length > 0 ? ", { keepDims: true }" : "";
  const rest = `${typeof meant === "number" ? String(meant) : "0"}${more})`;
  const isOfNumbers = name === "fmin" || name === "fmax";
  const call = isOfNumbers ? `np.nan${name.slice(1)}(x, ${rest}` : `x.${name}(${rest}`;
  throw new TypeError(
    complaint({
      action: words[name],
      name: "axis",
      wanted: "a number or a list of numbers",
      got: axis,
      fix: `the axis comes before the options: ${call}`,
    }),
  );
}

/**
 * Refuses means of nothing, where NumPy warns and gives NaN. Along an axis there may be no means to take, either: that is well.
 *
 * @throws RangeError if there are no elements along the axes.
 */
function checkFilled(name: "mean" | "var" | "std", x: Elements, axes: Axis | undefined): void {
  if (x.size > 0) return;
  const along = axes === undefined ? x.shape : [axes].flat().map((axis) => x.shape.at(axis));
  if (!along.includes(0)) return;
  throw new RangeError(
    complaint({ action: `${words[name]} of an empty array`, name: "size", wanted: ">= 1", got: 0 }),
  );
}

const mean = (x: Elements, axis?: Axis, options?: ReduceOptions) => {
  const along = axesOf("mean", x, axis, options);
  checkFilled("mean", x, along);
  return along === undefined ? reduceAll("mean", x) : reduce("mean", x, along, options);
};

const reduction = (name: Reduction) => (x: Elements, axis?: Axis, options?: ReduceOptions) => {
  const along = axesOf(name, x, axis, options);
  return along === undefined ? reduceAll(name, x) : reduce(name, x, along, options);
};

const truth = (name: "any" | "all") => (x: Elements, axis?: Axis, options?: ReduceOptions) => {
  const result = reduction(name)(x, axis, options);
  return typeof result === "number" ? result === 1 : result;
};

const spread = (
  name: "var" | "std",
  x: Elements,
  axis: Axis | undefined,
  options: SpreadOptions = {},
): Elements | number => {
  const along = axesOf(name, x, axis, options, ["keepDims", "ddof"]);
  checkFilled(name, x, along);
  const axes = typeof along === "number" ? [along] : (along ?? [...x.shape.keys()]);
  const n = axes.reduce((product, axis) => product * x.shape.at(axis)!, 1);
  const { ddof = 0 } = options;
  if (!Number.isNaN(n) && !(n > ddof)) {
    const wanted = `< ${String(n)}, the number of elements`;
    throw new RangeError(complaint({ action: `take ${name}`, name: "ddof", wanted, got: ddof }));
  }
  return along === undefined ? reduceAll("var", x, options.ddof) : reduce("var", x, along, options);
};

/** The smallest and the largest that are not NaN. */
export const [fmin, fmax] = [reduction("fmin"), reduction("fmax")];

export const reductions: Table<Reductions<Elements>> = {
  sum: reduction("sum"),
  prod: reduction("prod"),
  mean,
  var: (x, axis, options) => spread("var", x, axis, options),
  std: (x, axis, options) => {
    const squared = spread("std", x, axis, options);
    return typeof squared === "number" ? Math.sqrt(squared) : unary("sqrt", squared);
  },
  min: reduction("min"),
  max: reduction("max"),
  argmax: reduction("argmax"),
  argmin: reduction("argmin"),
  any: truth("any"),
  all: truth("all"),
};
