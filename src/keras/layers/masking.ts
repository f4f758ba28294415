import type { MaskedSpec, MaskSpec } from "../../engine/index.js";
import type { Shape } from "../shapes.js";
import { loadTf, type Tensor } from "../backends/tfjs/tf.js";
import { Layer, type LayerOptions } from "./layer.js";
import { number, type OptionTable } from "./options.js";

export interface MaskingOptions extends LayerOptions {
  /** A step whose features all have this value does not count. Defaults to 0. */
  maskValue?: number;
}

/** Masks the steps of a series that only fill it up: `[n, steps, features]` → the same, with a mask. */
export class Masking extends Layer {
  static override readonly className = "Masking";
  static override readonly options: OptionTable = { maskValue: number, ...Layer.options };
  readonly maskValue: number;

  constructor(options: MaskingOptions = {}) {
    super(options);
    this.maskValue = options.maskValue ?? 0;
  }

  protected override complain([x]: readonly Shape[]): { wanted: string } | undefined {
    return x!.length >= 3 ? undefined : { wanted: "[n, steps, features]" };
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    return x!;
  }

  /** Steps that do not count are 0. */
  override forward([x]: readonly Tensor[]): Tensor {
    return x!.mul(this.computeMask([x!]).expandDims(-1).cast("float32"));
  }

  /** No gradient goes through it: which steps count is no matter of degree. */
  protected override computeMask([x]: readonly Tensor[]): Tensor {
    const steps = loadTf().customGrad((...args: unknown[]) => {
      const [input] = args as [Tensor];
      return { value: input.notEqual(this.maskValue).any(-1), gradFunc: () => loadTf().zeros(input.shape) };
    });
    return steps(x!);
  }

  override get readsMask(): boolean {
    return true;
  }

  override engineMask(): MaskSpec {
    return { kind: "mask", value: this.maskValue };
  }

  override engineSpec(): MaskedSpec {
    return { kind: "masked" };
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), mask_value: this.maskValue };
  }
}

/**
 * Masks steps: recurrent layers, means over steps, losses and metrics behind it pass them over.
 *
 * @example
 * ```ts
 * import { input, layers, Model } from "gradus";
 * import { expect } from "vitest";
 *
 * const inputs = input({ shape: [3, 1] });
 * const mean = layers.globalAveragePooling1d()(layers.masking()(inputs));
 * const model = new Model({ inputs, outputs: mean });
 * expect((await model.predict([[[2], [4], [0]]])).toArray()).toEqual([[3]]);
 * ```
 *
 * @see Keras `keras.layers.Masking`
 */
export const masking = (options: MaskingOptions = {}): Masking => new Masking(options);
