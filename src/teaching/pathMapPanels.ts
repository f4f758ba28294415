// The two panels of a path map as Vega-Lite: contour lines with the paths on them, and the height along each path.
import { contourLines, faintLine, frameColor } from "../plotting/internal.js";
import type { MapPath, PathMapOptions } from "./pathMapOptions.js";

/** Vega's name of the slider's value: how far the paths are walked. */
export const upTo = "upTo";

/** Height over the map. */
export type MapHeight = (x: number, y: number) => number;

/** One row for each place of each path. What comes last is painted on top: that is the first path. */
export function pathRows(f: MapHeight, paths: readonly MapPath[]) {
  return [...paths].reverse().flatMap(({ name, points, every = 1 }) =>
    points.map((point, step) => {
      const [x, y] = [point[0]!, point[1]!];
      return { name, step, at: step * every, x, y, height: f(x, y) };
    }),
  );
}

/** Contour lines, the paths as far as they are walked, and a dot at the end of each. */
export function mapPanel(f: MapHeight, paths: readonly MapPath[], options: PathMapOptions): object {
  const { x, y, xTitle, yTitle } = options;
  const width = widthOf(options);
  const { color, strokeDash, opacity } = looks(paths);
  const place = {
    x: { field: "x", type: "quantitative", title: xTitle, scale: { domain: x, nice: false } },
    y: { field: "y", type: "quantitative", title: yTitle, scale: { domain: y, nice: false } },
  };
  const heads = [
    walked,
    { joinaggregate: [{ op: "max", field: "at", as: "head" }], groupby: ["name"] },
    { filter: "datum.at == datum.head" },
  ];
  return {
    width,
    height: Math.min(360, Math.max(180, (width * (y[1] - y[0])) / (x[1] - x[0]))),
    layer: [
      {
        data: { values: contourRows(f, options) },
        mark: { type: "line", clip: true, color: faintLine, strokeWidth: 1 },
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
}

/** Height along each path on a log scale, with a rule where the slider stands. */
export function heightPanel(paths: readonly MapPath[], options: PathMapOptions): object {
  const { color, strokeDash } = looks(paths);
  const height = {
    field: "height",
    type: "quantitative",
    title: options.heightTitle,
    scale: { type: "log" },
    axis: { tickCount: 6, format: "~g" },
  };
  return {
    width: widthOf(options),
    height: 130,
    transform: [{ filter: "datum.height > 0" }],
    layer: [
      {
        mark: { type: "line", clip: true, strokeWidth: 1.4 },
        encoding: {
          x: { field: "at", type: "quantitative", title: options.slider },
          y: height,
          color,
          strokeDash,
        },
      },
      {
        transform: [walked, { aggregate: [{ op: "max", field: "at", as: "at" }] }],
        mark: { type: "rule", color: frameColor },
        encoding: { x: { field: "at", type: "quantitative" } },
      },
    ],
  };
}

const walked = { filter: `datum.at <= ${upTo}` };

const widthOf = ({ width = 520 }: PathMapOptions): number => width;

/** Colour, dashes and opacity by the path's name. */
function looks(paths: readonly MapPath[]) {
  const domain = paths.map(({ name }) => name);
  const byName = { field: "name", type: "nominal" };
  return {
    color: {
      ...byName,
      scale: {
        domain,
        ...(paths.every(({ color }) => color) && { range: paths.map(({ color }) => color) }),
      },
      title: null,
      legend: { symbolType: "stroke", symbolStrokeWidth: 2, symbolSize: 300 },
    },
    strokeDash: {
      ...byName,
      title: null,
      scale: { domain, range: paths.map(({ dash }) => dash ?? [1, 0]) },
    },
    opacity: {
      ...byName,
      legend: null,
      scale: { domain, range: paths.map((path) => path.opacity ?? 0.9) },
    },
  };
}

/** Two or more dots of every contour line, in the units of the axes. */
function contourRows(f: MapHeight, { x, y, levels }: PathMapOptions): object[] {
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
