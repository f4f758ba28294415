import type { ElementActivation } from "./formula.js";

/** `z / (1 + |z|)`. */
export const softsign: ElementActivation = {
  value: (z) => z / (1 + Math.abs(z)),
  derivative: (_, y) => (1 - Math.abs(y)) ** 2,
};
