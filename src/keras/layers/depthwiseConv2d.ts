import type { DepthwiseConv2DSpec } from "../../engine/index.js";
import { getInitializer, type Initializer, type InitializerArgument } from "../initializers/index.js";
import { getRegularizer, type Regularizer, type RegularizerArgument } from "../regularizers.js";
import { pair, type Pair, type Shape } from "../shapes.js";
import type { Tensor, TensorFlow } from "../backends/tfjs/tf.js";
import { variableOf } from "../backends/tfjs/variables.js";
import type { Weight } from "../weight.js";
import { BiasedLayer, type BiasedOptions } from "./biasedLayer.js";
import { initializerToConfig, regularizerToConfig } from "./config.js";
import { checkDilation, dilated } from "./dilation.js";
import { windowComplaint, windowedSize } from "./images.js";
import type { ForwardContext } from "./layer.js";
import {
  integer,
  initializer as initializerOption,
  type OptionTable,
  padding,
  pairOfSizes,
  regularizer,
  required,
} from "./options.js";

/** What layers have in common that convolve each channel by itself. */
export interface DepthwiseOptions extends BiasedOptions {
  kernelSize: Pair;
  /** Defaults to 1. */
  strides?: Pair;
  /** "valid" computes only where the window fits, "same" keeps the size (at stride 1). Defaults to "valid". */
  padding?: "valid" | "same";
  /** Outputs of each channel; defaults to 1. */
  depthMultiplier?: number;
  /** Gaps between the values a window reads; defaults to 1 (none). Not together with `strides` > 1. */
  dilationRate?: Pair;
  /** Defaults to "glorotUniform". */
  depthwiseInitializer?: InitializerArgument;
  depthwiseRegularizer?: RegularizerArgument;
}

/** A window over each channel by itself; what is done with its outputs is the subclass's. */
export abstract class Depthwise extends BiasedLayer {
  static override readonly options: OptionTable = {
    kernelSize: required(pairOfSizes),
    strides: pairOfSizes,
    padding,
    depthMultiplier: integer(1),
    dilationRate: pairOfSizes,
    depthwiseInitializer: initializerOption,
    depthwiseRegularizer: regularizer,
    ...BiasedLayer.options,
  };
  readonly kernelSize: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: "valid" | "same";
  readonly depthMultiplier: number;
  readonly dilationRate: readonly [number, number];
  readonly depthwiseInitializer: Initializer;
  readonly depthwiseRegularizer: Regularizer | undefined;
  #kernel: Weight | undefined;

  constructor(action: string, options: DepthwiseOptions) {
    super(action, options);
    this.kernelSize = pair(options.kernelSize);
    this.strides = pair(options.strides ?? 1);
    this.padding = options.padding ?? "valid";
    this.depthMultiplier = options.depthMultiplier ?? 1;
    this.dilationRate = pair(options.dilationRate ?? 1);
    this.depthwiseInitializer = getInitializer(action, options.depthwiseInitializer ?? "glorotUniform");
    this.depthwiseRegularizer = getRegularizer(options.depthwiseRegularizer);
    checkDilation(action, this.strides, this.dilationRate);
  }

  protected override complain([x]: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    return windowComplaint(x!, this, this.#kernel?.shape[2]);
  }

  /** Makes the kernel for so many channels; gives the number of outputs. */
  protected makeDepthwise(channels: number): number {
    this.#kernel = this.addWeight({
      name: "depthwise_kernel",
      shape: [...this.kernelSize, channels, this.depthMultiplier],
      initializer: this.depthwiseInitializer,
      regularizer: this.depthwiseRegularizer,
    });
    return channels * this.depthMultiplier;
  }

  protected convolve(x: Tensor, tf: TensorFlow): Tensor {
    const kernel = dilated(variableOf(this.#kernel!), this.dilationRate);
    return tf.depthwiseConv2d(x as never, kernel as never, [...this.strides], this.padding);
  }

  /** Shape of the output with so many channels. */
  protected windowed(x: Shape, channels: number): Shape {
    return [x[0]!, ...windowedSize(x, this), channels];
  }

  /** What the engine is told; nothing where a channel has several outputs, which it cannot make. */
  protected depthwiseSpec(): (Omit<DepthwiseConv2DSpec, "kind"> & { trainable: boolean }) | undefined {
    if (this.depthMultiplier > 1) return undefined;
    const { kernelSize, strides, padding, dilationRate, activation, useBias, trainable } = this;
    return {
      ...{ kernelSize, strides, padding, dilationRate, activation, useBias, trainable },
      ...(this.depthwiseRegularizer && { depthwiseRegularizer: this.depthwiseRegularizer }),
      ...(this.biasRegularizer && { biasRegularizer: this.biasRegularizer }),
    };
  }

  protected depthwiseConfig(): Record<string, unknown> {
    return {
      kernel_size: this.kernelSize,
      strides: this.strides,
      padding: this.padding,
      depth_multiplier: this.depthMultiplier,
      data_format: "channels_last",
      dilation_rate: this.dilationRate,
      depthwise_initializer: initializerToConfig(this.depthwiseInitializer),
      depthwise_regularizer: regularizerToConfig(this.depthwiseRegularizer),
      ...this.biasConfig(),
    };
  }
}

/** 2D convolution of each channel by itself: `[n, height, width, channels]` → `[n, newHeight, newWidth, channels · depthMultiplier]`. */
export class DepthwiseConv2D extends Depthwise {
  static override readonly className = "DepthwiseConv2D";
  static override readonly options = Depthwise.options;

  constructor(options: DepthwiseOptions) {
    super("make a DepthwiseConv2D layer", options);
  }

  protected override build([x]: readonly Shape[]): void {
    this.makeBias(this.makeDepthwise(x![3]!));
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    return this.windowed(x!, x![3]! * this.depthMultiplier);
  }

  override forward([x]: readonly Tensor[], { tf }: ForwardContext): Tensor {
    return this.finish(this.convolve(x!, tf));
  }

  override engineSpec(): DepthwiseConv2DSpec | undefined {
    const spec = this.depthwiseSpec();
    return spec && { kind: "depthwiseConv2d", ...spec };
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), ...this.depthwiseConfig() };
  }
}

/**
 * A convolution of each channel by itself.
 *
 * @example
 * ```ts
 * import { input, layers } from "gradus";
 * import { expect } from "vitest";
 *
 * const layer = layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2 });
 * expect(layer(input({ shape: [8, 8, 3] })).shape).toEqual([null, 6, 6, 6]);
 * expect(layer.countParams()).toBe(3 * 3 * 3 * 2 + 6);
 * ```
 *
 * @see Keras `keras.layers.DepthwiseConv2D`
 */
export const depthwiseConv2d = (options: DepthwiseOptions): DepthwiseConv2D => new DepthwiseConv2D(options);
