// What each optimizer does with one weight's gradient, number by number; formulas and defaults are Keras 3's.
import type { OptimizerName, OptimizerSpec } from "../../engine/index.js";

type Numbers = Float32Array | Float64Array | number[];

/** One weight's step. */
export interface Step {
  weight: Numbers;
  gradient: ArrayLike<number>;
  /** The optimizer's memory of this weight, by slot. */
  slots: Record<string, Float64Array | Float32Array>;
  learningRate: number;
  /** Number of this step, from 1. */
  t: number;
}

type Rule = (step: Step, spec: OptimizerSpec) => void;

/** Slots that an optimizer keeps for each weight, and what they start with. */
export function slotNames(spec: OptimizerSpec): string[] {
  switch (spec.name) {
    case "sgd":
      return spec.momentum ? ["momentum"] : [];
    case "adagrad":
      return ["accumulator"];
    case "adadelta":
      return ["accumulatedGradient", "accumulatedDelta"];
    case "rmsprop":
      return [
        "velocity",
        ...(spec.centered ? ["averageGradient"] : []),
        ...(spec.momentum ? ["momentum"] : []),
      ];
    case "adam":
    case "adamw":
      return ["momentum", "velocity", ...(spec.amsgrad ? ["velocityHat"] : [])];
    case "adamax":
      return ["momentum", "norm"];
    case "nadam":
      return ["momentum", "velocity"];
  }
}

/** What a slot starts with. */
export function slotStart(spec: OptimizerSpec): number {
  return spec.name === "adagrad" ? (spec.initialAccumulatorValue ?? 0.1) : 0;
}

/** `√v + ε` or `√(v + ε)`. */
function root(v: number, { epsilon = 1e-7, epsilonInsideRoot = true }: OptimizerSpec): number {
  return epsilonInsideRoot ? Math.sqrt(v + epsilon) : Math.sqrt(v) + epsilon;
}

const adam: Rule = ({ weight, gradient, slots, learningRate, t }, spec) => {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, amsgrad = false } = spec;
  const alpha = (learningRate * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
  const [m, v, top] = [slots["momentum"]!, slots["velocity"]!, slots["velocityHat"]!];
  for (let i = 0; i < weight.length; i++) {
    const g = gradient[i]!;
    m[i]! += (g - m[i]!) * (1 - beta1);
    v[i]! += (g * g - v[i]!) * (1 - beta2);
    if (amsgrad) top[i] = Math.max(top[i]!, v[i]!);
    weight[i]! -= (alpha * m[i]!) / (Math.sqrt(amsgrad ? top[i]! : v[i]!) + epsilon);
  }
};

const nadamMomentum = (beta1: number, t: number) => beta1 * (1 - 0.5 * 0.96 ** t);
const nadamProducts = new Map<number, number[]>();

/** Product of Nadam's momenta of the steps 1 … t, remembered. */
function nadamProduct(beta1: number, t: number): number {
  const products = nadamProducts.get(beta1) ?? [1];
  nadamProducts.set(beta1, products);
  for (let step = products.length; step <= t; step++)
    products.push(products[step - 1]! * nadamMomentum(beta1, step));
  return products[t]!;
}

