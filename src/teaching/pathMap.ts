// Paths of descent on the contour map of a function of two weights, with a slider that walks them step by step.
import { type Figure, vega } from "../plotting/index.js";
import { checkRanges, type MapPath, type PathMapOptions } from "./pathMapOptions.js";
import { heightPanel, mapPanel, pathRows, upTo } from "./pathMapPanels.js";

/**
 * Draws paths on the contour lines of `f`, with a slider; the still picture shows them whole.
 *
 * Introduced in lesson 01. The rows are computed beforehand, so the slider works without a kernel.
 *
 * @param f - Height over the map, finite.
 * @throws RangeError if a range is empty or a path has no points.
 *
 * @example
 * ```ts
 * import { pathMap } from "gradus";
 *
 * const points = [[-4, 2], [-2, 1], [-1, 0.5]];
 * pathMap((x, y) => x * x + y * y, {
 *   paths: [{ name: "halving", points }],
 *   x: [-5, 5],
 *   y: [-3, 3],
 *   title: "Half way each time",
 *   xTitle: "x",
 *   yTitle: "y",
 *   slider: "step",
 * });
 * ```
 */
export function pathMap(
  f: (x: number, y: number) => number,
  { paths, ...options }: PathMapOptions & { paths: readonly MapPath[] },
): Figure {
  checkRanges(options, paths);
  const { title, slider, sliderStep = 1, heightTitle } = options;
  const rows = pathRows(f, paths);
  const last = rows.reduce((most, { at }) => Math.max(most, at), 0);
  const bind = { input: "range", min: 0, max: last, step: sliderStep, name: `${slider} ` };
  const map = mapPanel(f, paths, options);
  return vega(
    {
      params: [{ name: upTo, value: last, bind }],
      data: { values: rows },
      ...(heightTitle === undefined ? map : { vconcat: [map, heightPanel(paths, options)] }),
    },
    { title, text: `${title}: ${paths.map(describe).join("; ")}` },
  );
}

function describe({ name, points }: MapPath): string {
  const end = Array.from(points.at(-1)!, (z) => z.toPrecision(3)).join(", ");
  return `${name} → (${end})`;
}
