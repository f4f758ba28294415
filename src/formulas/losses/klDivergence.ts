import { clamp, epsilon } from "../numbers.js";
import type { LossFormula } from "./formula.js";

const clip = (p: number) => clamp(p, epsilon, 1);

/** Σ y ln (y / p). */
export const klDivergence: LossFormula<object> = {
  defaults: {},
  labels: "values",
  wholeRow: true,
  value: (y, p) => p.reduce((sum, q, j) => sum + clip(y[j]!) * Math.log(clip(y[j]!) / clip(q)), 0),
  gradient: (y, p) => p.map((q, j) => (clip(q) === q ? -clip(y[j]!) / q : 0)),
};
