import type { ElementActivation } from "./activation.js";

/** `eᶻ`. */
export const exponential: ElementActivation = { value: Math.exp, derivative: (_, y) => y };
