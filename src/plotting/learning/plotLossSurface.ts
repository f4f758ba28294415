// A function of two weights as a map, and the paths optimizers take on it, with a slider for the step.
import { checkKind, complaint } from "../../validation.js";
import { optimizerLook, seriesColor } from "../colors.js";
import { Figure } from "../figure.js";
import { PyFigure } from "../pyplot/pyFigure.js";
import { toCssColor, toDash } from "../pyplot/style.js";
import { isKorean, numberText } from "../summary.js";
import { type ImageLike, shortNumber, toMatrix } from "../values.js";
import { optionCheck } from "../options.js";

export interface LossSurfaceOptions {
  /** Limits of the first weight. */
  x: readonly [number, number];
  /** Limits of the second weight. */
  y: readonly [number, number];
  /** Points visited by each optimizer, shape [steps, 2], by name. */
  paths?: Readonly<Record<string, ImageLike>> | undefined;
  /** Number of level lines (default 12) or their values. */
  levels?: number | readonly number[] | undefined;
  /** Levels at equal ratios rather than equal steps, for deep valleys; defaults to true. */
  logLevels?: boolean | undefined;
  /** Shows a slider that plays the paths step by step; defaults to true if there are paths. */
  slider?: boolean | undefined;
  title?: string | undefined;
  xlabel?: string | undefined;
  ylabel?: string | undefined;
  /** Points a side at which the loss is computed; defaults to 80. */
  resolution?: number | undefined;
  figsize?: readonly [number, number] | undefined;
  cmap?: string | undefined;
}

const checkLossSurfaceOptions = optionCheck<LossSurfaceOptions>("draw the loss surface", {
  x: true,
  y: true,
  paths: true,
  levels: true,
  logLevels: true,
  slider: true,
  title: true,
  xlabel: true,
  ylabel: true,
  resolution: true,
  figsize: true,
  cmap: true,
});

/**
 * Draws the contour map of a loss and the paths on it.
 *
 * Paths of SGD, momentum, Adagrad, RMSprop and Adam have the same colours in every figure.
 * The slider needs no kernel, so it also works in a stored notebook.
 *
 * @param f - The loss of two weights.
 *
 * @example
 * ```ts
 * import { Figure, plotLossSurface } from "gradus";
 * import { expect } from "vitest";
 *
 * const paths = { gd: [[2, 1], [1, 0.5], [0.2, 0.1]] as [number, number][] };
 * expect(plotLossSurface((x, y) => x * x + 5 * y * y, { x: [-3, 3], y: [-2, 2], paths })).toBeInstanceOf(Figure);
 * ```
 */
