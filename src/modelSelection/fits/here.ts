// Fits in this process, one after the other.
import { nextTurn } from "../../nextTurn.js";
import { fitAndScore, timeoutError, toFailure } from "../fitAndScore.js";
import type { FitContext } from "../types.js";
import { candidateOf, type OpenFits } from "./fitSpec.js";

/** Does the fits; returns early when they are no longer wanted. */
export async function runHere({ run, specs, places, signal, accept }: OpenFits): Promise<void> {
  const { x, y, scorers, options } = run;
  for (const place of places) {
    if (signal.aborted) return;
    const spec = specs[place]!;
    const limit = options.timeout === undefined ? undefined : AbortSignal.timeout(options.timeout * 1000);
    const context: FitContext = {
      seed: spec.seed,
      signal: limit ? AbortSignal.any([limit, signal]) : signal,
      sampleWeight: run.sampleWeight,
    };
    const estimator = candidateOf(run.estimator, spec);
    const { train, test } = spec;
    const { returnTrainScore = false } = options;
    const result = await fitAndScore(
      { estimator, x, y, train, test, scorers, returnTrainScore, context },
      "this process",
    );
    if (limit?.aborted && !signal.aborted && result.error)
      result.error = toFailure(timeoutError(options.timeout!));
    await accept(place, result, estimator);
    if (!run.keepEstimators) estimator.dispose?.();
    await nextTurn();
  }
}
