// Runs the fits of a search or a cross-validation. The way of one fit: `runFits` → a backend (`elsewhere.ts`) or this process
// (`here.ts`) → `fitAndScore` → back to `accept`.
import { notebookHost } from "../../display/host.js";
import { type Progress, progress } from "../../display/index.js";
import type { FitResult } from "../fitAndScore.js";
import type { Estimator } from "../types.js";
import { runElsewhere } from "./elsewhere.js";
import { candidateOf, type FitRun, type FitSpec } from "./fitSpec.js";
import { runHere } from "./here.js";
import { checkErrorScore, labelOf, verboseLine, withErrorScores } from "./reports.js";

/**
 * Thrown when a search is interrupted; finished fits are kept, `fit()` goes on from them.
 *
 * @example
 * ```ts
 * import { SearchInterruptedError } from "gradus";
 *
 * try {
 *   // await search.fit(x, y), interrupted
 * } catch (error) {
 *   if (!(error instanceof SearchInterruptedError)) throw error;
 *   // await search.fit(x, y) goes on where it was
 * }
 * ```
 */
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
  // Unknown names are complained of before anything is fitted.
  for (const params of new Set(specs.map((spec) => spec.params))) candidateOf(run.estimator, { params });
  const results = specs.map((_, place) => run.kept?.get(place));
  let done = results.filter(Boolean).length;
  const stop = new AbortController();
  let failure: Error | undefined;
  const interrupt = () => stop.abort(new SearchInterruptedError("interrupted"));
  const unregister = notebookHost()?.onInterrupt(interrupt);
  const bar = openBar(verbose, specs.length, interrupt);
  let best = NaN;
  const accept = async (place: number, result: FitResult, fitted?: Estimator): Promise<void> => {
    if (results[place] || stop.signal.aborted) return;
    const spec = specs[place]!;
    results[place] = result;
    done++;
    await run.onResult?.(place, result, fitted);
    if (verbose > 1) console.log(verboseLine(spec, result, scorers, verbose));
    const score = result.testScores[scorers.names[0]!];
    if (score !== undefined && !(score <= best)) best = score;
    bar?.update(done, Number.isNaN(best) ? {} : { "best fold": best });
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
    const open = { run, specs, signal: stop.signal, accept };
    const places = specs.flatMap((_, place) => (results[place] ? [] : [place]));
    const stayed = await runElsewhere({ ...open, places });
    await runHere({ ...open, places: stayed });
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

function openBar(verbose: number, total: number, onStop: () => void): Progress | undefined {
  if (verbose < 1 || !(notebookHost() || (globalThis.process as NodeJS.Process | undefined)?.stdout.isTTY))
    return undefined;
  return progress({ total, unit: "fit", verbose: 1, onStop });
}
