import type { Conv2DSpec } from "../../engine/index.js";
import { pair, windowedLength, type Pair, type Shape } from "../shapes.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { imageComplaint } from "./images.js";
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
    return imageComplaint(x!, this.kernelShape?.[2]) ?? this.#tooSmall(x!);
  }

  #tooSmall(x: Shape): { wanted: string } | undefined {
    const [, height, width] = this.computeOutputShape([x]);
    if ((height ?? 1) >= 1 && (width ?? 1) >= 1) return undefined;
    const [h, w] = this.kernelSize;
    return { wanted: `[n, height, width, channels] with images of at least ${String(h)} × ${String(w)}` };
  }

  protected override build([x]: readonly Shape[]): void {
    this.addKernel([...this.kernelSize, x![3]!, this.filters]);
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    const length = (axis: 0 | 1) =>
      windowedLength(
        x![axis + 1]!,
        this.kernelSize[axis],
        this.strides[axis],
        this.padding,
        this.dilationRate[axis],
      );
    return [x![0]!, length(0), length(1), this.filters];
  }

  override forward([x]: readonly Tensor[], { tf }: ForwardContext): Tensor {
    const [strides, dilations] = [[...this.strides], [...this.dilationRate]] as [number, number][];
    const product: Tensor = tf.conv2d(
      x as never,
      this.kernelTensor() as never,
      strides as [number, number],
      this.padding,
      "NHWC",
      dilations,
    );
    return this.activate(this.addBias(product));
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
