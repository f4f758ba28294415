// The looks of every figure: the page's own colours for text and axes, quiet lines.
import { frameColor, gridColor, ink, palette, panelEdge, softInk, toPaper } from "./colors.js";
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

/** More rows of data than this are painted on a canvas: as elements of the page they would make it slow. */
const mostElements = 6000;

/**
 * Adds schema, embedding options and looks to a bare specification; its own settings win. Text and axes follow the page's
 * theme where the front end can draw SVG for it; a figure with many rows, or with a ground of its own, stays on paper. One
 * that shows few of its many rows at a time says so by `background: "transparent"`.
 */
export function themed(spec: VegaLiteSpec): VegaLiteSpec {
  const own = (spec["config"] ?? {}) as Record<string, unknown>;
  const merged: Record<string, unknown> = { ...config, ...own };
  for (const [key, value] of Object.entries(config)) {
    if (typeof value === "object" && typeof own[key] === "object")
      merged[key] = { ...value, ...(own[key] as object) };
  }
  const isHeavy = spec["background"] !== "transparent" && countRows(spec) > mostElements;
  const whole = {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    background: isHeavy ? "white" : "transparent",
    padding: 8,
    ...spec,
    config: merged,
    // without the menu, and not repainted by the front end's dark theme: the colours follow the page by themselves
    usermeta: {
      embedOptions: { theme: "none", actions: false, renderer: isHeavy ? "canvas" : "svg" },
    },
  };
  return whole.background === "transparent" ? whole : onPaper(whole);
}

/** The specification, or a part of one, in the colours of white paper. */
export function onPaper<Part>(part: Part): Part {
  return JSON.parse(toPaper(JSON.stringify(part))) as Part;
}

/** Rows of data in all parts of a specification. */
function countRows(part: unknown): number {
  if (typeof part !== "object" || part === null) return 0;
  if (Array.isArray(part)) return part.reduce((sum: number, one) => sum + countRows(one), 0);
  return Object.entries(part).reduce(
    (sum, [key, value]) => sum + (key === "values" && Array.isArray(value) ? value.length : countRows(value)),
    0,
  );
}
