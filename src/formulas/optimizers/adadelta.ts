import type { EpsilonOption, OptimizerFormula } from "./formula.js";

export interface AdadeltaOptions extends EpsilonOption {
  /** Decay of both averages; defaults to 0.95. */
  rho?: number;
}

/** Steps as long as the average of past ones (Zeiler, 2012). Learning rate 0.001. */
export const adadelta: OptimizerFormula<
  "Adadelta",
  AdadeltaOptions,
  "accumulatedGradient" | "accumulatedDelta"
> = {
  className: "Adadelta",
  learningRate: 0.001,
  weightDecay: 0,
  defaults: { rho: 0.95, epsilon: 1e-7 },
  slots: { accumulatedGradient: true, accumulatedDelta: true },
  step({ weight, gradient, slots, learningRate }, { rho, epsilon }) {
    const { accumulatedGradient: squares, accumulatedDelta: deltas } = slots;
    for (let i = 0; i < weight.length; i++) {
      squares[i] = rho * squares[i]! + (1 - rho) * gradient[i]! ** 2;
      const delta = (-Math.sqrt(deltas[i]! + epsilon) * gradient[i]!) / Math.sqrt(squares[i]! + epsilon);
      deltas[i] = rho * deltas[i]! + (1 - rho) * delta ** 2;
      weight[i]! += learningRate * delta;
    }
  },
};
