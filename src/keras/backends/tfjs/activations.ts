// Activation functions on tensors of TensorFlow.js.
import type { ActivationName, ActivationOptions } from "../../../engine/index.js";
import { rememberLogits } from "./logits.js";
import { loadTf, type Tensor } from "./tf.js";

/** Applies an activation; softmax over the last axis. */
export function activate(
  z: Tensor,
  { name, alpha = name === "leakyRelu" ? 0.2 : 1 }: ActivationOptions,
): Tensor {
  if (name === "linear") return z;
  const result = loadTf().tidy(() => formulas[name](z, alpha));
  if (name === "softmax" || name === "sigmoid") rememberLogits(result, z);
  return result;
}

const hardSigmoid = (z: Tensor) => z.div(6).add(0.5).clipByValue(0, 1);

const formulas: Record<Exclude<ActivationName, "linear">, (z: Tensor, alpha: number) => Tensor> = {
  relu: (z) => z.relu(),
  relu6: (z) => z.relu().minimum(6),
  sigmoid: (z) => z.sigmoid(),
  tanh: (z) => z.tanh(),
  softmax: (z) => loadTf().softmax(z),
  selu: (z) => z.selu(),
  softplus: (z) => z.relu().add(z.abs().neg().exp().log1p()),
  gelu: (z) => z.div(Math.SQRT2).erf().add(1).mul(z).mul(0.5),
  geluTanh: (z) =>
    z
      .mul(z)
      .mul(z)
      .mul(0.044715)
      .add(z)
      .mul(Math.sqrt(2 / Math.PI))
      .tanh()
      .add(1)
      .mul(z)
      .mul(0.5),
  elu: (z, alpha) => (alpha === 1 ? z.elu() : z.relu().add(z.minimum(0).expm1().mul(alpha))),
  leakyRelu: (z, alpha) => z.relu().sub(z.neg().relu().mul(alpha)),
  silu: (z) => z.mul(z.sigmoid()),
  softsign: (z) => z.div(z.abs().add(1)),
  hardSigmoid,
  hardSilu: (z) => z.mul(hardSigmoid(z)),
  exponential: (z) => z.exp(),
  mish: (z) => z.mul(z.relu().add(z.abs().neg().exp().log1p()).tanh()),
};
