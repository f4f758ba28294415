// Lines, markers and clouds of points.
import { complaint } from "../../validation.js";
import { colormapRange } from "../image/colormaps.js";
import { isSorted, type Sample, sampleCloud, sampleLine, samplePath } from "../sampling.js";
import { rangeText, sparkline } from "../summary.js";
import { finiteRange, shortNumber } from "../values.js";
import { type Artist, type Layer, nothingNote, sampleNote } from "./artist.js";
import { isStrokeMarker, type LineStyle, parseFormat, toCssColor, toDash, toMarker } from "./style.js";
import { optionCheck } from "../options.js";

export interface LineOptions {
  label?: string | undefined;
  /** A letter (`"b"`), `"C0"` … `"C9"`, `"tab:blue"` or CSS; defaults to the next of the palette. */
  color?: string | undefined;
  /** `"-"`, `"--"`, `"-."`, `":"` or `"none"`. */
  linestyle?: string | undefined;
  /** Width in pixels; defaults to 2. */
  linewidth?: number | undefined;
  /** `"o"`, `"."`, `"s"`, `"^"`, `"x"`, `"+"`, `"*"` …; none by default. */
  marker?: string | undefined;
  /** Diameter in pixels; defaults to 6. */
  markersize?: number | undefined;
  /** Opacity from 0 to 1. */
  alpha?: number | undefined;
}

/** Names of {@link LineOptions}, for this check and for those of plots that draw a line and more. */
export const lineOptionNames: Record<keyof LineOptions, true> = {
  label: true,
  color: true,
  linestyle: true,
  linewidth: true,
  marker: true,
  markersize: true,
  alpha: true,
};

const checkLineOptions = optionCheck<LineOptions>("draw the line", lineOptionNames);

/** A line through (x, y), as `plt.plot` draws it. */
export function lineArtist(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  format: string,
  options: LineOptions,
  nextColor: () => string,
): Artist {
  checkLineOptions(options);
  checkLengths("draw the line", x, y);
  const style = lineStyle(format, options, nextColor);
  const sorted = isSorted(x);
  const sample = sorted ? sampleLine(y) : samplePath(x.length);
  const values = pointRows(x, y, sample);
  const numDrawn = values.filter((row) => row["x"] !== null && row["y"] !== null).length;
  const { color, dash, hasLine, marker } = style;
  const { label, alpha } = options;
  const size = (options.markersize ?? (options.marker === "." || format.includes(".") ? 4 : 6)) ** 2;
  const point = {
    shape: marker ?? "circle",
    size,
    filled: !isStrokeMarker(marker ?? ""),
    opacity: alpha ?? 1,
  };
  // a line of one point would be invisible
  const needsPoint = numDrawn === 1 && !marker;
  const layers: Layer[] = [];
  const encoding = {
    x: { field: "x" },
    y: { field: "y" },
    ...(!sorted && { order: { field: "i", type: "quantitative" } }),
  };
  if (!sorted) values.forEach((row, i) => (row["i"] = i));
  if (hasLine) {
    layers.push({
      data: { values },
      mark: {
        type: "line",
        color,
        strokeWidth: options.linewidth ?? 2,
        ...(dash && dash.length > 0 && { strokeDash: dash }),
        ...(alpha !== undefined && { opacity: alpha }),
      },
      encoding,
    });
  }
  if (marker || needsPoint) {
    layers.push({ data: { values }, mark: { type: "point", color, ...point, tooltip: true }, encoding });
  }
  return {
    layers,
    label,
    color,
    dash,
    words: [`${label ? `${label}  ` : ""}y ${rangeText(y)}  ${sparkline(y)}`.trimEnd()],
    notes: [
      ...(sample.indices.length < sample.total ? [sampleNote(sample.indices.length, sample.total)] : []),
      ...(numDrawn === 0 ? [nothingNote(y.length)] : []),
    ],
    x,
    y,
    end: lastPoint(x, y),
  };
}

export interface ScatterOptions {
  label?: string | undefined;
  /** One colour for all. */
  color?: string | undefined;
  /** One number a point, coloured by `cmap`; or one colour for all. */
  c?: ArrayLike<number> | string | undefined;
  /** Colour map for `c`; defaults to `"viridis"`. */
  cmap?: string | undefined;
  vmin?: number | undefined;
  vmax?: number | undefined;
  /** Area of a marker in square pixels; defaults to 30. */
  s?: number | undefined;
  marker?: string | undefined;
  alpha?: number | undefined;
  /** Colour of the markers' rims. */
  edgecolors?: string | undefined;
}

