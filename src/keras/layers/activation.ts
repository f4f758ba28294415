import type { ActivationOptions, ActivationSpec } from "../../engine/index.js";
import { getActivation, type ActivationArgument } from "../activations.js";
import type { Shape } from "../shapes.js";
import { activate } from "../backends/tfjs/activations.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { activationToConfig } from "./config.js";
import { Layer, type LayerOptions } from "./layer.js";
import { required, activation as activationOption } from "./options.js";

export interface ActivationLayerOptions extends LayerOptions {
  activation: ActivationArgument;
}

/** An activation function as a layer of its own. */
export class Activation extends Layer {
  static override readonly className = "Activation";
  static override readonly options = { activation: required(activationOption), ...Layer.options };
  readonly activation: ActivationOptions;

  constructor(options: ActivationLayerOptions) {
    super(options);
    this.activation = getActivation("make an Activation layer", options.activation);
  }

  override get passesMask(): boolean {
    return true;
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    return x!;
  }

  override forward([x]: readonly Tensor[]): Tensor {
    return activate(x!, this.activation);
  }

  override engineSpec(): ActivationSpec {
    return { kind: "activation", activation: this.activation };
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), activation: activationToConfig(this.activation) };
  }
}

/** @see Keras `keras.layers.Activation` */
export const activation = (options: ActivationLayerOptions): Activation => new Activation(options);
