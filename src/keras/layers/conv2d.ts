import type { Conv2DSpec } from "../../engine/index.js";
import { pair, type Pair, type Shape } from "../shapes.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { dilated } from "./dilation.js";
import { windowComplaint, windowedSize } from "./images.js";
import { ImageKernelLayer, type ImageKernelOptions } from "./imageKernelLayer.js";
import type { ForwardContext } from "./layer.js";
import { type OptionTable, pairOfSizes } from "./options.js";

export interface Conv2DOptions extends ImageKernelOptions {
  /** Defaults to 1. */
  strides?: Pair;
  /** "valid" computes only where the window fits, "same" keeps the size (at stride 1). Defaults to "valid". */
  padding?: "valid" | "same";
  /** Gaps between the values a window reads; defaults to 1 (none). */
  dilationRate?: Pair;
}

/** 2D convolution: `[n, height, width, channels]` → `[n, newHeight, newWidth, filters]`. */
export class Conv2D extends ImageKernelLayer {
  static override readonly className = "Conv2D";
  static override readonly options: OptionTable = {
    dilationRate: pairOfSizes,
    ...ImageKernelLayer.options,
  };
  readonly dilationRate: readonly [number, number];

  constructor(options: Conv2DOptions) {
    super("make a Conv2D layer", options);
    this.dilationRate = pair(options.dilationRate ?? 1);
  }

  protected override complain([x]: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    return windowComplaint(x!, this, this.kernelShape?.[2]);
  }

  protected override build([x]: readonly Shape[]): void {
    this.addKernel([...this.kernelSize, x![3]!, this.filters]);
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    return [x![0]!, ...windowedSize(x!, this), this.filters];
  }

  override forward([x]: readonly Tensor[], { tf }: ForwardContext): Tensor {
    const kernel = dilated(this.kernelTensor(), this.dilationRate);
    return this.finish(tf.conv2d(x as never, kernel as never, [...this.strides], this.padding));
  }

  override engineSpec(): Conv2DSpec {
    return {
      kind: "conv2d",
      filters: this.filters,
      kernelSize: this.kernelSize,
      strides: this.strides,
      padding: this.padding,
      dilationRate: this.dilationRate,
      ...this.kernelSpec(),
    };
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), dilation_rate: this.dilationRate };
  }
}

/**
 * A convolution over images.
 *
 * @example Pictures to classes
 * ```ts
 * import { layers, np, Sequential } from "gradus";
 * import { expect } from "vitest";
 *
 * const { rescaling, conv2d, batchNormalization, activation, spatialDropout2d, maxPooling2d, averagePooling2d } = layers;
 * const model = new Sequential([
 *   rescaling({ scale: 1 / 255, inputShape: [28, 28, 1] }),
 *   conv2d({ filters: 8, kernelSize: 3, padding: "same" }),
 *   batchNormalization(),
 *   activation({ activation: "relu" }),
 *   maxPooling2d({ poolSize: 2 }),
 *   spatialDropout2d({ rate: 0.1 }),
 *   averagePooling2d({ poolSize: 2 }),
 *   layers.flatten(),
 *   layers.reshape({ targetShape: [7, 7, 8] }),
 *   layers.globalAveragePooling2d(), // or layers.globalMaxPooling2d()
 *   layers.layerNormalization(),
 *   layers.dropout({ rate: 0.5 }),
 *   layers.dense({ units: 10, activation: "softmax" }),
 * ]);
 * expect((await model.predict(np.zeros([1, 28, 28, 1]))).shape).toEqual([1, 10]);
 * expect(layers.globalMaxPooling2d().className).toBe("GlobalMaxPooling2D");
 * ```
 *
 * @see Keras `keras.layers.Conv2D`
 */
export const conv2d = (options: Conv2DOptions): Conv2D => new Conv2D(options);
