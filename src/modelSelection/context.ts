// What `fit` of an estimator is told beside the data, checked.
import { asArray, type ArrayLike, type NDArray } from "../array/index.js";
import { checkOptions, complaint } from "../validation.js";
import type { FitContext } from "./types.js";

const names = ["seed", "threads", "signal", "sampleWeight"] as const satisfies readonly (keyof FitContext)[];

/**
 * The context of a fit on so many samples; the weights may be a plain list, as a user has them.
 *
 * @throws TypeError for what is no context, as the weights by themselves, or for an unknown key; RangeError for weights that are
 *   not one finite number a sample.
 */
export function readContext(action: string, context: FitContext, numSamples: number): FitContext {
  checkOptions(action, context, names, "write fit(x, y, { sampleWeight })");
  const given: ArrayLike | undefined = context.sampleWeight;
  if (given === undefined) return context;
  const sampleWeight = asArray(given);
  if (sampleWeight.size !== numSamples) {
    const wanted = `${String(numSamples)}, as of x`;
    throw new RangeError(
      complaint({ action, name: "length of sampleWeight", wanted, got: sampleWeight.size }),
    );
  }
  checkWeights(action, sampleWeight);
  return { ...context, sampleWeight };
}

function checkWeights(action: string, weights: NDArray): void {
  const odd = (weights.data as Float64Array).find((value) => !Number.isFinite(value));
  if (odd !== undefined)
    throw new RangeError(complaint({ action, name: "sampleWeight", wanted: "finite", got: odd }));
}

/** @throws TypeError for what is no object of parameters by name. */
export function checkParams(action: string, params: unknown): void {
  if (typeof params === "object" && params !== null && !Array.isArray(params)) return;
  throw new TypeError(
    complaint({ action, name: "params", wanted: "an object of values by name", got: params }),
  );
}
