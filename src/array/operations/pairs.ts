// Operations on pairs of elements; the loops stand in elementwise.ts.
import { binary } from "../elementwise.js";
import type { ArrayLike, Elements } from "../elements.js";
import { operandOf } from "../fromLists.js";
import type { BinaryName } from "../kernels.js";
import type { Table } from "./table.js";

/**
 * Arithmetic and comparisons of `x` and `b`, element by element; both may be numbers or arrays, which broadcast.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const x = np.array([7, -7], { dtype: "int32" });
 * expect([np.add(x, 2), np.sub(x, 2), np.mul(x, 2)].map(String)).toEqual(["[ 9 -5]", "[ 5 -9]", "[ 14 -14]"]);
 * expect([np.div(x, 2), np.floorDivide(x, 2)].map(String)).toEqual(["[ 3.5 -3.5]", "[ 3 -4]"]);
 * expect([np.mod(x, 4), np.pow(x, 2)].map(String)).toEqual(["[3 1]", "[49 49]"]);
 * expect([np.maximum(x, 0), np.minimum(x, 0)].map(String)).toEqual(["[7 0]", "[ 0 -7]"]);
 * ```
 */
export interface Pairs<A> {
  /** `x + b`, element by element; arrays broadcast. */
  add(b: ArrayLike): A;
  /** `x − b`, element by element. */
  sub(b: ArrayLike): A;
  /** `x · b`, element by element. */
  mul(b: ArrayLike): A;
  /** `x / b`, element by element; integers become float64. A divisor that is 0 gives NaN or an infinity, with a warning. */
  div(b: ArrayLike): A;
  /** The largest integer not above `x / b`; integers stay integers. */
  floorDivide(b: ArrayLike): A;
  /** `x` to the power `b`. */
  pow(b: ArrayLike): A;
  /** Remainder with the sign of `b`, as in Python. */
  mod(b: ArrayLike): A;
  /** The larger of each pair. */
  maximum(b: ArrayLike): A;
  /** The smaller of each pair. */
  minimum(b: ArrayLike): A;
  /**
   * Where elements are the same.
   *
   * @example
   * ```ts
   * import { np } from "gradus";
   * import { expect } from "vitest";
   *
   * const x = [1, 2, 3];
   * expect([np.equal(x, 2), np.notEqual(x, 2)].map(String)).toEqual(["[False  True False]", "[ True False  True]"]);
   * expect([np.less(x, 2), np.lessEqual(x, 2)].map(String)).toEqual(["[ True False False]", "[ True  True False]"]);
   * expect([np.greater(x, 2), np.greaterEqual(x, 2)].map(String)).toEqual(["[False False  True]", "[False  True  True]"]);
   * expect(np.logicalAnd([1, 1, 0], [1, 0, 0]).toArray()).toEqual([true, false, false]);
   * expect(np.logicalOr([1, 1, 0], [1, 0, 0]).toArray()).toEqual([true, true, false]);
   * ```
   */
  equal(b: ArrayLike): A;
  /** Where elements differ. */
  notEqual(b: ArrayLike): A;
  /** Where `x > b`. */
  greater(b: ArrayLike): A;
  /** Where `x ≥ b`. */
  greaterEqual(b: ArrayLike): A;
  /** Where `x < b`. */
  less(b: ArrayLike): A;
  /** Where `x ≤ b`. */
  lessEqual(b: ArrayLike): A;
  /** Where both are not 0. */
  logicalAnd(b: ArrayLike): A;
  /** Where either is not 0. */
  logicalOr(b: ArrayLike): A;
}

const pair = (name: BinaryName) => (x: Elements | number, b: ArrayLike) => binary(name, x, operandOf(b));

export const pairs: Table<Pairs<Elements>, Elements | number> = {
  add: pair("add"),
  sub: pair("sub"),
  mul: pair("mul"),
  div: pair("div"),
  floorDivide: pair("floorDivide"),
  pow: pair("pow"),
  mod: pair("mod"),
  maximum: pair("maximum"),
  minimum: pair("minimum"),
  equal: pair("equal"),
  notEqual: pair("notEqual"),
  greater: pair("greater"),
  greaterEqual: pair("greaterEqual"),
  less: pair("less"),
  lessEqual: pair("lessEqual"),
  logicalAnd: pair("logicalAnd"),
  logicalOr: pair("logicalOr"),
};
