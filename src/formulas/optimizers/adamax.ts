import type { BetaOptions } from "./adam.js";
import type { OptimizerFormula } from "./formula.js";

/** Adam with the largest gradient in place of the root mean square. Learning rate 0.001. */
export const adamax: OptimizerFormula<"Adamax", BetaOptions, "momentum" | "norm"> = {
  className: "Adamax",
  learningRate: 0.001,
  weightDecay: 0,
  defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  slots: { momentum: true, norm: true },
  step({ weight, gradient, slots: { momentum: m, norm }, learningRate, t }, { beta1, beta2, epsilon }) {
    for (let i = 0; i < weight.length; i++) {
      const g = gradient[i]!;
      m[i]! += (g - m[i]!) * (1 - beta1);
      norm[i] = Math.max(beta2 * norm[i]!, Math.abs(g));
      weight[i]! -= (learningRate * m[i]!) / ((1 - beta1 ** t) * (norm[i]! + epsilon));
    }
  },
};
