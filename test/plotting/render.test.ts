import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { fewColors } from "../../src/plotting/image/fewColors.js";
import { encodePng } from "../../src/plotting/image/pngEncoder.js";
import { fontFilesFor } from "../../src/plotting/render/fonts.js";
import { paintPng } from "../../src/plotting/render/render.js";

const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join("");

function picture(...lines: string[]): string {
  const texts = lines.map((line, i) => {
    const escaped = line.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    return `<text x="4" y="${String(20 + 20 * i)}" font-family="sans-serif" font-size="13">${escaped}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="${String(20 * lines.length + 10)}">${texts.join("")}</svg>`;
}

async function decoded(png: Uint8Array): Promise<Buffer> {
  return sharp(png).toColourspace("srgb").removeAlpha().raw().toBuffer();
}

describe("fontFilesFor()", () => {
  it("gives the small file to pictures that it has all signs for", () => {
    expect(fontFilesFor(picture(ascii, "−1"))).toHaveLength(1);
    for (const text of ["손실", "α → β", "a…", "\u00a0", "&#8230;"])
      expect(fontFilesFor(`<svg>${text}</svg>`), text).toHaveLength(2);
  });

  it("gives letters of one shape from either file, kerning included", async () => {
    const lines = [ascii, "AVATAR Te To −0.5 −12"];
    const size = { left: 0, top: 0, width: 900, height: 40 };
    const head = async (png: Uint8Array): Promise<Buffer> =>
      decoded(await sharp(png).extract(size).png().toBuffer());
    const small = await head(paintPng(picture(...lines), 1));
    const full = await head(paintPng(picture(...lines, "가"), 1));
    expect(small.equals(full)).toBe(true);
    expect(new Set(small).size).toBeGreaterThan(20);
  });
});

describe("fewColors()", () => {
  const painted = (numColors: number): Uint8Array =>
    Uint8Array.from({ length: 4 * 20 * 20 }, (_, i) => {
      const color = Math.floor(i / 4) % numColors;
      return [color & 255, color >> 8, 7, 255][i % 4]!;
    });

  it.each([
    [1, true],
    [256, true],
    [257, false],
  ])("keeps every pixel of a picture of %i colours", async (numColors, hasList) => {
    const pixels = painted(numColors);
    const image = fewColors({ width: 20, height: 20, pixels });
    expect("colors" in image).toBe(hasList);
    expect([...(await decoded(encodePng(image)))]).toEqual([...pixels.filter((_, i) => i % 4 !== 3)]);
  });
});
