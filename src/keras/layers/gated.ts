// What recurrent cells with gates share: the gates' activation.
import type { ActivationOptions, LSTMSpec } from "../../engine/index.js";
import { getActivation, type ActivationArgument } from "../activations.js";
import { activate } from "../backends/tfjs/activations.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { activationToConfig } from "./config.js";
import { Recurrent, type RecurrentOptions } from "./recurrent.js";
import { type OptionTable, activation as activationOption } from "./options.js";

export interface GatedOptions extends RecurrentOptions {
  /** Of the gates; defaults to "sigmoid". */
  recurrentActivation?: ActivationArgument;
}

/** A recurrent layer whose cell has gates. */
export abstract class Gated extends Recurrent {
  static override readonly options: OptionTable = {
    ...Recurrent.options,
    recurrentActivation: activationOption,
  };
  readonly recurrentActivation: ActivationOptions;

  constructor(action: string, options: GatedOptions) {
    super(options);
    this.recurrentActivation = getActivation(action, options.recurrentActivation ?? "sigmoid");
  }

  /** A gate's opening, from 0 to 1. */
  protected gate(z: Tensor): Tensor {
    return activate(z, this.recurrentActivation);
  }

  protected override engineWalk(): Omit<LSTMSpec, "kind"> | undefined {
    return this.recurrentActivation.name === "sigmoid" ? super.engineWalk() : undefined;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), recurrent_activation: activationToConfig(this.recurrentActivation) };
  }
}
