// What every way of cross-validating reads first: samples and their answers, of one length.
import { asArray, type ArrayLike, type NDArray } from "../array/index.js";
import { complaint } from "../validation.js";

/**
 * Samples along the first axis, and the answers, if there are any.
 *
 * @throws RangeError unless there is one answer a sample.
 */
export function readSamples(action: string, x: ArrayLike, y: ArrayLike | undefined): [NDArray, NDArray?] {
  const samples = asArray(x);
  if (y === undefined) return [samples];
  const targets = asArray(y);
  if (targets.length !== samples.length) {
    const wanted = `${String(samples.length)}, as of x`;
    throw new RangeError(complaint({ action, name: "length of y", wanted, got: targets.length }));
  }
  return [samples, targets];
}
