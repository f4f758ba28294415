// What a worker does with one fit, in a thread or on another machine.
import type { NDArray } from "../../array/index.js";
import { Table } from "../../table/index.js";
import type { Samples } from "../../table/internal.js";
import { failedResult, fitAndScore, type FitResult } from "../fitAndScore.js";
import { readTravelled, type ScoringName } from "../scoring.js";
import type { FitContext, Packed } from "../types.js";
import { type AllowedModules, revive } from "./revive.js";
import { RowBuffers } from "./rowBuffers.js";

/** A fit as it arrives at a worker. */
export interface RemoteFit {
  packed: Packed;
  x: Samples;
  y: NDArray | undefined;
  sampleWeight: NDArray | undefined;
  train: Int32Array;
  test: Int32Array;
  scoring: Record<string, ScoringName | undefined> | undefined;
  returnTrainScore: boolean;
  context: FitContext;
}

/** What goes back. */
export interface RemoteAnswer {
  result: FitResult;
  /** What the estimator learned, when the scores are computed by the sender. */
  learned?: unknown;
}

const buffers = new RowBuffers(); // a worker does one fit at a time

/** Does a fit; an estimator that cannot be revived is a failed fit. */
export async function remoteFit(
  fit: RemoteFit,
  worker: string,
  allowed: AllowedModules = [],
): Promise<RemoteAnswer> {
  const started = Date.now();
  try {
    const estimator = await revive(fit.packed, allowed);
    const { x, y, train, test, returnTrainScore, sampleWeight } = fit;
    const scorers = readTravelled(fit.scoring ?? {});
    const context: FitContext = { ...fit.context, sampleWeight };
    const skipScores = fit.scoring === undefined;
    const result = await fitAndScore(
      {
        estimator,
        x,
        y,
        train,
        test,
        scorers,
        returnTrainScore,
        context,
        skipScores,
        take: (all, rows, part) => (all instanceof Table ? all.take(rows) : buffers.take(all, rows, part)),
      },
      worker,
    );
    const learned: unknown = skipScores && !result.error ? await estimator.packFitted?.() : undefined;
    estimator.dispose?.();
    return { result, learned };
  } catch (error) {
    return { result: failedResult(error, worker, started, fit.test.length) };
  }
}
