import type { Pair, Shape } from "../shapes.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { imageComplaint } from "./images.js";
import { ImageKernelLayer, type ImageKernelOptions } from "./imageKernelLayer.js";
import type { ForwardContext } from "./layer.js";

export interface Conv2DTransposeOptions extends ImageKernelOptions {
  /** How many times larger the output is; defaults to 1. */
  strides?: Pair;
  /** "same" makes the output exactly `strides` times as large, "valid" as large as the windows reach. Defaults to "valid". */
  padding?: "valid" | "same";
}

/** The way back of a convolution: `[n, height, width, channels]` → larger images, `[n, newHeight, newWidth, filters]`. */
export class Conv2DTranspose extends ImageKernelLayer {
  static override readonly className = "Conv2DTranspose";
  static override readonly options = ImageKernelLayer.options;

  constructor(options: Conv2DTransposeOptions) {
    super("make a Conv2DTranspose layer", options);
  }

  protected override complain([x]: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    const complaint = imageComplaint(x!, this.kernelShape?.[3]);
    if (complaint || x![3] !== null) return complaint;
    return { wanted: "[n, height, width, channels] with a known number of channels" };
  }

  protected override build([x]: readonly Shape[]): void {
    this.addKernel([...this.kernelSize, this.filters, x![3]!], this.filters);
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    const length = (axis: 0 | 1) => {
      const [size, window, stride] = [x![axis + 1]!, this.kernelSize[axis], this.strides[axis]];
      if (size === null) return null;
      return size * stride + (this.padding === "valid" ? Math.max(window - stride, 0) : 0);
    };
    return [x![0]!, length(0), length(1), this.filters];
  }

  override forward([x]: readonly Tensor[], { tf }: ForwardContext): Tensor {
    const shape = this.computeOutputShape([x!.shape]) as [number, number, number, number];
    const kernel = this.kernelTensor() as never;
    return this.finish(tf.conv2dTranspose(x as never, kernel, shape, [...this.strides], this.padding));
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), output_padding: null, dilation_rate: [1, 1] };
  }
}

/**
 * A convolution the other way round, which makes images larger, as in the decoder of an autoencoder.
 *
 * @example
 * ```ts
 * import { input, layers } from "gradus";
 * import { expect } from "vitest";
 *
 * const layer = layers.conv2dTranspose({ filters: 1, kernelSize: 3, strides: 2, padding: "same" });
 * expect(layer(input({ shape: [7, 7, 8] })).shape).toEqual([null, 14, 14, 1]);
 * ```
 *
 * @see Keras `keras.layers.Conv2DTranspose`
 */
export const conv2dTranspose = (options: Conv2DTransposeOptions): Conv2DTranspose =>
  new Conv2DTranspose(options);
