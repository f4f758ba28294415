import type { GlobalPoolingSpec } from "../../engine/index.js";
import type { Shape } from "../shapes.js";
import { maskOf } from "../backends/tfjs/masks.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { largestAlong } from "./largest.js";
import { Layer, type LayerOptions } from "./layer.js";
import { seriesComplaint } from "./series.js";

abstract class GlobalPooling1D extends Layer {
  protected override complain([x]: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    return seriesComplaint(x!) ?? (x![1] === 0 ? { wanted: "with one step at least" } : undefined);
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    return [x![0]!, x![2]!];
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), data_format: "channels_last" };
  }
}

/**
 * The mean of each channel over all steps that count: `[n, steps, channels]` → `[n, channels]`. Where no step counts it is 0, where
 * Keras divides by zero.
 */
export class GlobalAveragePooling1D extends GlobalPooling1D {
  static override readonly className = "GlobalAveragePooling1D";
  static override readonly options = Layer.options;

  /** Of a masked series, only the steps that count. */
  override forward([x]: readonly Tensor[]): Tensor {
    const mask = maskOf(x!)?.cast("float32").expandDims(-1);
    return mask ? x!.mul(mask).sum(1).div(mask.sum(1).maximum(1)) : x!.mean(1);
  }

  override get readsMask(): boolean {
    return true;
  }

  override engineSpec(): GlobalPoolingSpec {
    return { kind: "globalAveragePooling" };
  }

  /** No steps are left to mask. */
  protected override computeMask(): undefined {
    return undefined;
  }
}

/** The largest value of each channel over all steps: `[n, steps, channels]` → `[n, channels]`. */
export class GlobalMaxPooling1D extends GlobalPooling1D {
  static override readonly className = "GlobalMaxPooling1D";
  static override readonly options = Layer.options;

  override forward([x]: readonly Tensor[]): Tensor {
    return largestAlong(x!, [1]);
  }

  override engineSpec(): GlobalPoolingSpec {
    return { kind: "globalMaxPooling" };
  }
}

/**
 * The mean over all steps of a series.
 *
 * @example
 * ```ts
 * import { layers } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(layers.globalAveragePooling1d()([[[1, 2], [3, 6]]]).toArray()).toEqual([[2, 4]]);
 * ```
 *
 * @see Keras `keras.layers.GlobalAveragePooling1D`
 */
export const globalAveragePooling1d = (options: LayerOptions = {}): GlobalAveragePooling1D =>
  new GlobalAveragePooling1D(options);

/**
 * The largest value over all steps of a series.
 *
 * @example
 * ```ts
 * import { layers } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(layers.globalMaxPooling1d()([[[1, 6], [3, 2]]]).toArray()).toEqual([[3, 6]]);
 * ```
 *
 * @see Keras `keras.layers.GlobalMaxPooling1D`
 */
export const globalMaxPooling1d = (options: LayerOptions = {}): GlobalMaxPooling1D =>
  new GlobalMaxPooling1D(options);
