import type { ElementActivation } from "./formula.js";

const alpha = 1.6732632423543772;
const scale = 1.0507009873554805;

/** `scale · z` above 0, `scale · α (eᶻ − 1)` below (Klambauer et al., 2017). */
export const selu: ElementActivation = {
  value: (z) => scale * (z > 0 ? z : alpha * Math.expm1(z)),
  derivative: (_, y) => (y > 0 ? scale : y + scale * alpha),
};
