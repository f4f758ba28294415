import type { SeparableConv2DSpec } from "../../engine/index.js";
import { getInitializer, type Initializer, type InitializerArgument } from "../initializers/index.js";
import { getRegularizer, type Regularizer, type RegularizerArgument } from "../regularizers.js";
import type { Shape } from "../shapes.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { variableOf } from "../backends/tfjs/variables.js";
import type { Weight } from "../weight.js";
import { initializerToConfig, regularizerToConfig } from "./config.js";
import { Depthwise, type DepthwiseOptions } from "./depthwiseConv2d.js";
import type { ForwardContext } from "./layer.js";
import {
  integer,
  initializer as initializerOption,
  type OptionTable,
  regularizer,
  required,
} from "./options.js";

export interface SeparableConv2DOptions extends DepthwiseOptions {
  /** Number of output channels. */
  filters: number;
  /** Defaults to "glorotUniform". */
  pointwiseInitializer?: InitializerArgument;
  pointwiseRegularizer?: RegularizerArgument;
}

/** Each channel convolved by itself, then mixed point by point: `[n, height, width, channels]` → `[n, newHeight, newWidth, filters]`. */
export class SeparableConv2D extends Depthwise {
  static override readonly className = "SeparableConv2D";
  static override readonly options: OptionTable = {
    filters: required(integer(1)),
    ...Depthwise.options,
    pointwiseInitializer: initializerOption,
    pointwiseRegularizer: regularizer,
  };
  readonly filters: number;
  readonly pointwiseInitializer: Initializer;
  readonly pointwiseRegularizer: Regularizer | undefined;
  #pointwise: Weight | undefined;

  constructor(options: SeparableConv2DOptions) {
    const action = "make a SeparableConv2D layer";
    super(action, options);
    this.filters = options.filters;
    this.pointwiseInitializer = getInitializer(action, options.pointwiseInitializer ?? "glorotUniform");
    this.pointwiseRegularizer = getRegularizer(options.pointwiseRegularizer);
  }

  protected override build([x]: readonly Shape[]): void {
    const channels = this.makeDepthwise(x![3]!);
    this.#pointwise = this.addWeight({
      name: "pointwise_kernel",
      shape: [1, 1, channels, this.filters],
      initializer: this.pointwiseInitializer,
      regularizer: this.pointwiseRegularizer,
    });
    this.makeBias(this.filters);
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    return this.windowed(x!, this.filters);
  }

  override forward([x]: readonly Tensor[], { tf }: ForwardContext): Tensor {
    const channels = this.convolve(x!, tf);
    return this.finish(tf.conv2d(channels as never, variableOf(this.#pointwise!) as never, 1, "valid"));
  }

  override engineSpec(): SeparableConv2DSpec | undefined {
    const spec = this.depthwiseSpec();
    if (!spec) return undefined;
    const regularizer = this.pointwiseRegularizer;
    return {
      kind: "separableConv2d",
      filters: this.filters,
      ...spec,
      ...(regularizer && { pointwiseRegularizer: regularizer }),
    };
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      filters: this.filters,
      ...this.depthwiseConfig(),
      pointwise_initializer: initializerToConfig(this.pointwiseInitializer),
      pointwise_regularizer: regularizerToConfig(this.pointwiseRegularizer),
    };
  }
}

/**
 * A convolution in two parts, with far fewer weights than {@link conv2d}: over each channel, then across channels.
 *
 * @example
 * ```ts
 * import { input, layers } from "gradus";
 * import { expect } from "vitest";
 *
 * const layer = layers.separableConv2d({ filters: 16, kernelSize: 3 });
 * expect(layer(input({ shape: [8, 8, 3] })).shape).toEqual([null, 6, 6, 16]);
 * expect(layer.countParams()).toBe(3 * 3 * 3 + 3 * 16 + 16); // conv2d: 448
 * ```
 *
 * @see Keras `keras.layers.SeparableConv2D`
 */
export const separableConv2d = (options: SeparableConv2DOptions): SeparableConv2D =>
  new SeparableConv2D(options);
