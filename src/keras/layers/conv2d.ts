import type { ActivationOptions, Conv2DSpec } from "../../engine/index.js";
import { checkInteger, complaint } from "../../validation.js";
import { getActivation, type ActivationArgument } from "../activations.js";
import { getInitializer, type Initializer, type InitializerArgument } from "../initializers/index.js";
import { getRegularizer, type Regularizer, type RegularizerArgument } from "../regularizers.js";
import { pair, windowedLength, type Pair, type Shape } from "../shapes.js";
import { activate } from "../tfjs/activations.js";
import type { Tensor } from "../tfjs/tf.js";
import { variableOf } from "../tfjs/variables.js";
import type { Weight } from "../weight.js";
import { activationToConfig, initializerToConfig, regularizerToConfig } from "./config.js";
import { imageComplaint } from "./images.js";
import { Layer, type ForwardContext, type LayerOptions } from "./layer.js";

export interface Conv2DOptions extends LayerOptions {
  /** Number of output channels. */
  filters: number;
  kernelSize: Pair;
  /** Defaults to 1. */
  strides?: Pair;
  /** "valid" computes only where the window fits, "same" keeps the size (at stride 1). Defaults to "valid". */
  padding?: "valid" | "same";
  /** Gaps between the values a window reads; defaults to 1 (none). */
  dilationRate?: Pair;
  activation?: ActivationArgument | null;
  /** Defaults to true. */
  useBias?: boolean;
  /** Defaults to "glorotUniform". */
  kernelInitializer?: InitializerArgument;
  /** Defaults to "zeros". */
  biasInitializer?: InitializerArgument;
  kernelRegularizer?: RegularizerArgument;
  biasRegularizer?: RegularizerArgument;
}

/** 2D convolution: `[n, height, width, channels]` → `[n, newHeight, newWidth, filters]`. */
export class Conv2D extends Layer {
  static override readonly className = "Conv2D";
  readonly filters: number;
  readonly kernelSize: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: "valid" | "same";
  readonly dilationRate: readonly [number, number];
  readonly activation: ActivationOptions;
  readonly useBias: boolean;
  readonly kernelInitializer: Initializer;
  readonly biasInitializer: Initializer;
  readonly kernelRegularizer: Regularizer | undefined;
  readonly biasRegularizer: Regularizer | undefined;
  #kernel: Weight | undefined;
  #bias: Weight | undefined;

  constructor(options: Conv2DOptions) {
    const action = "make a Conv2D layer";
    checkInteger(action, "filters", options.filters, { min: 1 });
    const { padding = "valid" } = options;
    const kernelSize = checkedPair(action, "kernelSize", options.kernelSize);
    const strides = checkedPair(action, "strides", options.strides ?? 1);
    const dilationRate = checkedPair(action, "dilationRate", options.dilationRate ?? 1);
    checkPadding(action, padding);
    super(options);
    this.filters = options.filters;
    this.kernelSize = kernelSize;
    this.strides = strides;
    this.padding = padding;
    this.dilationRate = dilationRate;
    this.activation = getActivation(action, options.activation);
    this.useBias = options.useBias ?? true;
    this.kernelInitializer = getInitializer(action, options.kernelInitializer ?? "glorotUniform");
    this.biasInitializer = getInitializer(action, options.biasInitializer ?? "zeros");
    this.kernelRegularizer = getRegularizer(options.kernelRegularizer);
    this.biasRegularizer = getRegularizer(options.biasRegularizer);
  }

  protected override complain([x]: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    return imageComplaint(x!, this.#kernel?.shape[2]) ?? this.#tooSmall(x!);
  }

  #tooSmall(x: Shape): { wanted: string } | undefined {
    const [, height, width] = this.computeOutputShape([x]);
    if ((height ?? 1) >= 1 && (width ?? 1) >= 1) return undefined;
    const [h, w] = this.kernelSize;
    return { wanted: `[n, height, width, channels] with images of at least ${String(h)} × ${String(w)}` };
  }

  protected override build([x]: readonly Shape[]): void {
    this.#kernel = this.addWeight({
      name: "kernel",
      shape: [...this.kernelSize, x![3]!, this.filters],
      initializer: this.kernelInitializer,
      regularizer: this.kernelRegularizer,
    });
    if (!this.useBias) return;
    this.#bias = this.addWeight({
      name: "bias",
      shape: [this.filters],
      initializer: this.biasInitializer,
      regularizer: this.biasRegularizer,
    });
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
    const kernel = variableOf(this.#kernel!);
    const [strides, dilations] = [[...this.strides], [...this.dilationRate]] as [number, number][];
    const product: Tensor = tf.conv2d(
      x as never,
      kernel as never,
      strides as [number, number],
      this.padding,
      "NHWC",
      dilations,
    );
    return activate(this.#bias ? product.add(variableOf(this.#bias)) : product, this.activation);
  }

  override engineSpec(): Conv2DSpec {
    return {
      kind: "conv2d",
      filters: this.filters,
      kernelSize: this.kernelSize,
      strides: this.strides,
      padding: this.padding,
      dilationRate: this.dilationRate,
      activation: this.activation,
      useBias: this.useBias,
      trainable: this.trainable,
      ...(this.kernelRegularizer && { kernelRegularizer: this.kernelRegularizer }),
      ...(this.biasRegularizer && { biasRegularizer: this.biasRegularizer }),
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
      activation: activationToConfig(this.activation),
      use_bias: this.useBias,
      kernel_initializer: initializerToConfig(this.kernelInitializer),
      bias_initializer: initializerToConfig(this.biasInitializer),
      kernel_regularizer: regularizerToConfig(this.kernelRegularizer),
      bias_regularizer: regularizerToConfig(this.biasRegularizer),
    };
  }
}

/** Both entries of a pair, each an integer ≥ 1. */
export function checkedPair(action: string, name: string, value: Pair): readonly [number, number] {
  const both = pair(value);
  if (both.length === 2 && both.every((size) => Number.isInteger(size) && size >= 1)) return both;
  throw new RangeError(complaint({ action, name, wanted: "an integer >= 1 or two of them", got: value }));
}

export function checkPadding(action: string, padding: string): void {
  if (padding === "valid" || padding === "same") return;
  throw new RangeError(complaint({ action, name: "padding", wanted: '"valid" or "same"', got: padding }));
}

/** @see Keras `keras.layers.Conv2D` */
export const conv2d = (options: Conv2DOptions): Conv2D => new Conv2D(options);
