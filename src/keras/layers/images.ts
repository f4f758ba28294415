// What layers for images check of the images that come, and how windows lie on them.
import { windowedLength, type Shape } from "../shapes.js";

/** Wants `[n, height, width, channels]`, with as many channels as the kernel has if it exists. */
export function imageComplaint(x: Shape, channels?: number): { wanted: string; fix?: string } | undefined {
  const wanted = `[n, height, width, ${channels === undefined ? "channels" : String(channels)}]`;
  if (x.length === 3) {
    const sample = x.slice(1).map((size) => size ?? "any");
    return {
      wanted,
      fix: `add the channel axis: layers.reshape({ targetShape: [${sample.join(", ")}, 1] })`,
    };
  }
  if (x.length !== 4) return { wanted, fix: "images must not be flattened before this layer" };
  if (channels !== undefined && x[3] !== channels) return { wanted };
  return undefined;
}

/** How a window moves over images. */
export interface ImageWindow {
  readonly kernelSize: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: "valid" | "same";
  readonly dilationRate: readonly [number, number];
}

/** Height and width of what a window gives on images `[n, height, width, channels]`. */
export function windowedSize(x: Shape, window: ImageWindow): [number | null, number | null] {
  const { kernelSize, strides, padding, dilationRate } = window;
  const length = (axis: 0 | 1) =>
    windowedLength(x[axis + 1]!, kernelSize[axis], strides[axis], padding, dilationRate[axis]);
  return [length(0), length(1)];
}

/** Wants images on which the window fits, with as many channels as there are weights for if they exist. */
export function windowComplaint(
  x: Shape,
  window: ImageWindow,
  channels?: number,
): { wanted: string; fix?: string } | undefined {
  const wrong = imageComplaint(x, channels);
  if (wrong) return wrong;
  if (x[3] === null) return { wanted: "[n, height, width, channels] with a known number of channels" };
  if (windowedSize(x, window).every((size) => (size ?? 1) >= 1)) return undefined;
  const [h, w] = window.kernelSize.map((size, axis) => (size - 1) * window.dilationRate[axis]! + 1);
  return { wanted: `[n, height, width, channels] with images of at least ${String(h)} × ${String(w)}` };
}
