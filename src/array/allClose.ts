// Whether two arrays hold the same numbers but for rounding.
import { checkOptions } from "../validation.js";
import type { Elements } from "./elements.js";
import { broadcastTo } from "./elementwise.js";
import { broadcastShapes } from "./shape.js";

/** How far elements may be apart. */
export interface Tolerance {
  /** Relative to the second array; default 1e-5. */
  rtol?: number;
  /** Absolute; default 1e-8. */
  atol?: number;
}

/** Whether two numbers are close. An infinity is close to itself alone, whatever tolerances come to beside it; NaN to nothing. */
export function areClose(x: number, y: number, rtol: number, atol: number): boolean {
  return x === y || (Math.abs(x - y) <= atol + rtol * Math.abs(y) && Math.abs(y) < Infinity);
}

/** Whether all elements are close: |a − b| ≤ atol + rtol · |b|; shapes broadcast. */
export function allClose(a: Elements, b: Elements, tolerance: Tolerance = {}): boolean {
  checkOptions("compare", tolerance, ["rtol", "atol"]);
  const { rtol = 1e-5, atol = 1e-8 } = tolerance;
  const shape = broadcastShapes("compare", a.shape, b.shape);
  const [left, right] = [broadcastTo(a, shape).data, broadcastTo(b, shape).data];
  for (let i = 0; i < left.length; i++) if (!areClose(left[i]!, right[i]!, rtol, atol)) return false;
  return true;
}
