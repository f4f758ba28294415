import type { GlobalPoolingSpec } from "../../engine/index.js";
import type { Shape } from "../shapes.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { imageComplaint } from "./images.js";
import { largestAlong } from "./largest.js";
import { Layer, type LayerOptions } from "./layer.js";

abstract class GlobalPooling2D extends Layer {
  protected override complain([x]: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    const isEmpty = x![1] === 0 || x![2] === 0;
    return imageComplaint(x!) ?? (isEmpty ? { wanted: "with one pixel at least" } : undefined);
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    return [x![0]!, x![3]!];
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), data_format: "channels_last" };
  }
}

/** The mean of each channel over the whole image: `[n, height, width, channels]` → `[n, channels]`. */
export class GlobalAveragePooling2D extends GlobalPooling2D {
  static override readonly className = "GlobalAveragePooling2D";
  static override readonly options = Layer.options;

  override forward([x]: readonly Tensor[]): Tensor {
    return x!.mean([1, 2]);
  }

  override engineSpec(): GlobalPoolingSpec {
    return { kind: "globalAveragePooling" };
  }
}

/** The largest value of each channel over the whole image: `[n, height, width, channels]` → `[n, channels]`. */
export class GlobalMaxPooling2D extends GlobalPooling2D {
  static override readonly className = "GlobalMaxPooling2D";
  static override readonly options = Layer.options;

  override forward([x]: readonly Tensor[]): Tensor {
    return largestAlong(x!, [1, 2]);
  }

  override engineSpec(): GlobalPoolingSpec {
    return { kind: "globalMaxPooling" };
  }
}

/** @see Keras `keras.layers.GlobalAveragePooling2D` */
export const globalAveragePooling2d = (options: LayerOptions = {}): GlobalAveragePooling2D =>
  new GlobalAveragePooling2D(options);

/** @see Keras `keras.layers.GlobalMaxPooling2D` */
export const globalMaxPooling2d = (options: LayerOptions = {}): GlobalMaxPooling2D =>
  new GlobalMaxPooling2D(options);
