// Pictures as arrays: read and write files, resize, invert; with the results of OpenCV.
import fs from "node:fs/promises";
import { asArray, type ArrayLike, NDArray } from "../array/index.js";
import { complaint, showValue } from "../validation.js";
import { DataFileError } from "./idx.js";

/** How {@link imread} reads: one channel of grey, three of colour, or as it is in the file. */
export type ImreadMode = "grayscale" | "color" | "unchanged";

/**
 * Reads a PNG, JPEG, WebP, GIF or TIFF file.
 *
 * Grey is 0.299 R + 0.587 G + 0.114 B; transparency and colour profiles are ignored, 16-bit pictures lose their lower
 * byte, and a photo's orientation is applied: within 1 level what `cv.imread` gives, except for the grey of JPEGs in loud
 * colours. Channels come in the order red, green, blue (OpenCV's is blue, green, red).
 *
 * @param mode - `"color"` unless told otherwise.
 * @returns uint8, 0 to 255: `[height, width]` for grey, `[height, width, 3]` for colour, `[height, width, channels]` unchanged.
 * @throws DataFileError if the file is missing, not a picture, or damaged.
 *
 * @see OpenCV `cv.imread`
 */
export async function imread(file: string, mode: ImreadMode = "color"): Promise<NDArray> {
  if (!["grayscale", "color", "unchanged"].includes(mode))
    throw new RangeError(
      complaint({
        action: "read a picture",
        name: "mode",
        wanted: '"grayscale", "color" or "unchanged"',
        got: mode,
      }),
    );
  const bytes = await fs.readFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw new DataFileError(file, cause.code === "ENOENT" ? "there is no such file" : String(cause.code));
  });
  if (bytes.length === 0) throw new DataFileError(file, "the file is empty");
  const { default: sharp } = await import("sharp");
  try {
    const picture = sharp(bytes, { ignoreIcc: true, failOn: "truncated" });
    const { space } = await picture.metadata();
    const { data, info } = await picture.autoOrient().raw().toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    const gray = space === "b-w" || space === "grey16";
    const pixels = gray
      ? firstOf(data, channels)
      : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    return toMode(pixels, width, height, gray ? 1 : channels, mode);
  } catch (error) {
    if (error instanceof DataFileError) throw error;
    throw new DataFileError(
      file,
      `it is not a picture that can be read: ${(error as Error).message.split("\n")[0]!}`,
    );
  }
}

/** Every `step`-th byte: one channel of a grey picture, which decodes to three equal ones. */
function firstOf(data: Uint8Array, step: number): Uint8Array {
  return Uint8Array.from({ length: data.length / step }, (_, i) => data[i * step]!);
}

function toMode(
  pixels: Uint8Array,
  width: number,
  height: number,
  channels: number,
  mode: ImreadMode,
): NDArray {
  const count = width * height;
  const colors = channels >= 3;
  if (mode === "unchanged")
    return new NDArray(pixels, channels === 1 ? [height, width] : [height, width, channels]);
  if (mode === "color") {
    if (channels === 3) return new NDArray(pixels, [height, width, 3]);
    const rgb = new Uint8Array(count * 3);
    for (let i = 0; i < count; i++)
      for (let c = 0; c < 3; c++) rgb[3 * i + c] = pixels[i * channels + (colors ? c : 0)]!;
    return new NDArray(rgb, [height, width, 3]);
  }
  const gray = new Uint8Array(count);
  for (let i = 0, p = 0; i < count; i++, p += channels)
    gray[i] = colors
      ? Math.round(0.299 * pixels[p]! + 0.587 * pixels[p + 1]! + 0.114 * pixels[p + 2]!)
      : pixels[p]!;
  return new NDArray(gray, [height, width]);
}

/**
 * Writes a picture; the kind of file follows from its ending (`.png`, `.jpg`, `.webp`, …).
 *
 * @param image - uint8 (or numbers from 0 to 255), shape `[height, width]`, `[height, width, 1]`, `[…, 3]` or `[…, 4]`.
 * @throws RangeError if the shape is not a picture's.
 *
 * @see OpenCV `cv.imwrite`
 */
