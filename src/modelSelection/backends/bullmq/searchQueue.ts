// The search's side: puts fits into a queue in Redis and waits for the answers of workers on any machine.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { failedResult } from "../../fitAndScore.js";
import { CannotTravelError } from "../../types.js";
import type { TravellingFit, TravellingWork } from "../backend.js";
import { toPlain } from "../plainArray.js";
import { toPlainSamples } from "../plainSamples.js";
import type { RemoteAnswer } from "../remoteFit.js";
import type { Connection } from "./address.js";
import { touch, upload } from "./blobs.js";
import { decode } from "./codec.js";
import { checkAlive, connect, Lifeline, RedisError, whereIs } from "./connect.js";
import { keys } from "./keys.js";
import { type FitMessage, protocol, queueName, searchLifetime } from "./protocol.js";
import { WorkerWatch } from "./workerWatch.js";

interface QueueOptions {
  connection: Connection | undefined;
  prefix: string;
  queueLength: number;
}

/** Runs fits at Redis. */
export async function runQueue(options: QueueOptions, work: TravellingWork): Promise<void> {
  const redis = connect(options.connection);
  const blocking = connect(options.connection);
  const lifeline = new Lifeline(redis);
  const queue = new SearchQueue(redis, blocking, options, work);
  try {
    await checkAlive(redis);
    await Promise.race([queue.run(), lifeline.lost, untilAborted(work.signal)]);
  } catch (error) {
    throw explained(error, redis);
  } finally {
    lifeline.end();
    await Promise.race([queue.takeBack(), sleep(2000)]); // a Redis that is away would not take anything back
    redis.disconnect();
    blocking.disconnect();
  }
}

/** Times that a fit is put back after Redis lost it; then something is wrong that does not pass. */
const maxSends = 10;

/** A fit that is in the queue or at a worker. */
interface OpenFit {
  fit: TravellingFit;
  message: FitMessage;
  numSends: number;
}

type Shared = Omit<FitMessage, "index" | "packed" | "split" | "seed">;

/** The fits of one search at Redis. */
class SearchQueue {
  private readonly redis: Redis;
  /** Waits for the bell, so that nothing else can use it meanwhile. */
  private readonly blocking: Redis;
  private readonly options: QueueOptions;
  private readonly work: TravellingWork;
  private readonly search = randomUUID();
  private readonly open = new Map<number, OpenFit>();
  private readonly waiting: TravellingFit[];
  private readonly splits = new Map<Int32Array, Promise<string>>();
  private readonly queue: Queue<FitMessage>;
  private readonly watch: WorkerWatch;
  private shared: Shared | undefined;
  private hasEnded = false;

  constructor(redis: Redis, blocking: Redis, options: QueueOptions, work: TravellingWork) {
    this.redis = redis;
    this.blocking = blocking;
    this.options = options;
    this.work = work;
    this.waiting = [...work.fits];
    this.queue = new Queue(queueName, { connection: redis, prefix: options.prefix });
    this.queue.on("error", () => undefined); // those who wait for an answer are told
    this.watch = new WorkerWatch(redis, options.prefix);
  }

  async run(): Promise<void> {
    await this.register();
    await this.fill();
    while (this.open.size > 0 && !this.hasEnded) {
      await this.blocking.blpop(this.key("bell"), 1);
      // Redis has started anew without its data, or this machine has slept.
      if (!(await this.redis.expire(this.key("alive"), searchLifetime))) await this.register();
      const news = await this.collect();
      await this.fill();
      if (news > 0) continue;
      await this.watch.check();
      await this.putBack();
    }
  }

  /** Jobs that nobody waits for any more are taken back; a worker in the middle of one finds the search gone. */
  async takeBack(): Promise<void> {
    this.hasEnded = true;
    await Promise.allSettled([
      this.redis.del(this.key("alive"), this.key("answers"), this.key("bell")),
      ...[...this.open.values()].flatMap(({ message }) => [
        this.queue.remove(jobName(message)),
        this.redis.del(keys.blob(this.options.prefix, message.packed)),
      ]),
    ]);
    await this.queue.close().catch(() => undefined);
  }

  private key(kind: "alive" | "answers" | "bell"): string {
    return keys[kind](this.options.prefix, this.search);
  }

  private put(value: unknown): Promise<string> {
    return upload(this.redis, this.options.prefix, value);
  }

