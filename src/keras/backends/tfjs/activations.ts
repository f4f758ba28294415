// Activation functions on tensors of TensorFlow.js.
import {
  activationFormulas,
  defaultAlpha,
  applyFormula,
  differentiateFormula,
  type ActivationName,
  type ActivationOptions,
} from "../../../formulas/index.js";
import { rememberLogits } from "./logits.js";
import { loadTf, type Tensor } from "./tf.js";

/** Applies an activation; softmax over the last axis. */
export function activate(z: Tensor, { name, alpha = defaultAlpha(name) }: ActivationOptions): Tensor {
  const operation = operations[name] ?? ((input) => byFormula(name, input, alpha));
  const result = loadTf().tidy(() => operation(z, alpha));
  if (name === "softmax" || name === "sigmoid") rememberLogits(result, z, name);
  return result;
}

const hardSigmoid = (z: Tensor) => z.div(6).add(0.5).clipByValue(0, 1);

/** Those that TensorFlow.js computes without reading a tensor back: for speed only, a formula is enough. */
const operations: Partial<Record<ActivationName, (z: Tensor, alpha: number) => Tensor>> = {
  linear: (z) => z,
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
};

/** Value and derivative by the formula, through JavaScript. */
function byFormula(name: ActivationName, z: Tensor, alpha: number): Tensor {
  const tf = loadTf();
  const formula = activationFormulas[name];
  const toTensor = (values: ArrayLike<number>) => tf.tensor(Float32Array.from(values), z.shape);
  const width = z.shape.at(-1) ?? 1;
  const apply = tf.customGrad((input) => {
    const x = Float64Array.from((input as Tensor).dataSync());
    const y = applyFormula(formula, x, width, alpha);
    const gradFunc = (dy: Tensor) =>
      toTensor(differentiateFormula(formula, { z: x, y, d: Float64Array.from(dy.dataSync()) }, width, alpha));
    return { value: toTensor(y), gradFunc };
  });
  return apply(z);
}
