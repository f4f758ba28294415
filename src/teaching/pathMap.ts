// Paths of descent on the contour map of a function of two weights, with a slider that walks them step by step.
import type { Figure } from "../plotting/index.js";
import { contourLines } from "../plotting/internal.js";
import { vega } from "../plotting/index.js";
import { complaint } from "../validation.js";

/** A point of the map. */
export type MapPoint = ArrayLike<number>;

/** One path on the map. */
export interface MapPath {
  /** Shown in the legend. */
  name: string;
  /** Places before the first step, after it, and so on. */
  points: readonly MapPoint[];
  /** By how much the slider's number grows with one step. Defaults to 1. */
  every?: number;
  /** Colour of line and dot; defaults to the palette's next one. */
  color?: string;
  /** Lengths of strokes and gaps, for print. Defaults to an unbroken line. */
  dash?: readonly number[];
  /** From 0 to 1; less than the default 0.9 lets a path of thousands of steps shine through. */
  opacity?: number;
}

export interface PathMapOptions {
  /** From and to of the horizontal axis. */
  x: readonly [number, number];
  /** From and to of the vertical axis. */
  y: readonly [number, number];
  title: string;
  xTitle: string;
  yTitle: string;
  /** Heights of the contour lines. Defaults to twelve that double from one to the next. */
  levels?: readonly number[];
  /** What the slider counts, as in "step". */
  slider: string;
  /** One move of the slider. Defaults to 1. */
  sliderStep?: number;
  /** Title of a second panel with the function's height along each path, on a log scale; left out if not given. */
  heightTitle?: string;
  /** Width of the map in pixels; the height follows the axes' ranges, within limits. Defaults to 520. */
  width?: number;
}

/**
 * Draws paths on the contour lines of `f`, with a slider; the still picture shows them whole.
 *
 * Introduced in lesson 01. The rows are computed beforehand, so the slider works without a kernel.
 *
 * @param f - Height over the map, finite.
 * @throws RangeError if a range is empty or a path has no points.
 *
 * @example
 * ```ts
 * import { pathMap } from "gradus";
 *
 * const points = [[-4, 2], [-2, 1], [-1, 0.5]];
 * pathMap((x, y) => x * x + y * y, {
 *   paths: [{ name: "halving", points }],
 *   x: [-5, 5],
 *   y: [-3, 3],
 *   title: "Half way each time",
 *   xTitle: "x",
 *   yTitle: "y",
 *   slider: "step",
 * });
 * ```
 */
