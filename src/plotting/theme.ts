// The looks of every figure: white paper in any notebook theme, quiet axes.
import { frameColor, gridColor, ink, palette, panelEdge, softInk } from "./colors.js";
import type { VegaLiteSpec } from "./render/libraries.js";

const config = {
  font: "sans-serif",
  axis: {
    labelFontSize: 11,
    titleFontSize: 12,
    titleFontWeight: "normal",
    labelColor: ink,
    titleColor: ink,
    gridColor,
    domainColor: frameColor,
    tickColor: frameColor,
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
    subtitleColor: softInk,
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
  view: { stroke: panelEdge },
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
