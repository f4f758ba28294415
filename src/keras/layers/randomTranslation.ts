import { Affine, type AffineOptions } from "./affine.js";
import { endsOf, type Factor, factorWithin } from "./augmentation.js";
import { type OptionTable, required } from "./options.js";

export interface RandomTranslationOptions extends AffineOptions {
  /** Share of the height, from −1 to 1, positive downwards. */
  heightFactor: Factor;
  /** Share of the width, from −1 to 1, positive to the right. */
  widthFactor: Factor;
}

/** Moves each image up or down and to a side. */
export class RandomTranslation extends Affine {
  static override readonly className = "RandomTranslation";
  static override readonly options: OptionTable = {
    heightFactor: required(factorWithin(-1, 1)),
    widthFactor: required(factorWithin(-1, 1)),
    ...Affine.options,
  };
  readonly heightFactor: Factor;
  readonly widthFactor: Factor;

  constructor(options: RandomTranslationOptions) {
    super(options);
    this.heightFactor = options.heightFactor;
    this.widthFactor = options.widthFactor;
  }

  protected transforms(n: number, height: number, width: number): number[][] {
    const down = this.draw(n, endsOf(this.heightFactor));
    const right = this.draw(n, endsOf(this.widthFactor));
    return Array.from({ length: n }, (_, i) => [1, 0, -right[i]! * width, 0, 1, -down[i]! * height]);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), height_factor: this.heightFactor, width_factor: this.widthFactor };
  }
}

/**
 * Moves images by chance while the model trains.
 *
 * @example One pixel to the right
 * ```ts
 * import { layers } from "gradus";
 * import { expect } from "vitest";
 *
 * const move = layers.randomTranslation({ heightFactor: 0, widthFactor: [0.5, 0.5], fillMode: "constant" });
 * expect(move([[[[1], [2]]]]).toArray()).toEqual([[[[0], [1]]]]);
 * ```
 *
 * @see Keras `keras.layers.RandomTranslation`
 */
export const randomTranslation = (options: RandomTranslationOptions): RandomTranslation =>
  new RandomTranslation(options);
