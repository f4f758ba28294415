// Runs the fits of a search or a cross-validation, here or elsewhere, and says what went wrong in words.
import type { NDArray } from "../array/index.js";
import { notebookHost } from "../display/host.js";
import { type Progress, progress } from "../display/index.js";
import type { Backend } from "./backends/backend.js";
import { countWorkers, pool, timeoutError } from "./backends/pool.js";
import { fitAndScore, type FitResult, scoreAll, toFailure } from "./fitAndScore.js";
import { checkErrorScore, type ErrorScore, withErrorScores } from "./errorScore.js";
import { labelOf, verboseLine } from "./fitText.js";
import { type PreDispatch, readPreDispatch } from "./preDispatch.js";
import type { Scorers } from "./scoring.js";
import { type Estimator, type FitContext, type Params } from "./types.js";

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
  x: NDArray;
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

/** Thrown when a search is interrupted; finished fits are kept, `fit()` goes on from them. */
export class SearchInterruptedError extends Error {
  override name = "SearchInterruptedError";
}

/**
 * Runs fits and returns their results in order.
 *
 * @throws SearchInterruptedError after an interrupt; Error when all fits failed, or one did and `errorScore` is `"raise"`.
 */
export async function runFits(specs: readonly FitSpec[], run: FitRun): Promise<FitResult[]> {
  const { options, scorers } = run;
  const { errorScore = NaN, verbose = 0 } = options;
  checkErrorScore(errorScore);
  for (const params of new Set(specs.map((spec) => spec.params))) {
    if (params) run.estimator.clone().setParams(params); // complains of unknown names before anything is fitted
  }
  const results = new Array<FitResult | undefined>(specs.length);
  let done = 0;
  run.kept?.forEach((result, index) => {
    results[index] = result;
    done++;
  });
  const stop = new AbortController();
  let failure: Error | undefined;
  const interrupt = () => stop.abort(new SearchInterruptedError("interrupted"));
  const unregister = notebookHost()?.onInterrupt(interrupt);
  const bar = openBar(verbose, specs.length, interrupt);
  let best = NaN;
  const accept = async (index: number, result: FitResult, fitted?: Estimator): Promise<void> => {
    if (results[index] || stop.signal.aborted) return;
    const spec = specs[index]!;
    results[index] = result;
    done++;
    await run.onResult?.(index, result, fitted);
    if (verbose > 1) console.log(verboseLine(spec, result, scorers, verbose));
    const score = result.testScores[scorers.names[0]!];
    if (score !== undefined && !(score <= best)) best = score;
    bar?.update(done, Number.isNaN(best) ? {} : { best });
    const problem = result.error ?? result.scoreError;
    if (problem && errorScore === "raise" && !failure) {
      failure = new Error(
        `${result.error ? "The fit" : "Scoring"} failed for ${labelOf(spec)}: ${problem.name}: ${problem.message}`,
      );
      failure.name = problem.name;
      stop.abort(failure);
    }
  };
  try {
    const missing = specs.flatMap((_, index) => (results[index] ? [] : [index]));
    const stayed = await runElsewhere(missing, specs, run, stop.signal, accept);
    await runHere(stayed, specs, run, stop.signal, accept);
  } finally {
    unregister?.();
    bar?.finish();
  }
  if (failure) throw failure;
  if (stop.signal.aborted) {
    throw new SearchInterruptedError(
      `Interrupted after ${String(done)} of ${String(specs.length)} fits; call fit() again to go on from them`,
    );
  }
  return withErrorScores(results as FitResult[], specs, scorers, errorScore);
}