export function pathMap(
  f: (x: number, y: number) => number,
  { paths, ...options }: PathMapOptions & { paths: readonly MapPath[] },
): Figure {
  checkRanges(options, paths);
  const { x, y, title, xTitle, yTitle, slider, sliderStep = 1, heightTitle, width = 520 } = options;
  // What comes last is painted on top: that is the first path.
  const rows = [...paths].reverse().flatMap(({ name, points, every = 1 }) =>
    points.map((point, step) => {
      const height = f(point[0]!, point[1]!);
      return { name, step, at: step * every, x: point[0]!, y: point[1]!, height };
    }),
  );
  const last = rows.reduce((most, { at }) => Math.max(most, at), 0);
  const names = paths.map(({ name }) => name);
  const scale = {
    domain: names,
    ...(paths.every(({ color }) => color) && { range: paths.map(({ color }) => color) }),
  };
  const legend = { symbolType: "stroke", symbolStrokeWidth: 2, symbolSize: 300 };
  const color = { field: "name", type: "nominal", scale, title: null, legend };
  const strokeDash = {
    field: "name",
    type: "nominal",
    title: null,
    scale: { domain: names, range: paths.map(({ dash }) => dash ?? [1, 0]) },
  };
  const opacity = {
    field: "name",
    type: "nominal",
    legend: null,
    scale: { domain: names, range: paths.map((path) => path.opacity ?? 0.9) },
  };
  const place = {
    x: { field: "x", type: "quantitative", title: xTitle, scale: { domain: x, nice: false } },
    y: { field: "y", type: "quantitative", title: yTitle, scale: { domain: y, nice: false } },
  };
  const walked = { filter: "datum.at <= upTo" };
  const heads = [
    walked,
    { joinaggregate: [{ op: "max", field: "at", as: "head" }], groupby: ["name"] },
    { filter: "datum.at == datum.head" },
  ];
  const map = {
    width,
    height: Math.min(360, Math.max(180, (width * (y[1] - y[0])) / (x[1] - x[0]))),
    layer: [
      {
        data: { values: contourRows(f, options) },
        mark: { type: "line", clip: true, color: "#b0bec5", strokeWidth: 1 },
        encoding: { ...place, detail: { field: "line" }, order: { field: "order" } },
      },
      {
        transform: [walked],
        mark: { type: "line", clip: true, strokeWidth: 1.6 },
        encoding: { ...place, color, strokeDash, opacity, order: { field: "step" } },
      },
      {
        transform: heads,
        mark: { type: "circle", clip: true, size: 70, opacity: 1 },
        encoding: { ...place, color: { ...color, legend: null } },
      },
    ],
  };
  const height = {
    width,
    height: 130,
    transform: [{ filter: "datum.height > 0" }],
    layer: [
      {
        mark: { type: "line", clip: true, strokeWidth: 1.4 },
        encoding: {
          x: { field: "at", type: "quantitative", title: slider },
          y: {
            field: "height",
            type: "quantitative",
            title: heightTitle,
            scale: { type: "log" },
            axis: { tickCount: 6, format: "~g" },
          },
          color,
          strokeDash,
        },
      },
      {
        transform: [walked, { aggregate: [{ op: "max", field: "at", as: "at" }] }],
        mark: { type: "rule", color: "#90a4ae" },
        encoding: { x: { field: "at", type: "quantitative" } },
      },
    ],
  };
  const bind = { input: "range", min: 0, max: last, step: sliderStep, name: `${slider} ` };
  return vega(
    {
      params: [{ name: "upTo", value: last, bind }],
      data: { values: rows },
      ...(heightTitle === undefined ? map : { vconcat: [map, height] }),
    },
    { title, text: `${title}: ${paths.map(describe).join("; ")}` },
  );
}

/** Two or more dots of every contour line, in the units of the axes. */
function contourRows(f: (x: number, y: number) => number, { x, y, levels }: PathMapOptions): object[] {
  const cells = 60;
  const step = [(x[1] - x[0]) / cells, (y[1] - y[0]) / cells] as const;
  const data = new Float64Array((cells + 1) ** 2);
  for (let row = 0, i = 0; row <= cells; row++) {
    for (let column = 0; column <= cells; column++, i++)
      data[i] = f(x[0] + column * step[0], y[0] + row * step[1]);
  }
  const [low, high] = [data.reduce((a, b) => Math.min(a, b)), data.reduce((a, b) => Math.max(a, b))];
  const heights = levels ?? Array.from({ length: 12 }, (_, k) => low + (high - low) / 2 ** (k + 0.5));
  let line = 0;
  return heights.flatMap((level) =>
    contourLines({ data, rows: cells + 1, columns: cells + 1 }, level).flatMap((polyline) => {
      line += 1;
      return Array.from({ length: polyline.length / 2 }, (_, order) => ({
        line,
        order,
        x: x[0] + polyline[2 * order]! * step[0],
        y: y[0] + polyline[2 * order + 1]! * step[1],
      }));
    }),
  );
}

function describe({ name, points }: MapPath): string {
  const end = Array.from(points.at(-1)!, (z) => z.toPrecision(3)).join(", ");
  return `${name} → (${end})`;
}

function checkRanges({ x, y }: PathMapOptions, paths: readonly MapPath[]): void {
  for (const [name, range] of Object.entries({ x, y })) {
    if (!(range[1] > range[0])) {
      throw new RangeError(
        complaint({ action: "draw a map", name, wanted: "[from, to] with from < to", got: range }),
      );
    }
  }
  const empty = paths.find(({ points }) => points.length === 0);
  if (empty) {
    throw new RangeError(
      complaint({
        action: `draw the path "${empty.name}"`,
        name: "points",
        wanted: "at least one point",
        got: [],
      }),
    );
  }
}
