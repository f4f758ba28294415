// Pictures as arrays: read and write files, resize, invert; with the results of OpenCV.
import { asArray, type ArrayLike, NDArray } from "../array/index.js";
import { nodeModule } from "../nodeModule.js";
import { checkInteger, checkOptions, complaint, showValue } from "../validation.js";
import { downloadPicture, readWithCanvas } from "./canvasPictures.js";
import { DataFileError } from "./files.js";

/** How {@link imread} reads: one channel of grey, three of colour, or as it is in the file. */
export type ImreadMode = "grayscale" | "color" | "unchanged";

/** Options of {@link imread}. */
export interface ImreadOptions {
  /**
   * Most pixels a file may say it has, 100 million unless told otherwise: a few kilobytes can unfold to gigabytes. A 600 dpi scan
   * of an A4 page has 35 million.
   */
  maxPixels?: number;
  /** Makes the picture smaller while it is read, so that neither side has more pixels; it is never made larger. */
  maxLength?: number;
}

/**
 * Reads a PNG, JPEG, WebP, GIF or TIFF file.
 *
 * Grey is 0.299 R + 0.587 G + 0.114 B; transparency and colour profiles are ignored, 16-bit pictures lose their lower
 * byte, and a photo's orientation is applied: within 1 level what `cv.imread` gives, except for the grey of JPEGs in loud
 * colours. Channels come in the order red, green, blue (OpenCV's is blue, green, red).
 *
 * @param mode - `"color"` unless told otherwise.
 * @param options - `maxPixels` (100 million) and `maxLength`; large scans of which little is needed are read several times
 * faster with the latter.
 * @returns uint8, 0 to 255: `[height, width]` for grey, `[height, width, 3]` for colour, `[height, width, channels]` unchanged.
 * @throws DataFileError if the file is missing, not a picture, damaged, or has more than `maxPixels`; in a browser, where `file`
 * is a URL and the browser decodes, also for transparent pictures and mode `"unchanged"`.
 *
 * @example A scan, no longer than 1,000 pixels
 * ```ts
 * import { imread, imwrite, zeros } from "gradus";
 * import os from "node:os";
 * import path from "node:path";
 * import { expect } from "vitest";
 *
 * const file = path.join(os.tmpdir(), `gradus-scan-${String(process.pid)}.png`);
 * await imwrite(file, zeros([3000, 2000]));
 * expect((await imread(file, "grayscale", { maxLength: 1000 })).shape).toEqual([1000, 667]);
 * ```
 *
 * @see OpenCV `cv.imread`
 */
export async function imread(
  file: string,
  mode: ImreadMode = "color",
  options: ImreadOptions = {},
): Promise<NDArray> {
  const action = "read a picture";
  checkOptions(action, options, ["maxPixels", "maxLength"]);
  const { maxPixels = 100_000_000, maxLength } = options;
  checkInteger(action, "maxPixels", maxPixels, { min: 1 });
  if (maxLength !== undefined) checkInteger(action, "maxLength", maxLength, { min: 1 });
  if (!["grayscale", "color", "unchanged"].includes(mode)) {
    const wanted = '"grayscale", "color" or "unchanged"';
    throw new RangeError(complaint({ action, name: "mode", wanted, got: mode }));
  }
  const fs = nodeModule("node:fs");
  if (!fs) return decodeInPage(file, mode, maxPixels, maxLength);
  const { size } = await fs.promises.stat(file).catch((cause: NodeJS.ErrnoException) => {
    throw new DataFileError(file, cause.code === "ENOENT" ? "there is no such file" : String(cause.code));
  });
  if (size === 0) throw new DataFileError(file, "the file is empty");
  try {
    return await decode(file, mode, maxPixels, maxLength);
  } catch (error) {
    if (error instanceof DataFileError) throw error;
    const why = (error as Error).message.split("\n")[0]!;
    throw new DataFileError(file, `it is not a picture that can be read: ${why}`);
  }
}

async function decode(
  file: string,
  mode: ImreadMode,
  maxPixels: number,
  maxLength: number | undefined,
): Promise<NDArray> {
  const { default: sharp } = await import("sharp");
  let picture = sharp(file, { ignoreIcc: true, failOn: "truncated", limitInputPixels: false });
  const { space, width: across, height: down } = await picture.metadata();
  if (across * down > maxPixels) {
    const [said, most] = [`${String(across)} × ${String(down)} pixels`, String(maxPixels)];
    throw new DataFileError(
      file,
      `it has ${said}, more than maxPixels (${most}); if you trust it, pass { maxPixels: ${String(across * down)} }`,
    );
  }
  picture = picture.autoOrient();
  if (maxLength !== undefined)
    picture = picture.resize(maxLength, maxLength, { fit: "inside", withoutEnlargement: true });
  const gray = space === "b-w" || space === "grey16"; // which sharp decodes to three equal channels
  if (gray && mode !== "color") picture = picture.extractChannel(0);
  else if (mode !== "unchanged") picture = picture.removeAlpha();
  // Whole, not as a stream: the answer has this size anyway. 35 million pixels in colour take 0.13 s and 110 MB so, as a
  // stream of strips into the array 0.38 s and 200 MB (chunks wait in sharp's queue); in grey both take the same.
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (channels === 1) return new NDArray(pixels, [height, width]);
  if (mode === "grayscale") return new NDArray(luminance(pixels), [height, width]);
  return new NDArray(pixels, [height, width, channels]);
}

async function decodeInPage(
  url: string,
  mode: ImreadMode,
  maxPixels: number,
  maxLength: number | undefined,
): Promise<NDArray> {
  if (mode === "unchanged")
    throw new DataFileError(
      url,
      'a browser does not say how it is stored; read it as "grayscale" or "color"',
    );
  const { width, height, rgba } = await readWithCanvas(url, maxPixels, maxLength);
  const rgb = Uint8Array.from({ length: 3 * width * height }, (_, i) => rgba[i + Math.floor(i / 3)]!);
  if (mode === "grayscale") return new NDArray(luminance(rgb), [height, width]);
  return new NDArray(rgb, [height, width, 3]);
}

/** The grey of red, green and blue, as ITU-R BT.601 weighs them. */
function luminance(rgb: Uint8Array): Uint8Array {
  const gray = new Uint8Array(rgb.length / 3);
  for (let i = 0, p = 0; i < gray.length; i++, p += 3)
    gray[i] = Math.round(0.299 * rgb[p]! + 0.587 * rgb[p + 1]! + 0.114 * rgb[p + 2]!);
  return gray;
}

/**
 * Writes a picture; the kind of file follows from its ending (`.png`, `.jpg`, `.webp`, …). A browser offers it as a download.
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
  if (!nodeModule("node:fs")) {
    const place = { 1: [0, 0, 0, -1], 3: [0, 1, 2, -1], 4: [0, 1, 2, 3] }[channels as 1 | 3 | 4];
    const rgba = Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) => {
      const channel = place[i % 4]!;
      return channel < 0 ? 255 : pixels[Math.floor(i / 4) * channels + channel]!;
    });
    return downloadPicture(file, { width, height, rgba });
  }
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
