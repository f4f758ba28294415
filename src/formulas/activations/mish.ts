import { logistic, logOnePlusExp, type ElementActivation } from "./formula.js";

/** `z · tanh(softplus(z))` (Misra, 2019). */
export const mish: ElementActivation = {
  value: (z) => z * Math.tanh(logOnePlusExp(z)),
  derivative(z) {
    const t = Math.tanh(logOnePlusExp(z));
    return t + z * (1 - t * t) * logistic(z);
  },
  needsInput: true,
};
