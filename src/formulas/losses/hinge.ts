import { meanOf, type LossFormula } from "./formula.js";

/** Mean of max(0, 1 − y p) with labels −1 and 1 (0 and 1 are converted). */
export const hinge: LossFormula<object> = meanOf({
  defaults: {},
  labels: "signs",
  element: (y, p) => Math.max(0, 1 - y * p),
  slope: (y, p) => (1 - y * p > 0 ? -y : 0),
});