/** Sends fits to a backend; returns those that have to be done here. */
async function runElsewhere(
  missing: number[],
  specs: readonly FitSpec[],
  run: FitRun,
  signal: AbortSignal,
  accept: (index: number, result: FitResult, fitted?: Estimator) => Promise<void>,
): Promise<number[]> {
  const { estimator, options, scorers } = run;
  const numWorkers = options.backend ? Infinity : Math.min(countWorkers(options.nJobs), missing.length);
  if (numWorkers < 2) return missing;
  const backend = options.backend ?? pool(numWorkers);
  const stayed: number[] = [];
  const reasons = new Set<string>();
  const onStay = (index: number, reason: string): void => {
    stayed.push(index);
    reasons.add(reason);
  };
  if (!estimator.pack) {
    console.warn(
      `The fits run in this process, not on ${backend.name}: ${nameOf(estimator)} has no pack method to travel with`,
    );
    return missing;
  }
  const scoring = run.keepEstimators ? undefined : scorers.travel;
  await backend.run({
    fits: missing.map((index) => {
      const { train, test, seed } = specs[index]!;
      const context = { seed, threads: 1 };
      return {
        index,
        label: labelOf(specs[index]!),
        pack: async () => prepared(estimator, specs[index]!).pack!({ x: run.x, y: run.y, train }, context),
        train,
        test,
        context,
      };
    }),
    x: run.x,
    y: run.y,
    sampleWeight: run.sampleWeight,
    scoring,
    returnTrainScore: options.returnTrainScore ?? false,
    timeout: options.timeout,
    preDispatch: readPreDispatch(options.preDispatch, options.backend ? undefined : numWorkers),
    signal,
    onResult: async (index, result, learned) => {
      if (scoring !== undefined || result.error) return accept(index, result);
      await acceptLearned(index, result, learned);
    },
    onStay,
  });
  if (stayed.length > 0 && !signal.aborted)
    console.warn(
      `${String(stayed.length)} fits run in this process, not on ${backend.name}: ${[...reasons].join("; ")}`,
    );
  return stayed.sort((a, b) => a - b);

  /** Scores here what was learned elsewhere. */
  async function acceptLearned(index: number, result: FitResult, learned: unknown): Promise<void> {
    const spec = specs[index]!;
    try {
      const fitted = prepared(estimator, spec);
      await fitted.restore!(learned);
      const from = performance.now();
      result.testScores = await scoreAll(scorers, fitted, run.x.take(spec.test), run.y?.take(spec.test));
      result.scoreTime = (performance.now() - from) / 1000;
      if (options.returnTrainScore)
        result.trainScores = await scoreAll(scorers, fitted, run.x.take(spec.train), run.y?.take(spec.train));
      await accept(index, result, fitted);
    } catch (error) {
      await accept(index, { ...result, scoreError: toFailure(error) });
    }
  }
}

/** Runs fits one after the other in this process. */
async function runHere(
  indices: readonly number[],
  specs: readonly FitSpec[],
  run: FitRun,
  signal: AbortSignal,
  accept: (index: number, result: FitResult, fitted?: Estimator) => Promise<void>,
): Promise<void> {
  const { x, y, scorers, options } = run;
  for (const index of indices) {
    if (signal.aborted) return;
    const spec = specs[index]!;
    const limit = options.timeout === undefined ? undefined : AbortSignal.timeout(options.timeout * 1000);
    const context: FitContext = {
      seed: spec.seed,
      signal: limit ? AbortSignal.any([limit, signal]) : signal,
      sampleWeight: run.sampleWeight,
    };
    const estimator = prepared(run.estimator, spec);
    const result = await fitAndScore(
      {
        estimator,
        x,
        y,
        train: spec.train,
        test: spec.test,
        scorers,
        returnTrainScore: options.returnTrainScore ?? false,
        context,
      },
      "this process",
    );
    if (limit?.aborted && !signal.aborted && result.error)
      result.error = toFailure(timeoutError(options.timeout!));
    await accept(index, result, estimator);
    if (!run.keepEstimators) estimator.dispose?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function prepared(estimator: Estimator, { params }: FitSpec): Estimator {
  const copy = estimator.clone();
  if (params) copy.setParams(params);
  return copy;
}

function openBar(verbose: number, total: number, onStop: () => void): Progress | undefined {
  if (verbose < 1 || !(notebookHost() || process.stdout.isTTY)) return undefined;
  return progress({ total, unit: "fit", verbose: 1, onStop });
}

function nameOf(value: object): string {
  return value.constructor.name;
}
