import type { ArrayLike } from "../../array/index.js";
import { nodeModule } from "../../nodeModule.js";
import { downloadPicture } from "./canvasPictures.js";
import { asPicture } from "./picture.js";

/**
 * Writes a picture; the kind of file follows from its ending (`.png`, `.jpg`, `.webp`, …). A browser offers it as a download.
 *
 * @param image - uint8 (or numbers from 0 to 255), shape `[height, width]`, `[height, width, 1]`, `[…, 3]` or `[…, 4]`.
 * @throws RangeError if the shape is not a picture's.
 *
 * @see OpenCV `cv.imwrite`
 */
export async function imwrite(file: string, image: ArrayLike): Promise<void> {
  const { data, height, width, channels } = asPicture(image, "write a picture");
  const pixels =
    data instanceof Uint8Array
      ? data
      : Uint8Array.from(data, (v) => Math.min(255, Math.max(0, Math.round(v))));
  if (!nodeModule("node:fs")) {
    const place = { 1: [0, 0, 0, -1], 3: [0, 1, 2, -1], 4: [0, 1, 2, 3] }[channels as 1 | 3 | 4];
    const rgba = Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) => {
      const channel = place[i % 4]!;
      return channel < 0 ? 255 : pixels[Math.floor(i / 4) * channels + channel]!;
    });
    return downloadPicture(file, { width, height, rgba });
  }
  const { default: sharp } = await import("sharp");
  const picture = sharp(pixels, { raw: { width, height, channels: channels as 1 | 3 | 4 } });
  await picture.toColourspace(channels === 1 ? "b-w" : "srgb").toFile(file);
}
