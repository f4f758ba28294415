// Layers that give all images one size.
import type { Shape } from "../shapes.js";
import type { Tensor, TensorFlow } from "../backends/tfjs/tf.js";
import { imageComplaint } from "./images.js";
import { resizeBilinear } from "./interpolation.js";
import { Layer, type ForwardContext, type LayerOptions } from "./layer.js";
import { flag, integer, oneOf, type OptionTable, required } from "./options.js";

/** Height and width of the images that come out. */
export interface SizeOptions extends LayerOptions {
  height: number;
  width: number;
}

export interface ResizingOptions extends SizeOptions {
  /** Between pixels: a line ("bilinear") or the nearest one. Defaults to "bilinear". */
  interpolation?: "bilinear" | "nearest";
  /** Cuts off what does not fit the new shape, rather than stretch the image. Defaults to false. */
  cropToAspectRatio?: boolean;
}

const size = { height: required(integer(1)), width: required(integer(1)) };

abstract class Sized extends Layer {
  readonly height: number;
  readonly width: number;

  constructor(options: SizeOptions) {
    super(options);
    this.height = options.height;
    this.width = options.width;
  }

  protected override complain([x]: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    return imageComplaint(x!);
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    return [x![0]!, this.height, this.width, x![3]!];
  }

  /** The largest part in the middle that has the new shape's ratio. */
  protected middle(images: Tensor): Tensor {
    const [n, height, width, channels] = images.shape as [number, number, number, number];
    const fit = (length: number, wanted: number) => Math.max(1, Math.min(length, Math.floor(wanted)));
    const rows = fit(height, (width * this.height) / this.width);
    const columns = fit(width, (height * this.width) / this.height);
    const from = [0, Math.floor((height - rows) / 2), Math.floor((width - columns) / 2), 0];
    return images.slice(from, [n, rows, columns, channels]);
  }

  protected resize(
    images: Tensor,
    tf: TensorFlow,
    interpolation: "bilinear" | "nearest" = "bilinear",
  ): Tensor {
    const { height, width } = this;
    if (interpolation === "bilinear") return resizeBilinear(images, height, width, tf);
    return tf.image.resizeNearestNeighbor(images as never, [height, width], false, true);
  }

  override getConfig(): Record<string, unknown> {
    const { height, width } = this;
    return { ...super.getConfig(), height, width, data_format: "channels_last" };
  }
}

/** Images stretched or shrunk to one size. */
export class Resizing extends Sized {
  static override readonly className = "Resizing";
  static override readonly options: OptionTable = {
    ...size,
    interpolation: oneOf("bilinear", "nearest"),
    cropToAspectRatio: flag,
    ...Layer.options,
  };
  readonly interpolation: "bilinear" | "nearest";
  readonly cropToAspectRatio: boolean;

  constructor(options: ResizingOptions) {
    super(options);
    this.interpolation = options.interpolation ?? "bilinear";
    this.cropToAspectRatio = options.cropToAspectRatio ?? false;
  }

  override forward([x]: readonly Tensor[], { tf }: ForwardContext): Tensor {
    return this.resize(this.cropToAspectRatio ? this.middle(x!) : x!, tf, this.interpolation);
  }

  override getConfig(): Record<string, unknown> {
    const { interpolation, cropToAspectRatio } = this;
    const config = { interpolation, crop_to_aspect_ratio: cropToAspectRatio, fill_mode: "constant" };
    return { ...super.getConfig(), ...config };
  }
}

/** The middle of images; what is smaller is made larger first. */
export class CenterCrop extends Sized {
  static override readonly className = "CenterCrop";
  static override readonly options: OptionTable = { ...size, ...Layer.options };

  override forward([x]: readonly Tensor[], { tf }: ForwardContext): Tensor {
    const [n, height, width, channels] = x!.shape as [number, number, number, number];
    if (height < this.height || width < this.width) return this.resize(this.middle(x!), tf);
    const from = [0, Math.floor((height - this.height) / 2), Math.floor((width - this.width) / 2), 0];
    return x!.slice(from, [n, this.height, this.width, channels]);
  }
}

/**
 * Images stretched or shrunk to one size.
 *
 * @example
 * ```ts
 * import { layers, np } from "gradus";
 * import { expect } from "vitest";
 *
 * const small = layers.resizing({ height: 32, width: 32, cropToAspectRatio: true });
 * expect(small(np.ones([2, 60, 80, 3])).shape).toEqual([2, 32, 32, 3]);
 * ```
 *
 * @see Keras `keras.layers.Resizing`
 */
export const resizing = (options: ResizingOptions): Resizing => new Resizing(options);

/**
 * The middle of images.
 *
 * @example
 * ```ts
 * import { layers } from "gradus";
 * import { expect } from "vitest";
 *
 * const middle = layers.centerCrop({ height: 1, width: 1 });
 * expect(middle([[[[1], [2], [3]]]]).toArray()).toEqual([[[[2]]]]);
 * ```
 *
 * @see Keras `keras.layers.CenterCrop`
 */
export const centerCrop = (options: SizeOptions): CenterCrop => new CenterCrop(options);
