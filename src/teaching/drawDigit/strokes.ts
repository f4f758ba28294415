// Example digits as strokes of a pen, and strokes as pixels.
import { array, type NDArray } from "../../array/index.js";

/** Side of the paper in pixels. */
export const side = 280;
/** Width of the pen in pixels. */
export const pen = 22;

/** Points that the pen goes through, x and y in turn. */
export type Stroke = readonly number[];

/** A stroke along a part of an ellipse, angles in degrees, clockwise from the right. */
const arc = (x: number, y: number, rx: number, ry: number, from: number, to: number): number[] =>
  Array.from({ length: 17 }, (_, i) => ((from + ((to - from) * i) / 16) * Math.PI) / 180).flatMap((angle) => [
    Math.round(x + rx * Math.cos(angle)),
    Math.round(y + ry * Math.sin(angle)),
  ]);

/** The ten digits, as one may write them. */
export const exampleDigits: readonly (readonly Stroke[])[] = [
  [arc(140, 140, 52, 80, -90, 270)],
  [[108, 92, 146, 58, 146, 222]],
  [[...arc(140, 102, 52, 46, 200, 400), 84, 222, 200, 222]],
  [[...arc(134, 98, 48, 40, 210, 450), ...arc(134, 180, 54, 44, -90, 150)]],
  [
    [160, 58, 82, 168, 204, 168],
    [166, 118, 166, 226],
  ],
  [[188, 60, 104, 60, 98, 126, ...arc(134, 168, 54, 52, -120, 140)]],
  [[172, 58, ...arc(136, 170, 50, 52, 210, 570)]],
  [[86, 62, 196, 62, 120, 224]],
  [arc(140, 98, 42, 38, 90, 450), arc(140, 180, 50, 44, -90, 270)],
  [[...arc(140, 106, 48, 46, 0, 360), 184, 140, 170, 224]],
];

/** What the strokes leave on white paper: uint8, shape `[280, 280]`, 255 for paper and 0 for ink, soft at the edges. */
export function toPixels(strokes: readonly Stroke[]): NDArray {
  const pixels = new Uint8Array(side * side).fill(255);
  for (const stroke of strokes) {
    for (let i = 0; i + 1 < stroke.length; i += 2) {
      const next = i + 3 < stroke.length ? i + 2 : i;
      drawLine(pixels, stroke[i]!, stroke[i + 1]!, stroke[next]!, stroke[next + 1]!);
    }
  }
  return array(pixels).reshape([side, side]);
}

/** Darkens the pixels near a line. */
function drawLine(pixels: Uint8Array, x0: number, y0: number, x1: number, y1: number): void {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const clip = (value: number): number => Math.min(side - 1, Math.max(0, Math.round(value)));
  for (let y = clip(Math.min(y0, y1) - pen); y <= clip(Math.max(y0, y1) + pen); y++) {
    for (let x = clip(Math.min(x0, x1) - pen); x <= clip(Math.max(x0, x1) + pen); x++) {
      const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length));
      const distance = Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
      const ink = Math.min(1, Math.max(0, pen / 2 + 0.5 - distance));
      const at = y * side + x;
      pixels[at] = Math.min(pixels[at]!, Math.round(255 * (1 - ink)));
    }
  }
}
