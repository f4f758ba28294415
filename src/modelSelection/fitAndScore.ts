// One fit of a search: train on one part, score on the other, and catch what goes wrong.
import type { NDArray } from "../array/index.js";
import type { Samples } from "../table/internal.js";
import type { Scorers } from "./scoring.js";
import type { Estimator, FitContext } from "./types.js";

/** What one fit does. */
export interface FitJob {
  /** Unfitted, with its parameters set. */
  estimator: Estimator;
  x: Samples;
  y: NDArray | undefined;
  train: Int32Array;
  test: Int32Array;
  scorers: Scorers;
  returnTrainScore: boolean;
  context: FitContext;
  /** Only fit: the scores are computed elsewhere. */
  skipScores?: boolean;
  /** Picks samples; new arrays unless told otherwise. */
  take?: (x: Samples, rows: Int32Array, part: "train" | "test") => Samples;
}

/** What came of one fit. */
export interface FitResult {
  /** Scores on the test part by name; empty when the fit failed. */
  testScores: Record<string, number>;
  /** Scores on the training part; empty unless asked for. */
  trainScores: Record<string, number>;
  /** Seconds spent training. */
  fitTime: number;
  /** Seconds spent scoring the test part. */
  scoreTime: number;
  numTestSamples: number;
  /** Why the fit failed. */
  error?: FitFailure | undefined;
  /** Why scores are missing although the fit went well. */
  scoreError?: FitFailure | undefined;
  /** When the fit began and ended, in ms since the epoch, and who did it. */
  started: number;
  ended: number;
  worker: string;
}

/** An error in plain data, so that it crosses threads and machines. */
export interface FitFailure {
  name: string;
  message: string;
  stack?: string | undefined;
}

/** An error as plain data. */
export function toFailure(error: unknown): FitFailure {
  if (error instanceof Error) return { name: error.name, message: error.message, stack: error.stack };
  return { name: "Error", message: String(error) };
}

/** The error of a fit that took too long. */
export function timeoutError(seconds: number): Error {
  const error = new Error(`The fit took longer than its limit of ${String(seconds)} s`);
  error.name = "TimeoutError";
  return error;
}

/** The result of a fit that came to nothing. */
export function failedResult(
  error: unknown,
  worker: string,
  started: number,
  numTestSamples: number,
): FitResult {
  const ended = Date.now();
  return {
    testScores: {},
    trainScores: {},
    fitTime: (ended - started) / 1000,
    scoreTime: 0,
    numTestSamples,
    error: toFailure(error),
    started,
    ended,
    worker,
  };
}

/** Trains and scores; never rejects for the estimator's sake. */
export async function fitAndScore(job: FitJob, worker: string): Promise<FitResult> {
  const { estimator, train, test, scorers, returnTrainScore, context } = job;
  const take = job.take ?? takeRows;
  const started = Date.now();
  const start = performance.now();
  const seconds = (from: number) => (performance.now() - from) / 1000;
  const result: FitResult = {
    testScores: {},
    trainScores: {},
    fitTime: 0,
    scoreTime: 0,
    numTestSamples: test.length,
    started,
    ended: started,
    worker,
  };
  let xTrain: Samples | undefined = take(job.x, train, "train");
  const yTrain = job.y?.take(train);
  try {
    const weights = context.sampleWeight?.take(train);
    await estimator.fit(xTrain, yTrain, weights ? { ...context, sampleWeight: weights } : context);
    context.signal?.throwIfAborted();
    result.fitTime = seconds(start);
  } catch (error) {
    return { ...result, fitTime: seconds(start), error: toFailure(error), ended: Date.now() };
  }
  if (!returnTrainScore) xTrain = undefined; // the test part takes its place in memory
  if (job.skipScores) return { ...result, ended: Date.now() };
  try {
    const scoring = performance.now();
    result.testScores = await scoreAll(scorers, estimator, take(job.x, test, "test"), job.y?.take(test));
    result.scoreTime = seconds(scoring);
    if (xTrain) result.trainScores = await scoreAll(scorers, estimator, xTrain, yTrain);
  } catch (error) {
    result.scoreError = toFailure(error);
  }
  return { ...result, ended: Date.now() };
}

const takeRows = (x: Samples, rows: Int32Array): Samples => x.take(rows);

/** All scores of a fitted estimator on data. */
export async function scoreAll(
  scorers: Scorers,
  estimator: Estimator,
  x: Samples,
  y: NDArray | undefined,
): Promise<Record<string, number>> {
  const scores: Record<string, number> = {};
  for (const name of scorers.names) {
    const score = await scorers.all[name]!(estimator, x, y);
    if (typeof score !== "number")
      throw new TypeError(`Cannot score: ${name} must give a number, current value is ${String(score)}`);
    scores[name] = score;
  }
  return scores;
}
