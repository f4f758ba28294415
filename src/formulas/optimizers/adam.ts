import type { EpsilonOption, OptimizerFormula } from "./formula.js";

/** Options of the family that keeps averages of gradients and of their squares. */
export interface BetaOptions extends EpsilonOption {
  /** Decay of the average gradient; defaults to 0.9. */
  beta1?: number;
  /** Decay of the average of squares (Adamax: of the largest); defaults to 0.999. */
  beta2?: number;
}

export interface AdamOptions extends BetaOptions {
  /** Divides by the largest average of squares so far (Reddi et al., 2018); defaults to false. */
  amsgrad?: boolean;
}

/** RMSprop with momentum and corrected averages (Kingma and Ba, 2014). Learning rate 0.001. */
export const adam: OptimizerFormula<"Adam", AdamOptions, "momentum" | "velocity" | "velocityHat"> = {
  className: "Adam",
  learningRate: 0.001,
  weightDecay: 0,
  defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-7, amsgrad: false },
  slots: { momentum: true, velocity: true, velocityHat: ({ amsgrad }) => amsgrad },
  step({ weight, gradient, slots, learningRate, t }, { beta1, beta2, epsilon, amsgrad }) {
    const { momentum: m, velocity: v, velocityHat: top } = slots;
    const alpha = (learningRate * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
    for (let i = 0; i < weight.length; i++) {
      const g = gradient[i]!;
      m[i]! += (g - m[i]!) * (1 - beta1);
      v[i]! += (g * g - v[i]!) * (1 - beta2);
      if (amsgrad) top[i] = Math.max(top[i]!, v[i]!);
      weight[i]! -= (alpha * m[i]!) / (Math.sqrt(amsgrad ? top[i]! : v[i]!) + epsilon);
    }
  },
};
