// What a worker thread does with a message: one fit.
import type { ScoringName } from "../../scoring.js";
import type { FitContext, Packed } from "../../types.js";
import { remoteFit, type RemoteAnswer } from "../remoteFit.js";
import { ranForeignCode } from "../revive.js";
import { fromPlain, type PlainArray } from "../plainArray.js";
import { fromPlainSamples, type PlainSamples } from "../plainSamples.js";

/** A fit on its way to a thread. */
export interface PoolMessage {
  packed: Packed;
  x: PlainSamples;
  y: PlainArray | undefined;
  sampleWeight: PlainArray | undefined;
  train: Int32Array;
  test: Int32Array;
  scoring: Record<string, ScoringName | undefined> | undefined;
  returnTrainScore: boolean;
  context: FitContext;
}

/** What a thread answers. */
export interface PoolAnswer extends RemoteAnswer {
  /** Whether this thread has ever run code that is not this package's. */
  ranForeignCode: boolean;
}

/** @param worker - Names the thread in messages. */
export async function answerFit(message: PoolMessage, worker: string): Promise<PoolAnswer> {
  const answer = await remoteFit(
    {
      ...message,
      x: fromPlainSamples(message.x),
      y: message.y && fromPlain(message.y),
      sampleWeight: message.sampleWeight && fromPlain(message.sampleWeight),
    },
    worker,
    "any", // the same program: what it packs, it may revive
  );
  return { ...answer, ranForeignCode: ranForeignCode() };
}
