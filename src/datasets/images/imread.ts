import { NDArray } from "../../array/index.js";
import { nodeModule } from "../../nodeModule.js";
import { checkInteger, checkKind, checkOptions, complaint } from "../../validation.js";
import { readWithCanvas } from "./canvasPictures.js";
import { DataFileError } from "../files.js";

/** How {@link imread} reads: one channel of grey, three of colour, or as it is in the file. */
export type ImreadMode = "grayscale" | "color" | "unchanged";

/** Options of {@link imread}. */
export interface ImreadOptions {
  /**
   * Most pixels a file may say it has, 100 million unless told otherwise: a few kilobytes can unfold to gigabytes. A 600 dpi scan
   * of an A4 page has 35 million.
   */
  maxPixels?: number;
  /** Makes the picture smaller while it is read, so that neither side has more pixels; it is never made larger. */
  maxLength?: number;
}

/**
 * Reads a PNG, JPEG, WebP, GIF or TIFF file.
 *
 * Grey is 0.299 R + 0.587 G + 0.114 B; transparency and colour profiles are ignored, 16-bit pictures lose their lower
 * byte, and a photo's orientation is applied: within 1 level what `cv.imread` gives, except for the grey of JPEGs in loud
 * colours. Channels come in the order red, green, blue (OpenCV's is blue, green, red).
 *
 * @param mode - `"color"` unless told otherwise.
 * @param options - `maxPixels` (100 million) and `maxLength`; large scans of which little is needed are read several times
 * faster with the latter.
 * @returns uint8, 0 to 255: `[height, width]` for grey, `[height, width, 3]` for colour, `[height, width, channels]` unchanged.
 * @throws DataFileError if the file is missing, not a picture, damaged, or has more than `maxPixels`; in a browser, where `file`
 * is a URL and the browser decodes, also for transparent pictures and mode `"unchanged"`.
 *
 * @example A scan, no longer than 1,000 pixels
 * ```ts
 * import { imread, imwrite, zeros } from "gradus";
 * import os from "node:os";
 * import path from "node:path";
 * import { expect } from "vitest";
 *
 * const file = path.join(os.tmpdir(), `gradus-scan-${String(process.pid)}.png`);
 * await imwrite(file, zeros([3000, 2000]));
 * expect((await imread(file, "grayscale", { maxLength: 1000 })).shape).toEqual([1000, 667]);
 * ```
 *
 * @see OpenCV `cv.imread`
 */
export async function imread(
  file: string,
  mode: ImreadMode = "color",
  options: ImreadOptions = {},
): Promise<NDArray> {
  const action = "read a picture";
  checkOptions(action, options, ["maxPixels", "maxLength"]);
  checkKind(action, "file", file, { kind: "text", wanted: "a path" });
  const { maxPixels = 100_000_000, maxLength } = options;
  checkInteger(action, "maxPixels", maxPixels, { min: 1 });
  if (maxLength !== undefined) checkInteger(action, "maxLength", maxLength, { min: 1 });
  if (!["grayscale", "color", "unchanged"].includes(mode)) {
    const wanted = '"grayscale", "color" or "unchanged"';
    throw new RangeError(complaint({ action, name: "mode", wanted, got: mode }));
  }
  const fs = nodeModule("node:fs");
  if (!fs) return decodeInPage(file, mode, maxPixels, maxLength);
  const { size } = await fs.promises.stat(file).catch((cause: NodeJS.ErrnoException) => {
    throw new DataFileError(file, cause.code === "ENOENT" ? "there is no such file" : String(cause.code));
  });
  if (size === 0) throw new DataFileError(file, "the file is empty");
  try {
    return await decode(file, mode, maxPixels, maxLength);
  } catch (error) {
    if (error instanceof DataFileError) throw error;
    const why = (error as Error).message.split("\n")[0]!;
    throw new DataFileError(file, `it is not a picture that can be read: ${why}`);
  }
}

async function decode(
  file: string,
  mode: ImreadMode,
  maxPixels: number,
  maxLength: number | undefined,
): Promise<NDArray> {
  const { default: sharp } = await import("sharp");
  let picture = sharp(file, { ignoreIcc: true, failOn: "truncated", limitInputPixels: false });
  const { space, width: across, height: down } = await picture.metadata();
  if (across * down > maxPixels) {
    const [said, most] = [`${String(across)} × ${String(down)} pixels`, String(maxPixels)];
    throw new DataFileError(
      file,
      `it has ${said}, more than maxPixels (${most}); if you trust it, pass { maxPixels: ${String(across * down)} }`,
    );
  }
  picture = picture.autoOrient();
  if (maxLength !== undefined)
    picture = picture.resize(maxLength, maxLength, { fit: "inside", withoutEnlargement: true });
  const gray = space === "b-w" || space === "grey16"; // which sharp decodes to three equal channels
  if (gray && mode !== "color") picture = picture.extractChannel(0);
  else if (mode !== "unchanged") picture = picture.removeAlpha();
  // Whole, not as a stream: the answer has this size anyway. 35 million pixels in colour take 0.13 s and 110 MB so, as a
  // stream of strips into the array 0.38 s and 200 MB (chunks wait in sharp's queue); in grey both take the same.
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (channels === 1) return new NDArray(pixels, [height, width]);
  if (mode === "grayscale") return new NDArray(luminance(pixels), [height, width]);
  return new NDArray(pixels, [height, width, channels]);
}

async function decodeInPage(
  url: string,
  mode: ImreadMode,
  maxPixels: number,
  maxLength: number | undefined,
): Promise<NDArray> {
  if (mode === "unchanged")
    throw new DataFileError(
      url,
      'a browser does not say how it is stored; read it as "grayscale" or "color"',
    );
  const { width, height, rgba } = await readWithCanvas(url, maxPixels, maxLength);
  const rgb = Uint8Array.from({ length: 3 * width * height }, (_, i) => rgba[i + Math.floor(i / 3)]!);
  if (mode === "grayscale") return new NDArray(luminance(rgb), [height, width]);
  return new NDArray(rgb, [height, width, 3]);
}

/** The grey of red, green and blue, as ITU-R BT.601 weighs them. */
function luminance(rgb: Uint8Array): Uint8Array {
  const gray = new Uint8Array(rgb.length / 3);
  for (let i = 0, p = 0; i < gray.length; i++, p += 3)
    gray[i] = Math.round(0.299 * rgb[p]! + 0.587 * rgb[p + 1]! + 0.114 * rgb[p + 2]!);
  return gray;
}
