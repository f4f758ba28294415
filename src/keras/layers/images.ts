// What layers for images check of the images that come.
import type { Shape } from "../shapes.js";

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
