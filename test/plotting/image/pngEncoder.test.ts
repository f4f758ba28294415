import { describe, expect, it } from "vitest";
import sharp from "sharp";
import { encodePng } from "../../../src/plotting/image/pngEncoder.js";

describe("encodePng()", () => {
  it("writes what another decoder reads", async () => {
    const pixels = Uint8Array.of(0, 1, 1, 0);
    const png = encodePng({
      width: 2,
      height: 2,
      pixels,
      colors: [
        [255, 0, 0],
        [0, 0, 255],
      ],
    });
    const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([2, 2]);
    expect([...data]).toEqual([255, 0, 0, 0, 0, 255, 0, 0, 255, 255, 0, 0]);
  });
});
