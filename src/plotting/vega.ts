// Any Vega-Lite 5 specification as a figure. Its `params` with `bind` give sliders and menus that need no kernel, so
// they also work in a stored notebook.
import { Figure } from "./figure.js";
import type { VegaLiteSpec } from "./render/libraries.js";
import { optionCheck } from "./options.js";

export interface VegaOptions {
  /** Rows of data as objects; put into the specification under `data`. */
  data?: readonly object[];
  /** Title of the figure, unless the specification has one. */
  title?: string;
  /** The figure in words; defaults to the title. */
  text?: string;
}

const checkVegaOptions = optionCheck<VegaOptions>("draw the specification", {
  data: true,
  title: true,
  text: true,
});

/**
 * Makes a figure of a Vega-Lite specification.
 *
 * JupyterLab draws it with Vega-Lite 5.6, so keep to its features; data must be inline. Its expressions run in the kernel
 * and on the page: show only a specification that you trust as you would code.
 *
 * @example A parabola with a slider for its width
 * ```ts
 * import { vega } from "gradus";
 *
 * vega({
 *   params: [{ name: "a", value: 1, bind: { input: "range", min: 0.1, max: 2, step: 0.1 } }],
 *   data: { sequence: { start: -3, stop: 3, step: 0.1, as: "x" } },
 *   transform: [{ calculate: "a * datum.x * datum.x", as: "y" }],
 *   mark: "line",
 *   encoding: { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } },
 * });
 * ```
 */
export function vega(spec: VegaLiteSpec, options: VegaOptions = {}): Figure {
  checkVegaOptions(options);
  const { data, title, text } = options;
  const full: VegaLiteSpec = { ...(data && { data: { values: data } }), ...(title && { title }), ...spec };
  return new Figure(full, text ?? titleText(full) ?? "[figure]");
}

function titleText({ title, description }: VegaLiteSpec): string | undefined {
  const text = typeof title === "object" && title !== null ? (title as { text?: unknown }).text : title;
  if (typeof text === "string") return text;
  if (Array.isArray(text)) return text.join(" ");
  return typeof description === "string" ? description : undefined;
}
