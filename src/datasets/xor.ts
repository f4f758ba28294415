// The four samples that no straight line separates.
import { array, type NDArray } from "../array/index.js";

/**
 * The truth table of "exclusive or".
 *
 * @returns `[x, t]`: inputs, float64 of shape `[4, 2]`, and targets, float64 of shape `[4, 1]`, all 0 or 1.
 *
 * @example
 * ```ts
 * import { xor } from "gradus";
 * import { expect } from "vitest";
 *
 * const [x, t] = xor();
 * expect(x.toArray()).toEqual([[0, 0], [0, 1], [1, 0], [1, 1]]);
 * expect(t.toArray()).toEqual([[0], [1], [1], [0]]);
 * ```
 */
export function xor(): [x: NDArray, t: NDArray] {
  const x = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ];
  return [array(x), array(x.map(([a, b]) => [Number(a !== b)]))];
}
