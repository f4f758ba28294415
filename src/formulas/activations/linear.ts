import type { ElementActivation } from "./formula.js";

/** `z` itself. */
export const linear: ElementActivation = { value: (z) => z, derivative: () => 1 };
