// Whether two arrays hold the same numbers but for rounding.
import type { NDArray } from "./ndarray.js";
import { sameShape } from "./shape.js";

/** Whether all elements are close: |a − b| ≤ atol + rtol · |b|; shapes broadcast. */
export function allClose(
  a: NDArray,
  b: NDArray,
  { rtol = 1e-5, atol = 1e-8 }: { rtol?: number; atol?: number } = {},
): boolean {
  const close = (x: number, y: number) => x === y || Math.abs(x - y) <= atol + rtol * Math.abs(y);
  if (sameShape(a.shape, b.shape)) return a.data.every((x: number, i: number) => close(x, b.data[i]!));
  const bound = b.abs().astype("float64").mul(rtol).add(atol);
  return a.astype("float64").sub(b).abs().lessEqual(bound).all();
}