const rules: Record<OptimizerName, Rule> = {
  sgd({ weight, gradient, slots, learningRate }, { momentum = 0, nesterov = false }) {
    const velocity = slots["momentum"];
    for (let i = 0; i < weight.length; i++) {
      const push = -learningRate * gradient[i]!;
      if (!velocity) {
        weight[i]! += push;
        continue;
      }
      velocity[i] = momentum * velocity[i]! + push;
      weight[i]! += nesterov ? momentum * velocity[i]! + push : velocity[i]!;
    }
  },
  adagrad({ weight, gradient, slots, learningRate }, spec) {
    const sum = slots["accumulator"]!;
    for (let i = 0; i < weight.length; i++) {
      sum[i]! += gradient[i]! ** 2;
      weight[i]! -= (learningRate * gradient[i]!) / root(sum[i]!, spec);
    }
  },
  adadelta({ weight, gradient, slots, learningRate }, { rho = 0.95, epsilon = 1e-7 }) {
    const [squares, deltas] = [slots["accumulatedGradient"]!, slots["accumulatedDelta"]!];
    for (let i = 0; i < weight.length; i++) {
      squares[i] = rho * squares[i]! + (1 - rho) * gradient[i]! ** 2;
      const delta = (-Math.sqrt(deltas[i]! + epsilon) * gradient[i]!) / Math.sqrt(squares[i]! + epsilon);
      deltas[i] = rho * deltas[i]! + (1 - rho) * delta ** 2;
      weight[i]! += learningRate * delta;
    }
  },
  rmsprop({ weight, gradient, slots, learningRate }, spec) {
    const { rho = 0.9, momentum = 0 } = spec;
    const [squares, means, velocity] = [slots["velocity"]!, slots["averageGradient"], slots["momentum"]];
    for (let i = 0; i < weight.length; i++) {
      const g = gradient[i]!;
      squares[i] = rho * squares[i]! + (1 - rho) * g * g;
      if (means) means[i] = rho * means[i]! + (1 - rho) * g;
      const push = (learningRate * g) / root(squares[i]! - (means ? means[i]! ** 2 : 0), spec);
      if (velocity) velocity[i] = momentum * velocity[i]! + push;
      weight[i]! -= velocity ? velocity[i]! : push;
    }
  },
  adam,
  adamw: adam,
  nadam({ weight, gradient, slots, learningRate, t }, { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }) {
    const [m, v] = [slots["momentum"]!, slots["velocity"]!];
    const [now, next] = [nadamMomentum(beta1, t), nadamMomentum(beta1, t + 1)];
    const product = nadamProduct(beta1, t);
    for (let i = 0; i < weight.length; i++) {
      const g = gradient[i]!;
      m[i]! += (g - m[i]!) * (1 - beta1);
      v[i]! += (g * g - v[i]!) * (1 - beta2);
      const mean = (next * m[i]!) / (1 - product * next) + ((1 - now) * g) / (1 - product);
      weight[i]! -= (learningRate * mean) / (Math.sqrt(v[i]! / (1 - beta2 ** t)) + epsilon);
    }
  },
  adamax({ weight, gradient, slots, learningRate, t }, { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }) {
    const [m, norm] = [slots["momentum"]!, slots["norm"]!];
    for (let i = 0; i < weight.length; i++) {
      const g = gradient[i]!;
      m[i]! += (g - m[i]!) * (1 - beta1);
      norm[i] = Math.max(beta2 * norm[i]!, Math.abs(g));
      weight[i]! -= (learningRate * m[i]!) / ((1 - beta1 ** t) * (norm[i]! + epsilon));
    }
  },
};

/** Changes one weight, and the optimizer's memory of it, in place. The gradient is clipped already. */
export function takeStep(spec: OptimizerSpec, step: Step): void {
  const decay = spec.weightDecay ?? (spec.name === "adamw" ? 0.004 : 0);
  if (decay)
    for (let i = 0; i < step.weight.length; i++)
      step.weight[i]! -= step.weight[i]! * decay * step.learningRate;
  rules[spec.name](step, spec);
}

const normOf = (gradients: readonly ArrayLike<number>[]) => {
  let sum = 0;
  for (const gradient of gradients) for (let i = 0; i < gradient.length; i++) sum += gradient[i]! ** 2;
  return Math.sqrt(sum);
};

/** The gradients as `clipnorm`, `globalClipnorm` or `clipvalue` leave them (the first that is set counts). */
export function clipGradients(
  { clipnorm, globalClipnorm, clipvalue }: OptimizerSpec,
  gradients: readonly ArrayLike<number>[],
): readonly ArrayLike<number>[] {
  const scaled = (gradient: ArrayLike<number>, norm: number, most: number) =>
    norm > most ? Float64Array.from(gradient, (g) => (g * most) / norm) : gradient;
  if (clipnorm) return gradients.map((gradient) => scaled(gradient, normOf([gradient]), clipnorm));
  if (globalClipnorm) {
    const norm = normOf(gradients);
    return gradients.map((gradient) => scaled(gradient, norm, globalClipnorm));
  }
  if (clipvalue)
    return gradients.map((gradient) =>
      Float64Array.from(gradient, (g) => Math.min(clipvalue, Math.max(-clipvalue, g))),
    );
  return gradients;
}
