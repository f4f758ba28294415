import { Affine, type AffineOptions } from "./affine.js";
import { endsOf, type Factor, factorWithin } from "./augmentation.js";
import { type OptionTable, required } from "./options.js";

const within = factorWithin(-0.999, 1);

export interface RandomZoomOptions extends AffineOptions {
  /** From more than −1 to 1: 0.2 shows 20 % more of the height (smaller things), −0.2 20 % less. */
  heightFactor: Factor;
  /** The same for the width; defaults to what the height gets, so that shapes stay. */
  widthFactor?: Factor;
}

/** Brings each image nearer, or farther away. */
export class RandomZoom extends Affine {
  static override readonly className = "RandomZoom";
  static override readonly options: OptionTable = {
    heightFactor: required(within),
    widthFactor: within,
    ...Affine.options,
  };
  readonly heightFactor: Factor;
  readonly widthFactor: Factor | undefined;

  constructor(options: RandomZoomOptions) {
    super(options);
    this.heightFactor = options.heightFactor;
    this.widthFactor = options.widthFactor;
  }

  protected transforms(n: number, height: number, width: number): number[][] {
    const high = this.draw(n, endsOf(this.heightFactor)).map((factor) => 1 + factor);
    const wide =
      this.widthFactor === undefined
        ? high
        : this.draw(n, endsOf(this.widthFactor)).map((factor) => 1 + factor);
    return Array.from({ length: n }, (_, i) => {
      const [x, y] = [((width - 1) / 2) * (1 - wide[i]!), ((height - 1) / 2) * (1 - high[i]!)];
      return [wide[i]!, 0, x, 0, high[i]!, y];
    });
  }

  override getConfig(): Record<string, unknown> {
    const { heightFactor, widthFactor = null } = this;
    return { ...super.getConfig(), height_factor: heightFactor, width_factor: widthFactor };
  }
}

/**
 * Brings images nearer or farther away by chance while the model trains.
 *
 * @example
 * ```ts
 * import { layers, np } from "gradus";
 * import { expect } from "vitest";
 *
 * const zoom = layers.randomZoom({ heightFactor: [-0.3, -0.1], seed: 1 });
 * expect(zoom(np.ones([2, 8, 8, 3])).shape).toEqual([2, 8, 8, 3]);
 * ```
 *
 * @see Keras `keras.layers.RandomZoom`
 */
export const randomZoom = (options: RandomZoomOptions): RandomZoom => new RandomZoom(options);
