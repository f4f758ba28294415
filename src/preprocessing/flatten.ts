// From pictures to rows of numbers, and to the range 0 to 1.
import { type ArrayLike, asArray, NDArray } from "../array/index.js";
import { sharedBuffer } from "../sharedMemory.js";
import { checkOptions, complaint } from "../validation.js";

/**
 * Lays the pixels of each image in one row.
 *
 * @param x - Images, shape `[n, height, width]` or `[n, height, width, channels]`; any shape with samples first.
 * @returns Shape `[n, height · width (· channels)]`, the same type, as a view on the same memory.
 * @throws TypeError if `x` has fewer than two axes.
 *
 * @example Pixel (14, 9) of an image is number 401 of its row
 * ```ts
 * import { flatten, mnist } from "gradus";
 * import { expect } from "vitest";
 *
 * const [[xTrain]] = await mnist.loadData();
 * const rows = flatten(xTrain);
 * expect(rows.shape).toEqual([60000, 784]);
 * expect(rows.item(3, 401)).toBe(xTrain.item(3, 14, 9));
 * ```
 *
 * @see Keras `keras.layers.Flatten`
 */
export function flatten(x: ArrayLike): NDArray {
  const images = asArray(x);
  if (images.ndim < 2)
    throw new TypeError(
      `Cannot flatten images: x must have shape [n, height, width], current shape is [${images.shape.join(", ")}]`,
    );
  return images.reshape([images.length, images.size / (images.length || 1)]);
}

/** Bytes from here on are kept as bytes until somebody looks at the numbers. */
const largeEnough = 1 << 14;

/** Options of {@link rescale}. */
export interface RescaleOptions {
  /** Factor. Default: 1/255, which turns pixels into numbers from 0 to 1. */
  scale?: number;
  /** Added after multiplying. Default: 0. */
  offset?: number;
}

/**
 * `x · scale + offset` as float32, rounded as Keras does: pixels from 0–255 become 0–1. Large images take one byte a pixel
 * until their numbers are looked at, also while a model trains on them.
 *
 * @returns A float32 copy of the same shape.
 *
 * @example
 * ```ts
 * import { array, rescale } from "gradus";
 * import { expect } from "vitest";
 *
 * const x = rescale(array([0, 51, 255], { dtype: "uint8" }));
 * expect(x.dtype).toBe("float32");
 * expect(x.allClose([0, 0.2, 1])).toBe(true);
 * ```
 *
 * @see Keras `keras.layers.Rescaling`
 */
export function rescale(x: ArrayLike, options: RescaleOptions = {}): NDArray {
  checkOptions("rescale", options, ["scale", "offset"], "write { scale: … }");
  const { scale = 1 / 255, offset = 0 } = options;
  const from = asArray(x);
  for (const [name, value] of Object.entries({ scale, offset }))
    if (typeof value !== "number" || Number.isNaN(value))
      throw new TypeError(complaint({ action: "rescale", name, wanted: "a number", got: value }));
  const f = Math.fround;
  const rescaled = (value: number) => f(f(value * f(scale)) + f(offset));
  const { data } = from;
  if (data instanceof Uint8Array && data.length >= largeEnough) {
    const indices = new Uint8Array(sharedBuffer(data.length));
    indices.set(data);
    return NDArray.fromPalette(
      indices,
      Float32Array.from({ length: 256 }, (_, byte) => rescaled(byte)),
      from.shape,
    );
  }
  const out = new Float32Array(from.size);
  for (let i = 0; i < out.length; i++) out[i] = rescaled(data[i]!);
  return new NDArray(out, from.shape);
}
