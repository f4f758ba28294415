import type { ElementActivation } from "./formula.js";

/** Hyperbolic tangent. */
export const tanh: ElementActivation = { value: Math.tanh, derivative: (_, y) => 1 - y * y };
