// A worker process: takes fits out of the queue and has them done in processes of their own.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { workerEntry } from "../../../workerEntry.js";
import { failedResult } from "../../fitAndScore.js";
import { answer } from "./answers.js";
import { checkAlive, connect } from "./connect.js";
import {
  defaultPrefix,
  type FitMessage,
  keys,
  type ProcessorSettings,
  protocol,
  queueName,
  settingsVariable,
} from "./protocol.js";

/** Options of {@link runWorker}. */
export interface WorkerOptions {
  url: string;
  /** Fits at a time. */
  concurrency: number;
  prefix?: string | undefined;
  /** Folder for data; a folder for temporary files unless told otherwise. */
  cacheFolder?: string | undefined;
  /** Packages whose exports may revive models. */
  allowModules: readonly string[];
}

/** A job whose worker did not renew its lock for this long goes to another one, in ms. */
const lockDuration = 8000;

/**
 * Does fits until Ctrl-C.
 *
 * @returns The process's exit code.
 */
export async function runWorker({
  url,
  concurrency,
  prefix = defaultPrefix,
  cacheFolder,
  allowModules,
}: WorkerOptions): Promise<number> {
  const name = `${os.hostname()}:${String(process.pid)}`;
  const folder = cacheFolder ?? path.join(os.tmpdir(), `gradus-worker-${os.userInfo().username}`);
  const { Worker } = await import("bullmq");
  const redis = connect(url);
  try {
    await checkAlive(redis);
  } catch (error) {
    console.error((error as Error).message);
    redis.disconnect();
    return 1;
  }
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const connection = connect(url);
  const settings: ProcessorSettings = { url, prefix, cacheFolder: folder, allowModules, name };
  const worker = new Worker(queueName, fileURLToPath(workerEntry(import.meta.url, "./processor.js")), {
    connection: connect(url),
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
    const { data, attemptsMade, opts } = (job ?? {}) as {
      data?: FitMessage;
      attemptsMade?: number;
      opts?: { attempts?: number };
    };
    console.error(`Fit ${job?.id ?? "?"} could not be done: ${error.message}`);
    if (!data || (attemptsMade ?? 0) < (opts?.attempts ?? 1)) return;
    const result = failedResult(error, name, Date.now(), 0);
    answer(redis, prefix, data, { result }).catch(() => undefined);
  });
  worker.on("completed", (job) => console.log(`Fit ${job.id ?? "?"} done`));
  const member = `${protocol} ${name}`;
  const tell = (): void => {
    redis.zadd(keys.workers(prefix), Date.now(), member).catch(() => undefined);
  };
  tell();
  const timer = setInterval(tell, 3000);
  console.log(`Worker ${name} does ${String(concurrency)} fits at a time; Ctrl-C to leave`);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  console.log("Finishing the fits under way");
  clearInterval(timer);
  await worker.pause(); // returns when the fits under way are done
  await Promise.race([worker.close(), new Promise((resolve) => setTimeout(resolve, 1000))]);
  await redis.zrem(keys.workers(prefix), member);
  redis.disconnect();
  connection.disconnect();
  // BullMQ leaves a process or a blocked connection behind now and then.
  return process.exit(0);
}