export async function imwrite(file: string, image: ArrayLike): Promise<void> {
  const { data, height, width, channels } = asPicture(image, "write a picture");
  const pixels =
    data instanceof Uint8Array
      ? data
      : Uint8Array.from(data, (v) => Math.min(255, Math.max(0, Math.round(v))));
  const { default: sharp } = await import("sharp");
  const picture = sharp(pixels, { raw: { width, height, channels: channels as 1 | 3 | 4 } });
  await picture.toColourspace(channels === 1 ? "b-w" : "srgb").toFile(file);
}

/** Options of {@link resize}. */
export interface ResizeOptions {
  /**
   * `"linear"` (the default) mixes the four nearest pixels, `"area"` averages the pixels under the new one (best for making a
   * picture smaller), `"nearest"` takes one.
   */
  interpolation?: "linear" | "area" | "nearest";
}

/** For one new pixel along an axis: which old ones it mixes, and how much of each. */
type Taps = [index: number, weight: number][];

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
  { interpolation = "linear" }: ResizeOptions = {},
): NDArray {
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

const nearestTaps = (from: number, to: number): Taps[] =>
  Array.from({ length: to }, (_, i) => [[Math.min(Math.floor(i * (1 / (to / from))), from - 1), 1]]);

/** Two neighbours by distance between pixel centres. */
const linearTaps = (from: number, to: number): Taps[] =>
  Array.from({ length: to }, (_, i) => {
    const at = ((i + 0.5) * from) / to - 0.5;
    return pair(Math.floor(at), at - Math.floor(at), from);
  });

/** OpenCV's "area" for a larger picture: linear, but steps stay where pixels meet. Its rounding, too, decides on which side. */
const areaGrowTaps = (from: number, to: number): Taps[] => {
  const zoom = to / from;
  return Array.from({ length: to }, (_, i) => {
    const left = Math.floor(i * (1 / zoom));
    const part = Math.fround(i + 1 - (left + 1) * zoom);
    return pair(left, part <= 0 ? 0 : part - Math.floor(part), from);
  });
};

/** All pixels under the new one, those at its edges by the part that is covered. */
const areaTaps = (from: number, to: number): Taps[] =>
  Array.from({ length: to }, (_, i) => {
    const [start, stop] = [(i * from) / to, ((i + 1) * from) / to];
    const taps: Taps = [];
    for (let p = Math.floor(start); p < Math.min(Math.ceil(stop - 1e-9), from); p++)
      taps.push([p, ((Math.min(stop, p + 1) - Math.max(start, p)) * to) / from]);
    return taps;
  });

function pair(left: number, part: number, length: number): Taps {
  if (left < 0) return [[0, 1]];
  if (left >= length - 1) return [[length - 1, 1]];
  return [
    [left, 1 - part],
    [left + 1, part],
  ];
}

/**
 * Swaps dark and light: 255 − x for integers, 1 − x for floats from 0 to 1. Ink on paper is dark, MNIST's ink is light.
 *
 * @example
 * ```ts
 * import { array, invert } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(invert(array([0, 200, 255], { dtype: "uint8" })).toArray()).toEqual([255, 55, 0]);
 * ```
 *
 * @see OpenCV `cv.bitwise_not`
 */
export function invert(image: ArrayLike): NDArray {
  const array = asArray(image);
  const white = array.dtype === "float32" || array.dtype === "float64" ? 1 : array.dtype === "bool" ? 1 : 255;
  return array.map((value) => white - value);
}

function asPicture(image: ArrayLike, action: string) {
  const array = asArray(image);
  const [height = 0, width = 0, channels = 1] = array.shape;
  if (!((array.ndim === 2 || array.ndim === 3) && height > 0 && width > 0 && [1, 3, 4].includes(channels))) {
    const wanted = "[height, width] or [height, width, 1, 3 or 4]";
    throw new RangeError(
      `Cannot ${action}: image must have shape ${wanted}, current shape is ${showValue([...array.shape])}`,
    );
  }
  return { array, data: array.data, height, width, channels };
}
