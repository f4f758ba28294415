// Box plots and pies, which pyplot's words do not cover here.
import { ink, seriesColor } from "../colors.js";
import type { Artist, Layer } from "../pyplot/artist.js";
import { numberText } from "../summary.js";

/** The five numbers of a box, and what lies beyond its whiskers. */
export interface Box {
  low: number;
  q1: number;
  median: number;
  q3: number;
  high: number;
  outliers: number[];
}

/** Quartiles as Plotly's `quartilemethod: "linear"` (Hyndman and Fan's type 5), whiskers up to 1.5 box heights. */
export function boxOf(values: readonly number[]): Box {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const quantile = (share: number): number => {
    const place = Math.max(0, Math.min(sorted.length - 1, share * sorted.length - 0.5));
    const i = Math.floor(place);
    return sorted[i]! + (place - i) * ((sorted[i + 1] ?? sorted[i]!) - sorted[i]!);
  };
  const [q1, median, q3] = [quantile(0.25), quantile(0.5), quantile(0.75)];
  const reach = 1.5 * (q3 - q1);
  const inside = sorted.filter((value) => value >= q1 - reach && value <= q3 + reach);
  return {
    low: Math.min(q1, inside[0] ?? q1),
    q1,
    median,
    q3,
    high: Math.max(q3, inside.at(-1) ?? q3),
    outliers: sorted.filter((value) => value < q1 - reach || value > q3 + reach),
  };
}

/** Boxes over their names, one for each group of values. */
export function boxArtist(
  groups: readonly { name: string; values: readonly number[]; color: string }[],
  isLying: boolean,
): Artist {
  const boxes = groups.map(({ name, values, color }) => ({ name, color, ...boxOf(values) }));
  const [along, across] = isLying ? ["y", "x"] : ["x", "y"];
  const fixed = { field: "color", type: "nominal", scale: null, legend: null };
  const layer = (mark: object, from: string, to?: string): Layer => ({
    data: { values: boxes },
    mark: mark,
    encoding: {
      [along]: { field: "name" },
      [across]: { field: from },
      ...(to !== undefined && { [`${across}2`]: { field: to } }),
      color: fixed,
    },
  });
  return {
    layers: [
      layer({ type: "rule" }, "low", "q1"),
      layer({ type: "rule" }, "q3", "high"),
      layer({ type: "bar", size: 40, opacity: 0.55, tooltip: { content: "data" } }, "q1", "q3"),
      {
        ...layer({ type: "tick", size: 40, thickness: 2, color: ink }, "median"),
        encoding: { [along]: { field: "name" }, [across]: { field: "median" } },
      },
      {
        data: {
          values: boxes.flatMap(({ name, color, outliers }) =>
            outliers.map((value) => ({ name, color, value })),
          ),
        },
        mark: { type: "point", filled: true, size: 16 },
        encoding: { [along]: { field: "name" }, [across]: { field: "value" }, color: fixed },
      },
    ],
    words: boxes.map(
      (box) =>
        `${box.name}: ${[box.low, box.q1, box.median, box.q3, box.high].map((value) => numberText(Number(value.toPrecision(4)))).join(" | ")}`,
    ),
    notes: [],
    [along as "x"]: groups.map(({ name }) => name),
    [across as "y"]: Float64Array.from(groups.flatMap(({ values }) => values)),
  };
}

/** Shares of a whole. */
export function pieArtist(names: readonly string[], values: readonly number[], hole: number): Artist {
  const total = values.reduce((sum, value) => sum + (value || 0), 0);
  const rows = values.map((value, i) => {
    const name = names[i] ?? String(i);
    const share = value / (total || 1);
    return { name, value, i, share: `${(100 * share).toFixed(1)}%` };
  });
  const colors = rows.map((_, i) => seriesColor(i));
  const theta = { field: "value", type: "quantitative", stack: true };
  const order = { field: "i", type: "quantitative" };
  return {
    layers: [
      {
        data: { values: rows },
        mark: {
          type: "arc",
          innerRadius: hole * 100,
          outerRadius: 100,
          stroke: "white",
          tooltip: { content: "data" },
        },
        encoding: {
          theta,
          order,
          color: {
            field: "name",
            type: "nominal",
            sort: null,
            scale: { domain: rows.map(({ name }) => name), range: colors },
            legend: { title: null },
          },
        },
      },
      {
        data: { values: rows },
        mark: { type: "text", radius: 118 },
        encoding: { theta, order, text: { field: "share", type: "nominal" } },
      },
    ],
    words: rows.map(({ name, value, share }) => `${name}: ${numberText(value)} (${share})`),
    notes: [],
  };
}
