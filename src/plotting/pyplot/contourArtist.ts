// Level lines of a table, or filled bands between them.
import { complaint } from "../../validation.js";
import { colormap, colormapRange, toHex } from "../image/colormaps.js";
import { contourLines, niceLevels } from "../image/contours.js";
import { type RasterOptions, rasterUrl } from "../image/raster.js";
import { numberText, rangeText } from "../summary.js";
import { finiteRange, shortNumber, toMatrix } from "../values.js";
import { type Artist, type Layer, nothingNote } from "./artist.js";
import { flipped, picture } from "./pictures.js";
import { toCssColor } from "./style.js";
import { optionCheck } from "../options.js";

export interface ContourOptions extends RasterOptions {
  /** Number of level lines (default 8) or their values. */
  levels?: number | readonly number[] | undefined;
  /** One colour for all lines; by default they follow `cmap`. */
  colors?: string | undefined;
  /** Width of the lines in pixels, defaults to 1. */
  linewidths?: number | undefined;
  alpha?: number | undefined;
}

const checkContourOptions = optionCheck<ContourOptions>("draw the contours", {
  cmap: true,
  vmin: true,
  vmax: true,
  interpolation: true,
  bands: true,
  levels: true,
  colors: true,
  linewidths: true,
  alpha: true,
});

/**
 * Level lines of z, or filled bands between them.
 *
 * @param x - Positions of the columns, evenly spaced for a filled contour.
 * @param y - Positions of the rows.
 * @param z - Values, shape [y.length, x.length].
 */
export function contourArtist(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  z: unknown,
  options: ContourOptions,
  isFilled: boolean,
): Artist {
  checkContourOptions(options);
  const action = "draw the contours";
  const matrix = toMatrix(z, action, "z");
  const { rows, columns, data } = matrix;
  if (columns !== x.length || rows !== y.length) {
    throw new RangeError(
      complaint({
        action,
        name: "shape of z",
        wanted: `[${String(y.length)}, ${String(x.length)}] (rows for y, columns for x)`,
        got: `[${String(rows)}, ${String(columns)}]`,
      }),
    );
  }
  const [low, high] = finiteRange(data) ?? [0, 1];
  const { levels: wanted = 8, cmap = "viridis" } = options;
  const levels = typeof wanted === "number" ? niceLevels(low, high, wanted) : [...wanted];
  const words = [`contours ${rangeText(data)}  levels ${levels.map(numberText).join(", ")}`];
  const notes = finiteRange(data) ? [] : [nothingNote(data.length)];
  const limits: [number, number] = [options.vmin ?? low, options.vmax ?? high];
  const colors = { domain: limits, range: colormapRange(cmap) };
  if (isFilled) {
    const url = rasterUrl(flipped(matrix), { ...options, interpolation: "bilinear", bands: levels });
    const [halfX, halfY] = [
      (x[columns - 1]! - x[0]!) / (columns - 1) / 2,
      (y[rows - 1]! - y[0]!) / (rows - 1) / 2,
    ];
    const extent = [x[0]! - halfX, x[columns - 1]! + halfX, y[0]! - halfY, y[rows - 1]! + halfY] as const;
    return { ...picture(url, rows, columns, { extent, alpha: options.alpha }), words, notes, colors };
  }
  const map = colormap(cmap);
  const layers = levels.flatMap((level): Layer[] => {
    const share = (level - limits[0]) / (limits[1] - limits[0]);
    const place = Math.max(0, Math.min(255, Math.round(share * 255)));
    const values = contourLines(matrix, level).flatMap((line, path) => lineRows(line, path, x, y));
    if (values.length === 0) return [];
    return [
      {
        data: { values },
        mark: {
          type: "line",
          strokeWidth: options.linewidths ?? 1,
          color: options.colors === undefined ? toHex(map[place]!) : toCssColor(options.colors),
          ...(options.alpha !== undefined && { opacity: options.alpha }),
        },
        encoding: {
          x: { field: "x" },
          y: { field: "y" },
          detail: { field: "p", type: "nominal" },
          order: { field: "i", type: "quantitative" },
        },
      },
    ];
  });
  return { layers, words, notes, x, y, colors: options.colors === undefined ? colors : undefined };
}

/** Points of one level line at the positions of the axes. */
function lineRows(
  line: readonly number[],
  path: number,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
): object[] {
  const at = (axis: ArrayLike<number>, place: number): number => {
    const low = Math.min(axis.length - 2, Math.floor(place));
    return axis[low]! + (place - low) * (axis[low + 1]! - axis[low]!);
  };
  const rows: object[] = [];
  for (let i = 0; i < line.length; i += 2) {
    const [px, py] = [at(x, line[i]!), at(y, line[i + 1]!)];
    rows.push({
      x: shortNumber(Number(px.toPrecision(5))),
      y: shortNumber(Number(py.toPrecision(5))),
      p: path,
      i: i / 2,
    });
  }
  return rows;
}
