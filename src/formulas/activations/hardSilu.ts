import type { ElementActivation } from "./formula.js";
import { hardSigmoid } from "./hardSigmoid.js";

/** `z · hardSigmoid(z)`. */
export const hardSilu: ElementActivation = {
  value: (z) => z * hardSigmoid.value(z, 0),
  derivative: (z) => hardSigmoid.value(z, 0) + (z > -3 && z < 3 ? z / 6 : 0),
  needsInput: true,
};
