import type { ElementActivation } from "./activation.js";

/** `z` itself. */
export const linear: ElementActivation = { value: (z) => z, derivative: () => 1 };
