import type { BetaOptions } from "./adam.js";
import type { OptimizerFormula } from "./formula.js";

/** Momentum factor of step t. */
const factor = (beta1: number, t: number) => beta1 * (1 - 0.5 * 0.96 ** t);
const products = new Map<number, number[]>();

/** Product of the momentum factors of the steps 1 … t, remembered. */
function productOfFactors(beta1: number, t: number): number {
  const known = products.get(beta1) ?? [1];
  products.set(beta1, known);
  for (let step = known.length; step <= t; step++) known.push(known[step - 1]! * factor(beta1, step));
  return known[t]!;
}

/** Adam with Nesterov's look ahead (Dozat, 2016). Learning rate 0.001. */
export const nadam: OptimizerFormula<"Nadam", BetaOptions, "momentum" | "velocity"> = {
  className: "Nadam",
  learningRate: 0.001,
  weightDecay: 0,
  defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  slots: { momentum: true, velocity: true },
  step(
    { weight, gradient, slots: { momentum: m, velocity: v }, learningRate, t },
    { beta1, beta2, epsilon },
  ) {
    const [now, next] = [factor(beta1, t), factor(beta1, t + 1)];
    const product = productOfFactors(beta1, t);
    for (let i = 0; i < weight.length; i++) {
      const g = gradient[i]!;
      m[i]! += (g - m[i]!) * (1 - beta1);
      v[i]! += (g * g - v[i]!) * (1 - beta2);
      const mean = (next * m[i]!) / (1 - product * next) + ((1 - now) * g) / (1 - product);
      weight[i]! -= (learningRate * mean) / (Math.sqrt(v[i]! / (1 - beta2 ** t)) + epsilon);
    }
  },
};
