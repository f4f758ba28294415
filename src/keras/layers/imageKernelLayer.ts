// What convolutions over images share, on the way there and on the way back: filters and how their window moves.
import { pair, type Pair } from "../shapes.js";
import { KernelLayer, type KernelOptions } from "./kernelLayer.js";
import { type OptionTable, integer, padding, pairOfSizes, required } from "./options.js";

export interface ImageKernelOptions extends KernelOptions {
  /** Number of output channels. */
  filters: number;
  kernelSize: Pair;
  strides?: Pair;
  padding?: "valid" | "same";
}

export abstract class ImageKernelLayer extends KernelLayer {
  static override readonly options: OptionTable = {
    filters: required(integer(1)),
    kernelSize: required(pairOfSizes),
    strides: pairOfSizes,
    padding,
    ...KernelLayer.options,
  };
  readonly filters: number;
  readonly kernelSize: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: "valid" | "same";

  constructor(action: string, options: ImageKernelOptions) {
    super(action, options);
    this.filters = options.filters;
    this.kernelSize = pair(options.kernelSize);
    this.strides = pair(options.strides ?? 1);
    this.padding = options.padding ?? "valid";
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      filters: this.filters,
      kernel_size: this.kernelSize,
      strides: this.strides,
      padding: this.padding,
      data_format: "channels_last",
      ...this.kernelConfig(),
    };
  }
}
