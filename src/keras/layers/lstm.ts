import type { ActivationOptions } from "../../engine/index.js";
import { getActivation, type ActivationArgument } from "../activations.js";
import type { Initializer } from "../initializers/index.js";
import { activate } from "../tfjs/activations.js";
import type { Tensor, TensorFlow } from "../tfjs/tf.js";
import { activationToConfig } from "./config.js";
import { product, Recurrent, type CellWeights, type RecurrentOptions } from "./recurrent.js";

export interface LSTMOptions extends RecurrentOptions {
  /** Of the gates; defaults to "sigmoid". */
  recurrentActivation?: ActivationArgument;
  /** Starts the forget gate's bias at 1 (Jozefowicz et al., 2015); defaults to true. */
  unitForgetBias?: boolean;
}

/** Long short-term memory (Hochreiter and Schmidhuber, 1997); gates in Keras's order: input, forget, cell, output. */
export class LSTM extends Recurrent {
  static override readonly className = "LSTM";
  readonly recurrentActivation: ActivationOptions;
  readonly unitForgetBias: boolean;
  protected readonly gates = 4;
  protected readonly states = 2;

  constructor(options: LSTMOptions) {
    super(options);
    this.recurrentActivation = getActivation("make an LSTM layer", options.recurrentActivation ?? "sigmoid");
    this.unitForgetBias = options.unitForgetBias ?? true;
  }

  protected override biasStart(): Initializer {
    const { biasInitializer, units } = this;
    if (!this.unitForgetBias) return biasInitializer;
    return {
      ...biasInitializer,
      fill: (shape, random) => biasInitializer.fill(shape, random).fill(1, units, 2 * units),
    };
  }

  protected step(
    projected: Tensor,
    [h, c]: readonly Tensor[],
    weights: CellWeights,
    tf: TensorFlow,
  ): Tensor[] {
    const z = projected.add(product(tf, h!, weights.recurrent));
    const [input, forget, candidate, output] = tf.split(z, 4, 1) as [Tensor, Tensor, Tensor, Tensor];
    const gate = (part: Tensor) => activate(part, this.recurrentActivation);
    const cell = gate(forget)
      .mul(c!)
      .add(gate(input).mul(this.activate(candidate)));
    return [gate(output).mul(this.activate(cell)), cell];
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      recurrent_activation: activationToConfig(this.recurrentActivation),
      unit_forget_bias: this.unitForgetBias,
    };
  }
}

/** @see Keras `keras.layers.LSTM` */
export const lstm = (options: LSTMOptions): LSTM => new LSTM(options);
