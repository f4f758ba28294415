// From axes to Vega-Lite: completes every layer's x and y with the axes' scales, and adds legend, labels, colour bar.
import type { VegaLiteSpec } from "../render/libraries.js";
import { finiteRange } from "../values.js";
import { isKorean } from "../summary.js";
import type { Artist, Layer } from "./artist.js";
import type { Axes, AxisState } from "./axes.js";

export interface Box {
  /** Room for the plot itself in pixels. */
  width: number;
  height: number;
}

type Channel = Record<string, unknown>;

/** One axes as a layered view of at most the size of `box`. */
export function axesSpec(axes: Axes, box: Box, name: string): VegaLiteSpec {
  const { artists } = axes;
  const extent = artists.findLast((artist) => artist.extent)?.extent;
  const size = axes.isEqual ? equalSize(axes, box, extent) : box;
  const xNames = artists.some((artist) => isNames(artist.x));
  const yNames = artists.some((artist) => isNames(artist.y));
  const x = channel(axes.xAxis, xNames, axes, "x", extent && [extent[0], extent[1]]);
  const y = channel(axes.yAxis, yNames, axes, "y", extent && [extent[2], extent[3]]);
  const colors = legendColors(axes);
  const layers = artists.flatMap((artist) =>
    artist.layers.map((layer) => complete(layer, artist, x, y, colors, axes)),
  );
  if (axes.labelsAtLines) layers.push(...endLabels(axes, size, x, y));
  if (axes.hasColorbar) layers.push(...colorbar(axes, x, y));
  if (layers.length === 0) layers.push(emptyLayer(x, y));
  if (isMovable(axes, xNames || yNames)) {
    // drag to move, Shift and wheel to zoom (the wheel alone scrolls the page), double click to return
    const select = { type: "interval", zoom: "wheel![event.shiftKey]" };
    layers[0] = { ...layers[0]!, params: [{ name: `view_${name}`, select, bind: "scales" }] };
  }
  const title = titleOf(axes);
  return {
    ...(title && { title }),
    width: size.width,
    height: size.height,
    ...(axes.isOff && { view: { stroke: null } }),
    layer: layers,
  };
}

/** The title with notes on what was left out. */
function titleOf(axes: Axes): object | undefined {
  const notes = axes.artists.flatMap((artist) => artist.notes);
  const korean = isKorean(
    axes.titleText,
    axes.xAxis.label,
    axes.yAxis.label,
    ...axes.artists.map((artist) => artist.label),
  );
  const subtitle = [...new Set(notes.map((note) => (korean ? note.ko : note.en)))];
  const text = axes.titleText ?? "";
  if (text === "" && subtitle.length === 0) return undefined;
  if (text === "") return { text: subtitle, fontSize: 11, color: "#607d8b" };
  return { text: text.includes("\n") ? text.split("\n") : text, ...(subtitle.length > 0 && { subtitle }) };
}

