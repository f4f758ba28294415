import type { DropoutSpec } from "../../engine/index.js";
import { drawSeed } from "../seed.js";
import type { Shape } from "../shapes.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { Layer, type ForwardContext, type LayerOptions } from "./layer.js";
import { anyInteger, required, share } from "./options.js";

export interface DropoutOptions extends LayerOptions {
  /** Share of the inputs to drop, in [0, 1). */
  rate: number;
  /** Fixes the masks; defaults to a number drawn from `utils.setRandomSeed`. */
  seed?: number;
}

/** While training, sets a random share of the inputs to 0 and scales the rest by `1 / (1 − rate)`. */
export class Dropout extends Layer {
  static override readonly className: string = "Dropout";
  static override readonly options = { rate: required(share), seed: anyInteger, ...Layer.options };
  readonly rate: number;
  readonly seed: number | undefined;
  #calls = 0;
  #drawn: number | undefined;

  constructor(options: DropoutOptions) {
    super(options);
    this.rate = options.rate;
    this.seed = options.seed;
  }

  /** The seed of the masks. */
  get maskSeed(): number {
    return this.seed ?? (this.#drawn ??= drawSeed());
  }

  override get passesMask(): boolean {
    return true;
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    return x!;
  }

  override forward([x]: readonly Tensor[], { tf, training }: ForwardContext): Tensor {
    if (!training || this.rate === 0) return x!;
    const seed = this.maskSeed + 7919 * this.#calls++;
    const shape = this.noiseShape(x!.shape);
    const kept = tf.randomUniform(shape, 0, 1, "float32", seed).greaterEqual(this.rate).cast("float32");
    return x!.mul(kept).div(1 - this.rate);
  }

  /** Shape of the mask, which is repeated along axes of size 1. */
  protected noiseShape(x: number[]): number[] {
    return x;
  }

  override engineSpec(): DropoutSpec {
    return { kind: "dropout", rate: this.rate, seed: this.maskSeed };
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), rate: this.rate, noise_shape: null, seed: this.seed ?? null };
  }
}

/** @see Keras `keras.layers.Dropout` */
export const dropout = (options: DropoutOptions): Dropout => new Dropout(options);
