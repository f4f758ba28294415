// What layers for series check of the series that come.
import type { Shape } from "../shapes.js";

/** Wants `[n, steps, channels]`, with as many channels as there are weights for if they exist. */
export function seriesComplaint(x: Shape, channels?: number): { wanted: string; fix?: string } | undefined {
  const wanted = `[n, steps, ${channels === undefined ? "channels" : String(channels)}]`;
  if (x.length === 2) {
    const size = x[1] ?? "steps";
    const fix = `a series of single numbers has one channel: layers.reshape({ targetShape: [${String(size)}, 1] })`;
    return { wanted, fix };
  }
  if (x.length !== 3) return { wanted };
  return x[2] === null || (channels !== undefined && x[2] !== channels) ? { wanted } : undefined;
}
