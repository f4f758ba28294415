// Plotly's traces as artists on an axes.
import { complaint } from "../../validation.js";
import { seriesColor } from "../colors.js";
import { boxArtist } from "../pyplot/boxes.js";
import { legendPieArtist } from "../pyplot/pie.js";
import { type Axes } from "../pyplot/axes.js";
import { toMatrix } from "../values.js";
import { type Layout, numbers, type Positions, positions, setting, toList, type Trace } from "./types.js";

/** Trace types that are drawn in the notebook. */
export const drawnTypes = [
  "scatter",
  "scattergl",
  "bar",
  "histogram",
  "heatmap",
  "contour",
  "pie",
  "box",
] as const;

/** Plotly's dash names → Matplotlib's. */
const dashNames: Record<string, string> = {
  solid: "-",
  dash: "--",
  dot: ":",
  dashdot: "-.",
  longdash: "--",
  longdashdot: "-.",
};
/** Plotly's colour scales → Matplotlib's maps. */
const colorscales: Record<string, string> = {
  Greys: "Greys_r",
  RdBu: "RdBu_r",
  Viridis: "viridis",
  Hot: "hot",
  Jet: "jet",
  Portland: "coolwarm",
  Bluered: "bwr",
  Electric: "plasma",
  Earth: "cividis",
  Picnic: "coolwarm",
  YlOrRd: "YlOrRd_r",
  YlGnBu: "YlGnBu_r",
  Blues: "Blues_r",
  Greens: "Greens_r",
  Reds: "Reds",
};

/** Draws the traces of one subplot. */
export function drawTraces(axes: Axes, traces: readonly Trace[], layout: Layout): void {
  const visible = traces.filter((trace) => trace.visible !== false && trace.visible !== "legendonly");
  const colors = new Map(visible.map((trace, i) => [trace, seriesColor(i)]));
  const ofType = (...types: string[]): Trace[] =>
    visible.filter((trace) => types.includes(trace.type ?? "scatter"));
  for (const trace of ofType("heatmap")) heatmap(axes, trace);
  for (const trace of ofType("contour")) contour(axes, trace);
  bars(axes, ofType("bar"), layout, colors);
  for (const trace of ofType("histogram")) histogram(axes, trace, colors.get(trace)!);
  for (const trace of ofType("scatter", "scattergl")) scatter(axes, trace, colors.get(trace)!);
  const boxes = ofType("box");
  if (boxes.length > 0) box(axes, boxes, colors);
  for (const trace of ofType("pie")) {
    axes
      .add(
        legendPieArtist(
          toList(trace.labels).map(String),
          numbers(trace.values),
          setting(trace, "hole", "number") ?? 0,
        ),
      )
      .axis("off");
  }
  const named = visible.filter(
    (trace) =>
      trace.name !== undefined && trace.showlegend !== false && trace.type !== "box" && trace.type !== "pie",
  );
  if (layout.showlegend ?? named.length > 1) axes.legend();
}

function scatter(axes: Axes, trace: Trace, color: string): void {
  const y = trace.y === undefined ? undefined : positions(trace.y, 0);
  const x = positions(trace.x, y?.values.length ?? 0);
  const ys = y ?? positions(undefined, x.values.length);
  nameTicks(axes, x, "x");
  nameTicks(axes, ys, "y");
  const mode = trace.mode ?? (x.values.length < 20 ? "lines+markers" : "lines");
  const label = trace.showlegend === false ? undefined : trace.name;
  const lineColor =
    setting(trace.line, "color", "string") ?? setting(trace.marker, "color", "string") ?? color;
  if (trace.fill?.startsWith("toz"))
    axes.fillBetween(x.values, ys.values, 0, { color: lineColor, alpha: 0.25 });
  if (mode.includes("lines")) {
    axes.plot(x.values, ys.values, {
      label,
      color: lineColor,
      linewidth: setting(trace.line, "width", "number"),
      linestyle: dashNames[setting(trace.line, "dash", "string") ?? "solid"] ?? "-",
      alpha: trace.opacity,
      ...(mode.includes("markers") && { marker: "o" }),
    });
  } else if (mode.includes("markers")) {
    const marker = (trace.marker ?? {}) as { color?: unknown; size?: unknown; colorscale?: unknown };
    const byValue = typeof marker.color === "object" && marker.color !== null;
    axes.scatter(x.values, ys.values, {
      label,
      ...(byValue
        ? { c: numbers(marker.color), cmap: mapName(marker.colorscale) }
        : { color: setting(marker, "color", "string") ?? color }),
      s: (setting(marker, "size", "number") ?? 6) ** 2,
      alpha: trace.opacity ?? setting(marker, "opacity", "number"),
    });
  }
  if (mode.includes("text")) {
    const texts =
      typeof trace.text === "string"
        ? x.values.map(() => trace.text as string)
        : toList(trace.text).map(String);
    for (const [i, text] of texts.entries()) axes.text(x.values[i]!, ys.values[i]!, text, { ha: "center" });
  }
}

