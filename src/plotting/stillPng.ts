// The form of a picture for places that show nothing else: GitHub, print, a mail.
import { metadataSymbol, type MimeBundle } from "../display/host.js";
import { toBase64 } from "../display/internal.js";
import { nodeModule } from "../nodeModule.js";
import { paintPng, svgSize } from "./render/render.js";

/** Whether pictures can be painted here: a page shows them itself, and does without. */
export function canPaint(): boolean {
  return nodeModule("node:fs") !== undefined;
}

/** An SVG's PNG with its size, as part of a bundle; nothing in a page. */
export function stillPng(svg: string): MimeBundle {
  if (!canPaint()) return {};
  // The PNG has two pixels for each of the page's, so the page is told its size.
  return { "image/png": toBase64(paintPng(svg, 2)), [metadataSymbol]: { "image/png": svgSize(svg) } };
}
