// Polynomials by their coefficients, the highest power first.
import { checkInteger, checkOptions, complaint } from "../validation.js";
import { asArray } from "./array.js";
import { zerosLike } from "./create.js";
import { promote, promoteNumber } from "./dtype.js";
import type { ArrayLike } from "./elements.js";
import { lstsq } from "./equations.js";
import { LinAlgError } from "./linalgMatrix.js";
import { NDArray } from "./ndarray.js";
import { refuseMore } from "./surplus.js";

/** Options of {@link polyfit}. */
export interface PolyfitOptions {
  /** How much each point counts, applied to its distance before squaring: for errors of size s write 1 / s. Default: all 1. */
  w?: ArrayLike;
}

/**
 * The polynomial of degree `deg` with the least sum of squared distances from points.
 *
 * @param x - Where the points lie, shape `[m]`.
 * @param y - Their heights, shape `[m]`, or `[m, k]` for k polynomials.
 * @returns The coefficients, highest power first: float64, shape `[deg + 1]` or `[deg + 1, k]`.
 * @throws LinAlgError if the points do not determine it: fewer different ones than coefficients, or a degree too high for doubles.
 * NumPy then warns, and gives one of many.
 *
 * @example A line through points
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const [slope, intercept] = np.polyfit([0, 1, 2], [1, 3, 5], 1);
 * expect(slope.item()).toBeCloseTo(2, 12);
 * expect(intercept.item()).toBeCloseTo(1, 12);
 * ```
 *
 * @see NumPy `numpy.polyfit`
 */
export function polyfit(x: ArrayLike, y: ArrayLike, deg: number, options: PolyfitOptions = {}): NDArray {
  if (arguments.length > 4) refuseMore("polyfit", 4, arguments);
  const action = "fit a polynomial";
  checkOptions(action, options, ["w"], "weights come as { w: weights }");
  checkInteger(action, "deg", deg, { min: 0 });
  const [points, heights] = [asArray(x, "float64"), asArray(y, "float64")];
  const complain = (name: string, wanted: string, got: unknown) =>
    new RangeError(complaint({ action, name, wanted, got }));
  if (points.ndim !== 1 || points.size === 0) throw complain("shape of x", "[m], m >= 1", points.shape);
  const m = points.size;
  if (heights.ndim < 1 || heights.ndim > 2 || heights.length !== m)
    throw complain("shape of y", `[${String(m)}] or [${String(m)}, k], as x is`, heights.shape);
  let matrix = vander(points, deg + 1);
  let target = heights;
  if (options.w !== undefined) {
    const weights = asArray(options.w, "float64");
    if (weights.ndim !== 1 || weights.size !== m)
      throw complain("shape of w", `[${String(m)}], one weight a point`, weights.shape);
    matrix = matrix.mul(weights.expandDims(1));
    target = heights.mul(heights.ndim === 2 ? weights.expandDims(1) : weights);
  }
  // Columns of one length, as NumPy scales them: high powers are large.
  const scale = matrix.square().sum(0).sqrt();
  const lengths = scale.map((length) => (length === 0 ? 1 : length));
  const { x: found, rank } = lstsq(matrix.div(lengths), target);
  if (rank <= deg)
    throw new LinAlgError(
      complaint({
        action: `${action} of degree ${String(deg)}`,
        name: "rank of the powers of x",
        wanted: `${String(deg + 1)}, one for each coefficient`,
        got: rank,
        fix: "give more different x, or a lower deg",
      }),
    );
  return found.ndim === 2 ? found.div(lengths.expandDims(1)) : found.div(lengths);
}

/**
 * Powers of `x` in columns, the highest first (Vandermonde's matrix): shape `[x.length, n]`.
 *
 * @param n - How many powers. Default: as many as there are numbers.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.vander([2, 3], 3).toArray()).toEqual([[4, 2, 1], [9, 3, 1]]);
 * ```
 *
 * @see NumPy `numpy.vander`
 */
export function vander(x: ArrayLike, n?: number): NDArray {
  if (arguments.length > 2) refuseMore("vander", 2, arguments);
  const action = "make a matrix of powers";
  const points = asArray(x);
  if (points.ndim !== 1)
    throw new RangeError(complaint({ action, name: "shape", wanted: "[n]", got: points.shape }));
  const columns = n === undefined ? points.size : checkInteger(action, "n", n, { min: 0 });
  const dtype = promote(points.dtype, "int32"); // NumPy's integers
  const out = new NDArray(new Float64Array(points.size * columns), [points.size, columns]);
  points.data.forEach((value: number, row: number) => {
    for (let column = columns - 1, power = 1; column >= 0; column--, power *= value)
      out.data[row * columns + column] = power;
  });
  return asArray(out, dtype);
}

/**
 * The values of a polynomial.
 *
 * @param p - Its coefficients, highest power first, as {@link polyfit} gives them.
 * @param x - Where; the result has its shape.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.polyval([1, 0, -1], [2, 3]).toArray()).toEqual([3, 8]); // x² − 1
 * ```
 *
 * @see NumPy `numpy.polyval`
 */
export function polyval(p: ArrayLike, x: ArrayLike): NDArray {
  if (arguments.length > 2) refuseMore("polyval", 2, arguments);
  const [coefficients, points] = [asArray(p), asArray(x)];
  if (coefficients.ndim !== 1) {
    const wanted = "[n], one coefficient for each power";
    throw new RangeError(
      complaint({ action: "evaluate a polynomial", name: "shape of p", wanted, got: coefficients.shape }),
    );
  }
  const dtype =
    typeof x === "number" ? promoteNumber(coefficients.dtype, x) : promote(coefficients.dtype, points.dtype);
  const wide = asArray(points, dtype);
  // Horner's rule
  let sum = zerosLike(wide);
  for (const coefficient of coefficients.data) sum = sum.mul(wide).add(coefficient);
  return sum;
}
