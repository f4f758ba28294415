// Whether two arrays hold the same numbers but for rounding.
import { checkOptions } from "../validation.js";
import type { Elements } from "./elements.js";
import { broadcastTo } from "./elementwise.js";
import { broadcastShapes, sameShape } from "./shape.js";

/** How far elements may be apart. */
export interface Tolerance {
  /** Relative to the second array; default 1e-5. */
  rtol?: number;
  /** Absolute; default 1e-8. */
  atol?: number;
}

/** Whether all elements are close: |a − b| ≤ atol + rtol · |b|; shapes broadcast. */
export function allClose(a: Elements, b: Elements, tolerance: Tolerance = {}): boolean {
  checkOptions("compare", tolerance, ["rtol", "atol"]);
  const { rtol = 1e-5, atol = 1e-8 } = tolerance;
  const close = (x: number, y: number) => x === y || Math.abs(x - y) <= atol + rtol * Math.abs(y);
  if (sameShape(a.shape, b.shape)) return a.data.every((x: number, i: number) => close(x, b.data[i]!));
  const shape = broadcastShapes("compare", a.shape, b.shape);
  const [left, right] = [broadcastTo(a, shape).data, broadcastTo(b, shape).data];
  return left.every((x: number, i: number) => close(x, right[i]!));
}
