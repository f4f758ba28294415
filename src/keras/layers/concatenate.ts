import type { ConcatenateSpec } from "../../engine/index.js";
import { shapesAgree, type Shape } from "../shapes.js";
import { loadTf, type Tensor } from "../backends/tfjs/tf.js";
import { refuseScalars } from "./checkedShapes.js";
import { Layer, type ForwardContext, type LayerOptions } from "./layer.js";
import { anyInteger } from "./options.js";

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

  protected override get takesSeveral(): boolean {
    return true;
  }

  protected override complain(inputs: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    if (inputs.length < 2)
      return { wanted: "of at least two tensors", fix: "call the layer with a list: concatenate([a, b])" };
    const rank = inputs[0]!.length;
    if (this.axis < -rank || this.axis >= rank) {
      const fix = `axis is from ${String(-rank)} to ${String(rank - 1)}, 0 being the batch's`;
      return { wanted: `with an axis ${String(this.axis)}`, fix };
    }
    const axis = this.#axisIn(rank);
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
    refuseScalars(this, inputs);
    return tf.concat([...inputs], this.#axisIn(inputs[0]!.rank));
  }

  /** The mask of all inputs is that of what lies side by side. */
  override get passesMask(): boolean {
    const rank = this.builtFor[0]?.length ?? 0;
    return rank > 2 && this.#axisIn(rank) === rank - 1;
  }

  /** A step counts that counts in any input; all steps do of an input without a mask. */
  protected override computeMask(
    inputs: readonly Tensor[],
    masks: readonly (Tensor | undefined)[],
  ): Tensor | undefined {
    if (masks.every((mask) => !mask)) return undefined;
    const whole = inputs.map((x, i) => {
      const ones = loadTf().ones(x.shape, "bool"); // of no weight, as x may be
      return masks[i] ? ones.logicalAnd(masks[i].expandDims(-1)) : ones;
    });
    return loadTf().concat(whole, this.#axisIn(inputs[0]!.rank)).any(-1);
  }

  override engineSpec(): ConcatenateSpec | undefined {
    const axis = this.#axisIn(this.builtFor[0]?.length ?? 0);
    return axis > 0 ? { kind: "concatenate", axis: axis - 1 } : undefined; // not the batch's axis
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), axis: this.axis };
  }
}

/**
 * Puts its inputs side by side.
 *
 * @example Words read in three ways
 * ```ts
 * import { layers } from "gradus";
 * import { expect } from "vitest";
 *
 * const words = layers.input({ shape: [20] });
 * const { embedding, lstm, gru, simpleRNN, spatialDropout1d } = layers;
 * const vectors = spatialDropout1d({ rate: 0.1 })(embedding({ inputDim: 1000, outputDim: 8 })(words));
 * const readings = [lstm({ units: 4 }), gru({ units: 4 }), simpleRNN({ units: 4 })].map((read) => read(vectors));
 * const both = layers.concatenate()(readings);
 * expect(both.shape).toEqual([null, 12]);
 * ```
 *
 * @see Keras `keras.layers.Concatenate`
 */
export const concatenate = (options: ConcatenateOptions = {}): Concatenate => new Concatenate(options);
