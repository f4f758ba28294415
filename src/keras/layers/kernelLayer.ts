// What layers share that multiply by a kernel: the kernel, its settings, and what the engine is told of them.
import type { ActivationOptions, RegularizerSpec } from "../../engine/index.js";
import { getInitializer, type Initializer, type InitializerArgument } from "../initializers/index.js";
import { getRegularizer, type Regularizer, type RegularizerArgument } from "../regularizers.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { variableOf } from "../backends/tfjs/variables.js";
import type { Weight } from "../weight.js";
import { BiasedLayer, type BiasedOptions } from "./biasedLayer.js";
import { initializerToConfig, regularizerToConfig } from "./config.js";
import { type OptionTable, regularizer, initializer as initializerOption } from "./options.js";

export interface KernelOptions extends BiasedOptions {
  /** Defaults to "glorotUniform". */
  kernelInitializer?: InitializerArgument;
  kernelRegularizer?: RegularizerArgument;
}

/** What the engine is told about the weights. */
interface KernelSpec {
  activation: ActivationOptions;
  useBias: boolean;
  trainable: boolean;
  kernelRegularizer?: RegularizerSpec;
  biasRegularizer?: RegularizerSpec;
}

/** The part of dense layers and convolutions that does not depend on what the kernel is laid over. */
export abstract class KernelLayer extends BiasedLayer {
  static override readonly options: OptionTable = {
    kernelInitializer: initializerOption,
    kernelRegularizer: regularizer,
    ...BiasedLayer.options,
  };
  readonly kernelInitializer: Initializer;
  readonly kernelRegularizer: Regularizer | undefined;
  #kernel: Weight | undefined;

  constructor(action: string, options: KernelOptions) {
    super(action, options);
    this.kernelInitializer = getInitializer(action, options.kernelInitializer ?? "glorotUniform");
    this.kernelRegularizer = getRegularizer(options.kernelRegularizer);
  }

  /** Shape of the kernel, once there is one. */
  protected get kernelShape(): readonly number[] | undefined {
    return this.#kernel?.shape;
  }

  /** Makes a kernel of this shape, and a bias for its outputs: the last axis if nothing else is said. */
  protected addKernel(shape: readonly number[], outputs = shape.at(-1)!): void {
    const [initializer, regularizer] = [this.kernelInitializer, this.kernelRegularizer];
    this.#kernel = this.addWeight({ name: "kernel", shape, initializer, regularizer });
    this.makeBias(outputs);
  }

  /** The kernel for TensorFlow.js. */
  protected kernelTensor(): Tensor {
    return variableOf(this.#kernel!);
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
      ...this.biasConfig(),
      kernel_initializer: initializerToConfig(this.kernelInitializer),
      kernel_regularizer: regularizerToConfig(this.kernelRegularizer),
    };
  }
}
