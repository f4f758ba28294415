import type { ElementActivation } from "./formula.js";

/** `max(0, z)`. */
export const relu: ElementActivation = { value: (z) => Math.max(0, z), derivative: (_, y) => Number(y > 0) };
