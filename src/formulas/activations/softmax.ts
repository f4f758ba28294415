import type { RowActivation } from "./formula.js";

/** `exp(z) / Σ exp(z)` over the last axis, safe for large z. */
export const softmax: RowActivation = {
  row(z) {
    const top = z.reduce((most, value) => Math.max(most, value), -Infinity);
    const powers = z.map((value) => Math.exp(value - top));
    const sum = powers.reduce((total, power) => total + power, 0);
    return powers.map((power) => power / sum);
  },
  rowDerivative(y, d) {
    const sum = y.reduce((total, p, j) => total + p * d[j]!, 0);
    return y.map((p, j) => p * (d[j]! - sum));
  },
};
