import type { ReshapeSpec } from "../../engine/index.js";
import { complaint } from "../../validation.js";
import { showShape, type Shape } from "../shapes.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { Layer, type LayerOptions } from "./layer.js";
import { listOfIntegers, required } from "./options.js";

export interface ReshapeOptions extends LayerOptions {
  /** Shape of one sample; one entry may be −1, which takes what is left. */
  targetShape: readonly number[];
}

/** The same values, row by row, under another shape. */
export class Reshape extends Layer {
  static override readonly className = "Reshape";
  static override readonly options = { targetShape: required(listOfIntegers), ...Layer.options };
  readonly targetShape: readonly number[];

  constructor(options: ReshapeOptions) {
    super(options);
    if (options.targetShape.filter((size) => size === -1).length > 1) {
      const wanted = "a shape with at most one -1";
      const parts = { action: "make a Reshape layer", name: "targetShape", wanted, got: options.targetShape };
      throw new RangeError(complaint(parts));
    }
    this.targetShape = options.targetShape;
  }

  protected override complain([x]: readonly Shape[]): { wanted: string } | undefined {
    if (x!.slice(1).includes(null)) return undefined;
    const size = x!.slice(1).reduce<number>((product, s) => product * s!, 1);
    const fixed = this.targetShape.filter((s) => s !== -1).reduce((product, s) => product * s, 1);
    const fits = this.targetShape.includes(-1) ? size % fixed === 0 : size === fixed;
    return fits ? undefined : { wanted: `with as many values as ${showShape([null, ...this.targetShape])}` };
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    const sizes = x!.slice(1);
    const size = sizes.includes(null) ? null : sizes.reduce<number>((product, s) => product * s!, 1);
    const fixed = this.targetShape.filter((s) => s !== -1).reduce((product, s) => product * s, 1);
    return [x![0]!, ...this.targetShape.map((s) => (s === -1 ? (size === null ? null : size / fixed) : s))];
  }

  override forward([x]: readonly Tensor[]): Tensor {
    return x!.reshape([x!.shape[0], ...this.targetShape]);
  }

  override engineSpec(): ReshapeSpec {
    return { kind: "reshape", targetShape: this.targetShape };
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), target_shape: this.targetShape };
  }
}

/** @see Keras `keras.layers.Reshape` */
export const reshape = (options: ReshapeOptions): Reshape => new Reshape(options);
