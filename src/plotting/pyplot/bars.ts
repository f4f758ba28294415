// Bars, histograms and filled areas.
import { ink, paper } from "../colors.js";
import { numberText, rangeText, sparkline } from "../summary.js";
import { finiteRange, shortNumber } from "../values.js";
import { type Artist, nothingNote } from "./artist.js";
import { checkLengths } from "./lines.js";
import { toCssColor } from "./style.js";
import { optionCheck } from "../options.js";
import { complaint } from "../../validation.js";

export interface BarOptions {
  label?: string | undefined;
  color?: string | undefined;
  /** Width in units of x; defaults to 0.8. Names as x share the width evenly. */
  width?: number | undefined;
  /** Where the bars begin; defaults to 0. */
  bottom?: ArrayLike<number> | number | undefined;
  alpha?: number | undefined;
  /** Half-lengths of the error bars. */
  yerr?: ArrayLike<number> | undefined;
}

const checkBarOptions = optionCheck<BarOptions>("draw the bars", {
  label: true,
  color: true,
  width: true,
  bottom: true,
  alpha: true,
  yerr: true,
});

/** Upright bars over numbers or names; `horizontal` turns them. */
export function barArtist(
  x: ArrayLike<number> | readonly string[],
  height: ArrayLike<number>,
  options: BarOptions,
  nextColor: () => string,
  horizontal: boolean,
): Artist {
  checkBarOptions(options);
  checkLengths("draw the bars", x, height, horizontal ? "width" : "height");
  const { width = 0.8, bottom = 0, label, yerr } = options;
  const color = options.color === undefined ? nextColor() : toCssColor(options.color);
  const names = typeof x[0] === "string" ? (x as readonly string[]) : undefined;
  const base = (i: number): number => (typeof bottom === "number" ? bottom : bottom[i]!);
  const values = Array.from(height, (value, i) => {
    const row: Record<string, unknown> = {
      y: shortNumber(base(i)),
      y2: shortNumber(base(i) + value),
      value: shortNumber(value),
    };
    if (names) row["x"] = names[i];
    else [row["x"], row["x2"]] = [Number(x[i]) - width / 2, Number(x[i]) + width / 2];
    if (yerr)
      [row["low"], row["high"], row["at"]] = [
        base(i) + value - yerr[i]!,
        base(i) + value + yerr[i]!,
        Number(x[i]),
      ];
    return row;
  });
  const [along, across] = horizontal ? ["y", "x"] : ["x", "y"];
  const opacity = options.alpha ?? 1;
  const bars = {
    data: { values },
    mark: { type: "bar", color, opacity, tooltip: { content: "data" } },
    encoding: {
      [along]: { field: "x" },
      ...(!names && { [`${along}2`]: { field: "x2" } }),
      [across]: { field: "y" },
      [`${across}2`]: { field: "y2" },
    },
  };
  const whiskers = {
    data: { values },
    mark: { type: "rule", color: ink },
    encoding: {
      [along]: { field: names ? "x" : "at" },
      [across]: { field: "low" },
      [`${across}2`]: { field: "high" },
    },
  };
  const tops = Float64Array.from(height, (value, i) => base(i) + value);
  const edges =
    names ??
    Float64Array.from(
      [...(x as ArrayLike<number> & Iterable<number>)].flatMap((v) => [v - width / 2, v + width / 2]),
    );
  const list = Array.from(
    height,
    (value, i) => `${names?.[i] ?? numberText(Number(x[i]))}: ${numberText(value)}`,
  );
  const words = [
    `${label ? `${label}  ` : ""}${list.slice(0, 12).join(", ")}${list.length > 12 ? `, … (${String(list.length)})` : ""}`,
  ];
  return {
    layers: yerr ? [bars, whiskers] : [bars],
    label,
    color,
    words,
    notes: finiteRange(height) ? [] : [nothingNote(height.length)],
    [along as "x"]: edges,
    [across as "y"]: Float64Array.of(...tops, typeof bottom === "number" ? bottom : 0),
  };
}

export interface HistOptions {
  label?: string | undefined;
  color?: string | undefined;
  alpha?: number | undefined;
  /** Number of equal bins (default 10) or their edges. */
  bins?: number | readonly number[] | undefined;
  /** Lowest and highest edge; defaults to the range of the values. */
  range?: readonly [number, number] | undefined;
  /** Heights are shares per unit of x, so that the area is 1. */
  density?: boolean | undefined;
}

