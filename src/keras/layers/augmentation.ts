// Layers that distort images by chance while a model trains, so that it sees more than there is.
import { drawSeed, generator, type Generator } from "../seed.js";
import type { Shape } from "../shapes.js";
import type { Tensor, TensorFlow } from "../backends/tfjs/tf.js";
import { imageComplaint } from "./images.js";
import { Layer, type ForwardContext, type LayerOptions } from "./layer.js";
import { anyInteger, type OptionKind, type OptionTable } from "./options.js";

export interface AugmentationOptions extends LayerOptions {
  /** Repeats the same distortions; defaults to a number drawn from `utils.setRandomSeed`. */
  seed?: number;
}

/** `f` for a number by chance from −f to f, or the two ends themselves; equal ends leave nothing to chance. */
export type Factor = number | readonly [number, number];

/** The option of a {@link Factor} whose ends lie between these. */
export const factorWithin = (least: number, most: number): OptionKind => {
  const isInside = (value: unknown) => typeof value === "number" && value >= least && value <= most;
  return {
    wanted: `a number from ${String(least)} to ${String(most)}, or two of them`,
    accepts: (value) =>
      isInside(value) || (Array.isArray(value) && value.length === 2 && value.every(isInside)),
  };
};

/** Both ends of a factor, the smaller one first. */
export function endsOf(factor: Factor, least = -Infinity): readonly [number, number] {
  if (typeof factor === "number") return [Math.max(0 - Math.abs(factor), least), Math.abs(factor)];
  return [Math.min(...factor), Math.max(...factor)];
}

/** Leaves images as they are, unless the model trains (or the layer is called by itself). */
export abstract class Augmentation extends Layer {
  static override readonly options: OptionTable = { seed: anyInteger, ...Layer.options };
  readonly seed: number | undefined;
  #random: Generator | undefined;

  constructor(options: AugmentationOptions) {
    super(options);
    this.seed = options.seed;
  }

  protected override complain([x]: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    return imageComplaint(x!);
  }

  protected override get trainsAlone(): boolean {
    return true;
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    return x!;
  }

  override forward([x]: readonly Tensor[], { tf, training }: ForwardContext): Tensor {
    return training ? this.distort(x as never, tf) : x!;
  }

  /** One distortion for each image. */
  protected abstract distort(images: Tensor, tf: TensorFlow): Tensor;

  /** So many numbers by chance between two ends. */
  protected draw(count: number, [low, high]: readonly [number, number]): Float32Array {
    const random = (this.#random ??= generator(this.seed ?? drawSeed()));
    return Float32Array.from({ length: count }, () => low + (high - low) * random());
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), data_format: "channels_last", seed: this.seed ?? null };
  }
}
