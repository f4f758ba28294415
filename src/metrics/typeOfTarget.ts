// What kind of answers an array holds: the rule by which cross-validation and metrics choose what to do.
import { type ArrayLike, asArray, unique } from "../array/index.js";

/** Kinds of targets, in scikit-learn's words. A one-hot matrix is a `"multilabel-indicator"`. */
export type TargetType =
  | "binary"
  | "multiclass"
  | "continuous"
  | "multilabel-indicator"
  | "multiclass-multioutput"
  | "continuous-multioutput"
  | "unknown";

/**
 * Tells class numbers from one-hot rows from measured values.
 *
 * @param y - Targets, shape `[n]` or `[n, outputs]`.
 *
 * @example
 * ```ts
 * import { toCategorical, typeOfTarget } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(typeOfTarget([0, 1, 2, 1])).toBe("multiclass");
 * expect(typeOfTarget(toCategorical([0, 1, 2, 1]))).toBe("multilabel-indicator");
 * expect(typeOfTarget([0.5, 1.5])).toBe("continuous");
 * ```
 *
 * @see scikit-learn `sklearn.utils.multiclass.type_of_target`
 */
export function typeOfTarget(y: ArrayLike): TargetType {
  const targets = asArray(y);
  if (targets.ndim < 1 || targets.ndim > 2 || (targets.ndim === 2 && targets.shape[1] === 0))
    return "unknown";
  const several = targets.ndim === 2 && targets.shape[1]! > 1;
  const whole = targets.data.every((value: number) => Number.isInteger(value));
  if (several && whole && fewValues(targets.data, 2)) return "multilabel-indicator";
  const suffix = several ? "-multioutput" : "";
  if (!whole) return `continuous${suffix}`;
  return !several && unique(targets).size <= 2 ? "binary" : `multiclass${suffix}`;
}

/** Whether at most `most` different values occur. */
function fewValues(data: Iterable<number>, most: number): boolean {
  const seen = new Set<number>();
  for (const value of data) if (seen.add(value).size > most) return false;
  return true;
}
