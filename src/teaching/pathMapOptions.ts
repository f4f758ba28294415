// What a path map is told: paths, ranges, titles; checked.
import { complaint } from "../validation.js";

/** A point of the map. */
export type MapPoint = ArrayLike<number>;

/** One path on the map. */
export interface MapPath {
  /** Shown in the legend. */
  name: string;
  /** Places before the first step, after it, and so on. */
  points: readonly MapPoint[];
  /** By how much the slider's number grows with one step. Defaults to 1. */
  every?: number;
  /** Colour of line and dot; defaults to the palette's next one. */
  color?: string;
  /** Lengths of strokes and gaps, for print. Defaults to an unbroken line. */
  dash?: readonly number[];
  /** From 0 to 1; less than the default 0.9 lets a path of thousands of steps shine through. */
  opacity?: number;
}

export interface PathMapOptions {
  /** From and to of the horizontal axis. */
  x: readonly [number, number];
  /** From and to of the vertical axis. */
  y: readonly [number, number];
  title: string;
  xTitle: string;
  yTitle: string;
  /** Heights of the contour lines. Defaults to twelve that double from one to the next. */
  levels?: readonly number[];
  /** What the slider counts, as in "step". */
  slider: string;
  /** One move of the slider. Defaults to 1. */
  sliderStep?: number;
  /** Title of a second panel with the function's height along each path, on a log scale; left out if not given. */
  heightTitle?: string;
  /** Width of the map in pixels; the height follows the axes' ranges, within limits. Defaults to 520. */
  width?: number;
}

/** @throws RangeError if a range is empty or a path has no points. */
export function checkRanges({ x, y }: PathMapOptions, paths: readonly MapPath[]): void {
  for (const [name, range] of Object.entries({ x, y })) {
    if (!(range[1] > range[0])) {
      throw new RangeError(
        complaint({ action: "draw a map", name, wanted: "[from, to] with from < to", got: range }),
      );
    }
  }
  const empty = paths.find(({ points }) => points.length === 0);
  if (empty) {
    throw new RangeError(
      complaint({
        action: `draw the path "${empty.name}"`,
        name: "points",
        wanted: "at least one point",
        got: [],
      }),
    );
  }
}
