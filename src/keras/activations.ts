// Activation functions on numbers, arrays and tensors, by Keras's formulas.
import { asArray, NDArray, type ArrayLike as NumberArray } from "../array/index.js";
import type { ActivationName, ActivationOptions } from "../engine/index.js";
import { erf } from "./erf.js";
import { activate } from "./backends/tfjs/activations.js";
import { isTensor, type Tensor } from "./backends/tfjs/tf.js";
import { findWord, type Spelled, type Vocabulary } from "./spelling.js";

const seluAlpha = 1.6732632423543772;
const seluScale = 1.0507009873554805;

const sigmoidOf = (z: number) => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));
const softplusOf = (z: number) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

/** The functions of one number; softmax needs its whole row and stands apart. */
const scalar: Record<Exclude<ActivationName, "softmax">, (z: number, alpha: number) => number> = {
  linear: (z) => z,
  relu: (z) => Math.max(0, z),
  relu6: (z) => Math.min(6, Math.max(0, z)),
  sigmoid: sigmoidOf,
  tanh: Math.tanh,
  selu: (z) => seluScale * (z > 0 ? z : seluAlpha * Math.expm1(z)),
  softplus: softplusOf,
  gelu: (z) => 0.5 * z * (1 + erf(z / Math.SQRT2)),
  geluTanh: (z) => 0.5 * z * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z ** 3))),
  elu: (z, alpha) => (z > 0 ? z : alpha * Math.expm1(z)),
  leakyRelu: (z, alpha) => (z > 0 ? z : alpha * z),
  silu: (z) => z * sigmoidOf(z),
  softsign: (z) => z / (1 + Math.abs(z)),
  hardSigmoid: (z) => Math.min(1, Math.max(0, z / 6 + 0.5)),
  hardSilu: (z) => z * Math.min(1, Math.max(0, z / 6 + 0.5)),
  exponential: Math.exp,
  mish: (z) => z * Math.tanh(softplusOf(z)),
};

/** `exp(z) / Σ exp(z)` over each row of `width` numbers, safe for large z. */
export function softmaxRows(values: Float64Array, width: number): Float64Array {
  const out = new Float64Array(values.length);
  for (let start = 0; start < values.length; start += width) {
    let top = -Infinity;
    let sum = 0;
    for (let j = start; j < start + width; j++) top = Math.max(top, values[j]!);
    for (let j = start; j < start + width; j++) sum += out[j] = Math.exp(values[j]! - top);
    for (let j = start; j < start + width; j++) out[j]! /= sum;
  }
  return out;
}

/** An activation as a function: of a number, of an array (softmax over its last axis) or, in `call()`, of a tensor. */
export interface Activation {
  (z: number): number;
  (z: Tensor): Tensor;
  (z: NumberArray): NDArray;
  readonly activation: ActivationOptions;
}

/** Default slope of leakyRelu and scale of elu. */
export function defaultAlpha(name: ActivationName): number {
  return name === "leakyRelu" ? 0.2 : 1;
}

function make(name: ActivationName, alpha = defaultAlpha(name)): Activation {
  const apply = (z: number | Tensor | NumberArray) => {
    if (isTensor(z)) return activate(z, { name, alpha });
    if (typeof z === "number") return name === "softmax" ? 1 : scalar[name](z, alpha);
    const x = asArray(z);
    const values = Float64Array.from(x.data);
    const result =
      name === "softmax"
        ? softmaxRows(values, x.shape.at(-1) ?? 1)
        : values.map((value) => scalar[name](value, alpha));
    return asArray(result).reshape(x.shape);
  };
  return Object.assign(apply, {
    activation: alpha === defaultAlpha(name) ? { name } : { name, alpha },
  }) as Activation;
}

export const linear = make("linear");
export const relu = make("relu");
export const relu6 = make("relu6");
export const sigmoid = make("sigmoid");
export const tanh = make("tanh");
export const softmax = make("softmax");
export const selu = make("selu");
export const softplus = make("softplus");
/** Gaussian error linear unit, exact: `z · Φ(z)`. */
export const gelu = make("gelu");
/** The tanh approximation of {@link gelu}: Keras's `gelu(x, approximate=True)`. */
export const geluTanh = make("geluTanh");
export const silu = make("silu");
export const softsign = make("softsign");
/** `clip(z / 6 + 0.5, 0, 1)`, as Keras 3. */
export const hardSigmoid = make("hardSigmoid");
export const hardSilu = make("hardSilu");
export const exponential = make("exponential");
export const mish = make("mish");
/** Default `alpha` is 1; another one comes with `elu.with({ alpha })`. */
export const elu = Object.assign(make("elu"), {
  with: ({ alpha }: { alpha: number }): Activation => make("elu", alpha),
});
/** Slope 0.2 below 0, as Keras's `leaky_relu`; another one comes with `leakyRelu.with({ negativeSlope })`. */
export const leakyRelu = Object.assign(make("leakyRelu"), {
  with: ({ negativeSlope }: { negativeSlope: number }): Activation => make("leakyRelu", negativeSlope),
});

/** Every activation's name. */
const activationNames = [...(Object.keys(scalar) as ActivationName[]), "softmax"] as const;

/** An activation, its name, or its name with a parameter. */
export type ActivationArgument = Spelled<ActivationName> | "swish" | ActivationOptions | Activation;

export const activationVocabulary: Vocabulary<ActivationName> = {
  argument: "activation",
  names: activationNames,
  aliases: { swish: "silu", hard_swish: "hardSilu", leakyReLU: "leakyRelu" },
};

/** What an activation argument stands for; none is linear. */
export function getActivation(
  action: string,
  argument: ActivationArgument | null | undefined,
): ActivationOptions {
  if (argument == null) return { name: "linear" };
  if (typeof argument === "function") return argument.activation;
  if (typeof argument === "object") return argument;
  return { name: findWord(action, activationVocabulary, argument) };
}
