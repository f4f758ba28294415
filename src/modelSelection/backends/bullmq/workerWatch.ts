// Whether anybody is there to do the work of a search.
import type { Redis } from "ioredis";
import { keys } from "./keys.js";
import { protocol } from "./protocol.js";

/** Milliseconds after which a worker that was not seen counts as gone. */
const workerLifetime = 15_000;

/** Tells when nobody is there to do the work. */
export class WorkerWatch {
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
