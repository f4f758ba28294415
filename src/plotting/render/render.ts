// A Vega-Lite specification as SVG and PNG, without a browser: Vega lays it out, resvg paints it with our own fonts.
import { toPaper } from "../colors.js";
import { fewColors } from "../image/fewColors.js";
import { encodePng } from "../image/pngEncoder.js";
import { fontFamily, fontFilesFor } from "./fonts.js";
import { type Logger, resvg, type SceneItem, vega, vegaLite, type VegaLiteSpec } from "./libraries.js";
import { textWidth } from "./textWidth.js";

const quiet: Logger = {
  level: () => 0,
  error: () => quiet,
  warn: () => quiet,
  info: () => quiet,
  debug: () => quiet,
};

/**
 * Draws a specification as SVG.
 *
 * @param spec - Vega-Lite 5; its data must be inline or generated, files and addresses are not read.
 */
export function renderSvg(spec: VegaLiteSpec): string {
  const library = vega();
  const { View, SVGStringRenderer, textMetrics } = library;
  textMetrics.width = (item, text) =>
    textWidth(
      typeof text === "string" ? text : JSON.stringify(text ?? ""),
      (item as { fontSize?: number }).fontSize ?? 11,
    );
  const view = new View(library.parse(vegaLite().compile(spec, { logger: quiet }).spec), {
    renderer: "none",
    logger: quiet,
  });
  view.run();
  const { root } = view.scenegraph();
  const padding = view.padding();
  showImages(root);
  const svg = new SVGStringRenderer(view.loader())
    .initialize(
      null,
      view._viewWidth + padding.left + padding.right,
      view._viewHeight + padding.top + padding.bottom,
      [padding.left + view._origin[0], padding.top + view._origin[1]],
      1,
    )
    .background(view.background())
    .render(root)
    .svg();
  view.finalize();
  return svg.replace(ariaOfMarks, "").replace(/(?<=<svg[^>]*>)/, standaloneStyle);
}

/** What Vega says of every single mark: half of a scatter plot's length, and the figure has its own words. */
const ariaOfMarks = / aria-[a-z]+="[^"]*"| role="[^"]*"/g;

/**
 * What a drawing's `currentColor` is when it is a document of its own, as in an `<img>`: there is no page then to take it
 * from. Inside a page the rule does not match, and the page's colour holds.
 */
export const standaloneStyle =
  "<style>svg:root{color-scheme:light dark;color:#263238}@media(prefers-color-scheme:dark){svg:root{color:#dfe2e7}}</style>";

/** A drawing that follows its page as one on white paper, for files and programs that know no page. */
export function paperSvg(svg: string): string {
  const { width, height } = svgSize(svg);
  const ground = `<rect width="${String(width)}" height="${String(height)}" fill="white"/>`;
  return toPaper(svg).replace(standaloneStyle, ground);
}

/**
 * An SVG picture as PNG on white paper, `scale` pixels for each of its units.
 *
 * @param level - How hard to compress, from 1 for pictures that change many times a second to 9; defaults to 6.
 */
export function paintPng(svg: string, scale = 2, level = 6): Uint8Array {
  const { Resvg } = resvg();
  const families = ["defaultFontFamily", "sansSerifFamily", "serifFamily", "monospaceFamily"];
  const { width, height, pixels } = new Resvg(paperSvg(svg), {
    background: "white",
    fitTo: { mode: "zoom", value: scale },
    font: {
      loadSystemFonts: false,
      fontFiles: fontFilesFor(svg),
      ...Object.fromEntries(families.map((name) => [name, fontFamily])),
    },
  }).render();
  // resvg's own encoder takes longer and writes more
  return encodePng(fewColors({ width, height, pixels }), level);
}

/** Width and height of a picture from our renderer, in CSS pixels. */
export function svgSize(svg: string): { width: number; height: number } {
  const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return { width: Math.round(Number(width)), height: Math.round(Number(height)) };
}

/** Vega fetches the pictures of image marks later; ours are inline, so they are ready at once. */
function showImages(item: SceneItem): void {
  const { url, width = 0, height = 0 } = item;
  if (url?.startsWith("data:")) item.image = { complete: true, url, src: url, width, height };
  for (const child of item.items ?? []) showImages(child);
}
