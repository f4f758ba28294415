import type { Shape } from "../shapes.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { Layer, type LayerOptions } from "./layer.js";
import { required, sampleShape, type OptionTable } from "./options.js";

/** What a {@link Lambda} computes. */
export type LambdaFunction = (inputs: Tensor, options: { training: boolean }) => Tensor;

export interface LambdaOptions extends LayerOptions {
  /** From a tensor (or a list, for several inputs) to a tensor, by `tf`. */
  function: LambdaFunction;
  /** Shape of one sample of the output; defaults to what the function makes of zeros. */
  outputShape?: readonly (number | null)[];
}

/** A function as a layer. It has no weights, and no file can hold it but by name (`customObjects` of `loadModel`). */
export class Lambda extends Layer {
  static override readonly className = "Lambda";
  static override readonly options: OptionTable = {
    function: required({ wanted: "a function of a tensor", accepts: (value) => typeof value === "function" }),
    outputShape: sampleShape,
    ...Layer.options,
  };
  readonly function: LambdaFunction;
  readonly outputShape: readonly (number | null)[] | undefined;

  constructor(options: LambdaOptions) {
    super(options);
    this.function = options.function;
    this.outputShape = options.outputShape;
  }

  override call(inputs: Tensor, options?: { training?: boolean }): Tensor {
    return this.function(inputs, { training: options?.training ?? false });
  }

  /** The function may take a list. */
  protected override get takesOne(): boolean {
    return false;
  }

  override computeOutputShape(inputs: readonly Shape[]): Shape {
    return this.outputShape
      ? [inputs[0]?.[0] ?? null, ...this.outputShape]
      : super.computeOutputShape(inputs);
  }

  override getConfig(): Record<string, unknown> {
    const { name } = this.function;
    if (name === "" || name === "function")
      throw new TypeError(
        `Cannot write the structure of layer "${this.name}": its function has no name; write it as function name(x) { … } and hand it to loadModel's customObjects`,
      );
    const shape = this.outputShape && { output_shape: this.outputShape };
    return { ...super.getConfig(), function: name, ...shape };
  }
}

/**
 * A function as a layer.
 *
 * @example
 * ```ts
 * import { layers, tf } from "gradus";
 * import { expect } from "vitest";
 *
 * const square = layers.lambda({ function: (x) => tf.square(x) });
 * expect(square([[2, 3]]).toArray()).toEqual([[4, 9]]);
 * ```
 *
 * @see Keras `keras.layers.Lambda`
 */
export const lambda = (options: LambdaOptions): Lambda => new Lambda(options);
