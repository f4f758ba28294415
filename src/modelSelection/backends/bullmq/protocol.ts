// What a search, its workers and their processes must agree on: names in Redis, jobs, and how a worker's processes are told.
import { createRequire } from "node:module";
import type { ScoringName } from "../../scoring.js";
import type { RedisAddress } from "./address.js";
import { isHash } from "./codec.js";

const { version } = createRequire(import.meta.url)("../../../../package.json") as { version: string };

/** Version of gradus with the version of the messages: both sides must have the same. */
export const protocol = `${version}-2`;

/** Name of the queue of fits; workers of another version listen on another queue. */
export const queueName = `fits-${protocol}`;

/** Seconds that data stay in Redis after their last use. */
export const dataLifetime = 24 * 3600;

/** Seconds after which a search that gives no sign of life has ended. */
export const searchLifetime = 3600;

/** A job: names of data, no data and no code. */
export interface FitMessage {
  search: string;
  index: number;
  /** Hashes of packed estimator, arrays and split. */
  packed: string;
  x: string;
  y: string | null;
  sampleWeight: string | null;
  split: string;
  scoring: Record<string, ScoringName | null> | null;
  returnTrainScore: boolean;
  seed: number | null;
  timeout: number | null;
}

/**
 * A job as it came from Redis, where others may write too.
 *
 * @throws TypeError for one that no search of this version put there.
 */
export function readMessage(data: unknown): FitMessage {
  const message = (data ?? {}) as FitMessage;
  const { search, index, packed, x, y, sampleWeight, split, scoring, seed, timeout } = message;
  const isSound =
    typeof search === "string" &&
    Number.isSafeInteger(index) &&
    [packed, x, split].every(isHash) &&
    [y, sampleWeight].every((one) => one === null || isHash(one)) &&
    [seed, timeout].every((one) => one === null || typeof one === "number") &&
    typeof scoring === "object";
  if (!isSound) throw new TypeError("Cannot do a fit: its job was not written by a search of this version");
  return message;
}

/** What a worker's process made of a job: a fit; nothing, as nobody waits for it; or nothing yet, as its data is gone. */
export type JobOutcome = "done" | "unwanted" | "incomplete";

/** Settings of a worker for its processes. */
export interface ProcessorSettings {
  address: RedisAddress;
  prefix: string;
  cacheFolder: string;
  allowModules: readonly string[];
  name: string;
}

/** Name of the environment variable that carries them. */
export const settingsVariable = "GRADUS_WORKER_SETTINGS";
