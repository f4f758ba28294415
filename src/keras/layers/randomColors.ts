// Layers that make images darker or lighter, flatter or harsher.
import type { Tensor, TensorFlow } from "../backends/tfjs/tf.js";
import { Augmentation, type AugmentationOptions, endsOf, type Factor, factorWithin } from "./augmentation.js";
import { type OptionKind, type OptionTable, required } from "./options.js";

export interface RandomColorOptions extends AugmentationOptions {
  /** Of {@link randomBrightness}, a share of the range, from −1 to 1; of {@link randomContrast}, from 0 to 1. */
  factor: Factor;
  /** Darkest and lightest value; what comes out stays between them. Defaults to [0, 255]. */
  valueRange?: readonly [number, number];
}

const range: OptionKind = {
  wanted: "two numbers, as [0, 1]",
  accepts: (value) => Array.isArray(value) && value.length === 2 && value.every(Number.isFinite),
};

abstract class RandomColor extends Augmentation {
  readonly factor: readonly [number, number];
  readonly valueRange: readonly [number, number];

  constructor(options: RandomColorOptions, least: number) {
    super(options);
    const { valueRange = [0, 255] } = options;
    this.factor = endsOf(options.factor, least);
    this.valueRange = [Math.min(...valueRange), Math.max(...valueRange)];
  }

  protected distort(images: Tensor, tf: TensorFlow): Tensor {
    const n = images.shape[0];
    const changed = this.change(images, (ends) => tf.tensor4d(this.draw(n, ends), [n, 1, 1, 1]));
    return changed.clipByValue(...this.valueRange);
  }

  protected abstract change(images: Tensor, each: (ends: readonly [number, number]) => Tensor): Tensor;

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), factor: this.factor, value_range: this.valueRange };
  }
}

/** Adds a share of the range to all values of an image. */
export class RandomBrightness extends RandomColor {
  static override readonly className = "RandomBrightness";
  static override readonly options: OptionTable = {
    factor: required(factorWithin(-1, 1)),
    valueRange: range,
    ...Augmentation.options,
  };

  constructor(options: RandomColorOptions) {
    super(options, -1);
  }

  protected change(images: Tensor, each: (ends: readonly [number, number]) => Tensor): Tensor {
    const [low, high] = this.valueRange;
    return images.add(each(this.factor).mul(high - low));
  }
}

/** Draws the values of each channel towards its mean, or away from it. */
export class RandomContrast extends RandomColor {
  static override readonly className = "RandomContrast";
  static override readonly options: OptionTable = {
    factor: required(factorWithin(0, 1)),
    valueRange: range,
    ...Augmentation.options,
  };

  constructor(options: RandomColorOptions) {
    super(options, 0);
  }

  protected change(images: Tensor, each: (ends: readonly [number, number]) => Tensor): Tensor {
    const mean = images.mean([1, 2], true);
    const [lower, upper] = this.factor;
    return images
      .sub(mean)
      .mul(each([1 - lower, 1 + upper]))
      .add(mean);
  }
}

/**
 * Makes images lighter or darker by chance while the model trains.
 *
 * @example
 * ```ts
 * import { layers } from "gradus";
 * import { expect } from "vitest";
 *
 * const lighter = layers.randomBrightness({ factor: [0.5, 0.5], valueRange: [0, 1] });
 * expect(lighter([[[[0.25], [0.75]]]]).toArray()).toEqual([[[[0.75], [1]]]]);
 * ```
 *
 * @see Keras `keras.layers.RandomBrightness`
 */
export const randomBrightness = (options: RandomColorOptions): RandomBrightness =>
  new RandomBrightness(options);

/**
 * Makes the contrast of images larger or smaller by chance while the model trains: by a factor from `1 − lower` to
 * `1 + upper`, where `factor` is `[lower, upper]`; one number `f` is `[0, f]`, as in Keras 3.
 *
 * @example
 * ```ts
 * import { layers, np } from "gradus";
 * import { expect } from "vitest";
 *
 * const contrast = layers.randomContrast({ factor: 0.2, seed: 1 });
 * expect(contrast(np.ones([2, 8, 8, 3])).toArray()).toEqual(np.ones([2, 8, 8, 3]).toArray());
 * ```
 *
 * @see Keras `keras.layers.RandomContrast`
 */
export const randomContrast = (options: RandomColorOptions): RandomContrast => new RandomContrast(options);
