import type { Tensor, TensorFlow } from "../backends/tfjs/tf.js";
import { Augmentation, type AugmentationOptions } from "./augmentation.js";
import { findWord, snakeCase } from "../spelling.js";
import { lookedUp, type OptionTable } from "./options.js";

const modes = ["horizontal", "vertical", "horizontalAndVertical"] as const;
type FlipMode = (typeof modes)[number];

export interface RandomFlipOptions extends AugmentationOptions {
  /** "horizontal" swaps left and right, "vertical" top and bottom. Defaults to "horizontalAndVertical", both at once. */
  mode?: FlipMode | "horizontal_and_vertical";
}

/** Mirrors half of the images. */
export class RandomFlip extends Augmentation {
  static override readonly className = "RandomFlip";
  static override readonly options: OptionTable = { mode: lookedUp, ...Augmentation.options };
  readonly mode: FlipMode;

  constructor(options: RandomFlipOptions = {}) {
    super(options);
    const vocabulary = { argument: "mode", names: modes };
    this.mode = findWord("make a RandomFlip layer", vocabulary, options.mode ?? "horizontalAndVertical");
  }

  protected distort(images: Tensor, tf: TensorFlow): Tensor {
    const n = images.shape[0];
    const isFlipped = tf.tensor4d(this.draw(n, [0, 1]), [n, 1, 1, 1]).lessEqual(0.5);
    const axes = { horizontal: [2], vertical: [1], horizontalAndVertical: [1, 2] }[this.mode];
    return tf.where(isFlipped, images.reverse(axes), images);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), mode: snakeCase(this.mode) };
  }
}

/**
 * Mirrors half of the images while the model trains.
 *
 * @example
 * ```ts
 * import { layers, np } from "gradus";
 * import { expect } from "vitest";
 *
 * const flip = layers.randomFlip({ mode: "horizontal", seed: 1 });
 * const images = np.arange(12).reshape([2, 2, 3, 1]);
 * const flipped = flip(images, { training: true });
 * expect(flipped.shape).toEqual([2, 2, 3, 1]);
 * expect(flip(images, { training: false }).toArray()).toEqual(images.toArray());
 * ```
 *
 * @see Keras `keras.layers.RandomFlip`
 */
export const randomFlip = (options: RandomFlipOptions = {}): RandomFlip => new RandomFlip(options);
