// The four data sets of two inputs and two classes.
import { RandomState } from "../random/index.js";
import type { DatasetName } from "./settings.js";

/** Points of two classes. */
export interface Points {
  /** Coordinates, two a point, each with mean 0 and standard deviation 1 over the training points. */
  x: Float32Array;
  /** Classes, 0 or 1. */
  y: Float32Array;
  count: number;
}

export interface PointSets {
  train: Points;
  test: Points;
}

/** One point: its class is drawn before the noise is added. */
type Recipe = (random: RandomState, i: number, count: number) => [x: number, y: number, label: number];

const recipes: Record<DatasetName, Recipe> = {
  /** Uniform in the square with a gap of 0.12 beside the axes; 1 where the signs differ. */
  xor(random) {
    const [x, y] = [apart(random.uniform(-1, 1)), apart(random.uniform(-1, 1))];
    return [x, y, x * y < 0 ? 1 : 0];
  },
  /** A disc of radius 0.5 (1) in a ring from 0.7 to 1 (0). */
  circles(random, i) {
    const label = i % 2;
    const radius = label === 1 ? random.uniform(0, 0.5) : random.uniform(0.7, 1);
    const angle = random.uniform(0, 2 * Math.PI);
    return [radius * Math.cos(angle), radius * Math.sin(angle), label];
  },
  /** Two bells of width 0.25 around (0.5, 0.5) and (−0.5, −0.5). */
  gaussians(random, i) {
    const label = i % 2;
    const center = label === 1 ? 0.5 : -0.5;
    return [random.normal(center, 0.25), random.normal(center, 0.25), label];
  },
  /** Two arms of 1.75 turns. */
  spiral(random, i, count) {
    const label = i % 2;
    const along = (Math.floor(i / 2) + random.uniform(0, 1)) / Math.ceil(count / 2);
    const angle = along * 1.75 * 2 * Math.PI + label * Math.PI;
    return [along * Math.sin(angle), along * Math.cos(angle), label];
  },
};

/** Training points from `seed`, test points from `seed + 1`. */
export function makePoints(
  name: DatasetName,
  numTrain: number,
  numTest: number,
  noise: number,
  seed: number,
): PointSets {
  const train = draw(name, numTrain, noise, seed);
  const test = draw(name, numTest, noise, seed + 1);
  for (let axis = 0; axis < 2; axis++) {
    let [mean, square] = [0, 0];
    for (let i = 0; i < numTrain; i++) mean += train.x[2 * i + axis]! / numTrain;
    for (let i = 0; i < numTrain; i++) square += (train.x[2 * i + axis]! - mean) ** 2 / numTrain;
    const sd = Math.sqrt(square) || 1;
    for (const { x, count } of [train, test]) {
      for (let i = 0; i < count; i++) x[2 * i + axis] = (x[2 * i + axis]! - mean) / sd;
    }
  }
  return { train, test };
}

function draw(name: DatasetName, count: number, noise: number, seed: number): Points {
  const random = new RandomState(seed);
  const x = new Float32Array(2 * count);
  const y = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const [a, b, label] = recipes[name](random, i, count);
    x[2 * i] = a + (noise > 0 ? random.normal(0, noise) : 0);
    x[2 * i + 1] = b + (noise > 0 ? random.normal(0, noise) : 0);
    y[i] = label;
  }
  return { x, y, count };
}

function apart(u: number): number {
  return Math.sign(u) * (0.12 + 0.88 * Math.abs(u));
}
