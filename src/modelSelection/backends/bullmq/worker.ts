// A worker process: takes fits out of the queue and has them done in processes of their own.
import os from "node:os";
import { fileURLToPath } from "node:url";
import type { Job } from "bullmq";
import type { Redis } from "ioredis";
import { workerEntry } from "../../../workerEntry.js";
import { failedResult } from "../../fitAndScore.js";
import type { RedisAddress } from "./address.js";
import { answer } from "./answers.js";
import type { CacheFolder } from "./cacheFolder.js";
import { checkAlive, connect, whereIs } from "./connect.js";
import { defaultPrefix, keys } from "./keys.js";
import {
  type JobOutcome,
  type ProcessorSettings,
  protocol,
  queueName,
  readMessage,
  settingsVariable,
} from "./protocol.js";

/** Options of {@link runWorker}. */
export interface WorkerOptions {
  address: RedisAddress;
  /** Fits at a time. */
  concurrency: number;
  prefix?: string | undefined;
  /** Where data is kept between searches. */
  cache: CacheFolder;
  /** Packages whose exports may revive models. */
  allowModules: readonly string[];
}

/** A job whose worker did not renew its lock for this long goes to another one, in ms. */
const lockDuration = 8000;

/** BullMQ waits for a job up to 10 s without a word from Redis; ms. */
const socketTimeout = 15_000;

/**
 * Does fits until Ctrl-C.
 *
 * @returns The process's exit code.
 */
export async function runWorker({
  address,
  concurrency,
  prefix = defaultPrefix,
  cache,
  allowModules,
}: WorkerOptions): Promise<number> {
  const name = `${os.hostname()}:${String(process.pid)}`;
  const { Worker } = await import("bullmq");
  const redis = connect(address);
  try {
    await checkAlive(redis);
  } catch (error) {
    console.error((error as Error).message);
    redis.disconnect();
    return 1;
  }
  tellOutages(redis);
  const settings: ProcessorSettings = { address, prefix, cacheFolder: cache.folder, allowModules, name };
  const worker = new Worker(queueName, fileURLToPath(workerEntry(import.meta.url, "./processor.js")), {
    connection: connect({ ...address, socketTimeout }),
    prefix,
    concurrency,
    lockDuration,
    stalledInterval: lockDuration / 2,
    maxStalledCount: 100,
    workerForkOptions: {
      env: { ...process.env, [settingsVariable]: JSON.stringify(settings), GRADUS_THREADS: "1" },
    },
  });
  worker.on("error", () => undefined); // BullMQ reconnects
  worker.on("failed", (job, error) => {
    console.error(`Fit ${job?.id ?? "?"} could not be done: ${error.message}`);
    if (job && isLastAttempt(job)) giveUp(redis, prefix, job, error, name);
  });
  worker.on("completed", (job, outcome: JobOutcome) => {
    if (outcome === "done") console.log(`Fit ${job.id ?? "?"} done`);
  });
  const member = `${protocol} ${name}`;
  const tell = (): void => {
    redis.zadd(keys.workers(prefix), Date.now(), member).catch(() => undefined);
  };
  tell();
  const timer = setInterval(tell, 3000);
  const leaving = new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  console.log(`Worker ${name} does ${String(concurrency)} fits at a time; Ctrl-C to leave`);
  await leaving;
  console.log("Finishing the fits under way");
  clearInterval(timer);
  await worker.pause(); // returns when the fits under way are done
  const goodbye = Promise.all([worker.close(), redis.zrem(keys.workers(prefix), member)]);
  await Promise.race([goodbye, new Promise((resolve) => setTimeout(resolve, 1000))]);
  // BullMQ leaves a process or a blocked connection behind now and then.
  return process.exit(0);
}

/** Says once that Redis is away, and once that it is back. */
function tellOutages(redis: Redis): void {
  let isAway = false;
  redis.on("close", () => {
    if (!isAway) console.error(`Redis at ${whereIs(redis)} does not answer; waiting for it`);
    isAway = true;
  });
  redis.on("ready", () => {
    if (isAway) console.error("Redis is back");
    isAway = false;
  });
}

function isLastAttempt({ attemptsMade, opts }: Job): boolean {
  return attemptsMade >= (opts.attempts ?? 1);
}

/** Tells the search that a fit came to nothing; a job that no search wrote has nobody to tell. */
function giveUp(redis: Redis, prefix: string, { data }: Job, error: Error, name: string): void {
  const tell = async (): Promise<void> =>
    answer(redis, prefix, readMessage(data), { result: failedResult(error, name, Date.now(), 0) });
  tell().catch(() => undefined);
}
