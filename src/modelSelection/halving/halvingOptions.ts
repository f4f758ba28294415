// What one may ask of both halving searches.
import type { SearchOptions } from "../search/searchOptions.js";
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
