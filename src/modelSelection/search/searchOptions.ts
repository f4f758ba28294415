// What one may ask of every search, and refusing what no search knows.
import type { ArrayLike } from "../../array/index.js";
import { checkOptions, complaint } from "../../validation.js";
import type { Cv } from "../splitters/index.js";
import type { CvResults } from "../results.js";
import { type RunOptions, runOptionNames } from "../fits/index.js";
import type { Scoring } from "../scoring.js";
import type { Estimator, Params } from "../types.js";
import type { SearchCallback } from "./searchCallbacks.js";

/** Options that every search has. */
export interface SearchOptions<E extends Estimator = Estimator> extends RunOptions {
  /** The model; it is copied, never fitted itself. */
  estimator: E;
  /** Names or functions; several by a list or by name. Default: the estimator's own score. */
  scoring?: Scoring | undefined;
  /** Number of folds, a splitter, or splits. Default: 5. */
  cv?: Cv | undefined;
  /**
   * Fit the best candidate on all data at the end: true (the default), the name of the score that decides (needed with several),
   * false, or a function that chooses a row of the table.
   */
  refit?: boolean | string | ((results: CvResults) => number) | undefined;
  /** Seed of every fit and of drawn parameters. Fits of an estimator that has a seed of its own keep that one. */
  seed?: number | undefined;
  /** File to keep finished fits in: a search whose process ended goes on from it. */
  resume?: string | undefined;
  /**
   * Gives up on candidates early: folds are done one after the other, and a candidate whose mean score so far lies more than
   * this below the best one's is not fitted again. Its missing scores are NaN, so that it ranks last. Default: never.
   */
  giveUpBelow?: number | undefined;
  /** Called with the estimator of each new best fit; such fits send back what they learned. */
  onBest?(estimator: E, score: number, params: Params): void | Promise<void>;
  /** Told of each score as it comes, in this process; `liveSearch()` draws them. */
  callbacks?: readonly SearchCallback[] | undefined;
}

/** Options of one call of `fit`. */
export interface SearchFitOptions {
  /** Weight of each sample in training. */
  sampleWeight?: ArrayLike | undefined;
  /** Group of each sample, for splitters that keep groups together. */
  groups?: ArrayLike | undefined;
}

const commonOptions = [
  "estimator",
  "scoring",
  "cv",
  "refit",
  "seed",
  "resume",
  "giveUpBelow",
  "onBest",
  "callbacks",
  ...runOptionNames,
];

/**
 * Refuses options that a search does not have, and estimators that are none.
 *
 * @param ownOptions - Names that only this kind of search has.
 * @throws TypeError naming the nearest valid option.
 */
export function checkSearchOptions(
  action: string,
  options: SearchOptions,
  ownOptions: readonly string[],
): void {
  checkOptions(action, options, [...commonOptions, ...ownOptions]);
  const estimator = (options as SearchOptions | undefined)?.estimator;
  if (typeof estimator?.fit !== "function" || typeof estimator.clone !== "function")
    throw new TypeError(
      complaint({
        action,
        name: "estimator",
        wanted: "an object with fit, predict, getParams, setParams and clone",
        got: estimator,
      }),
    );
}
