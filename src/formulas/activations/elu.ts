import type { ElementActivation } from "./formula.js";

/** `z` above 0, `alpha · (eᶻ − 1)` below. Default `alpha` is 1; another one comes with `elu.with({ alpha })`. */
export const elu: ElementActivation = {
  alpha: 1,
  value: (z, alpha) => (z > 0 ? z : alpha * Math.expm1(z)),
  derivative: (_, y, alpha) => (y > 0 ? 1 : y + alpha),
};
