import type { ElementActivation } from "./activation.js";

/** Hyperbolic tangent. */
export const tanh: ElementActivation = { value: Math.tanh, derivative: (_, y) => 1 - y * y };
