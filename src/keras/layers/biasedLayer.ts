// What layers share that add a bias and put an activation behind it.
import type { ActivationOptions } from "../../engine/index.js";
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

export interface BiasedOptions extends LayerOptions {
  /** Defaults to "linear". */
  activation?: ActivationArgument | null;
  /** Whether a bias is added; defaults to true. */
  useBias?: boolean;
  /** Defaults to "zeros". */
  biasInitializer?: InitializerArgument;
  biasRegularizer?: RegularizerArgument;
}

/** A layer that ends with `activation(… + bias)`. */
export abstract class BiasedLayer extends Layer {
  static override readonly options: OptionTable = {
    activation: activationOption,
    useBias: flag,
    biasInitializer: initializerOption,
    biasRegularizer: regularizer,
    ...Layer.options,
  };
  readonly activation: ActivationOptions;
  readonly useBias: boolean;
  readonly biasInitializer: Initializer;
  readonly biasRegularizer: Regularizer | undefined;
  #bias: Weight | undefined;

  constructor(action: string, options: BiasedOptions) {
    super(options);
    this.activation = getActivation(action, options.activation);
    this.useBias = options.useBias ?? true;
    this.biasInitializer = getInitializer(action, options.biasInitializer ?? "zeros");
    this.biasRegularizer = getRegularizer(options.biasRegularizer);
  }

  /** Makes the bias, if there is to be one; call it after the other weights are made. */
  protected makeBias(size: number): void {
    if (!this.useBias) return;
    const [initializer, regularizer] = [this.biasInitializer, this.biasRegularizer];
    this.#bias = this.addWeight({ name: "bias", shape: [size], initializer, regularizer });
  }

  /** `activation(z + bias)` */
  protected finish(z: Tensor): Tensor {
    return activate(this.#bias ? z.add(variableOf(this.#bias)) : z, this.activation);
  }

  protected biasConfig(): Record<string, unknown> {
    return {
      activation: activationToConfig(this.activation),
      use_bias: this.useBias,
      bias_initializer: initializerToConfig(this.biasInitializer),
      bias_regularizer: regularizerToConfig(this.biasRegularizer),
    };
  }
}
