import { logOnePlusExp, type ElementActivation } from "./formula.js";

/** `ln (1 + eᶻ)`. */
export const softplus: ElementActivation = {
  value: logOnePlusExp,
  derivative: (_, y) => 1 - Math.exp(-y),
};
