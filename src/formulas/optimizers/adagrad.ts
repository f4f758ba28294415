import { root, type OptimizerFormula, type RootOptions } from "./formula.js";

export interface AdagradOptions extends RootOptions {
  /** Defaults to 0.1. */
  initialAccumulatorValue?: number;
}

/** Divides by the root of all squares so far (Duchi et al., 2011). Learning rate 0.001. */
export const adagrad: OptimizerFormula<"Adagrad", AdagradOptions, "accumulator"> = {
  className: "Adagrad",
  learningRate: 0.001,
  weightDecay: 0,
  defaults: { initialAccumulatorValue: 0.1, epsilon: 1e-7, epsilonInsideRoot: true },
  slots: { accumulator: true },
  slotStart: ({ initialAccumulatorValue }) => initialAccumulatorValue,
  step({ weight, gradient, slots: { accumulator: sum }, learningRate }, options) {
    for (let i = 0; i < weight.length; i++) {
      sum[i]! += gradient[i]! ** 2;
      weight[i]! -= (learningRate * gradient[i]!) / root(sum[i]!, options);
    }
  },
};
