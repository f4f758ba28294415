// Fits before they are done: what one may ask of all of them, and what tells one from the others.
import type { NDArray } from "../../array/index.js";
import type { Samples } from "../../table/internal.js";
import type { Backend } from "../backends/index.js";
import type { FitResult } from "../fitAndScore.js";
import type { Scorers } from "../scoring.js";
import type { Estimator, Params } from "../types.js";
import type { PreDispatch } from "./nJobs.js";

/** What a failed fit scores: a number (with a warning), or `"raise"` to stop at the first failure. */
export type ErrorScore = number | "raise";

/** Options that everything that runs fits has. */
export interface RunOptions {
  /** Worker threads: −1 for one on each core. Default: 1, in this process. */
  nJobs?: number | undefined;
  /** Runs the fits elsewhere, as `bullmq({ connection })`. */
  backend?: Backend | undefined;
  /** 0 silent, 1 a line and a progress bar, 2 and more a line a fit. Default: 0. */
  verbose?: number | undefined;
  /** Default: NaN. */
  errorScore?: ErrorScore | undefined;
  /** Also score the training part. Default: false. */
  returnTrainScore?: boolean | undefined;
  /** Time limit of one fit in seconds; a fit that takes longer has failed. */
  timeout?: number | undefined;
  /**
   * Fits that are prepared at a time, those under way among them: a number, `"all"`, or a multiple of the workers. At Redis,
   * where their number is not known, a multiple leaves it to the queue's length. Default: `"2*nJobs"`.
   */
  preDispatch?: PreDispatch | undefined;
}

/** Names of these options. */
export const runOptionNames = [
  "nJobs",
  "backend",
  "verbose",
  "errorScore",
  "returnTrainScore",
  "timeout",
  "preDispatch",
] satisfies (keyof RunOptions)[];

/** One fit to be done. */
export interface FitSpec {
  params: Params | undefined;
  candidate: number;
  numCandidates: number;
  split: number;
  numSplits: number;
  train: Int32Array;
  test: Int32Array;
  seed: number | undefined;
}

/** What all fits share. */
export interface FitRun {
  estimator: Estimator;
  x: Samples;
  y: NDArray | undefined;
  sampleWeight?: NDArray | undefined;
  scorers: Scorers;
  options: RunOptions;
  /** Results that are there already, by place; they are not computed again. */
  kept?: ReadonlyMap<number, FitResult>;
  /** Called for each new result. */
  onResult?: ((index: number, result: FitResult, fitted?: Estimator) => void | Promise<void>) | undefined;
  /** Wanted for its fitted estimators: these run in this process or send back what they learned. */
  keepEstimators?: boolean;
}

/** Fits that are still to be done, for those who do them. */
export interface OpenFits {
  run: FitRun;
  specs: readonly FitSpec[];
  /** Places of the open ones in `specs`. */
  places: readonly number[];
  /** Aborted when no more results are wanted. */
  signal: AbortSignal;
  /** Takes the result of the fit at a place. */
  accept: (place: number, result: FitResult, fitted?: Estimator) => Promise<void>;
}

/** A copy of the estimator with the parameters of a fit. */
export function candidateOf(estimator: Estimator, { params }: Pick<FitSpec, "params">): Estimator {
  const copy = estimator.clone();
  if (params) copy.setParams(params);
  return copy;
}

/** A seed from a seed and places, as the fold and candidate: mixed so that neighbours have nothing in common. */
export function deriveSeed(seed: number, ...places: readonly number[]): number {
  let state = seed >>> 0;
  for (const place of places) {
    // splitmix32 (Steele, Lea and Flood, 2014; 32-bit constants by Ettinger)
    state = (state + 0x9e3779b9 + Math.imul(place + 1, 0x85ebca6b)) | 0;
    state = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    state = Math.imul(state ^ (state >>> 15), 0x735a2d97);
    state ^= state >>> 15;
  }
  return (state >>> 0) % 0x7fffffff;
}
