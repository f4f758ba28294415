import type { Pooling2DSpec } from "../../engine/index.js";
import { pair, windowedLength, type Pair, type Shape } from "../shapes.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { imageComplaint } from "./images.js";
import { Layer, type ForwardContext, type LayerOptions } from "./layer.js";
import { maxPool } from "./maxPool.js";
import { type OptionTable, padding, pairOfSizes } from "./options.js";

export interface Pooling2DOptions extends LayerOptions {
  /** Size of the window; defaults to 2. */
  poolSize?: Pair;
  /** Defaults to `poolSize`: windows side by side. */
  strides?: Pair;
  /** Defaults to "valid". */
  padding?: "valid" | "same";
}

/** One number for each window of each channel. */
abstract class Pooling2D extends Layer {
  static override readonly options: OptionTable = {
    poolSize: pairOfSizes,
    strides: pairOfSizes,
    padding,
    ...Layer.options,
  };
  readonly poolSize: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: "valid" | "same";

  constructor(options: Pooling2DOptions = {}) {
    super(options);
    this.poolSize = pair(options.poolSize ?? 2);
    this.strides = pair(options.strides ?? this.poolSize);
    this.padding = options.padding ?? "valid";
  }

  protected override complain([x]: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    const complaint = imageComplaint(x!);
    if (complaint || this.computeOutputShape([x!]).every((size) => (size ?? 1) >= 1)) return complaint;
    const [h, w] = this.poolSize.map(String);
    return { wanted: `[n, height, width, channels] with images of at least ${h!} × ${w!}` };
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    const length = (axis: 0 | 1) =>
      windowedLength(x![axis + 1]!, this.poolSize[axis], this.strides[axis], this.padding);
    return [x![0]!, length(0), length(1), x![3]!];
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      pool_size: this.poolSize,
      strides: this.strides,
      padding: this.padding,
      data_format: "channels_last",
    };
  }

  protected spec(kind: Pooling2DSpec["kind"]): Pooling2DSpec {
    return { kind, poolSize: this.poolSize, strides: this.strides, padding: this.padding };
  }
}

/** The largest value of each window. */
export class MaxPooling2D extends Pooling2D {
  static override readonly className = "MaxPooling2D";
  static override readonly options = Pooling2D.options;

  override forward([x]: readonly Tensor[], context: ForwardContext): Tensor {
    return maxPool(x!, [...this.poolSize], [...this.strides], this.padding, context);
  }

  override engineSpec(): Pooling2DSpec {
    return this.spec("maxPooling2d");
  }
}

/** The mean of each window; padding does not count. */
export class AveragePooling2D extends Pooling2D {
  static override readonly className = "AveragePooling2D";
  static override readonly options = Pooling2D.options;

  override forward([x]: readonly Tensor[], { tf }: ForwardContext): Tensor {
    return tf.avgPool(x as never, [...this.poolSize], [...this.strides], this.padding);
  }

  override engineSpec(): Pooling2DSpec {
    return this.spec("averagePooling2d");
  }
}

/** @see Keras `keras.layers.MaxPooling2D` */
export const maxPooling2d = (options: Pooling2DOptions = {}): MaxPooling2D => new MaxPooling2D(options);

/** @see Keras `keras.layers.AveragePooling2D` */
export const averagePooling2d = (options: Pooling2DOptions = {}): AveragePooling2D =>
  new AveragePooling2D(options);
