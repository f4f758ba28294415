import type { Conv1DSpec } from "../../engine/index.js";
import { single, windowedLength, type Shape, type Single } from "../shapes.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { KernelLayer, type KernelOptions } from "./kernelLayer.js";
import type { ForwardContext } from "./layer.js";
import { type OptionTable, integer, oneOf, oneSize, required } from "./options.js";
import { checkDilation, dilated } from "./dilation.js";
import { seriesComplaint } from "./series.js";

export interface Conv1DOptions extends KernelOptions {
  /** Number of output channels. */
  filters: number;
  /** Steps that a window reads. */
  kernelSize: Single;
  /** Defaults to 1. */
  strides?: Single;
  /**
   * "valid" computes only where the window fits, "same" keeps the length (at stride 1), "causal" does too and reads no step
   * after its own. Defaults to "valid".
   */
  padding?: "valid" | "same" | "causal";
  /** Gaps between the steps a window reads; defaults to 1 (none). Not together with `strides` > 1. */
  dilationRate?: Single;
}

/** 1D convolution: `[n, steps, channels]` → `[n, newSteps, filters]`. */
export class Conv1D extends KernelLayer {
  static override readonly className = "Conv1D";
  static override readonly options: OptionTable = {
    filters: required(integer(1)),
    kernelSize: required(oneSize),
    strides: oneSize,
    padding: oneOf("valid", "same", "causal"),
    dilationRate: oneSize,
    ...KernelLayer.options,
  };
  readonly filters: number;
  readonly kernelSize: number;
  readonly strides: number;
  readonly padding: "valid" | "same" | "causal";
  readonly dilationRate: number;

  constructor(options: Conv1DOptions) {
    const action = "make a Conv1D layer";
    super(action, options);
    this.filters = options.filters;
    this.kernelSize = single(options.kernelSize);
    this.strides = single(options.strides ?? 1);
    this.padding = options.padding ?? "valid";
    this.dilationRate = single(options.dilationRate ?? 1);
    checkDilation(action, [this.strides], [this.dilationRate]);
  }

  protected override complain([x]: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    const complaint = seriesComplaint(x!, this.kernelShape?.[1]);
    if (complaint) return complaint;
    if ((this.computeOutputShape([x!])[1] ?? 1) >= 1) return undefined;
    const reach = (this.kernelSize - 1) * this.dilationRate + 1;
    return { wanted: `[n, steps, channels] with at least ${String(reach)} steps` };
  }

  protected override build([x]: readonly Shape[]): void {
    this.addKernel([this.kernelSize, x![2]!, this.filters]);
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    const { kernelSize, strides, dilationRate } = this;
    const padding = this.padding === "causal" ? "same" : this.padding;
    return [x![0]!, windowedLength(x![1]!, kernelSize, strides, padding, dilationRate), this.filters];
  }

  override forward([x]: readonly Tensor[], { tf }: ForwardContext): Tensor {
    const isCausal = this.padding === "causal";
    const before = (this.kernelSize - 1) * this.dilationRate;
    const input = isCausal ? x!.pad([[0, 0], [before, 0], [0, 0]]) : x!; // prettier-ignore
    const padding = this.padding === "same" ? "same" : "valid";
    const kernel = dilated(this.kernelTensor(), [this.dilationRate]);
    return this.finish(tf.conv1d(input as never, kernel as never, this.strides, padding));
  }

  override engineSpec(): Conv1DSpec {
    const { filters, kernelSize, strides, padding, dilationRate } = this;
    return { kind: "conv1d", filters, kernelSize, strides, padding, dilationRate, ...this.kernelSpec() };
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      filters: this.filters,
      kernel_size: [this.kernelSize],
      strides: [this.strides],
      padding: this.padding,
      data_format: "channels_last",
      dilation_rate: [this.dilationRate],
      ...this.kernelConfig(),
    };
  }
}

/**
 * A convolution over the steps of a series.
 *
 * @example Differences of neighbours
 * ```ts
 * import { layers } from "gradus";
 * import { expect } from "vitest";
 *
 * const difference = layers.conv1d({ filters: 1, kernelSize: 2, useBias: false });
 * difference([[[0], [0]]]); // the first call makes the weights
 * difference.setWeights([[[[-1]], [[1]]]]);
 * expect(difference([[[1], [4], [9]]]).toArray()).toEqual([[[3], [5]]]);
 * ```
 *
 * @see Keras `keras.layers.Conv1D`
 */
export const conv1d = (options: Conv1DOptions): Conv1D => new Conv1D(options);
