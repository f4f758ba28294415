import type { LSTMSpec } from "../../engine/index.js";
import type { Initializer } from "../initializers/index.js";
import type { KerasTensor } from "../symbolic.js";
import type { Tensor, TensorFlow } from "../backends/tfjs/tf.js";
import { Gated, type GatedOptions } from "./gated.js";
import { product, type CellWeights, type RecurrentCalls } from "./recurrent.js";
import { flag } from "./options.js";

export interface LSTMOptions extends GatedOptions {
  /** Starts the forget gate's bias at 1 (Jozefowicz et al., 2015); defaults to true. */
  unitForgetBias?: boolean;
}

/** Long short-term memory (Hochreiter and Schmidhuber, 1997); gates in Keras's order: input, forget, cell, output. */
export class LSTM extends Gated {
  static override readonly className = "LSTM";
  static override readonly options = { ...Gated.options, unitForgetBias: flag };
  readonly unitForgetBias: boolean;
  protected readonly gates = 4;
  protected readonly states = 2;

  constructor(options: LSTMOptions) {
    super("make an LSTM layer", options);
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
    const cell = this.gate(forget)
      .mul(c!)
      .add(this.gate(input).mul(this.activate(candidate)));
    return [this.gate(output).mul(this.activate(cell)), cell];
  }

  override engineSpec(): LSTMSpec | undefined {
    const walk = this.engineWalk();
    return walk && { kind: "lstm", ...walk };
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), unit_forget_bias: this.unitForgetBias };
  }
}

/**
 * Long short-term memory.
 *
 * @example The state of one walk begins another
 * ```ts
 * import { input, layers, Model } from "gradus";
 * import { expect } from "vitest";
 *
 * const [question, answer] = [input({ shape: [7, 3] }), input({ shape: [5, 3] })];
 * const [, h, c] = layers.lstm({ units: 4, returnState: true })(question);
 * const outputs = layers.lstm({ units: 4, returnSequences: true })(answer, { initialState: [h, c] });
 * expect(new Model({ inputs: [question, answer], outputs }).graph!.outputs[0]!.shape).toEqual([null, 5, 4]);
 * ```
 *
 * @see Keras `keras.layers.LSTM`
 */
export function lstm(
  options: LSTMOptions & { returnState: true },
): RecurrentCalls<readonly [KerasTensor, KerasTensor, KerasTensor]> & LSTM;
export function lstm(options: LSTMOptions): RecurrentCalls<KerasTensor> & LSTM;
export function lstm(options: LSTMOptions): LSTM {
  return new LSTM(options);
}
