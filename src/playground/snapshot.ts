// The numbers of a network with one hidden layer at one moment, in the form that a diagram of it takes.
import type { PlaygroundNetwork } from "./network.js";
import type { PlaygroundSettings } from "./settings.js";

/** Weights, a few points with their classes, and what bends and what is minimised. */
export interface Snapshot {
  weights: { W1: number[][]; B1: number[]; W2: number[][]; B2: number[] };
  /** `[samples, 2]` */
  x: number[][];
  /** `[samples, 1]` */
  t: number[][];
  activation: PlaygroundSettings["activation"];
  outputActivation: "sigmoid";
  loss: "binary_crossentropy";
}

export function snapshotOf({ weights, points, settings }: PlaygroundNetwork, samples: number): Snapshot {
  const [W1, B1, W2, B2] = weights as [Float32Array, Float32Array, Float32Array, Float32Array];
  const rows = (values: Float32Array, width: number, count = values.length / width): number[][] =>
    Array.from({ length: count }, (_, i) => Array.from(values.subarray(i * width, (i + 1) * width)));
  return {
    weights: { W1: rows(W1, B1.length), B1: Array.from(B1), W2: rows(W2, 1), B2: Array.from(B2) },
    x: rows(points.train.x, 2, samples),
    t: rows(points.train.y, 1, samples),
    activation: settings.activation,
    outputActivation: "sigmoid",
    loss: "binary_crossentropy",
  };
}
