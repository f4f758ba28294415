// Points made by formula: two moons, two circles, clouds. One seed gives scikit-learn's numbers.
import { type ArrayLike, asArray, concatenate, linspace, NDArray, stack } from "../array/index.js";
import { RandomState } from "../random/index.js";
import { checkInteger, checkOptions, complaint } from "../validation.js";

/** What {@link makeMoons}, {@link makeCircles} and {@link makeBlobs} share. */
export interface PointsOptions {
  /** How many points. Default: 100. */
  numSamples?: number;
  /** Mixes the points; otherwise those of a class follow each other. Default: true. */
  shuffle?: boolean;
  /** The same seed gives the same points. Default: others every time. */
  seed?: number;
}

/** Options of {@link makeMoons}. */
export interface MoonsOptions extends PointsOptions {
  /** Standard deviation of what is added to each coordinate. Default: 0. */
  noise?: number;
}

/** Options of {@link makeCircles}. */
export interface CirclesOptions extends MoonsOptions {
  /** Radius of the inner circle; the outer has 1. Default: 0.8. */
  factor?: number;
}

/** Options of {@link makeBlobs}. */
export interface BlobsOptions extends PointsOptions {
  /** How many clouds, or their centres, shape `[k, numFeatures]`. Default: 3. */
  centers?: number | ArrayLike;
  /** How many coordinates, where the centres are drawn. Default: 2. */
  numFeatures?: number;
  /** Standard deviation of the clouds. Default: 1. */
  clusterStd?: number;
  /** Where centres are drawn from. Default: [−10, 10]. */
  centerBox?: readonly [number, number];
}

const shared = ["numSamples", "shuffle", "seed"];

/** Points and labels in random order. */
function mixed(x: NDArray, y: NDArray, shuffle: boolean, random: RandomState): [NDArray, NDArray] {
  if (!shuffle) return [x, y];
  const order = random.permutation(y.length);
  return [x.take(order), y.take(order)];
}

function withNoise(x: NDArray, noise: number, random: RandomState): NDArray {
  return noise > 0 ? x.add(random.normal(0, noise, x.shape)) : x;
}

const labels = (counts: readonly number[]) =>
  new NDArray(Int32Array.from(counts.flatMap((count, label) => new Array<number>(count).fill(label))), [
    counts.reduce((sum, count) => sum + count, 0),
  ]);

/** `count` angles from 0 to `end`, whose end belongs to them or not. */
function circle(count: number, end: number, closed: boolean): { x: NDArray; y: NDArray } {
  const angles = closed ? linspace(0, end, count) : linspace(0, end, count + 1).slice(0, count);
  return { x: angles.cos(), y: angles.sin() };
}

/**
 * Two half circles that hook into each other.
 *
 * @returns `[x, y]`: float64 of shape `[numSamples, 2]`, and int32 labels 0 and 1.
 *
 * @example
 * ```ts
 * import { makeMoons } from "gradus";
 * import { expect } from "vitest";
 *
 * const [x, y] = makeMoons({ numSamples: 4, shuffle: false });
 * expect(x.round(6).toArray()).toEqual([[1, 0], [-1, 0], [0, 0.5], [2, 0.5]]);
 * expect(y.toArray()).toEqual([0, 0, 1, 1]);
 * ```
 *
 * @see scikit-learn `sklearn.datasets.make_moons`
 */
export function makeMoons(options: MoonsOptions = {}): [x: NDArray, y: NDArray] {
  checkOptions("make moons", options, [...shared, "noise"]);
  const { numSamples = 100, shuffle = true, seed, noise = 0 } = options;
  checkInteger("make moons", "numSamples", numSamples, { min: 2 });
  const random = new RandomState(seed);
  const outer = Math.floor(numSamples / 2);
  const [over, under] = [circle(outer, Math.PI, true), circle(numSamples - outer, Math.PI, true)];
  const x = stack(
    [concatenate([over.x, under.x.neg().add(1)]), concatenate([over.y, under.y.neg().add(1).sub(0.5)])],
    1,
  );
  const [points, classes] = mixed(x, labels([outer, numSamples - outer]), shuffle, random);
  return [withNoise(points, noise, random), classes];
}

