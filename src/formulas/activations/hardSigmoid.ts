import type { ElementActivation } from "./formula.js";

/** `clip(z / 6 + 0.5, 0, 1)`, as Keras 3. */
export const hardSigmoid: ElementActivation = {
  value: (z) => Math.min(1, Math.max(0, z / 6 + 0.5)),
  derivative: (_, y) => (y > 0 && y < 1 ? 1 / 6 : 0),
};
