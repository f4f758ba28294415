// Matrix products, and whether two arrays agree; the loops stand in matmul.ts.
import { allClose, type Tolerance } from "../allClose.js";
import type { ArrayLike, Elements } from "../elements.js";
import { elementsOf } from "../fromLists.js";
import { dot, matmul } from "../matmul.js";
import type { Table } from "./table.js";

/**
 * Products and comparisons of whole arrays.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const x = [
 *   [1, 2],
 *   [3, 4],
 * ];
 * expect(np.dot(x, [1, 1]).toArray()).toEqual([3, 7]);
 * expect(np.matmul(x, x).toArray()).toEqual([[7, 10], [15, 22]]);
 * expect(np.allClose(x, [[1, 2], [3, 4.000001]])).toBe(true);
 * ```
 */
export interface Products<A> {
  /**
   * Sum of products over the last axis of `x` and the second-to-last of `b`: the matrix product.
   *
   * Large dense ones (float64 or float32, each length 128 or more, 2²⁴ multiplications) run on OpenBLAS where set-up has
   * installed it, which `GRADUS_OPENBLAS=off` turns off; results are the same up to rounding.
   */
  dot(b: ArrayLike): A;
  /** Matrix product; with more than two axes, of a stack of matrices. */
  matmul(b: ArrayLike): A;
  /**
   * Whether all elements are close: |x − b| ≤ atol + rtol · |b|.
   *
   * @param tolerance - `rtol` (1e-5) and `atol` (1e-8).
   */
  allClose(b: ArrayLike, tolerance?: Tolerance): boolean;
}

export const products: Table<Products<Elements>> = {
  dot: (x, b) => dot(x, elementsOf(b)),
  matmul: (x, b) => matmul(x, elementsOf(b)),
  allClose: (x, b, tolerance) => allClose(x, elementsOf(b), tolerance),
};
