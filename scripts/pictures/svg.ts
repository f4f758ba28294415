// Pieces of the small pictures: 160 × 100 units, colours of the figures that can be told from white and from black.
import { palette } from "../../src/plotting/colors.js";

export const [blue, orange, green, red, purple] = palette;
export const gray = "#7d8794";

export type Point = readonly [x: number, y: number];

/** A number of units, to a tenth, as short as it goes. */
const place = (value: number): string => String(Math.round(value * 10) / 10);

/** A line through points. */
export const line = (points: readonly Point[], color: string, width = 2): string =>
  `<polyline points="${points.map(([x, y]) => `${place(x)},${place(y)}`).join(" ")}" fill="none" stroke="${color}" stroke-width="${place(width)}" stroke-linejoin="round" stroke-linecap="round"/>`;

export const dot = ([x, y]: Point, color: string, radius = 3.5): string =>
  `<circle cx="${place(x)}" cy="${place(y)}" r="${place(radius)}" fill="${color}"/>`;

/** A ring, or an ellipse without ground. */
export const ring = ([x, y]: Point, rx: number, ry = rx, color: string = gray, width = 1): string =>
  `<ellipse cx="${place(x)}" cy="${place(y)}" rx="${place(rx)}" ry="${place(ry)}" fill="none" stroke="${color}" stroke-width="${place(width)}"${color === gray ? ' stroke-opacity="0.6"' : ""}/>`;

export const box = (
  [x, y]: Point,
  width: number,
  height: number,
  { fill = "none", stroke = "none", opacity = 1 } = {},
): string =>
  `<rect x="${place(x)}" y="${place(y)}" width="${place(width)}" height="${place(height)}" rx="1.5" fill="${fill}"` +
  (stroke === "none" ? "" : ` stroke="${stroke}" stroke-width="1.2"`) +
  (opacity === 1 ? "" : ` fill-opacity="${String(Math.round(opacity * 100) / 100)}"`) +
  "/>";

/** An arrow to the right. */
export const arrow = ([x, y]: Point, length: number): string =>
  line(
    [
      [x, y],
      [x + length, y],
    ],
    gray,
    1.8,
  ) +
  line(
    [
      [x + length - 4, y - 4],
      [x + length, y],
      [x + length - 4, y + 4],
    ],
    gray,
    1.8,
  );

export const svgFile = (content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="160" height="100" viewBox="0 0 160 100">${content}</svg>\n`;
