import type { Shape } from "../shapes.js";
import { keepMask, maskOf } from "../backends/tfjs/masks.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { Dense } from "./dense.js";
import type { EnginePart, EnginePlace } from "./engineParts.js";
import { innerConfig, innerLayer } from "./inner.js";
import { Layer, type ForwardContext, type LayerOptions } from "./layer.js";
import { type OptionTable, required } from "./options.js";

export interface TimeDistributedOptions extends LayerOptions {
  /** What is done with each step. */
  layer: Layer;
}

/** A layer for each step of a series by itself: `[n, steps, …]` → `[n, steps, …]`. */
export class TimeDistributed extends Layer {
  static override readonly className = "TimeDistributed";
  static override readonly options: OptionTable = { layer: required(innerLayer), ...Layer.options };
  readonly layer: Layer;

  constructor(options: TimeDistributedOptions) {
    super(options);
    this.layer = options.layer;
  }

  protected override complain([x]: readonly Shape[]): { wanted: string } | undefined {
    return x!.length >= 3 ? undefined : { wanted: "[n, steps, …]" };
  }

  override get passesMask(): boolean {
    return true;
  }

  protected override build([x]: readonly Shape[]): void {
    this.layer.ensureBuilt([[x![0]!, ...x!.slice(2)]]);
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    const [n, ...step] = this.layer.computeOutputShape([[x![0]!, ...x!.slice(2)]]);
    return [n!, x![1]!, ...step];
  }

  /** All steps at once, as samples: but for what counts over a batch, that is the same. */
  override forward([x]: readonly Tensor[], context: ForwardContext): Tensor {
    const [n, steps, ...step] = x!.shape as [number, number, ...number[]];
    const samples = x!.reshape([n * steps, ...step]);
    const mask = maskOf(x!);
    if (mask && mask.rank > 2) keepMask(samples, mask.reshape([n * steps, ...mask.shape.slice(2)]));
    const [result] = this.layer.compute([samples], context);
    return result!.reshape([n, steps, ...result!.shape.slice(1)]);
  }

  /** A dense layer does by itself what this makes of it. */
  override engineParts(at: EnginePlace): readonly EnginePart<Layer>[] | undefined {
    return Object.getPrototypeOf(this.layer) === Dense.prototype ? this.layer.engineParts(at) : undefined;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), layer: innerConfig(this, this.layer) };
  }
}

/**
 * A layer for each step of a series by itself.
 *
 * @example
 * ```ts
 * import { input, layers } from "gradus";
 * import { expect } from "vitest";
 *
 * const frames = input({ shape: [10, 28, 28, 1] });
 * const features = layers.timeDistributed({ layer: layers.conv2d({ filters: 4, kernelSize: 3 }) })(frames);
 * expect(features.shape).toEqual([null, 10, 26, 26, 4]);
 * ```
 *
 * @see Keras `keras.layers.TimeDistributed`
 */
export const timeDistributed = (options: TimeDistributedOptions): TimeDistributed =>
  new TimeDistributed(options);
