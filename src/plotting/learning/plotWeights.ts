// What each hidden unit looks for: its incoming weights as a picture.
import { complaint } from "../../validation.js";
import type { Figure } from "../figure.js";
import { rasterUrl } from "../image/raster.js";
import { shownNote, tileFigure } from "../pyplot/tiles.js";
import { type ImageLike, toNumbers } from "../values.js";
import { optionCheck } from "../options.js";

export interface WeightsOptions {
  /** Height and width of the inputs' picture; a square by default. */
  shape?: readonly [number, number] | undefined;
  /** Most units shown; defaults to 50. */
  limit?: number | undefined;
  columns?: number | undefined;
  title?: string | undefined;
  /** Defaults to `"RdBu"`: red for negative, blue for positive, white for zero. */
  cmap?: string | undefined;
  /** Width of a picture in pixels; defaults to 56. */
  size?: number | undefined;
}

const checkWeightsOptions = optionCheck<WeightsOptions>("draw the weights", {
  shape: true,
  limit: true,
  columns: true,
  title: true,
  cmap: true,
  size: true,
});

/**
 * Draws the weights of a dense layer as one picture a unit, all on the same scale, zero in the middle.
 *
 * @param kernel - Shape [inputs, units], as Keras keeps it; or filters, shape [height, width, 1, filters].
 *
 * @example
 * ```ts
 * import { Figure, layers, plotWeights, Sequential } from "gradus";
 * import { expect } from "vitest";
 *
 * const layer = layers.dense({ units: 4, inputShape: [784] });
 * const model = new Sequential([layer]);
 * expect(plotWeights(model.getWeights()[0]!, { shape: [28, 28] })).toBeInstanceOf(Figure);
 * ```
 */
export function plotWeights(kernel: ImageLike, options: WeightsOptions = {}): Figure {
  checkWeightsOptions(options);
  const action = "draw the weights";
  const { data, shape: kernelShape } = toNumbers(kernel, action, "kernel");
  const isFilter = kernelShape.length === 4 && kernelShape[2] === 1;
  if (kernelShape.length !== 2 && !isFilter) {
    throw new TypeError(
      complaint({
        action,
        name: "kernel",
        wanted: "of shape [inputs, units] or [height, width, 1, filters]",
        got: `shape [${kernelShape.join(", ")}]`,
      }),
    );
  }
  const units = kernelShape.at(-1)!;
  const inputs = data.length / units;
  const side = Math.sqrt(inputs);
  const [height, width] = options.shape ?? (isFilter ? [kernelShape[0]!, kernelShape[1]!] : [side, side]);
  if (height * width !== inputs || !Number.isInteger(height)) {
    throw new RangeError(
      complaint({
        action,
        name: "shape",
        wanted: `two numbers whose product is ${String(inputs)}`,
        got: `[${String(height)}, ${String(width)}]`,
        fix: "give { shape: [height, width] }",
      }),
    );
  }
  const { limit = 50, title, cmap = "RdBu", size = 56 } = options;
  const count = Math.min(units, limit);
  let most = 0;
  for (let i = 0; i < data.length; i++) most = Math.max(most, Math.abs(data[i]!));
  const tiles = Array.from({ length: count }, (_, unit) => {
    const weights = Float64Array.from({ length: inputs }, (__, i) => data[i * units + unit]!);
    const matrix = { data: weights, rows: height, columns: width };
    return { url: rasterUrl(matrix, { cmap, vmin: -most || -1, vmax: most || 1 }, 112) };
  });
  return tileFigure(tiles, {
    title,
    columns: options.columns ?? Math.min(10, Math.max(1, count)),
    tileSize: [size, Math.round((size * height) / width)],
    note: shownNote(count, units, title),
    text: `${String(units)} × ${String(height)}×${String(width)}  ±${most.toPrecision(3)}`,
  });
}
