import type { RescalingSpec } from "../../engine/index.js";
import type { Shape } from "../shapes.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { Layer, type LayerOptions } from "./layer.js";
import { number, required } from "./options.js";

export interface RescalingOptions extends LayerOptions {
  /** As `1 / 255` for pixels. */
  scale: number;
  /** Defaults to 0. */
  offset?: number;
}

/** `x · scale + offset`, inside the model. */
export class Rescaling extends Layer {
  static override readonly className = "Rescaling";
  static override readonly options = { scale: required(number), offset: number, ...Layer.options };
  readonly scale: number;
  readonly offset: number;

  constructor(options: RescalingOptions) {
    super(options);
    this.scale = options.scale;
    this.offset = options.offset ?? 0;
  }

  override get passesMask(): boolean {
    return true;
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    return x!;
  }

  override forward([x]: readonly Tensor[]): Tensor {
    return x!.mul(this.scale).add(this.offset);
  }

  override engineSpec(): RescalingSpec {
    return { kind: "rescaling", scale: this.scale, offset: this.offset };
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), scale: this.scale, offset: this.offset };
  }
}

/** @see Keras `keras.layers.Rescaling` */
export const rescaling = (options: RescalingOptions): Rescaling => new Rescaling(options);
