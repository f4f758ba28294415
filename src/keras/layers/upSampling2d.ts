import { pair, type Pair, type Shape } from "../shapes.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { imageComplaint } from "./images.js";
import { resizeBilinear } from "./interpolation.js";
import { Layer, type ForwardContext, type LayerOptions } from "./layer.js";
import { type OptionTable, oneOf, pairOfSizes } from "./options.js";

export interface UpSampling2DOptions extends LayerOptions {
  /** How many times higher and wider the images become; defaults to 2. */
  size?: Pair;
  /** "nearest" repeats pixels, "bilinear" draws lines between them. Defaults to "nearest". */
  interpolation?: "nearest" | "bilinear";
}

/** Images made larger: `[n, height, width, channels]` → `[n, size · height, size · width, channels]`. */
export class UpSampling2D extends Layer {
  static override readonly className = "UpSampling2D";
  static override readonly options: OptionTable = {
    size: pairOfSizes,
    interpolation: oneOf("nearest", "bilinear"),
    ...Layer.options,
  };
  readonly size: readonly [number, number];
  readonly interpolation: "nearest" | "bilinear";

  constructor(options: UpSampling2DOptions = {}) {
    super(options);
    this.size = pair(options.size ?? 2);
    this.interpolation = options.interpolation ?? "nearest";
  }

  protected override complain([x]: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    return imageComplaint(x!);
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    const times = (length: number | null, factor: number) => (length === null ? null : length * factor);
    return [x![0]!, times(x![1]!, this.size[0]), times(x![2]!, this.size[1]), x![3]!];
  }

  override forward([x]: readonly Tensor[], { tf }: ForwardContext): Tensor {
    const [, height, width] = this.computeOutputShape([x!.shape]) as [number, number, number];
    if (this.interpolation === "bilinear") return resizeBilinear(x!, height, width, tf);
    return tf.image.resizeNearestNeighbor(x as never, [height, width]);
  }

  override getConfig(): Record<string, unknown> {
    const { size, interpolation } = this;
    return { ...super.getConfig(), size, data_format: "channels_last", interpolation };
  }
}

/**
 * Images made larger.
 *
 * @example
 * ```ts
 * import { layers } from "gradus";
 * import { expect } from "vitest";
 *
 * const larger = layers.upSampling2d()([[[[1], [2]]]]);
 * expect(larger.reshape([2, 4]).toArray()).toEqual([
 *   [1, 1, 2, 2],
 *   [1, 1, 2, 2],
 * ]);
 * ```
 *
 * @see Keras `keras.layers.UpSampling2D`
 */
export const upSampling2d = (options: UpSampling2DOptions = {}): UpSampling2D => new UpSampling2D(options);
