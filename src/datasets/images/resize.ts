import { NDArray, type ArrayLike } from "../../array/index.js";
import { checkOptions, complaint } from "../../validation.js";
import { asPicture } from "./picture.js";
import { areaGrowTaps, areaTaps, linearTaps, nearestTaps } from "./taps.js";

/** Options of {@link resize}. */
export interface ResizeOptions {
  /**
   * `"linear"` (the default) mixes the four nearest pixels, `"area"` averages the pixels under the new one (best for making a
   * picture smaller), `"nearest"` takes one.
   */
  interpolation?: "linear" | "area" | "nearest";
}

/**
 * Resizes a picture as OpenCV does, without smoothing it first.
 *
 * @param image - Shape `[height, width]` or `[height, width, channels]`; bytes or floats.
 * @param size - New width and height, in OpenCV's order.
 * @returns The same type, shape `[newHeight, newWidth(, channels)]`.
 * @throws RangeError if the shape is not a picture's or the size not positive.
 *
 * @example A scanned digit becomes 28 × 28
 * ```ts
 * import { array, resize } from "gradus";
 * import { expect } from "vitest";
 *
 * const scan = array([[0, 100], [200, 100]], { dtype: "uint8" });
 * expect(resize(scan, [1, 1]).toArray()).toEqual([[100]]);
 * expect(resize(scan, [28, 28]).shape).toEqual([28, 28]);
 * ```
 *
 * @see OpenCV `cv.resize`
 */
export function resize(
  image: ArrayLike,
  size: readonly [width: number, height: number],
  options: ResizeOptions = {},
): NDArray {
  checkOptions("resize a picture", options, ["interpolation"]);
  const { interpolation = "linear" } = options;
  const { data, height, width, channels, array } = asPicture(image, "resize a picture");
  const [newWidth, newHeight] = size;
  for (const length of size)
    if (!(Number.isInteger(length) && length > 0))
      throw new RangeError(
        complaint({
          action: "resize a picture",
          name: "size",
          wanted: "[width, height], two integers > 0",
          got: size,
        }),
      );
  if (!["linear", "area", "nearest"].includes(interpolation))
    throw new RangeError(
      complaint({
        action: "resize a picture",
        name: "interpolation",
        wanted: '"linear", "area" or "nearest"',
        got: interpolation,
      }),
    );
  const shrinks = newWidth <= width && newHeight <= height;
  const taps =
    interpolation === "nearest"
      ? nearestTaps
      : interpolation === "linear"
        ? linearTaps
        : shrinks
          ? areaTaps
          : areaGrowTaps;
  const across = taps(width, newWidth);
  const down = taps(height, newHeight);
  const bytes = array.dtype !== "float32" && array.dtype !== "float64";
  const out = new Float64Array(newWidth * newHeight * channels);
  for (let y = 0, o = 0; y < newHeight; y++) {
    for (let x = 0; x < newWidth; x++) {
      for (let c = 0; c < channels; c++, o++) {
        let sum = 0;
        for (const [row, v] of down[y]!)
          for (const [column, h] of across[x]!) sum += v * h * data[(row * width + column) * channels + c]!;
        out[o] = bytes ? Math.round(sum) : sum;
      }
    }
  }
  const shape = array.ndim === 2 ? [newHeight, newWidth] : [newHeight, newWidth, channels];
  return new NDArray(out, shape).astype(array.dtype);
}
