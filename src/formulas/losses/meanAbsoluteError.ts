import { meanOf, type LossFormula } from "./formula.js";

/** Mean of |y − p|. */
export const meanAbsoluteError: LossFormula<object> = meanOf({
  defaults: {},
  labels: "values",
  element: (y, p) => Math.abs(y - p),
  slope: (y, p) => Math.sign(p - y),
});
