// What runs fits away from the caller: worker threads, or other machines.
import type { NDArray } from "../../array/index.js";
import type { Samples } from "../../table/internal.js";
import type { FitResult } from "../fitAndScore.js";
import type { ScoringName } from "../scoring.js";
import type { FitContext, Packed } from "../types.js";

/** One fit that can travel. */
export interface TravellingFit {
  /** Its place in the list of all fits. */
  index: number;
  /** Names the fit in messages: parameters and fold. */
  label: string;
  /** Packs the estimator, just before it is sent; throws CannotTravelError if it cannot be. */
  pack(): Promise<Packed>;
  train: Int32Array;
  test: Int32Array;
  context: Pick<FitContext, "seed" | "threads">;
}

/** Fits of a search with what they share. */
export interface TravellingWork {
  fits: readonly TravellingFit[];
  x: Samples;
  y: NDArray | undefined;
  sampleWeight: NDArray | undefined;
  /** Scores to compute where the fit is done; `undefined`: send back what was learned instead. */
  scoring: Record<string, ScoringName | undefined> | undefined;
  returnTrainScore: boolean;
  /** Time limit of one fit in seconds. */
  timeout: number | undefined;
  /** Fits to have packed at a time, those under way among them; undefined: as many as suit the backend. */
  preDispatch: number | undefined;
  /** Aborted when the search is to stop. */
  signal: AbortSignal;
  /** Called for each fit, in any order, once. */
  onResult(index: number, result: FitResult, learned?: unknown): void | Promise<void>;
  /** Called for a fit that has to be done in this process, with the reason. */
  onStay(index: number, reason: string): void;
}

/** Runs fits elsewhere. */
export interface Backend {
  /** Shown in messages, as "2 worker threads". */
  readonly name: string;
  /**
   * Runs all fits. A fit that fails, or whose worker dies, is a result with an error; only what makes the whole search
   * impossible rejects.
   */
  run(work: TravellingWork): Promise<void>;
}
