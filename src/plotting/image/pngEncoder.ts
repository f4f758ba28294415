// Writes PNG files of whole pixels; the format is https://www.w3.org/TR/png-3/.
import { crc32 } from "../../crc32.js";
import { toBase64 } from "../../display/internal.js";
import type { Rgb } from "./colormaps.js";
import { deflate } from "./deflate.js";

/** Pixels as places in a list of at most 256 colours. */
export interface IndexedImage {
  width: number;
  height: number;
  /** One byte a pixel, row by row from the top. */
  pixels: Uint8Array;
  colors: readonly Rgb[];
}

/** Pixels as red, green, blue, three bytes each. */
export interface RgbImage {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** The bytes of a PNG file. `level` 1 is quick, 9 is small; defaults to 6. */
export function encodePng(image: IndexedImage | RgbImage, level = 6): Uint8Array {
  const { width, height, pixels } = image;
  const isIndexed = "colors" in image;
  const rowLength = (isIndexed ? 1 : 3) * width;
  const rows = new Uint8Array(height * (rowLength + 1)); // each row begins with its filter, 0: none
  for (let y = 0; y < height; y++) {
    rows.set(pixels.subarray(y * rowLength, (y + 1) * rowLength), y * (rowLength + 1) + 1);
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header[8] = 8; // bits
  header[9] = isIndexed ? 3 : 2; // colour type: palette or RGB
  return joined([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", header),
    ...(isIndexed ? [chunk("PLTE", Uint8Array.from(image.colors.flat().map(Math.round)))] : []),
    chunk("IDAT", deflate(rows, level)),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

/** A PNG as an address that needs no file. */
export function pngUrl(image: IndexedImage | RgbImage, level?: number): string {
  return `data:image/png;base64,${toBase64(encodePng(image, level))}`;
}

function chunk(name: string, content: Uint8Array): Uint8Array {
  const body = joined([Uint8Array.from(name, (letter) => letter.charCodeAt(0)), content]);
  const bytes = new Uint8Array(body.length + 8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(body, 4);
  view.setUint32(body.length + 4, crc32(body));
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
