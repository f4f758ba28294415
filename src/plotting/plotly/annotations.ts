// Plotly's annotations: words at a point, a few pixels away with a line to it, or at a share of the plot's room.
import { softInk } from "../colors.js";
import type { Artist } from "../pyplot/artist.js";
import type { Axes } from "../pyplot/axes.js";
import type { AxisState } from "../pyplot/axesFrame.js";
import { toCssColor } from "../pyplot/style.js";
import { type Annotation, plainTitle, setting } from "./types.js";

/** Where Plotly puts the words of an arrow, in pixels from its point. */
const defaultOffset = { ax: -10, ay: -30 };

/** Adds an annotation to the axes; one at a place that the axes do not have is left out and said so. */
export function annotate(axes: Axes, annotation: Annotation): void {
  const { text, xref, yref } = annotation;
  if (text === undefined || annotation.visible === false) return;
  const onPaper = xref === "paper" || yref === "paper";
  const x = xref === "paper" ? Number(annotation.x ?? 0.5) : place(axes.xAxis, annotation.x);
  const y = yref === "paper" ? Number(annotation.y ?? 0.5) : place(axes.yAxis, annotation.y);
  if (x === undefined || y === undefined) {
    const words = plainTitle(text)!;
    axes.add({
      layers: [],
      words: [],
      notes: [{ en: `annotation “${words}” has no place`, ko: `주석 “${words}”의 자리가 없음` }],
    });
    return;
  }
  const hasArrow = annotation.showarrow !== false && !onPaper;
  const [dx, dy] = hasArrow
    ? [Number(annotation.ax ?? defaultOffset.ax), Number(annotation.ay ?? defaultOffset.ay)]
    : [0, 0];
  const data = { values: [{ x, y }] };
  const at: Record<string, Record<string, unknown>> = {
    ...(xref !== "paper" && { x: { field: "x" } }),
    ...(yref !== "paper" && { y: { field: "y" } }),
  };
  const color = setting(annotation, "arrowcolor", "string");
  const arrow = color === undefined ? softInk : toCssColor(color);
  const words = {
    data,
    mark: {
      type: "text",
      text: plainTitle(text)!.split("\n"),
      align: "center",
      baseline: hasArrow ? (dy < 0 ? "bottom" : "top") : "middle",
      dx,
      dy,
      ...(xref === "paper" && { x: { expr: `width * ${String(x)}` } }),
      ...(yref === "paper" && { y: { expr: `height * ${String(1 - y)}` } }),
      ...font(annotation),
    },
    encoding: at,
  };
  // the line ends beside the point, as Plotly's does, so that the mark below stays in sight
  const stick = {
    data,
    mark: { type: "rule", color: arrow, xOffset: dx, yOffset: dy, x2Offset: dx / 8, y2Offset: dy / 8 },
    encoding: { ...at, x2: { field: "x" }, y2: { field: "y" } },
  };
  const artist: Artist = {
    layers: hasArrow ? [stick, words] : [words],
    words: [],
    notes: [],
    ...(xref !== "paper" && { x: Float64Array.of(x) }),
    ...(yref !== "paper" && { y: Float64Array.of(y) }),
  };
  axes.add(artist);
}

/** A number as it is, a name as the place of its mark on the axis. */
function place(axis: AxisState, value: unknown): number | undefined {
  const named = axis.tickLabels?.indexOf(String(value)) ?? -1;
  if (named >= 0) return axis.ticks![named];
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function font({ font }: Annotation): object {
  return {
    ...(font?.size !== undefined && { fontSize: font.size }),
    ...(typeof font?.color === "string" && { color: toCssColor(font.color) }),
  };
}
