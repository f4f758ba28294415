// Activation functions on numbers, arrays and tensors, by Keras's formulas.
import { asArray, NDArray, type ArrayLike as NumberArray } from "../array/index.js";
import {
  activationFormulas,
  activationNames,
  defaultAlpha,
  applyFormula,
  type ActivationName,
  type ActivationOptions,
  type activations as formulas,
} from "../formulas/index.js";
import { activate } from "./backends/tfjs/activations.js";
import { isTensor, type Tensor } from "./backends/tfjs/tf.js";
import { findWord, type Spelled, type Vocabulary } from "./spelling.js";

/**
 * An activation as a function: of a number, of an array (softmax over its last axis) or, in `call()`, of a tensor.
 *
 * @example
 * ```ts
 * import { activations } from "gradus";
 * import { expect } from "vitest";
 *
 * const x = [-1, 0, 1];
 * expect(activations.sigmoid(0)).toBe(0.5);
 * const { relu, relu6, leakyRelu, elu, selu, gelu, geluTanh, silu, mish, hardSilu } = activations;
 * for (const f of [relu, relu6, leakyRelu, elu, selu, gelu, geluTanh, silu, mish, hardSilu]) expect(f(0)).toBe(0);
 * const { sigmoid, hardSigmoid, logSigmoid, softplus, softsign, tanh, exponential, linear } = activations;
 * for (const f of [sigmoid, hardSigmoid, logSigmoid, softplus, softsign, tanh, exponential, linear])
 *   expect(f(x).shape).toEqual([3]);
 * expect(activations.softmax([[1, 1]]).toArray()).toEqual([[0.5, 0.5]]);
 * ```
 */
export interface Activation {
  (z: number): number;
  (z: Tensor): Tensor;
  (z: NumberArray): NDArray;
  readonly activation: ActivationOptions;
}

function make(name: ActivationName, alpha = defaultAlpha(name)): Activation {
  const formula = activationFormulas[name];
  const apply = (z: number | Tensor | NumberArray) => {
    if (isTensor(z)) return activate(z, { name, alpha });
    const x = asArray(typeof z === "number" ? [z] : z);
    const y = applyFormula(formula, Float64Array.from(x.data), x.shape.at(-1) ?? 1, alpha);
    return typeof z === "number" ? y[0]! : asArray(y).reshape(x.shape);
  };
  return Object.assign(apply, {
    activation: alpha === defaultAlpha(name) ? { name } : { name, alpha },
  }) as Activation;
}

/** One function a formula, under its doc comment. */
type Functions = { readonly [Name in keyof typeof formulas]: Activation };

const functions = Object.fromEntries(activationNames.map((name) => [name, make(name)])) as Functions;

/**
 * What a cell finds behind `activations.`.
 *
 * @namespace
 */
export const activations = {
  ...functions,
  /** Default `alpha` is 1; another one comes with `elu.with({ alpha })`. */
  elu: Object.assign(make("elu"), {
    with: ({ alpha }: { alpha: number }): Activation => make("elu", alpha),
  }),
  /** Slope 0.2 below 0, as Keras's `leaky_relu`; another one comes with `leakyRelu.with({ negativeSlope })`. */
  leakyRelu: Object.assign(make("leakyRelu"), {
    with: ({ negativeSlope }: { negativeSlope: number }): Activation => make("leakyRelu", negativeSlope),
  }),
};

/** The types under the same name. */
// eslint-disable-next-line @typescript-eslint/no-namespace -- types only; the value is the constant above
export declare namespace activations {
  /** An activation as a function. */
  type Activation = OneActivation;
  /** An activation, its name, or its name with a parameter. */
  type ActivationArgument = Argument;
}

type OneActivation = Activation;
type Argument = ActivationArgument;

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