const checkScatterOptions = optionCheck<ScatterOptions>("draw the points", {
  label: true,
  color: true,
  c: true,
  cmap: true,
  vmin: true,
  vmax: true,
  s: true,
  marker: true,
  alpha: true,
  edgecolors: true,
});

/** Single points at (x, y). */
export function scatterArtist(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: ScatterOptions,
  nextColor: () => string,
): Artist {
  checkScatterOptions(options);
  checkLengths("draw the points", x, y);
  const { c, cmap = "viridis", label, marker = "o" } = options;
  const byValue = typeof c === "object" ? c : undefined;
  if (byValue) checkLengths("colour the points", x, byValue, "c");
  const color = options.color ?? (typeof c === "string" ? c : undefined);
  const css = color !== undefined ? toCssColor(color) : byValue ? undefined : nextColor();
  const sample = sampleCloud(x.length);
  const values = pointRows(x, y, sample);
  if (byValue) sample.indices.forEach((index, i) => (values[i]!["c"] = shortNumber(byValue[index]!)));
  const shape = toMarker(marker);
  const domain = byValue && (finiteRange(byValue) ?? [0, 1]);
  const limits: [number, number] | undefined = domain && [
    options.vmin ?? domain[0],
    options.vmax ?? domain[1],
  ];
  const range = limits && colormapRange(cmap);
  const numDrawn = values.filter((row) => row["x"] !== null && row["y"] !== null).length;
  return {
    layers: [
      {
        data: { values },
        mark: {
          type: "point",
          shape,
          filled: !isStrokeMarker(shape),
          size: options.s ?? 30,
          opacity: options.alpha ?? 0.9,
          tooltip: true,
          ...(css && { color: css }),
          ...(options.edgecolors && { stroke: toCssColor(options.edgecolors), strokeWidth: 1 }),
        },
        encoding: {
          x: { field: "x" },
          y: { field: "y" },
          ...(limits && {
            fill: {
              field: "c",
              type: "quantitative",
              scale: { domain: limits, range, clamp: true },
              legend: null,
            },
          }),
        },
      },
    ],
    label,
    color: css,
    words: [
      `${label ? `${label}  ` : ""}${x.length.toLocaleString("en")} points  x ${rangeText(x)}  y ${rangeText(y)}`,
    ],
    notes: [
      ...(sample.indices.length < sample.total ? [sampleNote(sample.indices.length, sample.total)] : []),
      ...(numDrawn === 0 ? [nothingNote(y.length)] : []),
    ],
    x,
    y,
    colors: limits && range && { domain: limits, range },
  };
}

function lineStyle(
  format: string,
  options: LineOptions,
  nextColor: () => string,
): LineStyle & { color: string } {
  const style: LineStyle = format === "" ? { hasLine: true } : parseFormat(format);
  if (options.linestyle !== undefined) {
    const dash = toDash(options.linestyle);
    style.hasLine = dash !== undefined;
    if (dash) style.dash = dash;
  }
  if (options.marker !== undefined) style.marker = toMarker(options.marker);
  const color = options.color !== undefined ? toCssColor(options.color) : (style.color ?? nextColor());
  return { ...style, color };
}

function pointRows(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { indices }: Sample,
): Record<string, number | null>[] {
  return Array.from(indices, (i) => ({ x: shortNumber(x[i]!), y: shortNumber(y[i]!) }));
}

function lastPoint(x: ArrayLike<number>, y: ArrayLike<number>): { x: number; y: number } | undefined {
  for (let i = y.length - 1; i >= 0; i--) {
    if (Number.isFinite(x[i]!) && Number.isFinite(y[i]!)) return { x: x[i]!, y: y[i]! };
  }
  return undefined;
}

/** x and y (or c) must have one number for each point. */
export function checkLengths(action: string, x: ArrayLike<unknown>, y: ArrayLike<unknown>, name = "y"): void {
  if (x.length === y.length) return;
  throw new RangeError(
    complaint({
      action,
      name: `length of ${name}`,
      wanted: `${String(x.length)} like that of x`,
      got: y.length,
    }),
  );
}
