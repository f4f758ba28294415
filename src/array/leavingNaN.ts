// What statistics share that leave NaN out.
import { complaint } from "../validation.js";
import { asArray } from "./array.js";
import { isFloat } from "./dtype.js";
import type { ArrayLike } from "./elements.js";
import { nativeReplace } from "./nativeElementwise.js";
import { NDArray } from "./ndarray.js";

/** The elements that are numbers: the others are replaced by what does not count. */
export function without(x: ArrayLike, instead: number): NDArray {
  const array = asArray(x);
  if (!isFloat(array.dtype)) return array;
  const data = nativeReplace(array.data, instead, Infinity, -Infinity);
  if (data) return new NDArray(data, array.shape);
  return array.map((value) => (Number.isNaN(value) ? instead : value));
}

/** Whether a statistic came out as NaN, all of it or of one line: then it may be left out; else there was none. */
export function hasNaN(found: NDArray | number): boolean {
  return typeof found === "number" ? Number.isNaN(found) : found.isNaN().any();
}

/**
 * Tells where too little is there but NaN. For all elements it is refused, as the mean of an empty array is; along an axis the other
 * lines count, so those get NaN and a warning, as in NumPy.
 *
 * @param name - The function, and what it does, as messages name them.
 * @param counts - How many elements are not NaN, of all or in each line along an axis.
 * @param least - How many it takes.
 * @throws RangeError where all elements are too few.
 */
export function tellOnlyNaN(
  [name, action]: readonly [name: string, action: string],
  counts: NDArray | number,
  least = 1,
): void {
  const few = typeof counts === "number" ? Number(counts < least) : counts.less(least).sum();
  if (few === 0) return;
  if (typeof counts !== "number") {
    const lines = `${String(few)} of ${String(counts.size)} lines`;
    const what = least > 1 ? `fewer than ${String(least)} numbers that are not NaN` : "no number but NaN";
    return console.warn(`np.${name}: ${lines} along the axis hold ${what}; the result there is NaN`);
  }
  const wanted = `at least ${String(least)} that ${least > 1 ? "are" : "is"} not NaN`;
  const fix = "leave such data out, or give NaN a value before: np.nanToNum(x, { nan: 0 })";
  throw new RangeError(complaint({ action, name: "elements", wanted, got: counts, fix }));
}
