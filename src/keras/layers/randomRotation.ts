import { Affine, type AffineOptions } from "./affine.js";
import { endsOf, type Factor, factorWithin } from "./augmentation.js";
import { type OptionTable, required } from "./options.js";

export interface RandomRotationOptions extends AffineOptions {
  /** Share of a full turn, from −1 to 1, positive to the left: 0.1 turns by up to 36° to either side. */
  factor: Factor;
}

/** Turns each image around its middle. */
export class RandomRotation extends Affine {
  static override readonly className = "RandomRotation";
  static override readonly options: OptionTable = {
    factor: required(factorWithin(-1, 1)),
    ...Affine.options,
  };
  readonly factor: readonly [number, number];

  constructor(options: RandomRotationOptions) {
    super(options);
    this.factor = endsOf(options.factor);
  }

  protected transforms(n: number, height: number, width: number): number[][] {
    const [x, y] = [(width - 1) / 2, (height - 1) / 2];
    return Array.from(this.draw(n, this.factor), (share) => {
      const [cos, sin] = [Math.cos(2 * Math.PI * share), Math.sin(2 * Math.PI * share)];
      return [cos, -sin, x - x * cos + y * sin, sin, cos, y - x * sin - y * cos];
    });
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), factor: this.factor };
  }
}

/**
 * Turns images by chance while the model trains.
 *
 * @example
 * ```ts
 * import { layers, np } from "gradus";
 * import { expect } from "vitest";
 *
 * const turn = layers.randomRotation({ factor: 0.1, seed: 1 });
 * expect(turn(np.ones([2, 8, 8, 3])).shape).toEqual([2, 8, 8, 3]);
 * ```
 *
 * @see Keras `keras.layers.RandomRotation`
 */
export const randomRotation = (options: RandomRotationOptions): RandomRotation => new RandomRotation(options);
