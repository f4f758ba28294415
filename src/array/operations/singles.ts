// Functions of single elements; the loops stand in elementwise.ts.
import { complaint } from "../../validation.js";
import { binary, clip, round, unary } from "../elementwise.js";
import type { ArrayLike, Elements } from "../elements.js";
import { operandOf } from "../fromLists.js";
import type { UnaryName } from "../kernels.js";
import type { Table } from "./table.js";

/**
 * Functions of each element.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(String(np.exp([0, 1]))).toBe("[1.         2.71828183]");
 * expect([np.log([1, Math.E]), np.sqrt([4, 9]), np.square([2, 3])].map(String)).toEqual(["[0. 1.]", "[2. 3.]", "[4. 9.]"]);
 * expect([np.sin([0]), np.cos([0]), np.tanh([0])].map(String)).toEqual(["[0.]", "[1.]", "[0.]"]);
 * expect([np.neg([1, -2]), np.abs([1, -2]), np.sign([1, -2])].map(String)).toEqual(["[-1.  2.]", "[1. 2.]", "[ 1. -1.]"]);
 * ```
 */
export interface Singles<A> {
  /** e to the power of each element. */
  exp(): A;
  /** Natural logarithms; NaN below 0, −Infinity at 0, with a warning. */
  log(): A;
  /** Square roots; NaN below 0, with a warning. */
  sqrt(): A;
  /** Squares. */
  square(): A;
  /** Sines of angles in radians. */
  sin(): A;
  /** Cosines of angles in radians. */
  cos(): A;
  /** Hyperbolic tangents. */
  tanh(): A;
  /** Negated elements. */
  neg(): A;
  /** Absolute values. */
  abs(): A;
  /** −1, 0 or 1. */
  sign(): A;
  /**
   * Largest integers not above.
   *
   * @example
   * ```ts
   * import { np } from "gradus";
   * import { expect } from "vitest";
   *
   * const x = [-1.5, 0.5, 2.5];
   * expect([np.floor(x), np.ceil(x), np.round(x)].map(String)).toEqual(["[-2.  0.  2.]", "[-1.  1.  3.]", "[-2.  0.  2.]"]);
   * expect(String(np.clip(x, 0, 1))).toBe("[0.  0.5 1. ]");
   * expect(String(np.clip(x, 0))).toBe("[0.  0.5 2.5]");
   * expect([np.isNaN([1, NaN]), np.isFinite([1, NaN])].map(String)).toEqual(["[False  True]", "[ True False]"]);
   * expect([np.isnan([1, NaN]), np.isfinite([1, NaN])].map(String)).toEqual(["[False  True]", "[ True False]"]);
   * expect(np.logicalNot([0, 2]).toArray()).toEqual([true, false]);
   * ```
   */
  floor(): A;
  /** Smallest integers not below. */
  ceil(): A;
  /** Where the element is not a number. */
  isNaN(): A;
  /** Where the element is neither infinite nor "not a number". */
  isFinite(): A;
  /** Where the element is 0 or false. */
  logicalNot(): A;
  /** Values below `low` become `low`, those above `high` become `high`; a bound that is left out or null does not bound. */
  clip(low?: ArrayLike | null, high?: ArrayLike | null): A;
  /** Rounds to `decimals` (0) places, halves to the even digit, as NumPy does. */
  round(decimals?: number): A;
}

const single = (name: UnaryName) => (x: Elements) => unary(name, x);

export const singles: Table<Singles<Elements>> = {
  exp: single("exp"),
  log: single("log"),
  sqrt: single("sqrt"),
  square: single("square"),
  sin: single("sin"),
  cos: single("cos"),
  tanh: single("tanh"),
  neg: single("neg"),
  abs: single("abs"),
  sign: single("sign"),
  floor: single("floor"),
  ceil: single("ceil"),
  isNaN: single("isNaN"),
  isFinite: single("isFinite"),
  logicalNot: single("not"),
  clip: (x, low, high) => {
    if (low !== undefined && low !== null) {
      const bottom = operandOf(low);
      return high === undefined || high === null
        ? binary("maximum", x, bottom)
        : clip(x, bottom, operandOf(high));
    }
    if (high !== undefined && high !== null) return binary("minimum", x, operandOf(high));
    const wanted = "given, or high";
    throw new TypeError(complaint({ action: "clip", name: "low", wanted, got: low }));
  },
  round,
};