export function plotLossSurface(f: (x: number, y: number) => number, options: LossSurfaceOptions): Figure {
  checkLossSurfaceOptions(options);
  const action = "draw the loss surface";
  checkKind(action, "f", f, { kind: "function", wanted: "a function of x and y" });
  for (const name of ["x", "y"] as const) {
    const limits = (options as LossSurfaceOptions | undefined)?.[name];
    checkKind(action, name, limits, { kind: "list", wanted: "its limits, as [-3, 3]" });
  }
  const { x: xLimits, y: yLimits, paths = {}, resolution = 80, logLevels = true, title } = options;
  const axisOf = ([low, high]: readonly [number, number]): Float64Array =>
    Float64Array.from({ length: resolution }, (_, i) => low + ((high - low) * i) / (resolution - 1));
  const [xs, ys] = [axisOf(xLimits), axisOf(yLimits)];
  const z = new Float64Array(resolution * resolution);
  for (let r = 0; r < resolution; r++)
    for (let c = 0; c < resolution; c++) z[r * resolution + c] = f(xs[c]!, ys[r]!);
  const levels = levelValues(z, options.levels ?? 12, logLevels);
  const surface = { data: z, shape: [resolution, resolution] };
  const figure = new PyFigure(1, 1, { figsize: options.figsize ?? [6.6, 4.8] });
  const axes = figure.axes[0]!;
  axes.contourf(xs, ys, surface, { levels, cmap: options.cmap ?? "Blues_r", alpha: 0.55 });
  axes.contour(xs, ys, surface, { levels, colors: "#7a93a8", linewidths: 0.6 });
  const language = isKorean(title, options.xlabel, options.ylabel, ...Object.keys(paths)) ? "ko" : "en";
  const hasSlider = options.slider ?? Object.keys(paths).length > 0;
  let numSteps = 0;
  for (const [i, [name, path]] of Object.entries(paths).entries()) {
    const { data, rows, columns } = toMatrix(path, "draw the path", `paths.${name}`);
    if (columns !== 2) {
      throw new TypeError(
        complaint({
          action: "draw the path",
          name: `paths.${name}`,
          wanted: "of shape [steps, 2]",
          got: `shape [${String(rows)}, ${String(columns)}]`,
        }),
      );
    }
    numSteps = Math.max(numSteps, rows - 1);
    const look = optimizerLook(name) ?? { color: seriesColor(i), linestyle: "-" };
    const points = Array.from({ length: rows }, (_, step) => ({
      x: shortNumber(data[2 * step]!),
      y: shortNumber(data[2 * step + 1]!),
      step,
    }));
    addPath(axes, name, look, points, hasSlider, f);
  }
  axes
    .xlim(...xLimits)
    .ylim(...yLimits)
    .xlabel(options.xlabel ?? "w₁")
    .ylabel(options.ylabel ?? "w₂");
  if (Object.keys(paths).length > 0) axes.legend();
  if (title !== undefined) axes.title(title);
  const drawn = figure.toFigure();
  if (!hasSlider || numSteps === 0) return drawn;
  const params = [
    {
      name: "step",
      value: numSteps,
      bind: { input: "range", min: 0, max: numSteps, step: 1, name: language === "ko" ? "걸음 " : "step " },
    },
  ];
  return new Figure({ ...drawn.spec, params }, drawn.text);
}

interface PathPoint {
  x: number | null;
  y: number | null;
  step: number;
}

function addPath(
  axes: PyFigure["axes"][number],
  name: string,
  look: { color: string; linestyle: string },
  points: PathPoint[],
  hasSlider: boolean,
  f: (x: number, y: number) => number,
): void {
  const color = toCssColor(look.color);
  const dash = toDash(look.linestyle) ?? [];
  const transform = hasSlider ? { transform: [{ filter: "datum.step <= step" }] } : {};
  const place = { x: { field: "x" }, y: { field: "y" } };
  const last = points[points.length - 1]!;
  axes.add({
    layers: [
      {
        data: { values: points },
        ...transform,
        mark: { type: "line", color, strokeWidth: 2, ...(dash.length > 0 && { strokeDash: dash }) },
        encoding: { ...place, order: { field: "step", type: "quantitative" } },
      },
      {
        data: { values: points },
        ...transform,
        mark: { type: "point", color, filled: true, size: 14, opacity: 1, tooltip: true },
        encoding: place,
      },
    ],
    label: name,
    color,
    dash,
    words: [
      `${name}  ${String(points.length - 1)} → (${numberText(last.x ?? Number.NaN)}, ${numberText(last.y ?? Number.NaN)})  f ${numberText(f(last.x ?? Number.NaN, last.y ?? Number.NaN))}`,
    ],
    notes: [],
  });
}

/** Level values: given, at equal ratios above the least value, or round steps. */
function levelValues(z: Float64Array, wanted: number | readonly number[], isLog: boolean): number[] {
  if (typeof wanted !== "number") return [...wanted];
  const finite = z.filter(Number.isFinite).sort();
  const [low, high] = [finite[0] ?? 0, finite.at(-1) ?? 1];
  const span = high - low;
  if (!isLog) return Array.from({ length: wanted }, (_, i) => low + (span * (i + 1)) / (wanted + 1));
  // from a thousandth of the span to its end, each level the same ratio above the last
  return Array.from({ length: wanted }, (_, i) => low + span * 10 ** (-3 + (3 * (i + 0.5)) / wanted));
}
