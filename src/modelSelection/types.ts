// What model selection knows of a model: it fits, predicts and scores, and it can be copied.
import type { ArrayLike, NDArray } from "../array/index.js";
import type { Samples } from "../table/internal.js";

/** Parameters by name. */
export type Params = Record<string, unknown>;

/** What a search tells an estimator about one fit. */
export interface FitContext {
  /** Seed of everything random in this fit; the estimator's own seed wins. */
  seed?: number | undefined;
  /** Threads this fit may use; 1 in a search that runs several fits at a time. */
  threads?: number | undefined;
  /** Aborted when the fit is to stop: an interrupt or the time limit. */
  signal?: AbortSignal | undefined;
  /** Weight of each training sample. */
  sampleWeight?: NDArray | undefined;
}

/** What the `score` of an estimator takes beside the data. */
export interface ScoreOptions {
  /** Weight of each sample. Default: 1 each. */
  sampleWeight?: ArrayLike | undefined;
}

/** A method as a type: an estimator may want arrays where a table could come. */
interface Scores {
  score(x: Samples, y: NDArray | undefined, options?: ScoreOptions): number | Promise<number>;
}

/** A model as searches and cross-validation see it. */
export interface Estimator {
  /** Decides how an integer `cv` splits: a classifier's labels are stratified. */
  readonly estimatorType?: "classifier" | "regressor" | undefined;
  fit(x: Samples, y: NDArray | undefined, context?: FitContext): unknown;
  predict(x: Samples): NDArray | Promise<NDArray>;
  /** Probabilities, shape `[n, classes]`; for scores that need them. */
  predictProba?: Estimator["predict"] | undefined;
  /** The default score, larger is better. */
  score?: Scores["score"] | undefined;
  getParams(): Params;
  /** @throws RangeError for an unknown name. */
  setParams(params: Params): unknown;
  /** An unfitted copy with the same parameters. */
  clone(): Estimator;
  /** What another thread or machine needs to do a fit; throws {@link CannotTravelError} with the reason. */
  pack?(sample: TrainingSample, context: FitContext): Packed | Promise<Packed>;
  /** What a fitted estimator learned, to be given to `restore` of a copy that was not fitted. */
  packFitted?(): unknown;
  restore?(fitted: unknown): void | Promise<void>;
  /** Gives back memory after scoring, when nobody will use the fitted estimator again. */
  dispose?(): void;
}

/** The data of a fit that is being packed. */
export interface TrainingSample {
  /** The samples, for those who need to see them: in a pipeline they have to be computed. */
  readonly x: () => Samples | Promise<Samples>;
  y: NDArray | undefined;
  /** Samples that the fit trains on. */
  train: Int32Array;
}

/** An unfitted estimator on its way: data that `structuredClone` copies, and who turns it into an estimator again. */
export interface Packed {
  /** Name of a reviver of this package (`"keras"`), or `package#export` for one that a worker must allow. */
  reviver: string;
  data: unknown;
}

/** Imports a function by its reference, `module#export`, if its module is allowed; `what` names it in errors. */
export type LoadFunction = (what: string, reference: string) => Promise<(...args: never[]) => unknown>;

/**
 * Thrown by `Estimator.pack` for what only exists in this process: such fits run here.
 *
 * @example
 * ```ts
 * import { CannotTravelError } from "gradus";
 * import { expect } from "vitest";
 *
 * const error = new CannotTravelError("the scoring function closes over a variable");
 * expect(error.name).toBe("CannotTravelError");
 * ```
 */
export class CannotTravelError extends Error {
  override name = "CannotTravelError";
}
