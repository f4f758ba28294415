// Searches on all machines that share a Redis.
import { needNode } from "../../../nodeModule.js";
import { checkOptions } from "../../../validation.js";
import type { Backend } from "../backend.js";
import type { Connection } from "./address.js";
import { defaultPrefix } from "./keys.js";

/** Options of {@link bullmq}. */
export interface BullmqOptions {
  /**
   * URL (`redis://user:password@host:6379/0`, `rediss://` for TLS), or ioredis's options. Default: the URL in the environment
   * variable `GRADUS_REDIS_URL`.
   */
  connection?: Connection;
  /** Prefix of all keys in Redis; workers must have the same. Default: `"gradus"`. */
  prefix?: string;
  /** Fits in the queue at a time; more wait here. Default: 64. */
  queueLength?: number;
}

/**
 * Runs the fits of a search on all machines where `npx gradus worker --redis URL` runs.
 *
 * Each fit is done at least once and counted once. Jobs carry names of data, not code: models travel as their structure. A Redis
 * that forgets everything is told again; one that does not answer for 20 s ends the search with an error, and the next call of its
 * `fit` goes on from the fits that are done.
 *
 * @example
 * ```ts
 * import { bullmq } from "gradus";
 * import { expect } from "vitest";
 *
 * const backend = bullmq({ connection: "redis://localhost:6379" });
 * expect(backend.name).toBe("the workers at Redis");
 * ```
 */
export function bullmq(options: BullmqOptions = {}): Backend {
  checkOptions("search at Redis", options, ["connection", "prefix", "queueLength"]);
  const { connection, prefix = defaultPrefix, queueLength = 64 } = options;
  return {
    name: "the workers at Redis",
    run: async (work) => {
      needNode("node:worker_threads", "search at Redis", "leave backend out");
      // Redis's client takes a fifth of the library's whole loading time: only those who use it pay.
      const { runQueue } = await import("./searchQueue.js");
      await runQueue({ connection, prefix, queueLength }, work);
    },
  };
}
