// What is found among elements: by condition, without repetitions, how often.
import { asArray } from "./array.js";
import { broadcastTo as broadcast, select } from "./elementwise.js";
import type { ArrayLike } from "./elements.js";
import { elementsOf } from "./fromLists.js";
import { NDArray, wrap } from "./ndarray.js";

/** Elements of `a` where `condition` holds, else of `b`; all three broadcast. */
export function where(condition: ArrayLike, a: ArrayLike, b: ArrayLike): NDArray {
  return wrap(select(elementsOf(condition), elementsOf(a), elementsOf(b)));
}

/** A copy with axes of length 1 repeated to fill `shape`. */
export function broadcastTo(x: ArrayLike, shape: readonly number[]): NDArray {
  return wrap(broadcast(elementsOf(x), shape));
}

/** The different elements, sorted. */
export function unique(x: ArrayLike): NDArray {
  const sorted = asArray(x).flatten().sort();
  const kept = sorted.data.filter((value: number, i: number) => i === 0 || value !== sorted.data[i - 1]);
  return new NDArray(kept, [kept.length], sorted.dtype);
}

/** How often 0, 1, 2, … occur among integers ≥ 0; at least `minLength` counts. */
export function bincount(x: ArrayLike, minLength = 0): NDArray {
  const labels = asArray(x);
  const counts = new Int32Array(Math.max(minLength, labels.size ? labels.max() + 1 : 0));
  for (const label of labels.data) {
    if (!(Number.isInteger(label) && label >= 0))
      throw new RangeError(
        `Cannot count labels: each must be an integer >= 0, current value is ${String(label)}`,
      );
    counts[label]!++;
  }
  return new NDArray(counts, [counts.length], "int32");
}
