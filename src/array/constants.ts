// NumPy's numbers by name.

/**
 * The ratio of a circle's circumference to its diameter.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.round(np.sin([0, np.pi / 2, np.pi])).toArray()).toEqual([0, 1, 0]);
 * ```
 *
 * @see NumPy `numpy.pi`
 */
export const pi = Math.PI;

/**
 * Euler's number, the base of natural logarithms.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.log([1, np.e]).toArray()).toEqual([0, 1]);
 * ```
 *
 * @see NumPy `numpy.e`
 */
export const e = Math.E;

/**
 * Positive infinity.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.max([1, np.inf, -np.inf])).toBe(np.inf);
 * ```
 *
 * @see NumPy `numpy.inf`
 */
export const inf = Infinity;

/**
 * Not a number: what is missing, or cannot be computed. It equals nothing, itself neither: ask with `np.isnan`.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.isnan([1, np.nan]).toArray()).toEqual([false, true]);
 * expect(np.nanmean([1, np.nan, 3])).toBe(2);
 * ```
 *
 * @see NumPy `numpy.nan`
 */
export const nan = NaN;
