import type { ElementActivation } from "./formula.js";

/** Slope 0.2 below 0, as Keras's `leaky_relu`; another one comes with `leakyRelu.with({ negativeSlope })`. */
export const leakyRelu: ElementActivation = {
  alpha: 0.2,
  value: (z, alpha) => (z > 0 ? z : alpha * z),
  derivative: (z, _, alpha) => (z > 0 ? 1 : alpha),
  needsInput: true,
};
