// The playground's four data sets, for lessons that train on them by themselves.
import {
  type DatasetName,
  datasetNames,
  makePoints,
  type Points,
  type PointSets,
} from "../playground/internal.js";
import { checkOptions, unknownWord } from "../validation.js";

/** `"gaussians"`, `"xor"`, `"circles"` or `"spiral"`. */
export type PlaneDataName = DatasetName;
/** Points of the plane in two classes: coordinates `x`, two a point, and classes `y`, 0 or 1. */
export type PlanePoints = Points;
/** Points to train on and points to test with. */
export type PlaneData = PointSets;

export interface PlaneDataOptions {
  /** Points in each of the two sets. Defaults to 200. */
  numPoints?: number;
  /** Standard deviation of the noise on both coordinates. Defaults to 0. */
  noise?: number;
  /** Seed of the training points; the test points have the next one. Defaults to 0. */
  seed?: number;
}

/**
 * Draws one of the playground's data sets: two clouds, the four quadrants, a disc in a ring, or two spiral arms.
 *
 * Introduced in lesson 04. Coordinates are standardised by the training points.
 *
 * @throws RangeError if there is no such data set.
 *
 * @example
 * ```ts
 * import { planeData } from "gradus";
 *
 * const { train, test } = planeData("circles");
 * [train.x.length, train.y.length, test.count]; // [ 400, 200, 200 ]
 * ```
 */
export function planeData(name: PlaneDataName, options: PlaneDataOptions = {}): PlaneData {
  checkOptions("draw points", options, ["numPoints", "noise", "seed"]);
  const { numPoints = 200, noise = 0, seed = 0 } = options;
  if (!datasetNames.includes(name)) throw unknownWord("draw points", "name", name, datasetNames);
  return makePoints(name, numPoints, numPoints, noise, seed);
}
