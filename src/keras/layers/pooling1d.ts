import type { Pooling1DSpec } from "../../engine/index.js";
import { single, windowedLength, type Shape, type Single } from "../shapes.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { Layer, type ForwardContext, type LayerOptions } from "./layer.js";
import { maxPool } from "./maxPool.js";
import { type OptionTable, oneSize, padding } from "./options.js";
import { seriesComplaint } from "./series.js";

export interface Pooling1DOptions extends LayerOptions {
  /** Steps of a window; defaults to 2. */
  poolSize?: Single;
  /** Defaults to `poolSize`: windows side by side. */
  strides?: Single;
  /** Defaults to "valid". */
  padding?: "valid" | "same";
}

/** One number for each window of each channel of a series: `[n, steps, channels]` → `[n, newSteps, channels]`. */
abstract class Pooling1D extends Layer {
  static override readonly options: OptionTable = {
    poolSize: oneSize,
    strides: oneSize,
    padding,
    ...Layer.options,
  };
  readonly poolSize: number;
  readonly strides: number;
  readonly padding: "valid" | "same";

  constructor(options: Pooling1DOptions = {}) {
    super(options);
    this.poolSize = single(options.poolSize ?? 2);
    this.strides = single(options.strides ?? this.poolSize);
    this.padding = options.padding ?? "valid";
  }

  protected override complain([x]: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    const complaint = seriesComplaint(x!);
    if (complaint || (this.computeOutputShape([x!])[1] ?? 1) >= 1) return complaint;
    return { wanted: `[n, steps, channels] with at least ${String(this.poolSize)} steps` };
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    return [x![0]!, windowedLength(x![1]!, this.poolSize, this.strides, this.padding), x![2]!];
  }

  /** What the engine is told about the windows. */
  protected get windows(): Omit<Pooling1DSpec, "kind"> {
    return { poolSize: this.poolSize, strides: this.strides, padding: this.padding };
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      pool_size: [this.poolSize],
      strides: [this.strides],
      padding: this.padding,
      data_format: "channels_last",
    };
  }
}

/** Does to a series what is done to an image: it is one that is a pixel wide. */
function asImage(series: Tensor, pool: (image: Tensor) => Tensor): Tensor {
  return pool(series.expandDims(2)).squeeze([2]);
}

/** The largest value of each window of a series. */
export class MaxPooling1D extends Pooling1D {
  static override readonly className = "MaxPooling1D";
  static override readonly options = Pooling1D.options;

  override forward([x]: readonly Tensor[], context: ForwardContext): Tensor {
    return asImage(x!, (image) =>
      maxPool(image, [this.poolSize, 1], [this.strides, 1], this.padding, context),
    );
  }

  override engineSpec(): Pooling1DSpec {
    return { kind: "maxPooling1d", ...this.windows };
  }
}

/** The mean of each window of a series; padding does not count. */
export class AveragePooling1D extends Pooling1D {
  static override readonly className = "AveragePooling1D";
  static override readonly options = Pooling1D.options;

  override forward([x]: readonly Tensor[], { tf }: ForwardContext): Tensor {
    return asImage(x!, (image) =>
      tf.avgPool(image as never, [this.poolSize, 1], [this.strides, 1], this.padding),
    );
  }

  override engineSpec(): Pooling1DSpec {
    return { kind: "averagePooling1d", ...this.windows };
  }
}

/**
 * The largest value of each window of a series.
 *
 * @example
 * ```ts
 * import { layers } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(layers.maxPooling1d()([[[1], [4], [3], [2]]]).toArray()).toEqual([[[4], [3]]]);
 * ```
 *
 * @see Keras `keras.layers.MaxPooling1D`
 */
export const maxPooling1d = (options: Pooling1DOptions = {}): MaxPooling1D => new MaxPooling1D(options);

/**
 * The mean of each window of a series.
 *
 * @example
 * ```ts
 * import { layers } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(layers.averagePooling1d()([[[1], [4], [3], [2]]]).toArray()).toEqual([[[2.5], [2.5]]]);
 * ```
 *
 * @see Keras `keras.layers.AveragePooling1D`
 */
export const averagePooling1d = (options: Pooling1DOptions = {}): AveragePooling1D =>
  new AveragePooling1D(options);
