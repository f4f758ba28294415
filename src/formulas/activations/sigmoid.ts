import { logistic, type ElementActivation } from "./formula.js";

/** `1 / (1 + e⁻ᶻ)`. */
export const sigmoid: ElementActivation = { value: logistic, derivative: (_, y) => y * (1 - y) };
