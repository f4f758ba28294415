// What a sample counts by its class, as scikit-learn's `compute_class_weight`.
import { complaint } from "../validation.js";
import type { Classes } from "./classes.js";

const action = "fit a LogisticRegression";

/**
 * Weight of each sample: its own times its class's.
 *
 * @throws TypeError for what is no weight; RangeError where weights are for classes that are not there, and a class that is there has
 *   none.
 */
export function weightsOf(
  { values, codes }: Classes,
  classWeight: "balanced" | Readonly<Record<number, number>> | undefined,
  own: ArrayLike<number> | undefined,
): Float64Array {
  const ofClass =
    classWeight === "balanced" ? balanced(values.length, codes, own) : named(values, classWeight ?? {});
  return Float64Array.from(codes, (code, i) => ofClass[code]! * (own?.[i] ?? 1));
}

/** All classes weigh the same, together as much as the samples. */
function balanced(numClasses: number, codes: Int32Array, own: ArrayLike<number> | undefined): Float64Array {
  const totals = new Float64Array(numClasses);
  for (const [i, code] of codes.entries()) totals[code]! += own?.[i] ?? 1;
  const all = totals.reduce((sum, total) => sum + total, 0);
  return totals.map((total) => (total === 0 ? 0 : all / (numClasses * total)));
}

function named(values: readonly number[], weights: Readonly<Record<number, number>>): number[] {
  const [name, wanted] = ["classWeight", '"balanced" or an object of weights >= 0 by class'];
  const isWeight = (weight: unknown) => typeof weight === "number" && weight >= 0 && weight < Infinity;
  if (typeof weights !== "object" || !Object.values(weights).every(isWeight))
    throw new TypeError(complaint({ action, name, wanted, got: weights }));
  const missing = values.filter((value) => !(value in weights));
  if (missing.length > 0 && values.length - missing.length !== Object.keys(weights).length) {
    const each = `a weight for each of the classes ${values.join(", ")}`;
    throw new RangeError(complaint({ action, name, wanted: each, got: weights }));
  }
  return values.map((value) => weights[value] ?? 1);
}
