import type { ElementActivation } from "./formula.js";

const root = Math.sqrt(2 / Math.PI);
const cube = 0.044715;
const bend = (z: number) => Math.tanh(root * (z + cube * z ** 3));

/** The tanh approximation of `gelu`: Keras's `gelu(x, approximate=True)`. */
export const geluTanh: ElementActivation = {
  value: (z) => 0.5 * z * (1 + bend(z)),
  derivative(z) {
    const t = bend(z);
    return 0.5 * (1 + t + z * (1 - t * t) * root * (1 + 3 * cube * z * z));
  },
  needsInput: true,
};
