// The script of a worker thread: does one fit a message.
import { threadId } from "node:worker_threads";
import type { ScoringName } from "../scoring.js";
import type { FitContext, Packed } from "../types.js";
import { remoteFit, type RemoteAnswer } from "./remoteFit.js";
import { ranForeignCode } from "./revive.js";
import { type SharedArray, unshare } from "./shared.js";

/** A fit on its way to a thread. */
export interface PoolMessage {
  packed: Packed;
  x: SharedArray;
  y: SharedArray | undefined;
  sampleWeight: SharedArray | undefined;
  train: SharedArrayBuffer;
  test: SharedArrayBuffer;
  scoring: Record<string, ScoringName | undefined> | undefined;
  returnTrainScore: boolean;
  context: FitContext;
}

/** What a thread answers. */
export interface PoolAnswer extends RemoteAnswer {
  /** Whether this thread has ever run code that is not this package's. */
  ranForeignCode: boolean;
}

export default async function run(message: PoolMessage): Promise<PoolAnswer> {
  const answer = await remoteFit(
    {
      ...message,
      x: unshare(message.x),
      y: message.y && unshare(message.y),
      sampleWeight: message.sampleWeight && unshare(message.sampleWeight),
      train: new Int32Array(message.train),
      test: new Int32Array(message.test),
    },
    `thread ${String(threadId)}`,
    ["*"], // the same program: what it packs, it may revive
  );
  return { ...answer, ranForeignCode: ranForeignCode() };
}
