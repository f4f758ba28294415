// A painted picture with as few bytes a pixel as it needs: a plot seldom has more than 256 colours.
import type { Rgb } from "./colormaps.js";
import type { IndexedImage, RgbImage } from "./pngEncoder.js";

/** Opaque pixels as red, green, blue, opacity, four bytes each. */
export interface PaintedImage {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** The same picture with places in a list of colours; with more than 256 colours, without the opacity. */
export function fewColors({ width, height, pixels }: PaintedImage): IndexedImage | RgbImage {
  // one number a colour; the order of its bytes does not matter, as colours are read from the bytes
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length / 4);
  const places = new Map<number, number>();
  const colors: Rgb[] = [];
  const indexed = new Uint8Array(words.length);
  let last = words[0]! + 1;
  let place = 0;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word !== last) {
      last = word;
      const known = places.get(word);
      place = known ?? colors.length;
      if (known === undefined) {
        if (place === 256) return { width, height, pixels: withoutOpacity(pixels) };
        places.set(word, place);
        colors.push([pixels[4 * i]!, pixels[4 * i + 1]!, pixels[4 * i + 2]!]);
      }
    }
    indexed[i] = place;
  }
  return { width, height, pixels: indexed, colors };
}

function withoutOpacity(pixels: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((pixels.length / 4) * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = pixels[from]!;
    rgb[to + 1] = pixels[from + 1]!;
    rgb[to + 2] = pixels[from + 2]!;
  }
  return rgb;
}
