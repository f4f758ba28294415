// Level lines of a table of numbers, by marching squares: https://en.wikipedia.org/wiki/Marching_squares.
import type { Matrix } from "../values.js";

/** A line through the table in column and row units: [x0, y0, x1, y1, …]. */
export type Polyline = number[];

/**
 * Lines along which the table has the value `level`.
 *
 * Values between the entries are linear; a saddle is split by the mean of its four corners.
 */
export function contourLines({ data, rows, columns }: Matrix, level: number): Polyline[] {
  const segments: [string, string][] = [];
  const points = new Map<string, [number, number]>();
  /** The crossing on the edge from entry (x, y) to its right or lower neighbour. */
  const cross = (x: number, y: number, isVertical: boolean): string => {
    const key = `${String(x)},${String(y)},${isVertical ? "v" : "h"}`;
    if (!points.has(key)) {
      const a = data[y * columns + x]!;
      const b = isVertical ? data[(y + 1) * columns + x]! : data[y * columns + x + 1]!;
      const t = (level - a) / (b - a);
      points.set(key, isVertical ? [x, y + t] : [x + t, y]);
    }
    return key;
  };
  for (let y = 0; y + 1 < rows; y++) {
    for (let x = 0; x + 1 < columns; x++) {
      const corners = [
        data[y * columns + x]!,
        data[y * columns + x + 1]!,
        data[(y + 1) * columns + x + 1]!,
        data[(y + 1) * columns + x]!,
      ];
      if (corners.some((value) => !Number.isFinite(value))) continue;
      const inside = corners.map((value) => value >= level);
      // edges of the cell in the order top, right, bottom, left; an edge is crossed where its ends differ
      const edges: [number, number, boolean][] = [
        [x, y, false],
        [x + 1, y, true],
        [x, y + 1, false],
        [x, y, true],
      ];
      const crossed = [0, 1, 2, 3].filter((i) => inside[i] !== inside[(i + 1) % 4]);
      const keys = crossed.map((i) => cross(...edges[i]!));
      if (keys.length === 2) segments.push([keys[0]!, keys[1]!]);
      if (keys.length === 4) {
        const isHighInside = corners.reduce((sum, value) => sum + value, 0) / 4 >= level === inside[0];
        if (isHighInside) segments.push([keys[0]!, keys[1]!], [keys[2]!, keys[3]!]);
        else segments.push([keys[3]!, keys[0]!], [keys[1]!, keys[2]!]);
      }
    }
  }
  return join(segments).map((keys) => keys.flatMap((key) => points.get(key)!));
}

/** Segments that share an end, strung together. */
function join(segments: readonly (readonly [string, string])[]): string[][] {
  const ends = new Map<string, number[]>();
  for (const [i, segment] of segments.entries()) {
    for (const key of segment) ends.set(key, [...(ends.get(key) ?? []), i]);
  }
  const isUsed = new Uint8Array(segments.length);
  const grow = (line: string[]): void => {
    for (;;) {
      const tip = line[line.length - 1]!;
      const next = ends.get(tip)!.find((i) => !isUsed[i]);
      if (next === undefined) return;
      isUsed[next] = 1;
      const [a, b] = segments[next]!;
      line.push(a === tip ? b : a);
    }
  };
  const lines: string[][] = [];
  for (const [i, [a, b]] of segments.entries()) {
    if (isUsed[i]) continue;
    isUsed[i] = 1;
    const line = [a, b];
    grow(line);
    line.reverse();
    grow(line);
    lines.push(line);
  }
  return lines;
}

/** Round levels inside a range, about `count` of them: steps of 1, 2, 2.5 or 5 times a power of ten. */
export function niceLevels(low: number, high: number, count: number): number[] {
  const raw = (high - low) / (count + 1);
  if (!(raw > 0)) return [];
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= raw * 0.999)! * power;
  const levels: number[] = [];
  for (let k = Math.floor(low / step) + 1; k * step < high; k++)
    levels.push(Number((k * step).toPrecision(12)));
  return levels;
}
