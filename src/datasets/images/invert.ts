import { asArray, type ArrayLike, type NDArray } from "../../array/index.js";

/**
 * Swaps dark and light: 255 − x for integers, 1 − x for floats from 0 to 1. Ink on paper is dark, MNIST's ink is light.
 *
 * @example
 * ```ts
 * import { array, invert } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(invert(array([0, 200, 255], { dtype: "uint8" })).toArray()).toEqual([255, 55, 0]);
 * ```
 *
 * @see OpenCV `cv.bitwise_not`
 */
export function invert(image: ArrayLike): NDArray {
  const array = asArray(image);
  const white = array.dtype === "float32" || array.dtype === "float64" ? 1 : array.dtype === "bool" ? 1 : 255;
  return array.map((value) => white - value);
}
