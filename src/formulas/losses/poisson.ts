import { epsilon } from "../numbers.js";
import { meanOf, type LossFormula } from "./formula.js";

/** Mean of p − y ln p. */
export const poisson: LossFormula<object> = meanOf({
  defaults: {},
  labels: "values",
  element: (y, p) => p - y * Math.log(p + epsilon),
  slope: (y, p) => 1 - y / (p + epsilon),
});
