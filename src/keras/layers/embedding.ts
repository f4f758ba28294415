import { asArray, type ArrayLike as NumberArray } from "../../array/index.js";
import type { EmbeddingSpec, MaskSpec } from "../../engine/index.js";
import { getInitializer, type Initializer, type InitializerArgument } from "../initializers/index.js";
import { getRegularizer, type Regularizer, type RegularizerArgument } from "../regularizers.js";
import type { Shape } from "../shapes.js";
import { KerasTensor } from "../symbolic.js";
import { complaint } from "../../validation.js";
import { isTensor, type tf as tfjs, type Tensor } from "../backends/tfjs/tf.js";
import { variableOf } from "../backends/tfjs/variables.js";
import type { Weight } from "../weight.js";
import { initializerToConfig, regularizerToConfig } from "./config.js";
import { Layer, type ForwardContext, type LayerOptions } from "./layer.js";
import { flag, integer, regularizer, required, initializer as initializerOption } from "./options.js";

export interface EmbeddingOptions extends LayerOptions {
  /** Number of rows; inputs are integers from 0 to `inputDim - 1`. */
  inputDim: number;
  /** Length of a row. */
  outputDim: number;
  /** Defaults to "uniform" (±0.05). */
  embeddingsInitializer?: InitializerArgument;
  embeddingsRegularizer?: RegularizerArgument;
  /** Token 0 fills sentences up and counts nowhere behind this layer: recurrent layers, means, loss and metrics pass it over. Defaults to false. */
  maskZero?: boolean;
}

/** A table whose rows are looked up: `[n, steps]` integers → `[n, steps, outputDim]`. */
export class Embedding extends Layer {
  static override readonly className = "Embedding";
  static override readonly options = {
    inputDim: required(integer(1)),
    outputDim: required(integer(1)),
    embeddingsInitializer: initializerOption,
    embeddingsRegularizer: regularizer,
    maskZero: flag,
    ...Layer.options,
  };
  readonly inputDim: number;
  readonly outputDim: number;
  readonly embeddingsInitializer: Initializer;
  readonly embeddingsRegularizer: Regularizer | undefined;
  readonly maskZero: boolean;
  #table: Weight | undefined;

  constructor(options: EmbeddingOptions) {
    const action = "make an Embedding layer";
    super(options);
    this.inputDim = options.inputDim;
    this.outputDim = options.outputDim;
    this.embeddingsInitializer = getInitializer(action, options.embeddingsInitializer ?? "uniform");
    this.embeddingsRegularizer = getRegularizer(options.embeddingsRegularizer);
    this.maskZero = options.maskZero ?? false;
  }

  protected override build(): void {
    this.#table = this.addWeight({
      name: "embeddings",
      shape: [this.inputDim, this.outputDim],
      initializer: this.embeddingsInitializer,
      regularizer: this.embeddingsRegularizer,
    });
  }

  /** Numbers that come by themselves are looked at; those of a model are when it reads its data. @internal */
  override invoke(...[inputs, options]: Parameters<Layer["invoke"]>): ReturnType<Layer["invoke"]> {
    const [first] = (Array.isArray(inputs) ? inputs : [inputs]) as readonly unknown[];
    if (!(first instanceof KerasTensor) && !isTensor(first))
      this.checkTokens(`use layer "${this.name}"`, "input", asArray(inputs as NumberArray).data);
    return super.invoke(inputs, options);
  }

  /** @throws RangeError unless integers name a row of the table. @internal */
  checkTokens(action: string, name: string, tokens: ArrayLike<number>): void {
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i]!;
      if (Number.isInteger(token) && token >= 0 && token < this.inputDim) continue;
      const wanted = `an integer from 0 to ${String(this.inputDim - 1)}`;
      const fix = `inputDim of layer "${this.name}" counts the rows of its table: the largest integer + 1`;
      throw new RangeError(
        complaint({ action, name: `${name} (value ${String(i)})`, wanted, got: token, fix }),
      );
    }
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    return [...x!, this.outputDim];
  }

  override forward([x]: readonly Tensor[], { tf }: ForwardContext): Tensor {
    // NaN would become row 0; −1 is refused as any row that is not there
    const rows = x!.dtype === "int32" ? x! : tf.where(tf.isNaN(x!), -1, x!);
    return tf.gather(variableOf(this.#table!), rows.cast<tfjs.Tensor1D>("int32"));
  }

  protected override computeMask([x]: readonly Tensor[]): Tensor | undefined {
    return this.maskZero ? x!.notEqual(0) : undefined;
  }

  override engineMask(): MaskSpec | undefined {
    return this.maskZero ? { kind: "mask", value: 0 } : undefined;
  }

  override engineSpec(): EmbeddingSpec {
    return {
      kind: "embedding",
      inputDim: this.inputDim,
      outputDim: this.outputDim,
      trainable: this.trainable,
      ...(this.embeddingsRegularizer && { embeddingsRegularizer: this.embeddingsRegularizer }),
    };
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      input_dim: this.inputDim,
      output_dim: this.outputDim,
      embeddings_initializer: initializerToConfig(this.embeddingsInitializer),
      embeddings_regularizer: regularizerToConfig(this.embeddingsRegularizer),
      mask_zero: this.maskZero,
      input_length: null,
    };
  }
}

/**
 * A table whose rows are looked up by integers.
 *
 * @example
 * ```ts
 * import { layers } from "gradus";
 * import { expect } from "vitest";
 *
 * const table = layers.embedding({ inputDim: 3, outputDim: 2 });
 * table([[0]]); // the first call makes the table
 * table.setWeights([[[0, 0], [1, 2], [3, 4]]]);
 * expect(table([[2, 1]]).toArray()).toEqual([[[3, 4], [1, 2]]]);
 * ```
 *
 * @see Keras `keras.layers.Embedding`
 */
export const embedding = (options: EmbeddingOptions): Embedding => new Embedding(options);