const checkHistOptions = optionCheck<HistOptions>("draw the histogram", {
  label: true,
  color: true,
  alpha: true,
  bins: true,
  range: true,
  density: true,
});

/** Counts values in bins as NumPy does: every bin holds its lower edge, the last one also its upper. */
export function histogram(
  data: ArrayLike<number>,
  { bins = 10, range, density = false }: HistOptions,
): { counts: Float64Array; edges: Float64Array } {
  const [low, high] = range ?? finiteRange(data) ?? [0, 1];
  const [start, end] = low === high ? [low - 0.5, high + 0.5] : [low, high];
  const edges =
    typeof bins === "number"
      ? Float64Array.from({ length: bins + 1 }, (_, i) =>
          i === bins ? end : start + ((end - start) * i) / bins,
        )
      : Float64Array.from(bins);
  if (edges.length < 2) {
    const wanted = "a number of bins, or two edges at least";
    throw new RangeError(complaint({ action: "draw the histogram", name: "bins", wanted, got: bins }));
  }
  const count = edges.length - 1;
  const counts = new Float64Array(count);
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (!(value >= edges[0]! && value <= edges[count]!)) continue;
    let lower = 0;
    let upper = count - 1;
    while (lower < upper) {
      const middle = (lower + upper + 1) >> 1;
      if (value >= edges[middle]!) lower = middle;
      else upper = middle - 1;
    }
    counts[lower]!++;
  }
  if (density) {
    const total = counts.reduce((sum, n) => sum + n, 0);
    for (let i = 0; i < count; i++) counts[i]! /= total * (edges[i + 1]! - edges[i]!) || 1;
  }
  return { counts, edges };
}

/** A histogram of the values. */
export function histArtist(data: ArrayLike<number>, options: HistOptions, nextColor: () => string): Artist {
  checkHistOptions(options);
  const { counts, edges } = histogram(data, options);
  const { label } = options;
  const color = options.color === undefined ? nextColor() : toCssColor(options.color);
  const values = Array.from(counts, (y, i) => ({
    x: shortNumber(edges[i]!),
    x2: shortNumber(edges[i + 1]!),
    y: shortNumber(y),
    y2: 0,
  }));
  return {
    layers: [
      {
        data: { values },
        mark: {
          type: "bar",
          color,
          opacity: options.alpha ?? 1,
          stroke: paper,
          strokeWidth: 0.5,
          tooltip: { content: "data" },
        },
        encoding: { x: { field: "x" }, x2: { field: "x2" }, y: { field: "y" }, y2: { field: "y2" } },
      },
    ],
    label,
    color,
    words: [
      `${label ? `${label}  ` : ""}${data.length.toLocaleString("en")} values  ${rangeText(data)}  ${sparkline(counts, 40)}`,
    ],
    notes: finiteRange(data) ? [] : [nothingNote(data.length)],
    x: edges,
    y: Float64Array.of(0, ...counts),
  };
}

export interface FillOptions {
  label?: string | undefined;
  color?: string | undefined;
  /** Opacity, defaults to 0.25. */
  alpha?: number | undefined;
}

const checkFillOptions = optionCheck<FillOptions>("fill the area", { label: true, color: true, alpha: true });

/** The area between two curves over the same x. */
export function fillArtist(
  x: ArrayLike<number>,
  low: ArrayLike<number>,
  high: ArrayLike<number>,
  options: FillOptions,
  nextColor: () => string,
): Artist {
  checkFillOptions(options);
  checkLengths("fill the area", x, low, "y1");
  checkLengths("fill the area", x, high, "y2");
  const color = options.color === undefined ? nextColor() : toCssColor(options.color);
  const values = Array.from(x, (at, i) => ({
    x: shortNumber(at),
    y: shortNumber(low[i]!),
    y2: shortNumber(high[i]!),
  }));
  return {
    layers: [
      {
        data: { values },
        mark: { type: "area", color, opacity: options.alpha ?? 0.25 },
        encoding: { x: { field: "x" }, y: { field: "y" }, y2: { field: "y2" } },
      },
    ],
    label: options.label,
    color,
    words: [`${options.label ? `${options.label}  ` : ""}area y ${rangeText(low)} to ${rangeText(high)}`],
    notes: [],
    x,
    y: Float64Array.of(...Array.from(low), ...Array.from(high)),
  };
}
