// Fewer points with the same look, so that a plot of 100,000 points stays light to store and to move.

/** Points that are drawn, and of how many. */
export interface Sample {
  /** Positions of the drawn points, ascending. */
  indices: Int32Array;
  total: number;
}

/** Most points of a line; twice as many as a wide plot has pixels. */
export const maxLinePoints = 2000;
/** Most points of a cloud. */
export const maxCloudPoints = 5000;

/**
 * Points of a line: of each stretch the lowest and the highest, so that spikes stay.
 * Gaps (NaN) stay too: a stretch that has one keeps it.
 */
export function sampleLine(y: ArrayLike<number>, limit: number = maxLinePoints): Sample {
  const total = y.length;
  if (total <= limit) return { indices: Int32Array.from({ length: total }, (_, i) => i), total };
  const numBins = Math.floor((limit - 2) / 3);
  const kept = new Set<number>([0, total - 1]);
  for (let bin = 0; bin < numBins; bin++) {
    const start = Math.floor((bin * total) / numBins);
    const end = Math.floor(((bin + 1) * total) / numBins);
    let low = -1;
    let high = -1;
    for (let i = start; i < end; i++) {
      const value = y[i]!;
      if (!Number.isFinite(value)) {
        kept.add(i);
        break;
      }
      if (low < 0 || value < y[low]!) low = i;
      if (high < 0 || value > y[high]!) high = i;
    }
    if (low >= 0) kept.add(low).add(high);
  }
  return { indices: Int32Array.from(kept).sort(), total };
}

/** Points of a path that may turn back (x not sorted): evenly spaced, first and last included. */
export function samplePath(length: number, limit: number = maxLinePoints): Sample {
  if (length <= limit) return { indices: Int32Array.from({ length }, (_, i) => i), total: length };
  const step = (length - 1) / (limit - 1);
  return { indices: Int32Array.from({ length: limit }, (_, i) => Math.round(i * step)), total: length };
}

/** Points of a cloud: chosen at random with a fixed seed, each with the same chance. */
export function sampleCloud(length: number, limit: number = maxCloudPoints): Sample {
  if (length <= limit) return { indices: Int32Array.from({ length }, (_, i) => i), total: length };
  const random = mulberry32(length);
  const indices = new Int32Array(limit);
  // Selection sampling, Knuth, The Art of Computer Programming vol. 2, 3.4.2, algorithm S.
  let chosen = 0;
  for (let i = 0; chosen < limit; i++) {
    if ((length - i) * random() < limit - chosen) indices[chosen++] = i;
  }
  return { indices, total: length };
}

/** A small seeded generator of numbers in [0, 1); Tommy Ettinger's mulberry32. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let z = Math.imul(state ^ (state >>> 15), state | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 4294967296;
  };
}

/** True when the values never fall: then x and y make a curve, not a path. */
export function isSorted(x: ArrayLike<number>): boolean {
  for (let i = 1; i < x.length; i++) if (x[i]! < x[i - 1]!) return false;
  return true;
}
