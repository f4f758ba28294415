import type { ActivationOptions, DenseSpec } from "../../engine/index.js";
import { checkInteger } from "../../validation.js";
import { getActivation, type ActivationArgument } from "../activations.js";
import { getInitializer, type Initializer, type InitializerArgument } from "../initializers/index.js";
import { getRegularizer, type Regularizer, type RegularizerArgument } from "../regularizers.js";
import type { Shape } from "../shapes.js";
import { activate } from "../tfjs/activations.js";
import type { Tensor } from "../tfjs/tf.js";
import { variableOf } from "../tfjs/variables.js";
import type { Weight } from "../weight.js";
import { activationToConfig, initializerToConfig, regularizerToConfig } from "./config.js";
import { Layer, type ForwardContext, type LayerOptions } from "./layer.js";

export interface DenseOptions extends LayerOptions {
  /** Number of outputs. */
  units: number;
  /** Defaults to "linear". */
  activation?: ActivationArgument | null;
  /** Whether a bias is added; defaults to true. */
  useBias?: boolean;
  /** Defaults to "glorotUniform". */
  kernelInitializer?: InitializerArgument;
  /** Defaults to "zeros". */
  biasInitializer?: InitializerArgument;
  kernelRegularizer?: RegularizerArgument;
  biasRegularizer?: RegularizerArgument;
}

/** `activation(x · kernel + bias)` over the last axis: `[n, …, inputs]` → `[n, …, units]`. */
export class Dense extends Layer {
  static override readonly className: string = "Dense";
  readonly units: number;
  readonly activation: ActivationOptions;
  readonly useBias: boolean;
  readonly kernelInitializer: Initializer;
  readonly biasInitializer: Initializer;
  readonly kernelRegularizer: Regularizer | undefined;
  readonly biasRegularizer: Regularizer | undefined;
  #kernel: Weight | undefined;
  #bias: Weight | undefined;

  constructor(options: DenseOptions) {
    const action = "make a Dense layer";
    checkInteger(action, "units", options.units, { min: 1 });
    super(options);
    this.units = options.units;
    this.activation = getActivation(action, options.activation);
    this.useBias = options.useBias ?? true;
    this.kernelInitializer = getInitializer(action, options.kernelInitializer ?? "glorotUniform");
    this.biasInitializer = getInitializer(action, options.biasInitializer ?? "zeros");
    this.kernelRegularizer = getRegularizer(options.kernelRegularizer);
    this.biasRegularizer = getRegularizer(options.biasRegularizer);
  }

  protected override complain([x]: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    const inputs = this.#kernel?.shape[0];
    const last = x?.at(-1);
    if (!x || x.length < 2) return { wanted: "[n, features]", fix: "wrap single numbers: [[0], [1]]" };
    if (last == null) return { wanted: "[n, features] with a known number of features" };
    if (inputs === undefined || last === inputs) return undefined;
    return { wanted: `[n, ${String(inputs)}]` };
  }

  protected override build([x]: readonly Shape[]): void {
    this.#kernel = this.addWeight({
      name: "kernel",
      shape: [x!.at(-1)!, this.units],
      initializer: this.kernelInitializer,
      regularizer: this.kernelRegularizer,
    });
    if (!this.useBias) return;
    this.#bias = this.addWeight({
      name: "bias",
      shape: [this.units],
      initializer: this.biasInitializer,
      regularizer: this.biasRegularizer,
    });
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    return [...x!.slice(0, -1), this.units];
  }

  override forward([x]: readonly Tensor[], { tf }: ForwardContext): Tensor {
    const rows = x!.rank === 2 ? x! : x!.reshape([-1, x!.shape.at(-1)!]);
    const product = tf.matMul(rows, variableOf(this.#kernel!));
    const sum = this.#bias ? product.add(variableOf(this.#bias)) : product;
    const z = x!.rank === 2 ? sum : sum.reshape([...x!.shape.slice(0, -1), this.units]);
    return activate(z, this.activation);
  }

  override engineSpec(): DenseSpec {
    return {
      kind: "dense",
      units: this.units,
      activation: this.activation,
      useBias: this.useBias,
      trainable: this.trainable,
      ...(this.kernelRegularizer && { kernelRegularizer: this.kernelRegularizer }),
      ...(this.biasRegularizer && { biasRegularizer: this.biasRegularizer }),
    };
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      units: this.units,
      activation: activationToConfig(this.activation),
      use_bias: this.useBias,
      kernel_initializer: initializerToConfig(this.kernelInitializer),
      bias_initializer: initializerToConfig(this.biasInitializer),
      kernel_regularizer: regularizerToConfig(this.kernelRegularizer),
      bias_regularizer: regularizerToConfig(this.biasRegularizer),
    };
  }
}

/**
 * A densely connected layer.
 *
 * @example
 * ```ts
 * import { layers, Sequential } from "gradus";
 * import { expect } from "vitest";
 *
 * const model = new Sequential([layers.dense({ units: 2, inputShape: [2], activation: "sigmoid" })]);
 * expect(model.countParams()).toBe(6);
 * ```
 *
 * @see Keras `keras.layers.Dense`
 */
export const dense = (options: DenseOptions): Dense => new Dense(options);
