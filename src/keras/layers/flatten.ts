import type { FlattenSpec } from "../../engine/index.js";
import type { Shape } from "../shapes.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { refuseScalars } from "./checkedShapes.js";
import { Layer, type LayerOptions } from "./layer.js";

/** The values of each sample in one row: `[n, 28, 28]` → `[n, 784]`. */
export class Flatten extends Layer {
  static override readonly className = "Flatten";
  static override readonly options = Layer.options;

  override computeOutputShape([x]: readonly Shape[]): Shape {
    const sizes = x!.slice(1);
    const size = sizes.reduce<number | null>(
      (product, s) => (s === null || product === null ? null : product * s),
      1,
    );
    return [x![0]!, size];
  }

  override forward([x]: readonly Tensor[]): Tensor {
    refuseScalars(this, [x!]);
    return x!.reshape([x!.shape[0], x!.size / Math.max(1, x!.shape[0])]);
  }

  override engineSpec(): FlattenSpec {
    return { kind: "flatten" };
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), data_format: "channels_last" };
  }
}

/** @see Keras `keras.layers.Flatten` */
export const flatten = (options: LayerOptions = {}): Flatten => new Flatten(options);
