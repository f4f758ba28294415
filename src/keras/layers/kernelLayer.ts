// What layers share that multiply by a kernel and add a bias: those weights, their settings, the activation behind them.
import type { ActivationOptions, RegularizerSpec } from "../../engine/index.js";
import { getActivation, type ActivationArgument } from "../activations.js";
import { getInitializer, type Initializer, type InitializerArgument } from "../initializers/index.js";
import { getRegularizer, type Regularizer, type RegularizerArgument } from "../regularizers.js";
import { activate } from "../backends/tfjs/activations.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { variableOf } from "../backends/tfjs/variables.js";
import type { Weight } from "../weight.js";
import { activationToConfig, initializerToConfig, regularizerToConfig } from "./config.js";
import { Layer, type LayerOptions } from "./layer.js";
import {
  type OptionTable,
  flag,
  regularizer,
  activation as activationOption,
  initializer as initializerOption,
} from "./options.js";

export interface KernelOptions extends LayerOptions {
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

/** What the engine is told about the weights. */
interface KernelSpec {
  activation: ActivationOptions;
  useBias: boolean;
  trainable: boolean;
  kernelRegularizer?: RegularizerSpec;
  biasRegularizer?: RegularizerSpec;
}

/** The part of Dense and Conv2D that does not depend on what the kernel is laid over. */
export abstract class KernelLayer extends Layer {
  static override readonly options: OptionTable = {
    activation: activationOption,
    useBias: flag,
    kernelInitializer: initializerOption,
    biasInitializer: initializerOption,
    kernelRegularizer: regularizer,
    biasRegularizer: regularizer,
    ...Layer.options,
  };
  readonly activation: ActivationOptions;
  readonly useBias: boolean;
  readonly kernelInitializer: Initializer;
  readonly biasInitializer: Initializer;
  readonly kernelRegularizer: Regularizer | undefined;
  readonly biasRegularizer: Regularizer | undefined;
  #kernel: Weight | undefined;
  #bias: Weight | undefined;

  constructor(action: string, options: KernelOptions) {
    super(options);
    this.activation = getActivation(action, options.activation);
    this.useBias = options.useBias ?? true;
    this.kernelInitializer = getInitializer(action, options.kernelInitializer ?? "glorotUniform");
    this.biasInitializer = getInitializer(action, options.biasInitializer ?? "zeros");
    this.kernelRegularizer = getRegularizer(options.kernelRegularizer);
    this.biasRegularizer = getRegularizer(options.biasRegularizer);
  }

  /** Shape of the kernel, once there is one. */
  protected get kernelShape(): readonly number[] | undefined {
    return this.#kernel?.shape;
  }

  /** Makes a kernel of this shape, and a bias for its last axis. */
  protected addKernel(shape: readonly number[]): void {
    const [initializer, regularizer] = [this.kernelInitializer, this.kernelRegularizer];
    this.#kernel = this.addWeight({ name: "kernel", shape, initializer, regularizer });
    if (!this.useBias) return;
    this.#bias = this.addWeight({
      name: "bias",
      shape: shape.slice(-1),
      initializer: this.biasInitializer,
      regularizer: this.biasRegularizer,
    });
  }

  /** The kernel for TensorFlow.js. */
  protected kernelTensor(): Tensor {
    return variableOf(this.#kernel!);
  }

  protected addBias(product: Tensor): Tensor {
    return this.#bias ? product.add(variableOf(this.#bias)) : product;
  }

  protected activate(z: Tensor): Tensor {
    return activate(z, this.activation);
  }

  protected kernelSpec(): KernelSpec {
    return {
      activation: this.activation,
      useBias: this.useBias,
      trainable: this.trainable,
      ...(this.kernelRegularizer && { kernelRegularizer: this.kernelRegularizer }),
      ...(this.biasRegularizer && { biasRegularizer: this.biasRegularizer }),
    };
  }

  protected kernelConfig(): Record<string, unknown> {
    return {
      activation: activationToConfig(this.activation),
      use_bias: this.useBias,
      kernel_initializer: initializerToConfig(this.kernelInitializer),
      bias_initializer: initializerToConfig(this.biasInitializer),
      kernel_regularizer: regularizerToConfig(this.kernelRegularizer),
      bias_regularizer: regularizerToConfig(this.biasRegularizer),
    };
  }
}