/**
 * A circle (label 0) around another (label 1).
 *
 * @returns `[x, y]`: float64 of shape `[numSamples, 2]`, and int32 labels.
 *
 * @example
 * ```ts
 * import { makeCircles } from "gradus";
 * import { expect } from "vitest";
 *
 * const [x] = makeCircles({ numSamples: 2, shuffle: false, factor: 0.5 });
 * expect(x.toArray()).toEqual([[1, 0], [0.5, 0]]);
 * ```
 *
 * @see scikit-learn `sklearn.datasets.make_circles`
 */
export function makeCircles(options: CirclesOptions = {}): [x: NDArray, y: NDArray] {
  const action = "make circles";
  checkOptions(action, options, [...shared, "noise", "factor"]);
  const { numSamples = 100, shuffle = true, seed, noise = 0, factor = 0.8 } = options;
  checkInteger(action, "numSamples", numSamples, { min: 2 });
  if (!(factor >= 0 && factor < 1))
    throw new RangeError(complaint({ action, name: "factor", wanted: "in [0, 1)", got: factor }));
  const random = new RandomState(seed);
  const count = Math.floor(numSamples / 2);
  const [far, near] = [circle(count, 2 * Math.PI, false), circle(numSamples - count, 2 * Math.PI, false)];
  const x = stack([concatenate([far.x, near.x.mul(factor)]), concatenate([far.y, near.y.mul(factor)])], 1);
  const [points, classes] = mixed(x, labels([count, numSamples - count]), shuffle, random);
  return [withNoise(points, noise, random), classes];
}

/**
 * Round clouds of normally distributed points.
 *
 * @returns `[x, y]`: float64 of shape `[numSamples, numFeatures]`, and int32 labels, one for each cloud.
 *
 * @example
 * ```ts
 * import { makeBlobs, np } from "gradus";
 * import { expect } from "vitest";
 *
 * const [x, y] = makeBlobs({ numSamples: 10, centers: 2, seed: 0 });
 * expect([x.shape, np.bincount(y).toArray()]).toEqual([[10, 2], [5, 5]]);
 * ```
 *
 * @see scikit-learn `sklearn.datasets.make_blobs`
 */
export function makeBlobs(options: BlobsOptions = {}): [x: NDArray, y: NDArray] {
  const action = "make blobs";
  checkOptions(action, options, [...shared, "centers", "numFeatures", "clusterStd", "centerBox"]);
  const { numSamples = 100, shuffle = true, seed, centers = 3, numFeatures = 2 } = options;
  const { clusterStd = 1, centerBox = [-10, 10] } = options;
  checkInteger(action, "numSamples", numSamples, { min: 1 });
  const random = new RandomState(seed);
  const middles =
    typeof centers === "number"
      ? random.uniform(...centerBox, [
          checkInteger(action, "centers", centers, { min: 1 }),
          checkInteger(action, "numFeatures", numFeatures, { min: 1 }),
        ])
      : asArray(centers, "float64");
  if (middles.ndim !== 2)
    throw new RangeError(
      complaint({ action, name: "shape of centers", wanted: "[k, numFeatures]", got: [...middles.shape] }),
    );
  const k = middles.length;
  const counts = Array.from({ length: k }, (_, i) => Math.floor(numSamples / k) + Number(i < numSamples % k));
  // scikit-learn draws around each centre: `loc + scale * gauss`, a cloud after the other.
  const clouds = counts.map((count, i) =>
    random.normal(0, clusterStd, [count, middles.shape[1]!]).add(middles.at(i)),
  );
  return mixed(concatenate(clouds), labels(counts), shuffle, random);
}
