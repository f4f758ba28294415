// Layers that turn, move and stretch images: a table of eight numbers says for each image which pixel comes from where.
import type { tf as tfjs, Tensor, TensorFlow } from "../backends/tfjs/tf.js";
import { Augmentation, type AugmentationOptions } from "./augmentation.js";
import { number, oneOf, type OptionTable } from "./options.js";

export interface AffineOptions extends AugmentationOptions {
  /**
   * What stands where the image has moved away: its mirror image ("reflect"), itself again ("wrap"), its edge ("nearest") or
   * `fillValue` ("constant"). Defaults to "reflect".
   */
  fillMode?: "reflect" | "wrap" | "constant" | "nearest";
  /** Between pixels: a line ("bilinear") or the nearest one. Defaults to "bilinear". */
  interpolation?: "bilinear" | "nearest";
  /** For `fillMode: "constant"`; defaults to 0. */
  fillValue?: number;
}

export abstract class Affine extends Augmentation {
  static override readonly options: OptionTable = {
    fillMode: oneOf("reflect", "wrap", "constant", "nearest"),
    interpolation: oneOf("bilinear", "nearest"),
    fillValue: number,
    ...Augmentation.options,
  };
  readonly fillMode: "reflect" | "wrap" | "constant" | "nearest";
  readonly interpolation: "bilinear" | "nearest";
  readonly fillValue: number;

  constructor(options: AffineOptions) {
    super(options);
    this.fillMode = options.fillMode ?? "reflect";
    this.interpolation = options.interpolation ?? "bilinear";
    this.fillValue = options.fillValue ?? 0;
  }

  /**
   * For each image `[a0, a1, a2, b0, b1, b2]`: pixel (x, y) of the result is pixel (a0 x + a1 y + a2, b0 x + b1 y + b2) of
   * the image.
   */
  protected abstract transforms(n: number, height: number, width: number): number[][];

  protected distort(images: Tensor, tf: TensorFlow): Tensor {
    const [n, height, width] = images.shape as [number, number, number];
    const { interpolation, fillMode, fillValue } = this;
    if (n === 0) return images;
    // one by one: TensorFlow.js's kernel in plain JavaScript stops after the first image of a batch
    const moved = this.transforms(n, height, width).map((row, i) => {
      const image = images.slice([i, 0, 0, 0], [1, height, width, -1]) as tfjs.Tensor4D;
      return tf.image.transform(image, tf.tensor2d([[...row, 0, 0]]), interpolation, fillMode, fillValue);
    });
    return tf.concat(moved, 0);
  }

  override getConfig(): Record<string, unknown> {
    const { fillMode, interpolation, fillValue } = this;
    return { ...super.getConfig(), fill_mode: fillMode, interpolation, fill_value: fillValue };
  }
}
