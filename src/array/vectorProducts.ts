// Products that are neither element by element nor sums over an axis.
import { complaint } from "../validation.js";
import { asArray } from "./array.js";
import { stack } from "./create.js";
import type { ArrayLike } from "./elements.js";
import type { NDArray } from "./ndarray.js";
import { refuseMore } from "./surplus.js";

/**
 * The vector that stands on both, for vectors of 3 along the last axis; the others broadcast.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.cross([1, 0, 0], [0, 1, 0]).toArray()).toEqual([0, 0, 1]);
 * ```
 *
 * @see NumPy `numpy.cross`
 */
export function cross(a: ArrayLike, b: ArrayLike): NDArray {
  if (arguments.length > 2) refuseMore("cross", 2, arguments);
  const [first, second] = [a, b].map((x) => {
    const array = asArray(x);
    if (array.shape.at(-1) === 3) return Array.from({ length: 3 }, (_, i) => array.take(i, -1));
    const wanted = "[…, 3], vectors in space";
    throw new RangeError(
      complaint({ action: "multiply vectors", name: "shape", wanted, got: [...array.shape] }),
    );
  }) as [NDArray[], NDArray[]];
  const [x, y, z] = first as [NDArray, NDArray, NDArray];
  const [u, v, w] = second as [NDArray, NDArray, NDArray];
  const parts = [y.mul(w).sub(z.mul(v)), z.mul(u).sub(x.mul(w)), x.mul(v).sub(y.mul(u))];
  return stack(parts, -1);
}

/**
 * Every element of `a` times the whole of `b`, laid side by side (Kronecker product).
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.kron([1, 10], [1, 2]).toArray()).toEqual([1, 2, 10, 20]);
 * ```
 *
 * @see NumPy `numpy.kron`
 */
export function kron(a: ArrayLike, b: ArrayLike): NDArray {
  if (arguments.length > 2) refuseMore("kron", 2, arguments);
  let [left, right] = [asArray(a), asArray(b)];
  while (left.ndim < right.ndim) left = left.expandDims(0);
  while (right.ndim < left.ndim) right = right.expandDims(0);
  const spread = (x: NDArray, odd: 0 | 1) =>
    x.reshape(x.shape.flatMap((length) => (odd ? [1, length] : [length, 1])));
  const shape = left.shape.map((length, i) => length * right.shape[i]!);
  return spread(left, 0).mul(spread(right, 1)).reshape(shape);
}
