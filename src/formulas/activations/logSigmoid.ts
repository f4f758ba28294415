import { logOnePlusExp, type ElementActivation } from "./formula.js";

/** `ln sigmoid(z)`: 0 from below for large z, z itself far below 0. */
export const logSigmoid: ElementActivation = {
  value: (z) => -logOnePlusExp(-z),
  derivative: (_, y) => -Math.expm1(y),
};
