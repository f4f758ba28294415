import type { DropoutSpec } from "../../engine/index.js";
import type { Shape } from "../shapes.js";
import { Dropout, type DropoutOptions } from "./dropout.js";

/** Drops whole channels: neighbours in an image or a series tell the same, so that single values would hardly be missed. */
abstract class SpatialDropout extends Dropout {
  /** Axes of the input, batch and channels included. */
  protected abstract readonly rank: number;

  protected override complain([x]: readonly Shape[]): { wanted: string } | undefined {
    if (x!.length === this.rank) return undefined;
    return { wanted: `[n, ${this.rank === 3 ? "steps" : "height, width"}, channels]` };
  }

  protected override noiseShape(x: number[]): number[] {
    return x.map((size, i) => (i === 0 || i === x.length - 1 ? size : 1));
  }

  override engineSpec(): DropoutSpec {
    return { ...super.engineSpec(), wholeChannels: true };
  }

  override getConfig(): Record<string, unknown> {
    const { noise_shape: _, ...config } = super.getConfig();
    return config;
  }
}

/** Dropout of whole channels of a series `[n, steps, channels]`. */
export class SpatialDropout1D extends SpatialDropout {
  static override readonly className = "SpatialDropout1D";
  static override readonly options = Dropout.options;
  protected readonly rank = 3;
}

/** Dropout of whole channels of images `[n, height, width, channels]`. */
export class SpatialDropout2D extends SpatialDropout {
  static override readonly className = "SpatialDropout2D";
  static override readonly options = Dropout.options;
  protected readonly rank = 4;
}

/**
 * Dropout of whole channels of a series: a channel is 0 at every step, or nowhere.
 *
 * @see Tompson et al., Efficient Object Localization Using Convolutional Networks (2014)
 * @see Keras `keras.layers.SpatialDropout1D`
 */
export const spatialDropout1d = (options: DropoutOptions): SpatialDropout1D => new SpatialDropout1D(options);

/**
 * Dropout of whole channels of images: a channel is 0 at every pixel, or nowhere.
 *
 * @see Tompson et al., Efficient Object Localization Using Convolutional Networks (2014)
 * @see Keras `keras.layers.SpatialDropout2D`
 */
export const spatialDropout2d = (options: DropoutOptions): SpatialDropout2D => new SpatialDropout2D(options);
