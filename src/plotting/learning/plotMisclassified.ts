// The images a classifier got wrong, the surest mistakes first.
import { complaint } from "../../validation.js";
import { wrongColor } from "../colors.js";
import type { Figure } from "../figure.js";
import { sampleUrl, shownNote, tileFigure } from "../pyplot/tiles.js";
import { finiteRange, type ImageLike, type NumberList, toNumbers } from "../values.js";
import { asImages } from "./plotImages.js";
import { optionCheck } from "../options.js";

export interface MisclassifiedOptions {
  /** Most mistakes shown; defaults to 25. */
  limit?: number;
  columns?: number;
  title?: string;
  cmap?: string;
  /** Width of a picture in pixels; defaults to 64. */
  size?: number;
}

const checkMisclassifiedOptions = optionCheck<MisclassifiedOptions>("draw the mistakes", {
  limit: true,
  columns: true,
  title: true,
  cmap: true,
  size: true,
});

/**
 * Draws the misclassified images, each with `true → predicted` and, if known, the probability.
 *
 * @param images - Shape [n, height, width] or [n, 784].
 * @param yTrue - True classes, shape [n], or one-hot rows, shape [n, classes].
 * @param yPredicted - Predicted classes, shape [n], or probabilities, shape [n, classes]; with probabilities the surest
 *   mistakes come first.
 *
 * @example
 * ```ts
 * import { Figure, np, plotMisclassified } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(plotMisclassified(np.zeros([2, 28, 28]), [3, 4], [3, 9])).toBeInstanceOf(Figure);
 * ```
 */
export function plotMisclassified(
  images: ImageLike,
  yTrue: NumberList,
  yPredicted: NumberList,
  options: MisclassifiedOptions = {},
): Figure {
  checkMisclassifiedOptions(options);
  const { limit = 25, columns = 5, title, cmap = "Greys", size = 64 } = options;
  const { data, shape } = asImages(images);
  const wanted = classes(yTrue, shape[0]!, "yTrue");
  const predicted = classes(yPredicted, shape[0]!, "yPredicted");
  const wrong = wanted.labels
    .map((label, i) => ({ i, label, guess: predicted.labels[i]!, sure: predicted.sure?.[i] }))
    .filter(({ label, guess }) => label !== guess)
    .sort((a, b) => (b.sure ?? 0) - (a.sure ?? 0));
  const shown = wrong.slice(0, limit);
  const range = finiteRange(data) ?? [0, 1];
  const tiles = shown.map(({ i, label, guess, sure }) => ({
    url: sampleUrl(data, shape, i, { cmap, vmin: Math.min(0, range[0]), vmax: range[1] || 1 }),
    caption: `${String(label)} → ${String(guess)}${sure === undefined ? "" : `  ${sure.toFixed(2)}`}`,
    color: wrongColor,
  }));
  return tileFigure(tiles, {
    title,
    columns: Math.min(columns, Math.max(1, tiles.length)),
    tileSize: [size, Math.round((size * shape[1]!) / shape[2]!)],
    note: shownNote(shown.length, wrong.length, title),
    text: tiles.map((tile) => tile.caption).join(", ") || "0",
  });
}

/** Class numbers from labels or rows of scores; the score of the chosen class if there are rows. */
function classes(value: NumberList, count: number, name: string): { labels: number[]; sure?: number[] } {
  const action = "show the mistakes";
  const { data, shape } = toNumbers(value, action, name);
  if (shape[0] !== count) {
    throw new RangeError(
      complaint({
        action,
        name: `length of ${name}`,
        wanted: `${String(count)} like that of images`,
        got: shape[0],
      }),
    );
  }
  const width = shape.length === 2 ? shape[1]! : 1;
  if (width === 1) return { labels: Array.from(data) };
  const labels: number[] = [];
  const sure: number[] = [];
  for (let row = 0; row < count; row++) {
    let best = 0;
    for (let k = 1; k < width; k++) if (data[row * width + k]! > data[row * width + best]!) best = k;
    labels.push(best);
    sure.push(data[row * width + best]!);
  }
  return { labels, sure };
}
