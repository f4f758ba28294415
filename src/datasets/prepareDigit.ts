// A handwritten digit brought into the form of MNIST's.
import { array, type ArrayLike, asArray, type NDArray } from "../array/index.js";
import { complaint } from "../validation.js";
import { resize } from "./images/resize.js";

/** Ink darker than this share of the darkest counts as part of the digit. */
const leastInk = 60;
const frame = 28;

/**
 * Does to a picture of a digit what was done to MNIST's: stretches its greys from 0 to 255, cuts it out, shrinks its
 * longer side to 20 pixels and places its centre of mass in the middle of a 28 × 28 frame.
 *
 * @param image - One digit, dark on bright, shape `[height, width]`, any range of greys. Turn a bright one round first, by
 *   `invert`.
 * @returns uint8, shape `[28, 28]`, 0 for paper to 255 for ink.
 * @throws RangeError for another shape, or a picture of one grey, on which nothing is written.
 *
 * @example A stroke at the edge comes to the middle
 * ```ts
 * import { array, prepareDigit } from "gradus";
 * import { expect } from "vitest";
 *
 * const isInk = (row: number, column: number) => row >= 10 && row < 110 && column >= 5 && column < 25;
 * const pixels = Uint8Array.from({ length: 280 * 280 }, (_, i) => (isInk(Math.floor(i / 280), i % 280) ? 0 : 255));
 * const digit = prepareDigit(array(pixels).reshape([280, 280]));
 * expect(digit.shape).toEqual([28, 28]);
 * expect(digit.item(14, 14)).toBe(255);
 * expect(digit.item(0, 0)).toBe(0);
 * ```
 *
 * @see Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database of handwritten digits": how its digits were placed.
 */
export function prepareDigit(image: ArrayLike): NDArray {
  const pixels = asArray(image);
  const action = "prepare the digit";
  if (pixels.ndim !== 2) {
    const wanted = "a picture of shape [height, width]";
    throw new RangeError(complaint({ action, name: "image", wanted, got: [...pixels.shape] }));
  }
  const [low, high] = [Number(pixels.min()), Number(pixels.max())];
  if (!(high > low)) {
    const wanted = "a picture with something written on it";
    throw new RangeError(complaint({ action, name: "image", wanted, got: `all ${String(low)}` }));
  }
  const ink = pixels.map((value) => Math.round(((high - value) / (high - low)) * 255)).astype("uint8");
  return inTheMiddle(shrink(cut(ink)));
}

/** The rows and columns with ink in them. */
function cut(ink: NDArray): NDArray {
  const [height, width] = ink.shape as [number, number];
  const { data } = ink;
  const hasInk = (row: number, column: number): boolean => Number(data[row * width + column]) > leastInk;
  const columns = [...Array(width).keys()];
  const rows = [...Array(height).keys()].filter((row) => columns.some((column) => hasInk(row, column)));
  return ink.take(rows, 0).take(
    columns.filter((column) => rows.some((row) => hasInk(row, column))),
    1,
  );
}

/** The longer side becomes 20 pixels. */
function shrink(digit: NDArray): NDArray {
  const [height, width] = digit.shape as [number, number];
  const scale = 20 / Math.max(height, width);
  const size = [width, height].map((side) => Math.max(1, Math.round(side * scale))) as [number, number];
  return resize(digit, size, { interpolation: "area" });
}

/** The centre of mass comes to (14, 14). */
function inTheMiddle(digit: NDArray): NDArray {
  const [height, width] = digit.shape as [number, number];
  const values = Array.from(digit.data, Number);
  const mass = values.reduce((sum, value) => sum + value, 0);
  const mean = (of: (place: number) => number): number =>
    values.reduce((sum, value, place) => sum + value * of(place), 0) / mass;
  const top = Math.round(frame / 2 - mean((place) => Math.floor(place / width)));
  const left = Math.round(frame / 2 - mean((place) => place % width));
  const placed = new Uint8Array(frame * frame);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [y, x] = [row + top, column + left];
      if (y >= 0 && y < frame && x >= 0 && x < frame) placed[y * frame + x] = values[row * width + column]!;
    }
  }
  return array(placed).reshape([frame, frame]);
}
