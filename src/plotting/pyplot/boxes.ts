// Box plots: quartiles, whiskers, and the values beyond.
import { ink } from "../colors.js";
import { optionCheck } from "../options.js";
import type { Artist, Layer } from "./artist.js";
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

/** Where a quantile lies among `n` sorted values: Plotly's `quartilemethod: "linear"`, and NumPy's `percentile`. */
const places = {
  /** Hyndman and Fan's type 5. */
  plotly: (share: number, n: number) => share * n - 0.5,
  /** Their type 7. */
  numpy: (share: number, n: number) => share * (n - 1),
};

/**
 * Quartiles, whiskers and outliers.
 *
 * @param whis - How far a whisker may reach, in heights of the box; defaults to 1.5.
 */
export function boxOf(values: readonly number[], rule: keyof typeof places = "plotly", whis = 1.5): Box {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const quantile = (share: number): number => {
    const place = Math.max(0, Math.min(sorted.length - 1, places[rule](share, sorted.length)));
    const i = Math.floor(place);
    return sorted[i]! + (place - i) * ((sorted[i + 1] ?? sorted[i]!) - sorted[i]!);
  };
  const [q1, median, q3] = [quantile(0.25), quantile(0.5), quantile(0.75)];
  const reach = whis * (q3 - q1);
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

/** Values of one box, its name and its colour. */
export interface Group {
  name: string;
  values: readonly number[];
  color: string;
}

export interface BoxplotOptions {
  /** Names below the boxes; numbers from 1 by default. */
  tickLabels?: readonly string[] | undefined;
  /** How far the whiskers may reach, in heights of the box; defaults to 1.5. What lies beyond is a point. */
  whis?: number | undefined;
  /** Upright (default) or lying boxes. */
  orientation?: "vertical" | "horizontal" | undefined;
}

export const checkBoxplotOptions = optionCheck<BoxplotOptions>("draw the boxes", {
  tickLabels: true,
  whis: true,
  orientation: true,
});

/** Boxes over their names, one for each group of values. */
export function boxArtist(
  groups: readonly Group[],
  isLying: boolean,
  rule: keyof typeof places = "plotly",
  whis?: number,
): Artist {
  const boxes = groups.map(({ name, values, color }) => ({ name, color, ...boxOf(values, rule, whis) }));
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
