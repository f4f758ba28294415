// Pictures in a browser: its own decoder and encoder, by way of a canvas.
import { DataFileError, nameOf, readFile } from "../files.js";

/** Pixels as a canvas has them: red, green, blue, opacity, one byte each. */
export interface CanvasPicture {
  width: number;
  height: number;
  rgba: Uint8ClampedArray;
}

/**
 * Decodes a picture from its URL.
 *
 * @param maxLength - Most pixels of a side; undefined leaves the size as it is.
 * @throws DataFileError for one with transparent parts: a canvas mixes their colours with their opacity, and loses them.
 */
export async function readWithCanvas(
  url: string,
  maxPixels: number,
  maxLength: number | undefined,
): Promise<CanvasPicture> {
  const bytes = await readFile(url);
  const whole = await createImageBitmap(new Blob([Uint8Array.from(bytes)]), {
    colorSpaceConversion: "none",
    premultiplyAlpha: "none",
  }).catch((cause: unknown) => {
    throw new DataFileError(url, `it is not a picture that can be read: ${String(cause)}`);
  });
  const numPixels = whole.width * whole.height;
  if (numPixels > maxPixels)
    throw new DataFileError(
      url,
      `it has ${String(numPixels)} pixels, more than maxPixels (${String(maxPixels)})`,
    );
  const scale = Math.min(1, (maxLength ?? Infinity) / Math.max(whole.width, whole.height));
  const [width, height] = [Math.round(whole.width * scale), Math.round(whole.height * scale)];
  const context = contextOf(width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(whole, 0, 0, width, height);
  whole.close();
  const { data: rgba } = context.getImageData(0, 0, width, height);
  if (rgba.some((value, i) => i % 4 === 3 && value !== 255))
    throw new DataFileError(
      url,
      "parts of it are transparent, whose colours a browser does not keep; read it in Node.js",
    );
  return { width, height, rgba };
}

/**
 * Gives a picture to the reader of the page as a file to download.
 *
 * @throws TypeError for an ending that browsers do not write.
 */
export async function downloadPicture(file: string, { width, height, rgba }: CanvasPicture): Promise<void> {
  const ending = /\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? "";
  const type = { png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg", webp: "image/webp" }[ending];
  if (!type || typeof document === "undefined") {
    const wanted = "a name that ends in .png, .jpg or .webp, in the page itself, not in a worker";
    throw new TypeError(`Cannot write a picture: file must be ${wanted}, current value is ${file}`);
  }
  const context = contextOf(width, height);
  context.putImageData(new ImageData(Uint8ClampedArray.from(rgba), width, height), 0, 0);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await context.canvas.convertToBlob({ type }));
  link.download = nameOf(file);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("Cannot read or write pictures: this browser has no canvas for them");
  return context;
}
