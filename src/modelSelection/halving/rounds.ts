// What one may ask of a halving search, and the rounds that follow: how many there are, and a candidate's resources in each.
import { unique } from "../../array/index.js";
import { complaint } from "../../validation.js";
import type { SearchContext, SearchOptions } from "../search/index.js";
import type { Estimator } from "../types.js";

/** Options that both halving searches have. */
export interface HalvingOptions<E extends Estimator = Estimator> extends Omit<
  SearchOptions<E>,
  "preDispatch" | "giveUpBelow"
> {
  /** What grows: `"numSamples"` (the default) or a parameter of the estimator with a whole number, as `"epochs"`. */
  resource?: string;
  /** Most resources of a candidate. Default: all samples; needed for another resource. */
  maxResources?: number | "auto";
  /** Resources in the first round. Default: `"exhaust"`, so many that the last round reaches `maxResources`. */
  minResources?: number | "smallest" | "exhaust";
  /** How many times more resources, and fewer candidates, each round has. Default: 3. */
  factor?: number;
  /** With few resources: repeat the first round's resources until few enough candidates are left. Default: false. */
  aggressiveElimination?: boolean;
}

/** Names of the options that both have. */
export const halvingOptions = ["resource", "maxResources", "minResources", "factor", "aggressiveElimination"];

/**
 * Least and most resources of a candidate, before `"exhaust"` raises the least.
 *
 * @throws RangeError for a resource that the estimator does not have, or limits that leave nothing.
 */
export function resourceLimits(
  options: HalvingOptions,
  { splitter, samples, targets }: SearchContext,
): [least: number, most: number] {
  const action = "search by halving";
  const { resource = "numSamples", minResources = "exhaust", maxResources = "auto", estimator } = options;
  if (resource !== "numSamples" && !(resource in estimator.getParams()))
    throw new RangeError(
      complaint({
        action,
        name: "resource",
        wanted: `"numSamples" or a parameter of the estimator`,
        got: resource,
      }),
    );
  let least = typeof minResources === "number" ? minResources : 1;
  if (typeof minResources === "string" && resource === "numSamples") {
    least = splitter.getNumSplits(samples, targets) * 2;
    if (estimator.estimatorType === "classifier" && targets) least *= unique(targets).size;
  }
  if (maxResources === "auto" && resource !== "numSamples")
    throw new RangeError(
      complaint({
        action,
        name: "maxResources",
        wanted: `a number for resource "${resource}"`,
        got: maxResources,
      }),
    );
  const most = maxResources === "auto" ? samples.length : maxResources;
  if (!(least > 0 && least <= most))
    throw new RangeError(
      complaint({
        action,
        name: "minResources",
        wanted: `from 1 to maxResources (${String(most)})`,
        got: least,
      }),
    );
  return [least, most];
}

/** The plan of a halving search; its fields are what `verbose` prints. */
export interface Rounds {
  numIterations: number;
  /** Rounds until few enough candidates are left. */
  numRequired: number;
  /** Rounds until a candidate has all resources. */
  numPossible: number;
  minResources: number;
  maxResources: number;
  aggressiveElimination: boolean;
  factor: number;
}

/** Plans the rounds for a number of candidates. */
export function planRounds(
  { factor = 3, aggressiveElimination = false, minResources: wanted = "exhaust" }: HalvingOptions,
  numCandidates: number,
  [least, maxResources]: [least: number, most: number],
): Rounds {
  const numRequired = 1 + wholeLog(numCandidates, factor);
  const minResources =
    wanted === "exhaust" ? Math.max(least, Math.floor(maxResources / factor ** (numRequired - 1))) : least;
  const numPossible = 1 + wholeLog(Math.floor(maxResources / minResources), factor);
  const numIterations = aggressiveElimination ? numRequired : Math.min(numPossible, numRequired);
  return {
    numIterations,
    numRequired,
    numPossible,
    minResources,
    maxResources,
    aggressiveElimination,
    factor,
  };
}

/** Resources of a candidate in a round. */
export function resourcesIn(round: number, rounds: Rounds): number {
  const { numRequired, numPossible, minResources, maxResources, aggressiveElimination, factor } = rounds;
  const power = aggressiveElimination ? Math.max(0, round - numRequired + numPossible) : round;
  return Math.min(Math.floor(factor ** power * minResources), maxResources);
}

/** ⌊log(value) / log(base)⌋ computed as scikit-learn computes it, rounding included. */
function wholeLog(value: number, base: number): number {
  return Math.floor(Math.log(value) / Math.log(base));
}
