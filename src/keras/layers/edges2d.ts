// Layers that put something around images, or cut it off.
import type { Pair, Shape } from "../shapes.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { imageComplaint } from "./images.js";
import { Layer, type LayerOptions } from "./layer.js";
import { type OptionTable, edges } from "./options.js";

/** One number for all four edges, `[vertical, horizontal]`, or `[[top, bottom], [left, right]]`. */
export type Edges = Pair | readonly [readonly [number, number], readonly [number, number]];

export interface ZeroPadding2DOptions extends LayerOptions {
  /** Rows and columns to add; defaults to 1. */
  padding?: Edges;
}

export interface Cropping2DOptions extends LayerOptions {
  /** Rows and columns to cut off; defaults to 0, as in Keras. */
  cropping?: Edges;
}

type EachEdge = readonly [readonly [number, number], readonly [number, number]];

function eachEdge(value: Edges): EachEdge {
  const [vertical, horizontal] = typeof value === "number" ? [value, value] : value;
  const both = (side: number | readonly [number, number]): readonly [number, number] =>
    typeof side === "number" ? [side, side] : side;
  return [both(vertical), both(horizontal)];
}

/** Height and width of images that gain (or, with −1, lose) what stands for their edges. */
function resized(x: Shape, [rows, columns]: EachEdge, sign: 1 | -1): Shape {
  const size = (length: number | null, [before, after]: readonly [number, number]) =>
    length === null ? null : length + sign * (before + after);
  return [x[0]!, size(x[1]!, rows), size(x[2]!, columns), x[3]!];
}

/** Images with zeros around them. */
export class ZeroPadding2D extends Layer {
  static override readonly className = "ZeroPadding2D";
  static override readonly options: OptionTable = { padding: edges, ...Layer.options };
  readonly padding: EachEdge;

  constructor(options: ZeroPadding2DOptions = {}) {
    super(options);
    this.padding = eachEdge(options.padding ?? 1);
  }

  protected override complain([x]: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    return imageComplaint(x!);
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    return resized(x!, this.padding, 1);
  }

  override forward([x]: readonly Tensor[]): Tensor {
    const [rows, columns] = this.padding;
    return x!.pad([[0, 0], [...rows], [...columns], [0, 0]]);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), padding: this.padding, data_format: "channels_last" };
  }
}

/** Images without what stands at their edges. */
export class Cropping2D extends Layer {
  static override readonly className = "Cropping2D";
  static override readonly options: OptionTable = { cropping: edges, ...Layer.options };
  readonly cropping: EachEdge;

  constructor(options: Cropping2DOptions = {}) {
    super(options);
    this.cropping = eachEdge(options.cropping ?? 0);
  }

  protected override complain([x]: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    const complaint = imageComplaint(x!);
    if (complaint || this.computeOutputShape([x!]).every((size) => size === null || size >= 1))
      return complaint;
    const [h, w] = this.cropping.map(([before, after]) => String(before + after + 1));
    return { wanted: `[n, height, width, channels] with images of at least ${h!} × ${w!}` };
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    return resized(x!, this.cropping, -1);
  }

  override forward([x]: readonly Tensor[]): Tensor {
    const [[top], [left]] = this.cropping;
    const [n, height, width, channels] = this.computeOutputShape([x!.shape]) as number[];
    return x!.slice([0, top, left, 0], [n!, height!, width!, channels!]);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), cropping: this.cropping, data_format: "channels_last" };
  }
}

/**
 * Zeros around images.
 *
 * @example
 * ```ts
 * import { input, layers } from "gradus";
 * import { expect } from "vitest";
 *
 * const pad = layers.zeroPadding2d({ padding: [[1, 0], [2, 2]] });
 * expect(pad(input({ shape: [5, 5, 3] })).shape).toEqual([null, 6, 9, 3]);
 * ```
 *
 * @see Keras `keras.layers.ZeroPadding2D`
 */
export const zeroPadding2d = (options: ZeroPadding2DOptions = {}): ZeroPadding2D =>
  new ZeroPadding2D(options);

/**
 * Images without their edges.
 *
 * @example
 * ```ts
 * import { input, layers } from "gradus";
 * import { expect } from "vitest";
 *
 * const crop = layers.cropping2d({ cropping: 4 });
 * expect(crop(input({ shape: [28, 28, 1] })).shape).toEqual([null, 20, 20, 1]);
 * ```
 *
 * @see Keras `keras.layers.Cropping2D`
 */
export const cropping2d = (options: Cropping2DOptions = {}): Cropping2D => new Cropping2D(options);
