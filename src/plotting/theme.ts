// The looks of every figure: white paper in any notebook theme, quiet axes, one palette.
import type { VegaLiteSpec } from "./render/libraries.js";

/** Ten colours that can be told apart, also by most colour-blind readers. */
export const palette = [
  "#1f77b4",
  "#e8710a",
  "#2a9d4a",
  "#d62728",
  "#8457b0",
  "#8c564b",
  "#d65aa8",
  "#6b7280",
  "#a3a01f",
  "#159fb5",
] as const;

/** One look for each optimizer in every lesson; the dash pattern says the same in print. */
export const optimizerLooks: Readonly<Record<string, { color: string; linestyle: string }>> = {
  sgd: { color: "#6b7280", linestyle: "-" },
  momentum: { color: "#1f5fd0", linestyle: "--" },
  adagrad: { color: "#2a9d4a", linestyle: "-." },
  rmsprop: { color: "#e8710a", linestyle: ":" },
  adam: { color: "#d62728", linestyle: "-" },
};

/** The look of a series whose name begins with an optimizer's name, as in "Adam 0.01"; undefined for others. */
export function optimizerLook(name: string): { color: string; linestyle: string } | undefined {
  const lower = name.toLowerCase();
  const known = Object.keys(optimizerLooks).find((optimizer) => lower.startsWith(optimizer));
  return lower.includes("모멘텀")
    ? optimizerLooks["momentum"]
    : known === undefined
      ? undefined
      : optimizerLooks[known];
}

const ink = "#263238";
const faint = "#e6e8eb";

const config = {
  font: "sans-serif",
  axis: {
    labelFontSize: 11,
    titleFontSize: 12,
    titleFontWeight: "normal",
    labelColor: ink,
    titleColor: ink,
    gridColor: faint,
    domainColor: "#90a4ae",
    tickColor: "#90a4ae",
    titlePadding: 8,
    labelFlush: false,
  },
  title: {
    fontSize: 14,
    fontWeight: "normal",
    color: ink,
    anchor: "middle",
    offset: 10,
    subtitleFontSize: 11,
    subtitleColor: "#607d8b",
  },
  legend: {
    labelFontSize: 11,
    titleFontSize: 11,
    titleFontWeight: "normal",
    labelColor: ink,
    titleColor: ink,
    labelLimit: 300,
  },
  header: {
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: "normal",
    labelColor: ink,
    titleColor: ink,
  },
  view: { stroke: "#cfd8dc" },
  text: { fontSize: 11, color: ink },
  range: { category: palette },
};

/** Adds schema, embedding options and looks to a bare specification; its own settings win. */
export function themed(spec: VegaLiteSpec): VegaLiteSpec {
  const own = (spec["config"] ?? {}) as Record<string, unknown>;
  const merged: Record<string, unknown> = { ...config, ...own };
  for (const [key, value] of Object.entries(config)) {
    if (typeof value === "object" && typeof own[key] === "object")
      merged[key] = { ...value, ...(own[key] as object) };
  }
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    background: "white",
    padding: 8,
    ...spec,
    config: merged,
    // Without the menu, and not repainted by the front end's dark theme: pictures are on white paper everywhere.
    usermeta: { embedOptions: { theme: "none", actions: false } },
  };
}
