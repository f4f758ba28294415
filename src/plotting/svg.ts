// Pieces of SVG drawings made by hand.
import { ink } from "./colors.js";
import { standaloneStyle } from "./render/render.js";

/** A drawing that may stand inside another. */
export interface Picture {
  width: number;
  height: number;
  /** SVG elements whose upper left corner is (0, 0). */
  svg: string;
}

/** Text made safe to stand in SVG. */
export function escapeXml(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]!,
  );
}

/** Words; `anchor` is where x lies in them. */
export function words(
  text: string,
  x: number,
  y: number,
  { anchor = "start", color = ink, size = 13 } = {},
): string {
  return `<text x="${place(x)}" y="${place(y)}" font-size="${String(size)}" text-anchor="${anchor}" fill="${color}">${escapeXml(text)}</text>`;
}

/** A number of pixels, to a tenth. */
export function place(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** A picture as an SVG document without ground: in a page it has the page's colours. */
export function svgFile({ width, height, svg }: Picture): string {
  const [w, h] = [String(Math.ceil(width)), String(Math.ceil(height))];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" style="max-width:100%;height:auto">` +
    `${standaloneStyle}<g font-family="sans-serif">${svg}</g></svg>`
  );
}
