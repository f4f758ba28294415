// Tables of numbers as pictures and as cells with their values inside.
import { complaint } from "../../validation.js";
import { colormapRange, colormap, toHex } from "../image/colormaps.js";
import { colorLimits, type RasterOptions, rasterUrl, rgbUrl } from "../image/raster.js";
import { numberText, rangeText } from "../summary.js";
import { finiteRange, type Matrix, shortNumber, toMatrix, toNumbers } from "../values.js";
import { type Artist, type Layer, nothingNote } from "./artist.js";
import { optionCheck } from "../options.js";

export interface ImshowOptions extends RasterOptions {
  /** Which row is on top: the first (`"upper"`, default) or the last (`"lower"`). */
  origin?: "upper" | "lower" | undefined;
  /** Where the edges lie: [left, right, bottom, top]; defaults to half a pixel around whole numbers. */
  extent?: readonly [number, number, number, number] | undefined;
  alpha?: number | undefined;
}

const checkImshowOptions = optionCheck<ImshowOptions>("show the image", {
  cmap: true,
  vmin: true,
  vmax: true,
  interpolation: true,
  bands: true,
  origin: true,
  extent: true,
  alpha: true,
});

/** A picture from a table of numbers, or from red, green, blue (and opacity) values. */
export function imageArtist(value: unknown, options: ImshowOptions): Artist {
  checkImshowOptions(options);
  const action = "show the image";
  const numbers = toNumbers(value, action, "image");
  const depth = numbers.shape.length === 3 ? numbers.shape[2]! : 1;
  const { origin = "upper" } = options;
  if (depth === 3 || depth === 4) {
    const [rows, columns] = numbers.shape as [number, number];
    const url = rgbUrl(numbers.data, columns, rows, depth);
    return {
      ...picture(url, rows, columns, options),
      words: [`${String(rows)}×${String(columns)} pixels in colour`],
    };
  }
  const matrix = toMatrix(value, action, "image");
  const { rows, columns, data } = matrix;
  if (rows * columns === 0) {
    throw new RangeError(
      complaint({
        action,
        name: "image",
        wanted: "of at least one pixel",
        got: `shape [${numbers.shape.join(", ")}]`,
      }),
    );
  }
  // gray and Greys read opposite ways; viridis is Matplotlib's default for one channel
  const url = rasterUrl(origin === "lower" ? flipped(matrix) : matrix, options);
  return {
    ...picture(url, rows, columns, options),
    words: [`${String(rows)}×${String(columns)} pixels  ${rangeText(data)}`],
    notes: finiteRange(data) ? [] : [nothingNote(data.length)],
    colors: { domain: colorLimits(data, options), range: colormapRange(options.cmap ?? "viridis") },
  };
}

/** A picture within its edges. */
export function picture(
  url: string,
  rows: number,
  columns: number,
  { origin = "upper", extent, alpha }: ImshowOptions,
): Artist {
  const [left, right, bottom, top] =
    extent ??
    ([-0.5, columns - 0.5, ...(origin === "upper" ? [rows - 0.5, -0.5] : [-0.5, rows - 0.5])] as [
      number,
      number,
      number,
      number,
    ]);
  return {
    layers: [
      {
        data: { values: [{ x: left, x2: right, y: bottom, y2: top, url }] },
        mark: { type: "image", aspect: false, ...(alpha !== undefined && { opacity: alpha }) },
        encoding: {
          x: { field: "x" },
          x2: { field: "x2" },
          y: { field: "y" },
          y2: { field: "y2" },
          url: { field: "url", type: "nominal" },
        },
      },
    ],
    words: [],
    notes: [],
    x: Float64Array.of(left, right),
    y: Float64Array.of(bottom, top),
    extent: [left, right, bottom, top],
  };
}

export interface HeatmapOptions {
  /** Names of the columns, left to right; numbers from 0 by default. */
  columns?: readonly (string | number)[] | undefined;
  /** Names of the rows, top to bottom. */
  rows?: readonly (string | number)[] | undefined;
  cmap?: string | undefined;
  vmin?: number | undefined;
  vmax?: number | undefined;
  /** What stands in a cell; false for nothing. Defaults to the value with three digits. */
  format?: ((value: number, row: number, column: number) => string) | false | undefined;
}

const checkHeatmapOptions = optionCheck<HeatmapOptions>("draw the heat map", {
  columns: true,
  rows: true,
  cmap: true,
  vmin: true,
  vmax: true,
  format: true,
});

/** A table as coloured cells with their values inside. */
export function heatmapArtist(value: unknown, options: HeatmapOptions): Artist {
  checkHeatmapOptions(options);
  const { data, rows, columns } = toMatrix(value, "draw the heat map", "table");
  const names = (given: readonly (string | number)[] | undefined, count: number, name: string): string[] => {
    const list = given ?? Array.from({ length: count }, (_, i) => i);
    if (list.length === count) return list.map(String);
    throw new RangeError(
      complaint({
        action: "draw the heat map",
        name: `length of ${name}`,
        wanted: String(count),
        got: list.length,
      }),
    );
  };
  const [xNames, yNames] = [names(options.columns, columns, "columns"), names(options.rows, rows, "rows")];
  const { cmap = "Blues", format = (cell: number) => numberText(Number(cell.toPrecision(3))) } = options;
  const domain = colorLimits(data, options);
  const map = colormap(cmap);
  const values = Array.from(data, (cell, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    const share = Math.max(0, Math.min(1, (cell - domain[0]) / (domain[1] - domain[0])));
    const [r, g, b] = Number.isNaN(share) ? [238, 238, 238] : map[Math.round(share * 255)]!;
    return {
      x: xNames[column]!,
      y: yNames[row]!,
      value: shortNumber(cell),
      color: toHex([r, g, b]),
      // black on light, white on dark: relative luminance of ITU-R BT.709
      ink: 0.2126 * r + 0.7152 * g + 0.0722 * b > 140 ? "#111111" : "#ffffff",
      text: format === false ? "" : Number.isNaN(cell) ? "–" : format(cell, row, column),
    };
  });
  const place = { x: { field: "x" }, y: { field: "y" } };
  const fixed = (field: string): Record<string, unknown> => ({
    field,
    type: "nominal",
    scale: null,
    legend: null,
  });
  const cells: Layer = {
    data: { values },
    mark: { type: "rect", tooltip: { content: "data" } },
    encoding: { ...place, color: fixed("color") },
  };
  const words: Layer = {
    data: { values },
    mark: { type: "text", align: "center", baseline: "middle" },
    encoding: { ...place, text: { field: "text", type: "nominal" }, color: fixed("ink") },
  };
  return {
    layers: format === false ? [cells] : [cells, words],
    words: yNames.slice(0, 12).map(
      (name, y) =>
        `${name}: ${values
          .slice(y * columns, (y + 1) * columns)
          .slice(0, 12)
          .map((cell) => cell.text)
          .join(" ")}`,
    ),
    notes: finiteRange(data) ? [] : [nothingNote(data.length)],
    x: xNames,
    y: yNames,
    colors: { domain, range: colormapRange(cmap) },
  };
}

/** The table upside down. */
export function flipped({ data, rows, columns }: Matrix): Matrix {
  const turned = new Float64Array(rows * columns);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) turned[(rows - 1 - y) * columns + x] = data[y * columns + x]!;
  }
  return { data: turned, rows, columns };
}
