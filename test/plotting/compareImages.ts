// Compares a picture with one that was looked at.
import fs from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { expect } from "vitest";

export interface Tolerance {
  /** Side of the squares whose mean colours are compared, in pixels; larger ones blur what fonts change. Defaults to 2. */
  square?: number;
  /** Greatest difference of a channel's mean, of 255, that is none. Defaults to 24. */
  difference?: number;
  /** Greatest share of squares that may differ. Defaults to 0.0005. */
  share?: number;
  /** Greatest relative difference of width and height. Defaults to 0. */
  size?: number;
}

/** True when pictures are to be written rather than compared: `GRADUS_REFERENCES=write npm test -- unit lab`. */
const isWriting = process.env["GRADUS_REFERENCES"] === "write";

/** The share of squares of two PNGs that differ; the second is first brought to the size of the first. */
export async function differingShare(
  reference: Uint8Array,
  picture: Uint8Array,
  { square = 2, difference = 24 }: Tolerance = {},
): Promise<number> {
  const { width, height } = await sharp(reference).metadata();
  const [columns, rows] = [Math.ceil(width / square), Math.ceil(height / square)];
  const means = async (png: Uint8Array): Promise<Buffer> => {
    const whole = await sharp(png)
      .flatten({ background: "white" })
      .resize(width, height, { fit: "fill" })
      .toColourspace("srgb")
      .png()
      .toBuffer();
    return sharp(whole).resize(columns, rows, { fit: "fill", kernel: "linear" }).raw().toBuffer();
  };
  const [wanted, got] = await Promise.all([means(reference), means(picture)]);
  let count = 0;
  for (let i = 0; i < wanted.length; i += 3) {
    const off = [0, 1, 2].some((channel) => Math.abs(wanted[i + channel]! - got[i + channel]!) > difference);
    if (off) count++;
  }
  return count / (columns * rows);
}

/** Expects a PNG to look as the reference file does. */
export async function expectToLookLike(
  picture: Uint8Array,
  reference: string,
  tolerance: Tolerance = {},
): Promise<void> {
  if (isWriting) {
    fs.mkdirSync(path.dirname(reference), { recursive: true });
    await sharp(picture).png({ palette: true, effort: 10, compressionLevel: 9 }).toFile(reference);
  }
  const wanted = fs.readFileSync(reference);
  const [from, to] = await Promise.all([sharp(wanted).metadata(), sharp(picture).metadata()]);
  const { size = 0, share = 0.0005 } = tolerance;
  for (const side of ["width", "height"] as const)
    expect(Math.abs(to[side] / from[side] - 1), `${side} of ${reference}`).toBeLessThanOrEqual(size);
  expect(await differingShare(wanted, picture, tolerance), reference).toBeLessThanOrEqual(share);
}
