import { meanOf, type LossFormula } from "./formula.js";

export interface HuberOptions {
  /** Where the loss turns from square to line; defaults to 1. */
  delta?: number;
}

/** Square near 0, a line beyond `delta` (default 1). */
export const huber: LossFormula<HuberOptions> = meanOf({
  defaults: { delta: 1 },
  labels: "values",
  element(y, p, { delta }) {
    const error = Math.abs(y - p);
    return error <= delta ? 0.5 * error ** 2 : delta * error - 0.5 * delta ** 2;
  },
  slope: (y, p, { delta }) => (Math.abs(p - y) <= delta ? p - y : delta * Math.sign(p - y)),
});
