import { epsilon } from "../numbers.js";
import type { LossFormula } from "./formula.js";

/** 1 / |x|, at most 1 / ε. */
const perLength = (x: Float64Array) =>
  Math.min(1 / Math.sqrt(x.reduce((sum, v) => sum + v * v, 0)), 1 / epsilon);
const product = (x: Float64Array, y: Float64Array) => x.reduce((sum, v, j) => sum + v * y[j]!, 0);

/** Minus the cosine of the angle between y and p: −1 is best. */
export const cosineSimilarity: LossFormula<object> = {
  defaults: {},
  labels: "values",
  wholeRow: true,
  value: (y, p) => -product(y, p) * perLength(y) * perLength(p),
  gradient(y, p) {
    const [ofY, ofP] = [perLength(y), perLength(p)];
    const cosine = product(y, p) * ofY * ofP;
    return p.map((q, j) => -ofP * (y[j]! * ofY - q * ofP * cosine));
  },
};
