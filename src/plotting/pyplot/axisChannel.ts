// One axis as a Vega-Lite channel: its scale, and the marks along it.
import { leastGrouped } from "../summary.js";
import { finiteRange } from "../values.js";
import type { Artist } from "./artist.js";
import type { Axes } from "./axes.js";
import type { AxisState } from "./axesFrame.js";

export type Channel = Record<string, unknown>;

export function channel(
  axis: AxisState,
  hasNames: boolean,
  axes: Axes,
  which: "x" | "y",
  edges?: [number, number],
): Channel {
  const title = axis.label ?? null;
  if (axes.isOff) return { ...baseChannel(axis, hasNames, which, edges, axes), axis: null };
  const { ticks, tickLabels } = axis;
  const labels =
    tickLabels && ticks
      ? { labelExpr: `${JSON.stringify(tickLabels)}[indexof(${JSON.stringify(ticks)}, datum.value)]` }
      : hasFourDigits(axes, axis, which)
        ? { labelExpr: "replace(datum.label, ',', '')", labelSeparation: 6 }
        : {};
  const guide = {
    title,
    grid: axes.hasGrid && !(hasNames && which === "x"),
    // as in Matplotlib, ticks that were asked for all get their labels
    ...(ticks && { values: ticks, labelOverlap: false }),
    ...labels,
    ...(hasNames && which === "x" && { labelAngle: 0, labelLimit: 120 }),
    ...(axis.scale === "log" && !ticks && logTicks(axes, axis, which)),
    ...(axis.scale === "linear" && !ticks && hasWholeNumbers(axes, which) && wholeTicks(axes, axis, which)),
  };
  return { ...baseChannel(axis, hasNames, which, edges, axes), axis: guide };
}

/** Whether all numbers have four digits at most: years are no thousands, so the labels go without Vega's comma. */
function hasFourDigits(axes: Axes, axis: AxisState, which: "x" | "y"): boolean {
  const [low, high] = axis.limits ?? finiteRange(axisValues(axes, which)) ?? [0, 1];
  const most = Math.max(Math.abs(low), Math.abs(high));
  return most >= 1000 && most < leastGrouped;
}

/** Marks at the powers of ten, when the axis spans some; Vega would draw a grid line for each digit. */
function logTicks(axes: Axes, axis: AxisState, which: "x" | "y"): object {
  const range = axis.limits ?? finiteRange(axisValues(axes, which).filter((value) => value > 0));
  const [low, high] = (range ?? [1, 10]).map(Math.log10) as [number, number];
  const first = Math.floor(Math.min(low, high));
  const count = Math.ceil(Math.max(low, high)) - first;
  if (count < 2 || Math.abs(high - low) < 1.2) return { labelOverlap: "greedy", format: "~g", tickCount: 5 };
  const step = Math.ceil(count / 8);
  return {
    format: "~g",
    values: Array.from({ length: count / step + 1 }, (_, i) => Number(`1e${String(first + i * step)}`)),
  };
}

/** Whole numbers, such as epochs or the places of pixels, get no marks in between. */
function hasWholeNumbers(axes: Axes, which: "x" | "y"): boolean {
  const artists = axes.artists.filter((artist) => artist[which]);
  return (
    artists.length > 0 &&
    artists.every(({ [which]: values, extent }) => {
      if (isNames(values)) return true;
      // a picture's edges lie half-way between whole numbers
      const shift = extent ? 0.5 : 0;
      return Array.from(values as ArrayLike<number>).every(
        (value) => !Number.isFinite(value) || Number.isInteger(value + shift),
      );
    })
  );
}

/** Marks at whole numbers: few of them are counted out, as Vega's least step lets halves through. */
function wholeTicks(axes: Axes, axis: AxisState, which: "x" | "y"): object {
  const [low, high] = axis.limits ?? finiteRange(axisValues(axes, which)) ?? [0, 1];
  const span = Math.floor(Math.abs(high - low));
  return { tickMinStep: 1, ...(span >= 1 && span <= 8 && { tickCount: span }) };
}

/** All values on one axis. */
export function axisValues(axes: Axes, which: "x" | "y"): number[] {
  return axes.artists.flatMap(({ [which]: values }) =>
    isNames(values) || !values ? [] : Array.from(values),
  );
}

function baseChannel(
  axis: AxisState,
  hasNames: boolean,
  which: "x" | "y",
  edges: [number, number] | undefined,
  axes: Axes,
): Channel {
  if (hasNames)
    return {
      type: "nominal",
      sort: null,
      scale: hasMark(axes, "rect") ? { padding: 0 } : { paddingInner: 0.2, paddingOuter: 0.1 },
    };
  const domain = axis.limits ?? (edges && onlyPictures(axes) ? edges : undefined);
  const scale: Channel = {
    type: axis.scale,
    ...(axis.scale === "linear" && { zero: hasMark(axes, "bar") && which === "y" }),
    nice: domain === undefined,
  };
  if (domain) {
    scale["domain"] = domain[0] <= domain[1] ? domain : [domain[1], domain[0]];
    if (domain[0] > domain[1]) scale["reverse"] = true;
  } else if (axes.labelsAtLines && which === "x") {
    scale["nice"] = false; // labels stand right of the last point
  } else if (hasMark(axes, "bar") && which === "x" && axis.scale === "linear") {
    scale["nice"] = false; // the axis ends where the outer bars do
    scale["padding"] = 4;
  } else if (hasMark(axes, "point") && axis.scale !== "log") {
    scale["padding"] = 6; // room for half a marker
  }
  return { type: "quantitative", scale };
}

function hasMark(axes: Axes, type: string): boolean {
  return axes.artists.some((artist) =>
    artist.layers.some((layer) => (layer["mark"] as { type?: string }).type === type),
  );
}

function onlyPictures(axes: Axes): boolean {
  return axes.artists.some((artist) => artist.extent);
}

export function isNames(values: Artist["x"]): values is readonly string[] {
  return Array.isArray(values) && typeof values[0] === "string";
}
