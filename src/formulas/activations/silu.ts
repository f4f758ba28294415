import { logistic, type ElementActivation } from "./formula.js";

/** `z · sigmoid(z)`, also called swish. */
export const silu: ElementActivation = {
  value: (z) => z * logistic(z),
  derivative: (z) => logistic(z) * (1 + z * (1 - logistic(z))),
  needsInput: true,
};
