// Tables of numbers as pictures, one or more pixels a number.
import { finiteRange, type Matrix } from "../values.js";
import { colormap, type Rgb } from "./colormaps.js";
import { type IndexedImage, pngUrl, type RgbImage } from "./pngEncoder.js";

export interface RasterOptions {
  /** Colour map by Matplotlib's name; defaults to `"viridis"`. */
  cmap?: string | undefined;
  /** Value of the first colour; defaults to the least. */
  vmin?: number | undefined;
  /** Value of the last colour; defaults to the greatest. */
  vmax?: number | undefined;
  /** `"nearest"` (default) shows each number as a square, `"bilinear"` blends them. */
  interpolation?: "nearest" | "bilinear" | undefined;
  /** Number of bands of equal colour, for filled contours; smooth by default. */
  bands?: readonly number[] | undefined;
}

/** Pictures are drawn at least this many pixels wide, as front ends blur what they enlarge. */
const minWidth = 320;
const nanColor: Rgb = [214, 214, 214];

/** The numbers as a coloured picture, first row on top, at least `width` (default 320) pixels wide or high. */
export function rasterUrl(matrix: Matrix, options: RasterOptions = {}, width: number = minWidth): string {
  return pngUrl(enlarge(colorize(matrix, options), width));
}

/** The limits of the colour scale. */
export function colorLimits(data: ArrayLike<number>, { vmin, vmax }: RasterOptions): [number, number] {
  const [low, high] = finiteRange(data) ?? [0, 1];
  const limits: [number, number] = [vmin ?? low, vmax ?? high];
  return limits[0] === limits[1] ? [limits[0] - 0.5, limits[1] + 0.5] : limits;
}

/** Red, green and blue values as a picture. Floats are shares 0–1, integers 0–255, as Matplotlib takes them. */
export function rgbUrl(data: ArrayLike<number>, width: number, height: number, channels: 3 | 4): string {
  const isShare =
    !(data instanceof Uint8Array || data instanceof Uint8ClampedArray) && (finiteRange(data)?.[1] ?? 1) <= 1;
  const pixels = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const alpha = channels === 4 ? data[4 * i + 3]! / (isShare ? 1 : 255) : 1;
    for (let c = 0; c < 3; c++) {
      const value = data[channels * i + c]! * (isShare ? 255 : 1);
      pixels[3 * i + c] = Math.max(0, Math.min(255, Math.round(value * alpha + 255 * (1 - alpha))));
    }
  }
  return pngUrl(enlarge({ width, height, pixels }));
}

/** The numbers as palette places; 255 is kept for NaN. */
export function colorize(matrix: Matrix, options: RasterOptions): IndexedImage {
  const { data, rows, columns } = options.interpolation === "bilinear" ? smooth(matrix) : matrix;
  const [low, high] = colorLimits(matrix.data, options);
  const { bands } = options;
  const map = colormap(options.cmap ?? "viridis");
  const colors = [...Array.from({ length: 255 }, (_, i) => map[Math.round((i * 255) / 254)]!), nanColor];
  const pixels = new Uint8Array(rows * columns);
  for (let i = 0; i < pixels.length; i++) {
    let share = (data[i]! - low) / (high - low);
    if (bands) share = bandShare(data[i]!, bands);
    pixels[i] = Number.isNaN(share) ? 255 : Math.max(0, Math.min(254, Math.round(share * 254)));
  }
  return { width: columns, height: rows, pixels, colors };
}

/** Where in the colour map a value between two levels lies: all of a band get one colour. */
function bandShare(value: number, levels: readonly number[]): number {
  if (Number.isNaN(value)) return Number.NaN;
  let band = 0;
  while (band < levels.length && value >= levels[band]!) band++;
  return levels.length === 0 ? 0.5 : band / levels.length;
}

/** Each pixel as a square of pixels, until the picture is wide enough. */
function enlarge<T extends IndexedImage | RgbImage>(image: T, least: number = minWidth): T {
  const factor = Math.ceil(least / Math.max(image.width, image.height));
  if (factor <= 1) return image;
  const { width, height } = image;
  const depth = "colors" in image ? 1 : 3;
  const wide = width * factor;
  const pixels = new Uint8Array(wide * height * factor * depth);
  for (let y = 0; y < height; y++) {
    const row = pixels.subarray(y * factor * wide * depth, (y * factor + 1) * wide * depth);
    for (let x = 0; x < width; x++) {
      const pixel = image.pixels.subarray((y * width + x) * depth, (y * width + x + 1) * depth);
      for (let k = 0; k < factor; k++) row.set(pixel, (x * factor + k) * depth);
    }
    for (let k = 1; k < factor; k++) pixels.set(row, (y * factor + k) * wide * depth);
  }
  return { ...image, width: wide, height: height * factor, pixels };
}

/** Bilinear enlargement to about `minWidth` columns. */
function smooth({ data, rows, columns }: Matrix): Matrix {
  const factor = Math.max(1, Math.ceil(minWidth / Math.max(rows, columns)));
  const [height, width] = [rows * factor, columns * factor];
  const result = new Float64Array(height * width);
  const place = (i: number, length: number): [number, number, number] => {
    const at = Math.max(0, Math.min(length - 1, (i + 0.5) / factor - 0.5));
    const low = Math.floor(at);
    return [low, Math.min(length - 1, low + 1), at - low];
  };
  for (let y = 0; y < height; y++) {
    const [y0, y1, ty] = place(y, rows);
    for (let x = 0; x < width; x++) {
      const [x0, x1, tx] = place(x, columns);
      const top = data[y0 * columns + x0]! * (1 - tx) + data[y0 * columns + x1]! * tx;
      const bottom = data[y1 * columns + x0]! * (1 - tx) + data[y1 * columns + x1]! * tx;
      result[y * width + x] = top * (1 - ty) + bottom * ty;
    }
  }
  return { data: result, rows: height, columns: width };
}
