import type { Conv2DSpec } from "../../engine/index.js";
import { pair, type Pair, type Shape } from "../shapes.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { dilated } from "./dilation.js";
import { windowComplaint, windowedSize } from "./images.js";
import { KernelLayer, type KernelOptions } from "./kernelLayer.js";
import type { ForwardContext } from "./layer.js";
import { type OptionTable, integer, padding, pairOfSizes, required } from "./options.js";

export interface Conv2DOptions extends KernelOptions {
  /** Number of output channels. */
  filters: number;
  kernelSize: Pair;
  /** Defaults to 1. */
  strides?: Pair;
  /** "valid" computes only where the window fits, "same" keeps the size (at stride 1). Defaults to "valid". */
  padding?: "valid" | "same";
  /** Gaps between the values a window reads; defaults to 1 (none). */
  dilationRate?: Pair;
}

/** 2D convolution: `[n, height, width, channels]` → `[n, newHeight, newWidth, filters]`. */
export class Conv2D extends KernelLayer {
  static override readonly className = "Conv2D";
  static override readonly options: OptionTable = {
    filters: required(integer(1)),
    kernelSize: required(pairOfSizes),
    strides: pairOfSizes,
    padding,
    dilationRate: pairOfSizes,
    ...KernelLayer.options,
  };
  readonly filters: number;
  readonly kernelSize: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: "valid" | "same";
  readonly dilationRate: readonly [number, number];

  constructor(options: Conv2DOptions) {
    super("make a Conv2D layer", options);
    this.filters = options.filters;
    this.kernelSize = pair(options.kernelSize);
    this.strides = pair(options.strides ?? 1);
    this.padding = options.padding ?? "valid";
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
    return {
      ...super.getConfig(),
      filters: this.filters,
      kernel_size: this.kernelSize,
      strides: this.strides,
      padding: this.padding,
      data_format: "channels_last",
      dilation_rate: this.dilationRate,
      ...this.kernelConfig(),
    };
  }
}

/** @see Keras `keras.layers.Conv2D` */
export const conv2d = (options: Conv2DOptions): Conv2D => new Conv2D(options);
