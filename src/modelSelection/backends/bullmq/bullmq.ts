// The search's side: puts fits into a queue in Redis and waits for the answers of workers on any machine.
import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import { failedResult } from "../../fitAndScore.js";
import { CannotTravelError } from "../../types.js";
import type { Backend, TravellingFit, TravellingWork } from "../backend.js";
import { toPlain } from "../plainArray.js";
import type { RemoteAnswer } from "../remoteFit.js";
import { upload } from "./blobs.js";
import { decode } from "./codec.js";
import type { Connection } from "./address.js";
import { defaultPrefix, type FitMessage, keys, protocol, queueName } from "./protocol.js";

/** Options of {@link bullmq}. */
export interface BullmqOptions {
  /** URL (`redis://user:password@host:6379/0`, `rediss://` for TLS), or ioredis's options. */
  connection: Connection;
  /** Prefix of all keys in Redis; workers must have the same. Default: `"gradus"`. */
  prefix?: string;
  /** Fits in the queue at a time; more wait here. Default: 64. */
  queueLength?: number;
}

/** Milliseconds after which a worker that was not seen counts as gone. */
const workerLifetime = 15_000;

/**
 * Runs the fits of a search on all machines where `npx gradus worker --redis URL` runs.
 *
 * Each fit is done at least once and counted once. Jobs carry names of data, not code: models travel as their structure.
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
export function bullmq(options: BullmqOptions): Backend {
  return { name: "the workers at Redis", run: (work) => runQueue(options, work) };
}

async function runQueue(
  { connection, prefix = defaultPrefix, queueLength = 64 }: BullmqOptions,
  work: TravellingWork,
): Promise<void> {
  // Redis's client takes a fifth of the library's whole loading time: only those who use it pay
  const [{ Queue }, { checkAlive, connect }] = await Promise.all([import("bullmq"), import("./connect.js")]);
  const redis = connect(connection);
  const blocking = connect(connection);
  const queue = new Queue<FitMessage>(queueName, { connection: redis, prefix });
  queue.on("error", () => undefined);
  const search = randomUUID();
  /** Fits that are in the queue or at a worker. */
  const open = new Map<number, FitMessage>();
  try {
    await checkAlive(redis);
    await redis.set(keys.alive(prefix, search), protocol, "EX", 3600);
    const put = (value: unknown) => upload(redis, prefix, value);
    const shared = {
      search,
      x: await put(toPlain(work.x)),
      y: work.y ? await put(toPlain(work.y)) : null,
      sampleWeight: work.sampleWeight ? await put(toPlain(work.sampleWeight)) : null,
      scoring: work.scoring
        ? Object.fromEntries(Object.entries(work.scoring).map(([name, one]) => [name, one ?? null]))
        : null,
      returnTrainScore: work.returnTrainScore,
      timeout: work.timeout ?? null,
    };
    const splits = new Map<Int32Array, Promise<string>>();
    const queued = [...work.fits];
    const send = async (fit: TravellingFit): Promise<void> => {
      let packed;
      try {
        packed = await fit.pack();
      } catch (error) {
        if (error instanceof CannotTravelError) return work.onStay(fit.index, error.message);
        return work.onResult(fit.index, failedResult(error, "this process", Date.now(), fit.test.length));
      }
      let split = splits.get(fit.train);
      if (!split) splits.set(fit.train, (split = put({ train: fit.train, test: fit.test })));
      const message: FitMessage = {
        ...shared,
        index: fit.index,
        packed: await put({ fit: `${search}-${String(fit.index)}`, ...packed }),
        split: await split,
        seed: fit.context.seed ?? null,
      };
      open.set(fit.index, message);
      await enqueue(message);
    };
    const enqueue = (message: FitMessage) =>
      queue.add("fit", message, {
        jobId: jobName(message),
        attempts: 3,
        removeOnComplete: true,
        removeOnFail: true,
      });
    /** Puts back what a Redis without persistence forgot. */
    const putBack = async (): Promise<void> => {
      for (const [index, message] of open) {
        if ((await queue.getJobState(jobName(message))) !== "unknown") continue;
        if (await redis.hexists(keys.answers(prefix, search), String(index))) continue;
        await enqueue(message);
      }
    };
    const fill = async (): Promise<void> => {
      const length = work.preDispatch ?? queueLength;
      while (open.size < length && queued.length > 0 && !work.signal.aborted) await send(queued.shift()!);
    };
    await fill();
    const watch = new WorkerWatch(redis, prefix);
    while (open.size > 0 && !work.signal.aborted) {
      await blocking.blpop(keys.bell(prefix, search), 1);
      await redis.expire(keys.alive(prefix, search), 3600);
      const places = [...open.keys()];
      const answers = await redis.hmgetBuffer(keys.answers(prefix, search), ...places.map(String));
      let news = 0;
      for (const [i, answer] of answers.entries()) {
        if (!answer) continue;
        const index = places[i]!;
        const message = open.get(index)!;
        open.delete(index);
        news++;
        await redis.del(keys.blob(prefix, message.packed)); // a model each: they would fill Redis
        const { result, learned } = decode(answer) as RemoteAnswer;
        await work.onResult(index, result, learned);
        await redis.hdel(keys.answers(prefix, search), String(index));
      }
      await fill();
      if (news > 0) continue;
      await watch.check();
      await putBack();
    }
  } finally {
    // Jobs that nobody waits for any more are taken back; a worker in the middle of one finds the search gone.
    await Promise.allSettled([
      redis.del(keys.alive(prefix, search), keys.answers(prefix, search), keys.bell(prefix, search)),
      ...[...open.values()].flatMap((message) => [
        queue.remove(jobName(message)),
        redis.del(keys.blob(prefix, message.packed)),
      ]),
    ]);
    await queue.close().catch(() => undefined);
    redis.disconnect();
    blocking.disconnect();
  }
}

function jobName({ search, index }: FitMessage): string {
  return `${search}-${String(index)}`;
}

/** Tells when nobody is there to do the work. */
class WorkerWatch {
  private readonly redis: Redis;
  private readonly prefix: string;
  private told = false;

  constructor(redis: Redis, prefix: string) {
    this.redis = redis;
    this.prefix = prefix;
  }

  /** @throws Error if there are workers, but all of another version. */
  async check(): Promise<void> {
    const seen = await this.redis.zrangebyscore(
      keys.workers(this.prefix),
      Date.now() - workerLifetime,
      "+inf",
    );
    const versions = seen.map((worker) => worker.split(" ")[0]!);
    if (versions.includes(protocol)) return;
    const others = [...new Set(versions)];
    if (others.length > 0)
      throw new Error(
        `Cannot run the search at Redis: its workers have gradus ${others.join(", ")}, this is ${protocol}; install one version on all machines`,
      );
    if (!this.told) console.warn("Waiting for workers: start some with npx gradus worker --redis URL");
    this.told = true;
  }
}
