// From axes to Vega-Lite: completes every layer's x and y with the axes' scales, and adds title and guides.
import { softInk } from "../colors.js";
import { onPaper } from "../theme.js";
import type { VegaLiteSpec } from "../render/libraries.js";
import { finiteRange } from "../values.js";
import { isKorean } from "../summary.js";
import type { Artist, Layer } from "./artist.js";
import type { Axes } from "./axes.js";
import type { AxisState } from "./axesFrame.js";
import { axisValues, type Channel, channel, isNames } from "./axisChannel.js";
import { colorbar, colorbarLegend, endLabels, type LegendColors, legendColors } from "./guides.js";

export interface Box {
  /** Room for the plot itself in pixels. */
  width: number;
  height: number;
}

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
    [...artist.layers, ...(artist.sizedLayers?.(size) ?? [])].map((layer) =>
      complete(layer, artist, x, y, colors, axes),
    ),
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
    // a picture that lets its ground through stands on white, as on paper
    ...((axes.isOff || extent) && {
      view: { ...(axes.isOff && { stroke: null }), ...(extent && { fill: "white" }) },
    }),
    // what is drawn over a picture is seen against the picture, not against the page
    layer: extent ? onPaper(layers) : layers,
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
  if (text === "") return { text: subtitle, fontSize: 11, color: softInk };
  return { text: text.includes("\n") ? text.split("\n") : text, ...(subtitle.length > 0 && { subtitle }) };
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
