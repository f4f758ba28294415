// Plotly's traces and layout as one figure.
import type { Figure } from "../figure.js";
import type { Axes } from "../pyplot/axes.js";
import { PyFigure } from "../pyplot/pyFigure.js";
import { annotate } from "./annotations.js";
import { drawTraces } from "./traces.js";
import { type AxisLayout, type Layout, plainTitle, type Trace } from "./types.js";

/** One plot's traces and layout. */
export interface PlotlyPlot {
  data: readonly Trace[];
  layout: Layout;
}

/** Draws plots below each other; one with a `layout.grid` fills its subplots. */
export function plotlyFigure(plots: readonly PlotlyPlot[]): Figure {
  const first = plots[0]!;
  const numAxes = Math.max(1, ...first.data.map((trace) => axisNumber(trace)));
  if (plots.length === 1 && numAxes > 1) return gridFigure(first, numAxes);
  const width = (first.layout.width ?? 520) / 72;
  const height = plots.reduce((sum, { layout }) => sum + (layout.height ?? 340), 0) / 72;
  const figure = new PyFigure(plots.length, 1, { figsize: [width, height] });
  for (const [i, { data, layout }] of plots.entries()) {
    const axes = figure.axes[i]!;
    drawTraces(axes, data, layout);
    applyLayout(axes, layout, "");
    const title = plainTitle(layout.title);
    if (title !== undefined) axes.title(title);
  }
  return figure.toFigure();
}

/** Traces with `xaxis: "x2"` and so on go to the subplots of a grid. */
function gridFigure({ data, layout }: PlotlyPlot, numAxes: number): Figure {
  const columns =
    layout.grid?.columns ?? (layout.grid?.rows ? Math.ceil(numAxes / layout.grid.rows) : numAxes);
  const rows = layout.grid?.rows ?? Math.ceil(numAxes / columns);
  const figsize = [(layout.width ?? 380 * columns) / 72, (layout.height ?? 300 * rows) / 72] as const;
  const figure = new PyFigure(rows, columns, { figsize });
  for (const [i, axes] of figure.axes.entries()) {
    drawTraces(
      axes,
      data.filter((trace) => axisNumber(trace) === i + 1),
      layout,
    );
    applyLayout(axes, layout, i === 0 ? "" : String(i + 1));
  }
  const title = plainTitle(layout.title);
  if (title !== undefined) figure.suptitle(title);
  return figure.toFigure();
}

/** `"x3"` is axis 3; none is axis 1. */
function axisNumber({ xaxis, yaxis }: Trace): number {
  const numberOf = (name: string | undefined): number => Number(/\d+$/.exec(name ?? "")?.[0] ?? 1);
  return Math.max(numberOf(xaxis), numberOf(yaxis));
}

function applyLayout(axes: Axes, layout: Layout, suffix: string): void {
  const x = (layout[`xaxis${suffix}`] ?? {}) as AxisLayout;
  const y = (layout[`yaxis${suffix}`] ?? {}) as AxisLayout;
  const [xTitle, yTitle] = [plainTitle(x.title), plainTitle(y.title)];
  if (xTitle !== undefined) axes.xlabel(xTitle);
  if (yTitle !== undefined) axes.ylabel(yTitle);
  if (x.type === "log") axes.xscale("log");
  if (y.type === "log") axes.yscale("log");
  // on a logarithmic axis Plotly's range holds exponents
  const range = ({ range: given, type }: AxisLayout): [number, number] | undefined =>
    given?.length === 2
      ? (given.map((value) => (type === "log" ? 10 ** Number(value) : Number(value))) as [number, number])
      : undefined;
  const [xRange, yRange] = [range(x), range(y)];
  if (xRange) axes.xlim(...xRange);
  if (yRange) axes.ylim(...yRange);
  if (x.tickvals) axes.xticks(x.tickvals.map(Number), x.ticktext);
  if (y.tickvals) axes.yticks(y.tickvals.map(Number), y.ticktext);
  if (x.showgrid === false && y.showgrid === false) axes.grid(false);
  if (suffix !== "") return;
  for (const annotation of layout.annotations ?? []) annotate(axes, annotation);
}
