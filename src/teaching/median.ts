// Middle and spread of repeated runs: what the lessons report in place of one lucky number.
import { checkKind, complaint } from "../validation.js";

/**
 * Middle value of a list; of an even number of values, the mean of the middle two.
 *
 * @throws RangeError if `values` is empty.
 *
 * @example
 * ```ts
 * import { median } from "gradus";
 *
 * median([3, 1, 2]); // 2
 * ```
 */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/**
 * Value below which the share `q` of a list lies, with straight lines between neighbours as in NumPy's `quantile`.
 *
 * @param q - Share, from 0 (least value) to 1 (greatest).
 * @throws RangeError if `values` is empty or `q` is outside 0 to 1.
 */
export function quantile(values: ArrayLike<number>, q: number): number {
  checkKind("take a quantile", "values", values, { kind: "list", wanted: "a list of numbers" });
  const odd = Array.from(values).find((value) => typeof value !== "number");
  if (odd !== undefined)
    throw new TypeError(
      complaint({ action: "take a quantile", name: "values", wanted: "a list of numbers", got: odd }),
    );
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) {
    throw new RangeError(
      complaint({ action: "take a quantile", name: "values", wanted: "at least one number", got: [] }),
    );
  }
  if (!(q >= 0 && q <= 1)) {
    throw new RangeError(
      complaint({ action: "take a quantile", name: "q", wanted: "a share from 0 to 1", got: q }),
    );
  }
  const position = q * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(position)]!, sorted[Math.ceil(position)]!];
  if (below === above) return below; // also two infinities, whose difference is NaN
  return below + (above - below) * (position - Math.floor(position));
}