function channel(
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
      : {};
  const guide = {
    title,
    grid: axes.hasGrid && !(hasNames && which === "x"),
    ...(ticks && { values: ticks }),
    ...labels,
    ...(hasNames && which === "x" && { labelAngle: 0, labelLimit: 120 }),
    ...(axis.scale === "log" && !ticks && logTicks(axes, axis, which)),
    ...(axis.scale === "linear" && hasWholeNumbers(axes, which) && wholeTicks(axes, axis, which)),
  };
  return { ...baseChannel(axis, hasNames, which, edges, axes), axis: guide };
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
function axisValues(axes: Axes, which: "x" | "y"): number[] {
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

function complete(
  layer: Layer,
  artist: Artist,
  x: Channel,
  y: Channel,
  colors: LegendColors | undefined,
  axes: Axes,
): Layer {
  const encoding = { ...layer.encoding };
  if (encoding["x"]) encoding["x"] = { ...x, ...encoding["x"] };
  if (encoding["y"]) encoding["y"] = { ...y, ...encoding["y"] };
  const mark = { ...(layer["mark"] as object), clip: true } as Record<string, unknown>;
  if (mark["type"] === "text") mark["clip"] = false;
  const isLog = [axes.xAxis, axes.yAxis].map((axis) => axis.scale === "log");
  const data = isLog.includes(true) ? positiveOnly(layer["data"], encoding, isLog) : layer["data"];
  if (encoding["fill"] && axes.hasColorbar)
    encoding["fill"] = { ...encoding["fill"], legend: colorbarLegend(axes) };
  if (colors && artist.label !== undefined && colors.labels.includes(artist.label)) {
    encoding["color"] ??= {
      datum: artist.label,
      type: "nominal",
      scale: colors.scale,
      legend: colors.legend,
    };
    if (colors.hasDashes && mark["type"] === "line") {
      encoding["strokeDash"] = {
        datum: artist.label,
        type: "nominal",
        scale: colors.dashScale,
        legend: colors.legend,
      };
      delete mark["strokeDash"];
    }
    delete mark["color"];
  }
  return { ...layer, ...(data !== undefined && { data }), mark, encoding };
}

/** A logarithmic axis has no place for 0 and below: such values become gaps. */
function positiveOnly(data: unknown, encoding: Record<string, Channel>, isLog: boolean[]): unknown {
  const { values } = data as { values: Record<string, unknown>[] };
  const fields = ["x", "y"].flatMap((name, i) =>
    isLog[i] ? [encoding[name]?.["field"], encoding[`${name}2`]?.["field"]] : [],
  );
  const bars = new Set([encoding["y"]?.["field"]]);
  return {
    values: values.map((row) => {
      const kept = { ...row };
      for (const field of fields) {
        if (typeof field !== "string" || typeof row[field] !== "number" || row[field] > 0) continue;
        kept[field] =
          bars.has(field) && "y2" in row && Number(row["y2"]) > 0 ? Number(row["y2"]) / 1e3 : null;
      }
      return kept;
    }),
  };
}

interface LegendColors {
  labels: string[];
  scale: object;
  dashScale: object;
  legend: object;
  hasDashes: boolean;
}

function legendColors(axes: Axes): LegendColors | undefined {
  if (!axes.legendOptions) return undefined;
  const named = axes.artists.filter((artist) => artist.label !== undefined && artist.color !== undefined);
  if (named.length === 0) return undefined;
  const unique = named.filter((artist, i) => named.findIndex((other) => other.label === artist.label) === i);
  const labels = unique.map((artist) => artist.label!);
  const { loc = "right", title } = axes.legendOptions;
  const orient = /upper|lower/.test(loc)
    ? `${loc.includes("upper") ? "top" : "bottom"}-${loc.includes("left") ? "left" : "right"}`
    : ["top", "bottom", "left"].includes(loc)
      ? loc
      : "right";
  const isInside = orient.includes("-");
  const hasDashes = unique.some((artist) => artist.dash && artist.dash.length > 0);
  return {
    labels,
    scale: { domain: labels, range: unique.map((artist) => artist.color) },
    dashScale: { domain: labels, range: unique.map((artist) => artist.dash ?? []) },
    legend: {
      title: title ?? null,
      orient,
      ...(isInside && { fillColor: "white", padding: 6, strokeColor: "#cfd8dc" }),
      ...(named.every((artist) => (artist.layers[0]?.["mark"] as { type?: string }).type === "line") && {
        symbolType: "stroke",
      }),
    },
    hasDashes,
  };
}

/** Labels at the ends of lines, moved apart where they would cover each other. */
function endLabels(axes: Axes, size: Box, x: Channel, y: Channel): Layer[] {
  const named = axes.artists.filter((artist) => artist.label !== undefined && artist.end);
  const isLog = axes.yAxis.scale === "log";
  const all = axisValues(axes, "y");
  const range = axes.yAxis.limits ?? finiteRange(isLog ? all.filter((value) => value > 0) : all);
  if (!range) return [];
  const place = (value: number): number => (isLog ? Math.log(value) : value);
  const unit = size.height / (place(range[1]) - place(range[0]) || 1);
  const gap = 13;
  const labels = named
    .map((artist) => ({ artist, at: (place(range[1]) - place(artist.end!.y)) * unit, moved: 0 }))
    .sort((a, b) => a.at - b.at);
  // pushes each below its neighbour above, then the whole pile up if it runs out of the plot
  let floor = -Infinity;
  for (const label of labels) {
    label.moved = Math.max(label.at, floor);
    floor = label.moved + gap;
  }
  let ceiling = Infinity;
  for (const label of [...labels].reverse()) {
    label.moved = Math.min(label.moved, Math.max(ceiling, 0), size.height);
    ceiling = label.moved - gap;
  }
  return labels.map(({ artist, at, moved }) => ({
    data: { values: [artist.end] },
    mark: {
      type: "text",
      text: artist.label!,
      align: "left",
      baseline: "middle",
      dx: 6,
      dy: moved - at,
      color: artist.color!,
      clip: false,
    },
    encoding: { x: { ...x, field: "x" }, y: { ...y, field: "y" } },
  }));
}

/** A colour bar: the legend of a mark that is not seen. */
function colorbar(axes: Axes, x: Channel, y: Channel): Layer[] {
  const artist = axes.artists.findLast((one) => one.colors);
  if (!artist?.colors) return [];
  const [low, high] = artist.colors.domain;
  const at = (values: Artist["x"]): unknown => values?.[0] ?? 0;
  return [
    {
      data: { values: [low, high].map((value) => ({ x: at(artist.x), y: at(artist.y), value })) },
      mark: { type: "point", size: 0, opacity: 0 },
      encoding: {
        x: { ...x, field: "x" },
        y: { ...y, field: "y" },
        // values colour the fill, labels the "color" channel: so a colour bar and a legend stand side by side
        fill: {
          field: "value",
          type: "quantitative",
          scale: { domain: [low, high], range: artist.colors.range },
          legend: colorbarLegend(axes),
        },
      },
    },
  ];
}

function colorbarLegend(axes: Axes): object {
  return { title: axes.colorbarLabel ?? null, gradientLength: 160, gradientOpacity: 1 };
}

function emptyLayer(x: Channel, y: Channel): Layer {
  return {
    data: {
      values: [
        { x: 0, y: 0 },
        { x: 1, y: 1 },
      ],
    },
    mark: { type: "point", opacity: 0 },
    encoding: { x: { ...x, field: "x" }, y: { ...y, field: "y" } },
  };
}

function equalSize(axes: Axes, box: Box, extent: Artist["extent"]): Box {
  const span = (axis: AxisState, name: "x" | "y", edges: [number, number] | undefined): number => {
    const all = axisValues(axes, name);
    const [low, high] = axis.limits ?? edges ?? finiteRange(all) ?? [0, 1];
    return Math.abs(high - low) || 1;
  };
  const width = span(axes.xAxis, "x", extent && [extent[0], extent[1]]);
  const height = span(axes.yAxis, "y", extent && [extent[2], extent[3]]);
  const unit = Math.min(box.width / width, box.height / height);
  return { width: Math.max(20, Math.round(width * unit)), height: Math.max(20, Math.round(height * unit)) };
}

/** Plots of lines and points can be moved; pictures and named bars stay. */
function isMovable(axes: Axes, hasNames: boolean): boolean {
  const mark = axes.artists[0]?.layers[0]?.["mark"] as { type?: string } | undefined;
  return !hasNames && !axes.isOff && (mark?.type === "line" || mark?.type === "point");
}

function hasMark(axes: Axes, type: string): boolean {
  return axes.artists.some((artist) =>
    artist.layers.some((layer) => (layer["mark"] as { type?: string }).type === type),
  );
}

function onlyPictures(axes: Axes): boolean {
  return axes.artists.some((artist) => artist.extent);
}

function isNames(values: Artist["x"]): values is readonly string[] {
  return Array.isArray(values) && typeof values[0] === "string";
}
