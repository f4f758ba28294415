import type { ConcatenateSpec, MergeSpec } from "../../engine/index.js";
import { shapesAgree, showShape, type Shape } from "../shapes.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { Layer, type ForwardContext, type LayerOptions } from "./layer.js";
import { anyInteger } from "./options.js";

/** Joins several inputs of one shape, number by number. */
abstract class Merge extends Layer {
  protected override complain(inputs: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    if (inputs.length < 2)
      return { wanted: "of at least two tensors", fix: "call the layer with a list: add([a, b])" };
    const same = inputs.every((shape) => shapesAgree(shape, inputs[0]!));
    return same ? undefined : { wanted: `${showShape(inputs[0]!)} for all inputs` };
  }

  override computeOutputShape([first]: readonly Shape[]): Shape {
    return first!;
  }
}

/** The sum of its inputs. */
export class Add extends Merge {
  static override readonly className = "Add";
  static override readonly options = Layer.options;

  override forward(inputs: readonly Tensor[]): Tensor {
    return inputs.reduce((sum, x) => sum.add(x));
  }

  override engineSpec(): MergeSpec {
    return { kind: "add" };
  }
}

/** The first of its two inputs minus the second. */
export class Subtract extends Merge {
  static override readonly className = "Subtract";
  static override readonly options = Layer.options;

  protected override complain(inputs: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    if (inputs.length !== 2)
      return { wanted: "of two tensors", fix: "call the layer with a list of two: subtract([a, b])" };
    return super.complain(inputs);
  }

  override forward([a, b]: readonly Tensor[]): Tensor {
    return a!.sub(b!);
  }

  override engineSpec(): MergeSpec {
    return { kind: "subtract" };
  }
}

/** The product of its inputs. */
export class Multiply extends Merge {
  static override readonly className = "Multiply";
  static override readonly options = Layer.options;

  override forward(inputs: readonly Tensor[]): Tensor {
    return inputs.reduce((product, x) => product.mul(x));
  }

  override engineSpec(): MergeSpec {
    return { kind: "multiply" };
  }
}

/** The mean of its inputs. */
export class Average extends Merge {
  static override readonly className = "Average";
  static override readonly options = Layer.options;

  override forward(inputs: readonly Tensor[]): Tensor {
    return inputs.reduce((sum, x) => sum.add(x)).div(inputs.length);
  }

  override engineSpec(): MergeSpec {
    return { kind: "average" };
  }
}

/** The largest of its inputs. */
export class Maximum extends Merge {
  static override readonly className = "Maximum";
  static override readonly options = Layer.options;

  override forward(inputs: readonly Tensor[]): Tensor {
    return inputs.reduce((top, x) => top.maximum(x));
  }

  override engineSpec(): MergeSpec {
    return { kind: "maximum" };
  }
}

/** The smallest of its inputs. */
export class Minimum extends Merge {
  static override readonly className = "Minimum";
  static override readonly options = Layer.options;

  override forward(inputs: readonly Tensor[]): Tensor {
    return inputs.reduce((least, x) => least.minimum(x));
  }

  override engineSpec(): MergeSpec {
    return { kind: "minimum" };
  }
}

export interface ConcatenateOptions extends LayerOptions {
  /** Axis along which the inputs are joined; defaults to −1. */
  axis?: number;
}

/** Its inputs side by side: `[n, 2]` and `[n, 3]` → `[n, 5]`. */
export class Concatenate extends Layer {
  static override readonly className = "Concatenate";
  static override readonly options = { axis: anyInteger, ...Layer.options };
  readonly axis: number;

  constructor(options: ConcatenateOptions = {}) {
    super(options);
    this.axis = options.axis ?? -1;
  }

  protected override complain(inputs: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    if (inputs.length < 2)
      return { wanted: "of at least two tensors", fix: "call the layer with a list: concatenate([a, b])" };
    const axis = this.#axisIn(inputs[0]!.length);
    const without = (shape: Shape) => shape.map((size, i) => (i === axis ? null : size));
    const same = inputs.every((shape) => shapesAgree(without(shape), without(inputs[0]!)));
    return same ? undefined : { wanted: `the same in all inputs but for axis ${String(axis)}` };
  }

  #axisIn(rank: number): number {
    return (this.axis + rank) % rank;
  }

  override computeOutputShape(inputs: readonly Shape[]): Shape {
    const axis = this.#axisIn(inputs[0]!.length);
    const total = inputs.reduce<number | null>(
      (sum, shape) => (sum === null || shape[axis] === null ? null : sum + shape[axis]!),
      0,
    );
    return inputs[0]!.map((size, i) => (i === axis ? total : size));
  }

  override forward(inputs: readonly Tensor[], { tf }: ForwardContext): Tensor {
    return tf.concat([...inputs], this.#axisIn(inputs[0]!.rank));
  }

  override engineSpec(): ConcatenateSpec | undefined {
    const axis = this.#axisIn(this.builtFor[0]?.length ?? 0);
    return axis > 0 ? { kind: "concatenate", axis: axis - 1 } : undefined; // not the batch's axis
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), axis: this.axis };
  }
}

/** @see Keras `keras.layers.Add` */
export const add = (options: LayerOptions = {}): Add => new Add(options);
/** @see Keras `keras.layers.Subtract` */
export const subtract = (options: LayerOptions = {}): Subtract => new Subtract(options);
/** @see Keras `keras.layers.Multiply` */
export const multiply = (options: LayerOptions = {}): Multiply => new Multiply(options);
/** @see Keras `keras.layers.Average` */
export const average = (options: LayerOptions = {}): Average => new Average(options);
/** @see Keras `keras.layers.Maximum` */
export const maximum = (options: LayerOptions = {}): Maximum => new Maximum(options);
/** @see Keras `keras.layers.Minimum` */
export const minimum = (options: LayerOptions = {}): Minimum => new Minimum(options);
/** @see Keras `keras.layers.Concatenate` */
export const concatenate = (options: ConcatenateOptions = {}): Concatenate => new Concatenate(options);
