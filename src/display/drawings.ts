// Values that know how to draw themselves, though not for Jupyter: canvases, elements of a page, specifications of charts.

/** Output in several forms, by MIME type. */
type Drawing = Record<string, unknown>;

/**
 * What such a value draws; undefined for any other. A value that fails at it is shown as text.
 *
 * @example
 * ```ts
 * import { drawingOf } from "gradus";
 * import { expect } from "vitest";
 *
 * const spec = { $schema: "https://vega.github.io/schema/vega-lite/v5.json", mark: "point" };
 * expect(Object.keys(drawingOf({ toSpec: () => spec })!)).toContain("application/vnd.vegalite.v5+json");
 * expect(drawingOf({ a: 1 })).toBeUndefined();
 * ```
 */
export function drawingOf(value: object): Drawing | undefined {
  for (const way of [canvasPicture, elementHtml, chartSpec]) {
    try {
      const bundle = way(value);
      if (bundle) return bundle;
    } catch {
      // A tainted canvas, an incomplete chart.
    }
  }
  return undefined;
}

/** A canvas, as of node-canvas or @napi-rs/canvas. */
function canvasPicture(value: { toDataURL?: () => unknown }): Drawing | undefined {
  if (typeof value.toDataURL !== "function") return undefined;
  const url = value.toDataURL();
  const [, type, data] = (typeof url === "string" && /^data:(image\/[\w.+-]+);base64,(.*)$/s.exec(url)) || [];
  if (type === undefined || data === undefined) return undefined;
  return { [type]: type === "image/svg+xml" ? atob(data) : data };
}

/** An element of a document, as Observable Plot gives with jsdom or linkedom. */
function elementHtml(value: { outerHTML?: unknown }): Drawing | undefined {
  return typeof value.outerHTML === "string" ? { "text/html": value.outerHTML } : undefined;
}

/** A chart of vega-lite-api, or any other builder of Vega and Vega-Lite. */
function chartSpec(value: { toSpec?: () => unknown }): Drawing | undefined {
  if (typeof value.toSpec !== "function") return undefined;
  const spec = value.toSpec();
  if (typeof spec !== "object" || spec === null) return undefined;
  const { $schema = "vega-lite/v5" } = spec as { $schema?: unknown };
  const [, grammar, version] =
    (typeof $schema === "string" && /\b(vega|vega-lite)\/v(\d+)/.exec($schema)) || [];
  if (grammar === undefined) return undefined;
  return { [`application/vnd.${grammar.replace("-", "")}.v${version!}+json`]: spec };
}
