// What tells the artists of an axes apart: a legend, labels at the ends of lines, a colour bar.
import { ink, panelEdge, paper } from "../colors.js";
import { finiteRange } from "../values.js";
import type { Artist, Layer } from "./artist.js";
import type { Axes } from "./axes.js";
import { axisValues, type Channel } from "./axisChannel.js";

export interface LegendColors {
  labels: string[];
  scale: object;
  dashScale: object;
  legend: object;
  hasDashes: boolean;
}

export function legendColors(axes: Axes): LegendColors | undefined {
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
      ...(isInside && {
        fillColor: paper,
        padding: 6,
        strokeColor: panelEdge,
        labelColor: ink,
        titleColor: ink,
      }),
      ...(named.every((artist) => (artist.layers[0]?.["mark"] as { type?: string }).type === "line") && {
        symbolType: "stroke",
      }),
    },
    hasDashes,
  };
}

/** Labels at the ends of lines, moved apart where they would cover each other. */
export function endLabels(axes: Axes, size: { height: number }, x: Channel, y: Channel): Layer[] {
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
export function colorbar(axes: Axes, x: Channel, y: Channel): Layer[] {
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

export function colorbarLegend(axes: Axes): object {
  return { title: axes.colorbarLabel ?? null, gradientLength: 160, gradientOpacity: 1 };
}
