import { root, type OptimizerFormula, type RootOptions } from "./formula.js";

export interface RMSpropOptions extends RootOptions {
  /** Decay of the average of squares; defaults to 0.9. */
  rho?: number;
  /** Defaults to 0. */
  momentum?: number;
  /** Divides by the variance in place of the mean square; defaults to false. */
  centered?: boolean;
}

/** Divides by the root of a moving average of squares (Hinton, 2012). Learning rate 0.001. */
export const rmsprop: OptimizerFormula<
  "RMSprop",
  RMSpropOptions,
  "velocity" | "averageGradient" | "momentum"
> = {
  className: "RMSprop",
  learningRate: 0.001,
  weightDecay: 0,
  defaults: { rho: 0.9, momentum: 0, centered: false, epsilon: 1e-7, epsilonInsideRoot: true },
  slots: {
    velocity: true,
    averageGradient: ({ centered }) => centered,
    momentum: ({ momentum }) => momentum > 0,
  },
  step({ weight, gradient, slots, learningRate }, options) {
    const { rho, momentum, centered } = options;
    const { velocity: squares, averageGradient: means, momentum: pushes } = slots;
    for (let i = 0; i < weight.length; i++) {
      const g = gradient[i]!;
      squares[i] = rho * squares[i]! + (1 - rho) * g * g;
      if (centered) means[i] = rho * means[i]! + (1 - rho) * g;
      const push = (learningRate * g) / root(squares[i]! - (centered ? means[i]! ** 2 : 0), options);
      if (momentum > 0) pushes[i] = momentum * pushes[i]! + push;
      weight[i]! -= momentum > 0 ? pushes[i]! : push;
    }
  },
};
