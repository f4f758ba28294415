import type { OptimizerFormula } from "./formula.js";

export interface LionOptions {
  /** How much of the average goes into a step; defaults to 0.9. */
  beta1?: number;
  /** Decay of the average gradient; defaults to 0.99. */
  beta2?: number;
}

/** Steps of one length, the learning rate: the sign of the average gradient (Chen et al., 2023). Learning rate 0.001. */
export const lion: OptimizerFormula<"Lion", LionOptions, "momentum"> = {
  className: "Lion",
  learningRate: 0.001,
  weightDecay: 0,
  defaults: { beta1: 0.9, beta2: 0.99 },
  slots: { momentum: true },
  step({ weight, gradient, slots: { momentum: m }, learningRate }, { beta1, beta2 }) {
    for (let i = 0; i < weight.length; i++) {
      weight[i]! -= learningRate * Math.sign(beta1 * m[i]! + (1 - beta1) * gradient[i]!);
      m[i] = beta2 * m[i]! + (1 - beta2) * gradient[i]!;
    }
  },
};
