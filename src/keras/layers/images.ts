// What layers for images check: their windows, and the images that come.
import { complaint } from "../../validation.js";
import { pair, type Pair, type Shape } from "../shapes.js";

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

/** Both entries of a pair, each an integer ≥ 1. */
export function checkedPair(action: string, name: string, value: Pair): readonly [number, number] {
  const both = pair(value);
  if (both.length === 2 && both.every((size) => Number.isInteger(size) && size >= 1)) return both;
  throw new RangeError(complaint({ action, name, wanted: "an integer >= 1 or two of them", got: value }));
}

export function checkPadding(action: string, padding: string): void {
  if (padding === "valid" || padding === "same") return;
  throw new RangeError(complaint({ action, name: "padding", wanted: '"valid" or "same"', got: padding }));
}
