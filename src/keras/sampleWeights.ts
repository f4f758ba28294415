// Weights that losses and metrics are called with.
import { asArray, type ArrayLike as NumberArray } from "../array/index.js";
import { complaint } from "../validation.js";

/**
 * One weight for each of the samples, for each of their rows, or one for all.
 *
 * @throws RangeError for another number of them, where Keras cannot broadcast them either, and for weights that are not finite.
 */
export function readSampleWeight(
  action: string,
  given: NumberArray | undefined,
  { shape }: { readonly shape: readonly number[] },
): ArrayLike<number> | undefined {
  if (given === undefined) return undefined;
  const weights = asArray(given);
  const numSamples = shape[0] ?? 1;
  const numRows = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  if (![1, numSamples, numRows].includes(weights.size) || weights.size === 0) {
    const wanted = `${String(numSamples)}, as of yPred`;
    throw new RangeError(complaint({ action, name: "length of sampleWeight", wanted, got: weights.size }));
  }
  const odd = (weights.data as Float64Array).find((weight) => !Number.isFinite(weight));
  if (odd !== undefined)
    throw new RangeError(complaint({ action, name: "sampleWeight", wanted: "finite", got: odd }));
  return weights.data;
}
