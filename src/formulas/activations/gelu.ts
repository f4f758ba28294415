import { erf } from "../erf.js";
import type { ElementActivation } from "./formula.js";

/** 0.5 · (1 + erf(z / √2)), the normal distribution's area left of z. */
const area = (z: number) => 0.5 * (1 + erf(z / Math.SQRT2));

/** Gaussian error linear unit, exact: `z · Φ(z)` (Hendrycks and Gimpel, 2016). */
export const gelu: ElementActivation = {
  value: (z) => z * area(z),
  derivative: (z) => area(z) + (z * Math.exp(-0.5 * z * z)) / Math.sqrt(2 * Math.PI),
  needsInput: true,
};
