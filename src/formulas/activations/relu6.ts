import type { ElementActivation } from "./formula.js";

/** `max(0, z)`, at most 6. */
export const relu6: ElementActivation = {
  value: (z) => Math.min(6, Math.max(0, z)),
  derivative: (_, y) => Number(y > 0 && y < 6),
};
