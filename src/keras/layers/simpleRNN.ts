import type { SimpleRNNSpec } from "../../engine/index.js";
import type { KerasTensor } from "../symbolic.js";
import type { Tensor, TensorFlow } from "../backends/tfjs/tf.js";
import {
  product,
  Recurrent,
  type CellWeights,
  type RecurrentOptions,
  type RecurrentCalls,
} from "./recurrent.js";

/** `hₜ = tanh(xₜ · kernel + hₜ₋₁ · recurrent + bias)`. */
export class SimpleRNN extends Recurrent {
  static override readonly className = "SimpleRNN";
  static override readonly options = Recurrent.options;
  protected readonly gates = 1;
  protected readonly states = 1;

  protected step(
    projected: Tensor,
    [h]: readonly Tensor[],
    { recurrent }: CellWeights,
    tf: TensorFlow,
  ): Tensor[] {
    return [this.activate(projected.add(product(tf, h!, recurrent)))];
  }

  override engineSpec(): SimpleRNNSpec | undefined {
    const walk = this.engineWalk();
    return walk && { kind: "simpleRnn", ...walk };
  }
}

/** The plain recurrent layer. @see Keras `keras.layers.SimpleRNN` */
export function simpleRNN(
  options: RecurrentOptions & { returnState: true },
): RecurrentCalls<readonly [KerasTensor, KerasTensor]> & SimpleRNN;
export function simpleRNN(options: RecurrentOptions): RecurrentCalls<KerasTensor> & SimpleRNN;
export function simpleRNN(options: RecurrentOptions): SimpleRNN {
  return new SimpleRNN(options);
}
