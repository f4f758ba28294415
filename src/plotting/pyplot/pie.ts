// Pies: shares of a whole.
import { paper, seriesColor } from "../colors.js";
import { optionCheck } from "../options.js";
import { numberText } from "../summary.js";
import type { Artist, Layer } from "./artist.js";
import { toCssColor } from "./style.js";

export interface PieOptions {
  /** A name for each wedge. */
  labels?: readonly string[] | undefined;
  /** A colour for each wedge; defaults to the palette's. */
  colors?: readonly string[] | undefined;
  /** What stands inside a wedge: a format such as `"%.1f%%"`, or a function of the percentage. Nothing by default. */
  autopct?: string | ((percentage: number) => string) | undefined;
  /** Angle of the first wedge's beginning, in degrees from the right, against the clock. Defaults to 0. */
  startangle?: number | undefined;
  /** Whether wedges follow each other against the clock, as in Matplotlib; defaults to true. */
  counterclock?: boolean | undefined;
}

export const checkPieOptions = optionCheck<PieOptions>("draw the pie", {
  labels: true,
  colors: true,
  autopct: true,
  startangle: true,
  counterclock: true,
});

/** How far out things are, as shares of the largest circle that fits: names need room around the pie. */
const reach = { wedge: 0.8, name: 0.98, inside: 0.48 };

/** A pie as Matplotlib draws it: names around it, percentages inside. */
export function pieArtist(values: ArrayLike<number>, options: PieOptions): Artist {
  const { labels, colors, autopct, startangle = 0, counterclock = true } = options;
  const percentage = (share: number): string =>
    typeof autopct === "function" ? autopct(100 * share) : formatted(autopct ?? "", 100 * share);
  const wedges = wedgesOf(values, (i) => labels?.[i] ?? "").map((wedge) => ({
    ...wedge,
    color: colors ? toCssColor(colors[wedge.i % colors.length]!) : seriesColor(wedge.i),
    inside: percentage(wedge.share),
  }));
  // Vega's angles begin at the top and follow the clock.
  const start = Math.PI / 2 - (startangle * Math.PI) / 180;
  const end = start + (counterclock ? -1 : 1) * 2 * Math.PI;
  const theta = { ...byValue, scale: { range: [start, end] } };
  const fixed = { field: "color", type: "nominal", scale: null, legend: null };
  const words = (field: "name" | "inside", radius: number): Layer => ({
    data: { values: wedges },
    mark: { type: "text", radius: reach[field] * radius },
    encoding: { theta, order: inOrder, text: { field, type: "nominal" } },
  });
  return {
    layers: [],
    sizedLayers({ width, height }) {
      const radius = Math.min(width, height) / 2;
      return [
        {
          data: { values: wedges },
          mark: { type: "arc", outerRadius: reach.wedge * radius, tooltip: { content: "data" } },
          encoding: { theta, order: inOrder, color: fixed },
        },
        ...(labels ? [words("name", radius)] : []),
        ...(autopct === undefined ? [] : [words("inside", radius)]),
      ];
    },
    words: wedges.map(inWords),
    notes: [],
  };
}

/** A pie as Plotly draws it: percentages around it, names in a legend; `hole` is the share of the radius left out. */
export function legendPieArtist(names: readonly string[], values: readonly number[], hole: number): Artist {
  const wedges = wedgesOf(values, (i) => names[i] ?? String(i)).map((wedge) => ({
    ...wedge,
    outside: formatted("%.1f%%", 100 * wedge.share),
  }));
  const domain = wedges.map(({ name }) => name);
  return {
    layers: [
      {
        data: { values: wedges },
        mark: {
          type: "arc",
          innerRadius: hole * 100,
          outerRadius: 100,
          stroke: paper,
          tooltip: { content: "data" },
        },
        encoding: {
          theta: byValue,
          order: inOrder,
          color: {
            field: "name",
            type: "nominal",
            sort: null,
            scale: { domain, range: wedges.map(({ i }) => seriesColor(i)) },
            legend: { title: null },
          },
        },
      },
      {
        data: { values: wedges },
        mark: { type: "text", radius: 118 },
        encoding: { theta: byValue, order: inOrder, text: { field: "outside", type: "nominal" } },
      },
    ],
    words: wedges.map(inWords),
    notes: [],
  };
}

interface Wedge {
  i: number;
  name: string;
  value: number;
  share: number;
}

const byValue = { field: "value", type: "quantitative", stack: true };
const inOrder = { field: "i", type: "quantitative" };

function wedgesOf(values: ArrayLike<number>, nameOf: (i: number) => string): Wedge[] {
  const total = Array.from(values).reduce((sum, value) => sum + (value || 0), 0);
  return Array.from(values, (value, i) => ({ i, name: nameOf(i), value, share: value / (total || 1) }));
}

const inWords = ({ name, value, share }: Wedge): string =>
  `${name && `${name}: `}${numberText(value)} (${formatted("%.1f%%", 100 * share)})`;

/** C's `%.1f` and `%d` with `%%`, as much as percentages need. */
function formatted(format: string, percentage: number): string {
  return format
    .replace(/%\d*(?:\.(\d+))?([fd])/g, (_, digits: string | undefined, kind: string) =>
      percentage.toFixed(kind === "d" ? 0 : Number(digits ?? 6)),
    )
    .replaceAll("%%", "%");
}
