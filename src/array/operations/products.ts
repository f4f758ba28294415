// Matrix products, and whether two arrays agree; the loops stand in matmul.ts.
import { allClose, type Tolerance } from "../allClose.js";
import type { ArrayLike, Elements } from "../elements.js";
import { elementsOf } from "../fromLists.js";
import { dot, matmul } from "../matmul.js";
import type { Table } from "./table.js";

/** Products and comparisons of whole arrays. */
export interface Products<A> {
  /** Sum of products over the last axis of `x` and the second-to-last of `b`: the matrix product. */
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
