// Violins: how densely values lie, as a shape around each position.
import { optionCheck } from "../options.js";
import { rangeText } from "../summary.js";
import { finiteRange, shortNumber } from "../values.js";
import type { Artist, Layer } from "./artist.js";
import type { Group } from "./boxes.js";

export interface ViolinplotOptions {
  /** Where the violins stand; 1, 2, … by default. */
  positions?: readonly number[] | undefined;
  /** Greatest width of each; defaults to 0.5. */
  widths?: number | undefined;
  /** Whether a stroke marks each mean; defaults to false. */
  showmeans?: boolean | undefined;
  /** Whether a stroke marks each median; defaults to false. */
  showmedians?: boolean | undefined;
  /** Whether strokes and a line mark least and greatest value; defaults to true. */
  showextrema?: boolean | undefined;
}

export const checkViolinplotOptions = optionCheck<ViolinplotOptions>("draw the violins", {
  positions: true,
  widths: true,
  showmeans: true,
  showmedians: true,
  showextrema: true,
});

/** Places at which the density is computed, as in Matplotlib. */
const numPoints = 100;

/**
 * Density of values by Gaussian bells of Scott's width, n^(−1/5) standard deviations, as SciPy's `gaussian_kde` has it.
 *
 * @returns The density at each place; all 1 where the values are all equal.
 */
export function density(values: ArrayLike<number>, places: readonly number[]): number[] {
  const list = Array.from(values);
  const n = list.length;
  const mean = list.reduce((sum, value) => sum + value, 0) / n;
  const variance = list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const width = n ** -0.2 * Math.sqrt(variance);
  if (!(width > 0)) return places.map(() => 1);
  return places.map(
    (place) =>
      list.reduce((sum, value) => sum + Math.exp(-0.5 * ((place - value) / width) ** 2), 0) /
      (n * width * Math.sqrt(2 * Math.PI)),
  );
}

/** One violin for each group of values, at quantitative positions. */
export function violinArtist(groups: readonly Group[], options: ViolinplotOptions): Artist {
  const { widths = 0.5, showmeans = false, showmedians = false, showextrema = true } = options;
  const at = groups.map((_, i) => options.positions?.[i] ?? i + 1);
  const layers = groups.flatMap(({ values, color }, i): Layer[] => {
    const finite = values.filter(Number.isFinite);
    const range = finiteRange(finite);
    if (!range) return [];
    const [low, high] = range;
    const places = Array.from({ length: numPoints }, (_, k) => low + ((high - low) * k) / (numPoints - 1));
    const dense = density(finite, places);
    const most = Math.max(...dense);
    const shape = places.map((y, k) => {
      const half = (widths / 2) * (dense[k]! / most);
      return { y: shortNumber(y), x: shortNumber(at[i]! - half), x2: shortNumber(at[i]! + half) };
    });
    const sorted = finite.toSorted((a, b) => a - b);
    const middle = (sorted.length - 1) / 2;
    const strokes = [
      ...(showextrema ? [low, high] : []),
      ...(showmeans ? [finite.reduce((sum, value) => sum + value, 0) / finite.length] : []),
      ...(showmedians ? [(sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2] : []),
    ].map((y) => ({ y: shortNumber(y), x: at[i]! - widths / 4, x2: at[i]! + widths / 4 }));
    const rule = (rows: object[], to: "x2" | "y2"): Layer => ({
      data: { values: rows },
      mark: { type: "rule", color, strokeWidth: 1.5 },
      encoding: { x: { field: "x" }, y: { field: "y" }, [to]: { field: to } },
    });
    return [
      {
        data: { values: shape },
        mark: { type: "area", orient: "horizontal", color, opacity: 0.35 },
        encoding: { y: { field: "y" }, x: { field: "x" }, x2: { field: "x2" } },
      },
      ...(strokes.length > 0 ? [rule(strokes, "x2")] : []),
      ...(showextrema ? [rule([{ x: at[i]!, y: low, y2: high }], "y2")] : []),
    ];
  });
  return {
    layers,
    words: groups.map(({ name, values }) => `${name}: ${rangeText(values)}`),
    notes: [],
    x: Float64Array.from(at.flatMap((place) => [place - widths / 2, place + widths / 2])),
    y: Float64Array.from(groups.flatMap(({ values }) => values)),
  };
}
