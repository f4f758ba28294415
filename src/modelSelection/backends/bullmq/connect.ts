// Connections to Redis: how long they wait, and who is told when Redis does not answer.
import { Redis } from "ioredis";
import { type Connection, readAddress } from "./address.js";

/** Milliseconds after which a command without an answer means a dead line, as after a laptop's sleep: it is opened anew. */
const socketTimeout = 7000;

/**
 * Opens a connection that waits for Redis and comes back after it was away.
 *
 * @throws RedisAddressError for an address that cannot be read.
 */
export function connect(connection: Connection | undefined): Redis {
  const redis = new Redis({
    socketTimeout,
    ...readAddress(connection),
    maxRetriesPerRequest: null,
    retryStrategy: (times: number) => Math.min(100 * times, 2000),
    replyMapping: "legacy",
  });
  redis.on("error", () => undefined); // commands wait; who waits too long is told by the caller
  return redis;
}

/** Thrown when Redis does not answer, or refuses. */
export class RedisError extends Error {
  override name = "RedisError";
}

/**
 * Checks that Redis answers within `seconds`.
 *
 * @throws RedisError naming the server otherwise.
 */
export async function checkAlive(redis: Redis, seconds = 10): Promise<void> {
  const lifeline = new Lifeline(redis, seconds);
  try {
    await Promise.race([redis.ping(), lifeline.lost]);
  } catch (error) {
    throw error instanceof RedisError ? error : unreachable(redis, (error as Error).message);
  } finally {
    lifeline.end();
  }
}

/** Watches a connection; `lost` rejects when Redis has not answered for some seconds. */
export class Lifeline {
  /** @throws RedisError naming the server and the last reason. */
  readonly lost: Promise<never>;
  private readonly redis: Redis;
  private readonly timer: NodeJS.Timeout;
  private reason = "no answer";
  private readonly listen = (error: Error): void => {
    this.reason = error.message || (error as NodeJS.ErrnoException).code || this.reason;
  };

  constructor(redis: Redis, patience = 20) {
    this.redis = redis;
    redis.on("error", this.listen);
    let reject: (error: Error) => void;
    this.lost = new Promise((_, refuse) => (reject = refuse));
    this.lost.catch(() => undefined); // of interest only to those who wait for it
    const tick = 500;
    let silence = 0;
    let before = performance.now();
    let isAsking = false;
    const look = (): void => {
      const now = performance.now();
      silence += Math.min(now - before, 2 * tick); // what this process slept or was busy is not Redis's silence
      before = now;
      if (silence >= patience * 1000) reject(unreachable(redis, this.reason));
      if (isAsking) return;
      isAsking = true;
      const answered = (): void => void (silence = 0);
      void redis
        .ping()
        .then(answered, this.listen)
        .finally(() => (isAsking = false));
    };
    this.timer = setInterval(look, tick);
  }

  end(): void {
    clearInterval(this.timer);
    this.redis.off("error", this.listen);
  }
}

function unreachable(redis: Redis, reason: string): RedisError {
  return new RedisError(
    `Cannot reach Redis at ${whereIs(redis)}: ${reason}; is it running, and are address and password right?`,
  );
}

/** Host and port, without the password. */
export function whereIs({ options: { host, port } }: Redis): string {
  return `${host ?? "localhost"}:${String(port ?? 6379)}`;
}
