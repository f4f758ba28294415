import type { Shape } from "../shapes.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { Layer, type ForwardContext, type LayerOptions } from "./layer.js";
import { flag, type OptionTable, required } from "./options.js";

export interface DotOptions extends LayerOptions {
  /** The axis of both inputs that is summed over, or that of each; not the batch's, 0. */
  axes: number | readonly [number, number];
  /** Divides by the lengths first: the cosine of the angle between them. Defaults to false. */
  normalize?: boolean;
}

const isAxis = (value: unknown) => Number.isInteger(value) && value !== 0;

/** The products of two inputs, sample by sample, summed over one axis of each. */
export class Dot extends Layer {
  static override readonly className = "Dot";
  static override readonly options: OptionTable = {
    axes: required({
      wanted: "an axis that is not 0, or two of them",
      accepts: (value) =>
        isAxis(value) || (Array.isArray(value) && value.length === 2 && value.every(isAxis)),
    }),
    normalize: flag,
    ...Layer.options,
  };
  readonly axes: number | readonly [number, number];
  readonly normalize: boolean;

  constructor(options: DotOptions) {
    super(options);
    this.axes = options.axes;
    this.normalize = options.normalize ?? false;
  }

  protected override get takesSeveral(): boolean {
    return true;
  }

  protected override complain(inputs: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    const fix = "call the layer with a list of two: dot([a, b])";
    if (inputs.length !== 2 || inputs.some(({ length }) => length < 2))
      return { wanted: "of two tensors", fix };
    const [i, j] = this.#axesIn(inputs);
    const [a, b] = [inputs[0]![i], inputs[1]![j]];
    if (i > 0 && j > 0 && a !== undefined && b !== undefined && a === b) return undefined;
    return { wanted: `of one size along axes ${String(i)} and ${String(j)}` };
  }

  #axesIn([a, b]: readonly { readonly length: number }[]): [number, number] {
    const [i, j] = typeof this.axes === "number" ? [this.axes, this.axes] : this.axes;
    return [i < 0 ? i + a!.length : i, j < 0 ? j + b!.length : j];
  }

  override computeOutputShape(inputs: readonly Shape[]): Shape {
    const [i, j] = this.#axesIn(inputs);
    const [a, b] = inputs as [Shape, Shape];
    const shape = [...a.filter((_, axis) => axis !== i), ...b.filter((_, axis) => axis !== j && axis > 0)];
    return shape.length === 1 ? [...shape, 1] : shape;
  }

  /** The mask ends here, as in Keras. */
  protected override computeMask(): undefined {
    return undefined;
  }

  override forward(inputs: readonly Tensor[], { tf }: ForwardContext): Tensor {
    const [i, j] = this.#axesIn(inputs.map(({ shape }) => shape));
    const [a, b] = inputs as [Tensor, Tensor];
    const product: Tensor = tf.matMul(this.#rows(a, i), this.#rows(b, j), false, true);
    return product.reshape(this.computeOutputShape([a.shape, b.shape]) as number[]);
  }

  /** `[n, …]` as `[n, rows, axis]` */
  #rows(x: Tensor, axis: number): Tensor {
    const unit = this.normalize ? x.div(x.square().sum(axis, true).maximum(1e-12).sqrt()) : x;
    const order = x.shape.map((_, each) => each).filter((each) => each !== axis);
    return unit.transpose([...order, axis]).reshape([x.shape[0], -1, x.shape[axis]!]);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), axes: this.axes, normalize: this.normalize };
  }
}

/**
 * The dot product of two inputs, sample by sample.
 *
 * @example How alike two vectors are
 * ```ts
 * import { input, layers, Model } from "gradus";
 * import { expect } from "vitest";
 *
 * const [a, b] = [input({ shape: [2] }), input({ shape: [2] })];
 * const model = new Model({ inputs: [a, b], outputs: layers.dot({ axes: 1, normalize: true })([a, b]) });
 * expect((await model.predict([[[3, 0]], [[0, 2]]])).toArray()).toEqual([[0]]);
 * ```
 *
 * @see Keras `keras.layers.Dot`
 */
export const dot = (options: DotOptions): Dot => new Dot(options);
