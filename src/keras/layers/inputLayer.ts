import type { Shape } from "../shapes.js";
import { connect, type KerasTensor } from "../symbolic.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { Layer } from "./layer.js";
import { batchSize, required, sampleShape, text } from "./options.js";

export interface InputOptions {
  /** Shape of one sample; `null` where any size will do. */
  shape: readonly (number | null)[];
  /**
   * Number of samples in a batch, for summaries, drawings and files: the first axis of every shape from here on. As in Keras,
   * the model still takes batches of any size. Defaults to `null`, any.
   */
  batchSize?: number | null;
  /** Defaults to "input_layer" with a number. */
  name?: string;
}

/** The place where data enters a model. */
export class InputLayer extends Layer {
  static override readonly className = "InputLayer";
  static override readonly options = { shape: required(sampleShape), batchSize, name: text };

  constructor(options: InputOptions) {
    super(options);
    this.built = true;
    connect(this, [], [[options.batchSize ?? null, ...options.shape]]);
  }

  override computeOutputShape(): Shape {
    return this.output.shape;
  }

  override forward([x]: readonly Tensor[]): Tensor {
    return x!;
  }

  override getConfig(): Record<string, unknown> {
    return { batch_input_shape: this.output.shape, dtype: "float32", sparse: false, name: this.name };
  }
}

/**
 * Starts a functional model: a tensor without numbers.
 *
 * @example
 * ```ts
 * import { input, layers, Model } from "gradus";
 * import { expect } from "vitest";
 *
 * const inputs = input({ shape: [2] });
 * const model = new Model({ inputs, outputs: layers.dense({ units: 1 })(inputs) });
 * expect(model.countParams()).toBe(3);
 * ```
 *
 * @see Keras `keras.Input`
 */
export function input(options: InputOptions): KerasTensor {
  return new InputLayer(options).output;
}
