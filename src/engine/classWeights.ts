import type { EngineInput } from "./types.js";

/**
 * Folds class weights into sample weights, as Keras does in `fit(…, class_weight=…)`.
 *
 * @param y - Labels `[numSamples]`, or one-hot rows `[numSamples, numClasses]` (the class is the largest entry).
 * @param numSamples - How many samples `y` describes.
 * @param classWeight - Weight of each class; classes that are missing count 1.
 * @param sampleWeight - Weights to multiply with, one a sample.
 * @returns One weight a sample.
 */
export function foldClassWeights(
  y: EngineInput,
  numSamples: number,
  classWeight: Readonly<Record<number, number>>,
  sampleWeight?: ArrayLike<number>,
): Float32Array {
  const width = y.length / numSamples;
  const weights = new Float32Array(numSamples);
  for (let i = 0; i < numSamples; i++) {
    let label = y[i * width]!;
    if (width > 1) {
      label = 0;
      for (let j = 1; j < width; j++) if (y[i * width + j]! > y[i * width + label]!) label = j;
    }
    weights[i] = (classWeight[label] ?? 1) * (sampleWeight?.[i] ?? 1);
  }
  return weights;
}
