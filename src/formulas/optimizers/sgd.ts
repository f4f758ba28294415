import type { OptimizerFormula } from "./formula.js";

export interface SGDOptions {
  /** How much of the last step goes on; defaults to 0. */
  momentum?: number;
  /** Looks ahead along the momentum; defaults to false. */
  nesterov?: boolean;
}

/** Gradient descent, with momentum if wanted. Learning rate 0.01. */
export const sgd: OptimizerFormula<"SGD", SGDOptions, "momentum"> = {
  className: "SGD",
  learningRate: 0.01,
  weightDecay: 0,
  defaults: { momentum: 0, nesterov: false },
  slots: { momentum: ({ momentum }) => momentum > 0 },
  step({ weight, gradient, slots, learningRate }, { momentum, nesterov }) {
    const velocity = slots.momentum;
    for (let i = 0; i < weight.length; i++) {
      const push = -learningRate * gradient[i]!;
      if (momentum === 0) {
        weight[i]! += push;
        continue;
      }
      velocity[i] = momentum * velocity[i]! + push;
      weight[i]! += nesterov ? momentum * velocity[i]! + push : velocity[i]!;
    }
  },
};
