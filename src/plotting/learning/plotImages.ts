// A gallery of images with their labels.
import { complaint } from "../../validation.js";
import { ink } from "../colors.js";
import type { Figure } from "../figure.js";
import type { RasterOptions } from "../image/raster.js";
import { sampleUrl, shownNote, tileFigure } from "../pyplot/tiles.js";
import { toCssColor } from "../pyplot/style.js";
import { finiteRange, type ImageLike, toNumbers } from "../values.js";
import { optionCheck } from "../options.js";

export interface ImagesOptions extends RasterOptions {
  /** One label an image: class numbers, words, or one-hot rows. */
  labels?:
    | ArrayLike<number | string>
    | { readonly data: ArrayLike<number>; readonly shape: readonly number[] }
    | undefined;
  /** Pictures a row; defaults to 10, or fewer for few images. */
  columns?: number | undefined;
  /** Most pictures shown; defaults to 100. */
  limit?: number | undefined;
  title?: string | undefined;
  /** Width of a picture in pixels; defaults to 56. */
  size?: number | undefined;
  /** Colour of each label; defaults to black. */
  labelColors?: readonly string[] | undefined;
}

const checkImagesOptions = optionCheck<ImagesOptions>("draw the images", {
  cmap: true,
  vmin: true,
  vmax: true,
  interpolation: true,
  bands: true,
  labels: true,
  columns: true,
  limit: true,
  title: true,
  size: true,
  labelColors: true,
});

/**
 * Draws images side by side with their labels below.
 *
 * @param images - Shape [n, height, width], [n, height, width, channels] or [n, 784] (28 × 28); any range of values,
 *   the same scale for all. Ink is black on white (`cmap: "Greys"`) unless another colour map is named.
 * @returns The figure.
 * @throws TypeError for another shape.
 *
 * @example
 * ```ts
 * import { Figure, np, plotImages } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(plotImages(np.zeros([2, 28, 28]), { labels: ["a", "b"] })).toBeInstanceOf(Figure);
 * ```
 */
export function plotImages(images: ImageLike, options: ImagesOptions = {}): Figure {
  checkImagesOptions(options);
  const { data, shape } = asImages(images);
  const total = shape[0]!;
  const { limit = 100, title, cmap = "Greys", size = 56, labelColors } = options;
  const count = Math.min(total, limit);
  const captions = labelTexts(options.labels, total);
  const [low, high] = finiteRange(data) ?? [0, 1];
  const raster = { cmap, vmin: options.vmin ?? Math.min(0, low), vmax: options.vmax ?? (high || 1) };
  const tiles = Array.from({ length: count }, (_, i) => ({
    url: sampleUrl(data, shape, i, raster),
    caption: captions?.[i],
    color: toCssColor(labelColors?.[i] ?? ink),
  }));
  const [, rows, columns] = shape as [number, number, number];
  return tileFigure(tiles, {
    title,
    columns: options.columns ?? Math.min(10, Math.max(1, count)),
    tileSize: [size, Math.round((size * rows) / columns)],
    note: shownNote(count, total, title),
    text: `${String(count)} × ${String(rows)}×${String(columns)}${captions ? `: ${captions.slice(0, count).join(" ")}` : ""}`,
  });
}

/** Images as a batch; rows of 784 numbers become 28 × 28, one image becomes a batch of one. */
export function asImages(images: ImageLike): { data: ArrayLike<number>; shape: readonly number[] } {
  const { data, shape } = toNumbers(images, "show the images", "images");
  if (shape.length === 3 || (shape.length === 4 && [1, 3, 4].includes(shape[3]!))) return { data, shape };
  const side = Math.sqrt(shape.at(-1) ?? 0);
  if (shape.length === 2 && Number.isInteger(side) && shape[0] !== shape[1])
    return { data, shape: [shape[0]!, side, side] };
  if (shape.length === 2) return { data, shape: [1, ...shape] };
  throw new TypeError(
    complaint({
      action: "show the images",
      name: "images",
      wanted: "of shape [n, height, width], [n, height, width, channels] or [n, side · side]",
      got: `shape [${shape.join(", ")}]`,
    }),
  );
}

function labelTexts(labels: ImagesOptions["labels"], count: number): string[] | undefined {
  if (labels === undefined) return undefined;
  if ("shape" in labels) {
    const { data, shape } = labels;
    if (shape.length === 2 && shape[1]! > 1) return oneHotLabels(data, shape[1]!);
    return checkCount(Array.from(data, String), count);
  }
  const list = Array.from(labels as ArrayLike<unknown>);
  if (Array.isArray(list[0])) return oneHotLabels((list as number[][]).flat(), list[0].length);
  return checkCount(list.map(String), count);
}

function checkCount(labels: string[], count: number): string[] {
  if (labels.length === count) return labels;
  throw new RangeError(
    complaint({
      action: "show the images",
      name: "number of labels",
      wanted: String(count),
      got: labels.length,
    }),
  );
}

function oneHotLabels(data: ArrayLike<number>, classes: number): string[] {
  return Array.from({ length: data.length / classes }, (_, row) => {
    let best = 0;
    for (let k = 1; k < classes; k++) if (data[row * classes + k]! > data[row * classes + best]!) best = k;
    return String(best);
  });
}
