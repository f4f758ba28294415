import { meanOf, type LossFormula } from "./formula.js";

/** Mean of (y − p)². */
export const meanSquaredError: LossFormula<object> = meanOf({
  defaults: {},
  labels: "values",
  element: (y, p) => (y - p) ** 2,
  slope: (y, p) => 2 * (p - y),
});