  /** What all fits share goes to Redis, then the sign that the search is alive: no worker finds one without the other. */
  private async register(): Promise<void> {
    const { x, y, sampleWeight, scoring, returnTrainScore, timeout } = this.work;
    this.splits.clear();
    this.shared = {
      search: this.search,
      x: await this.put(toPlainSamples(x)),
      y: y ? await this.put(toPlain(y)) : null,
      sampleWeight: sampleWeight ? await this.put(toPlain(sampleWeight)) : null,
      scoring: scoring
        ? Object.fromEntries(Object.entries(scoring).map(([name, one]) => [name, one ?? null]))
        : null,
      returnTrainScore,
      timeout: timeout ?? null,
    };
    await this.redis.set(this.key("alive"), protocol, "EX", searchLifetime);
  }

  /** Sends fits until so many are open as may be. */
  private async fill(): Promise<void> {
    const length = this.work.preDispatch ?? this.options.queueLength;
    while (this.open.size < length && this.waiting.length > 0 && !this.hasEnded)
      await this.send(this.waiting.shift()!);
  }

  private async send(fit: TravellingFit, numSends = 1): Promise<void> {
    let packed;
    try {
      packed = await fit.pack();
    } catch (error) {
      if (error instanceof CannotTravelError) return this.work.onStay(fit.index, error.message);
      return this.fail(fit, error);
    }
    const { index, train, test, context } = fit;
    let split = this.splits.get(train);
    if (!split) this.splits.set(train, (split = this.put({ train, test })));
    const message: FitMessage = {
      ...this.shared!,
      index,
      packed: await this.put({ fit: `${this.search}-${String(index)}`, ...packed }),
      split: await split,
      seed: context.seed ?? null,
    };
    if (this.hasEnded) return;
    this.open.set(index, { fit, message, numSends });
    await this.queue.add("fit", message, {
      jobId: jobName(message),
      attempts: 3,
      removeOnComplete: true,
      removeOnFail: true,
    });
  }

  /** Takes the answers that have come; returns how many. */
  private async collect(): Promise<number> {
    const places = [...this.open.keys()];
    if (places.length === 0) return 0;
    const answers = await this.redis.hmgetBuffer(this.key("answers"), ...places.map(String));
    let news = 0;
    for (const [i, answer] of answers.entries()) {
      if (!answer || this.hasEnded) continue;
      const index = places[i]!;
      const { message } = this.open.get(index)!;
      this.open.delete(index);
      news++;
      await this.redis.del(keys.blob(this.options.prefix, message.packed)); // a model each: they would fill Redis
      const { result, learned } = decode(answer) as RemoteAnswer;
      await this.work.onResult(index, result, learned);
      await this.redis.hdel(this.key("answers"), String(index));
    }
    return news;
  }

  /** Sends again what Redis forgot, or what a worker put away because its data was gone. */
  private async putBack(): Promise<void> {
    for (const [index, { fit, message, numSends }] of this.open) {
      if (this.hasEnded) return;
      if ((await this.queue.getJobState(jobName(message))) !== "unknown") continue;
      if (await this.redis.hexists(this.key("answers"), String(index))) continue;
      if (!(await this.hasData(message))) await this.register();
      if (numSends < maxSends) await this.send(fit, numSends + 1);
      else await this.fail(fit, new RedisError(`Redis lost its job or its data ${String(numSends)} times`));
    }
  }

  private async hasData({ x, y, sampleWeight, split }: FitMessage): Promise<boolean> {
    const { prefix } = this.options;
    const hashes = [x, y, sampleWeight, split].filter((hash) => hash !== null);
    const there = await Promise.all(hashes.map((hash) => touch(this.redis, prefix, hash)));
    return there.every(Boolean);
  }

  private async fail({ index, test }: TravellingFit, error: unknown): Promise<void> {
    this.open.delete(index);
    await this.work.onResult(index, failedResult(error, "this process", Date.now(), test.length));
  }
}

function jobName({ search, index }: FitMessage): string {
  return `${search}-${String(index)}`;
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** What Redis refuses is told with its place and without the command, which may hold a password. */
function explained(error: unknown, redis: Redis): unknown {
  if (!(error instanceof Error) || !(error instanceof RedisError || error.name === "ReplyError"))
    return error;
  const message =
    error.name === "ReplyError"
      ? `Cannot run the search at Redis at ${whereIs(redis)}: ${error.message}`
      : error.message;
  return new RedisError(`${message}; finished fits are kept: call fit() again to go on from them`);
}
