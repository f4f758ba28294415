import type { ElementActivation } from "./formula.js";

/** `eᶻ`. */
export const exponential: ElementActivation = { value: Math.exp, derivative: (_, y) => y };