function bars(axes: Axes, traces: readonly Trace[], layout: Layout, colors: Map<Trace, string>): void {
  const stacked = layout.barmode === "stack" || layout.barmode === "relative";
  const count = stacked || layout.barmode === "overlay" ? 1 : Math.max(1, traces.length);
  const tops = new Map<number, number>();
  for (const [i, trace] of traces.entries()) {
    const lying = trace.orientation === "h";
    const lengths = numbers(lying ? trace.x : trace.y);
    const places = positions(lying ? trace.y : trace.x, lengths.length);
    nameTicks(axes, places, lying ? "y" : "x");
    const sorted = [...new Set(places.values)].sort((a, b) => a - b);
    const step = sorted.slice(1).reduce((least, value, k) => Math.min(least, value - sorted[k]!), Infinity);
    const room = (Number.isFinite(step) ? step : 1) * 0.8;
    const width = room / count;
    const shift = count === 1 ? 0 : -room / 2 + width * (i + 0.5);
    const bottom = stacked ? places.values.map((place) => tops.get(place) ?? 0) : 0;
    for (const [k, place] of places.values.entries()) tops.set(place, (tops.get(place) ?? 0) + lengths[k]!);
    axes[lying ? "barh" : "bar"](
      places.values.map((place) => place + shift),
      lengths,
      {
        label: trace.name,
        color: setting(trace.marker, "color", "string") ?? colors.get(trace),
        width,
        bottom,
        alpha: trace.opacity,
      },
    );
  }
}

function histogram(axes: Axes, trace: Trace, color: string): void {
  const values = numbers(trace.x ?? trace.y);
  const bins =
    setting(trace, "nbinsx", "number") ??
    setting(trace, "nbinsy", "number") ??
    Math.max(5, Math.min(60, Math.ceil(Math.sqrt(values.length))));
  axes.hist(values, {
    bins,
    label: trace.name,
    color: setting(trace.marker, "color", "string") ?? color,
    alpha: trace.opacity,
    density: (setting(trace, "histnorm", "string") ?? "").includes("density"),
  });
}

function heatmap(axes: Axes, trace: Trace): void {
  const matrix = toMatrix(trace.z, "draw the heat map", "z");
  const x = positions(trace.x, matrix.columns);
  const y = positions(trace.y, matrix.rows);
  nameTicks(axes, x, "x");
  nameTicks(axes, y, "y");
  axes.imshow(
    { data: matrix.data, shape: [matrix.rows, matrix.columns] },
    {
      origin: "lower",
      cmap: mapName(trace["colorscale"]),
      vmin: setting(trace, "zmin", "number"),
      vmax: setting(trace, "zmax", "number"),
      extent: [...edges(x.values), ...edges(y.values)],
      interpolation: trace["zsmooth"] ? "bilinear" : "nearest",
    },
  );
  if (trace["showscale"] !== false) axes.colorbar();
}

function contour(axes: Axes, trace: Trace): void {
  const matrix = toMatrix(trace.z, "draw the contours", "z");
  const x = positions(trace.x, matrix.columns).values;
  const y = positions(trace.y, matrix.rows).values;
  const z = { data: matrix.data, shape: [matrix.rows, matrix.columns] };
  const options = { cmap: mapName(trace["colorscale"]), levels: setting(trace, "ncontours", "number") ?? 12 };
  if (setting(trace["contours"], "coloring", "string") === "lines") axes.contour(x, y, z, options);
  else axes.contourf(x, y, z, options).contour(x, y, z, { ...options, colors: "#37474f", linewidths: 0.5 });
  if (trace["showscale"] !== false) axes.colorbar();
}

function box(axes: Axes, traces: readonly Trace[], colors: Map<Trace, string>): void {
  const lying = traces[0]!.y === undefined && traces[0]!.x !== undefined;
  const groups = traces.flatMap((trace, i) => {
    const color = setting(trace.marker, "color", "string") ?? colors.get(trace)!;
    const values = numbers(lying ? trace.x : trace.y);
    const keys = lying ? trace.y : trace.x;
    if (keys === undefined) return [{ name: trace.name ?? `trace ${String(i)}`, values, color }];
    const names = toList(keys).map(String);
    return [...new Set(names)].map((name) => ({
      name,
      values: values.filter((_, k) => names[k] === name),
      color,
    }));
  });
  axes.add(boxArtist(groups, lying));
}

/** Names of places along an axis, at most 12 of them. */
function nameTicks(axes: Axes, { values, names }: Positions, which: "x" | "y"): void {
  if (!names) return;
  const step = Math.ceil(names.length / 12);
  const ticks = names.map((_, i) => i).filter((i) => i % step === 0);
  const labels = ticks.map((i) => names[i]!);
  if (which === "x") axes.xticks(ticks, labels);
  else axes.yticks(ticks, labels);
  if (values.length === 0)
    throw new TypeError(complaint({ action: "draw the plot", name: which, wanted: "a list", got: names }));
}

/** Lowest and highest edge of evenly spaced cells around their middles. */
function edges(middles: readonly number[]): [number, number] {
  const half = middles.length > 1 ? (middles.at(-1)! - middles[0]!) / (middles.length - 1) / 2 : 0.5;
  return [middles[0]! - half, middles.at(-1)! + half];
}

function mapName(colorscale: unknown): string {
  return typeof colorscale === "string" ? (colorscales[colorscale] ?? colorscale) : "RdBu_r";
}
