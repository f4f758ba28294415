// Connections to Redis.
import { Redis } from "ioredis";
import { complaint } from "../../../validation.js";
import type { Connection } from "./address.js";

/**
 * Opens a connection that waits for Redis and comes back after it was away.
 *
 * @throws TypeError for a URL of another kind.
 */
export function connect(connection: Connection): Redis {
  const patient = {
    maxRetriesPerRequest: null,
    retryStrategy: (times: number) => Math.min(100 * times, 2000),
  };
  const redis =
    typeof connection === "string"
      ? new Redis(checkUrl(connection), patient)
      : new Redis({ ...connection, ...patient, replyMapping: "legacy" });
  redis.on("error", () => undefined); // commands wait; who waits too long is told by the caller
  return redis;
}

/**
 * Checks that Redis answers within `seconds`.
 *
 * @throws Error naming the server otherwise.
 */
export async function checkAlive(redis: Redis, seconds = 10): Promise<void> {
  let last = "no answer";
  const listen = (error: Error) => (last = error.message || (error as NodeJS.ErrnoException).code || last);
  redis.on("error", listen);
  const late = new Promise<never>((_, reject) =>
    setTimeout(
      () =>
        reject(
          new Error(
            `Cannot reach Redis at ${where(redis)}: ${last}; is it running, and are address and password right?`,
          ),
        ),
      seconds * 1000,
    ).unref(),
  );
  try {
    await Promise.race([redis.ping(), late]);
  } finally {
    redis.off("error", listen);
  }
}

/** Host and port, without the password. */
function where({ options: { host, port } }: Redis): string {
  return `${host ?? "localhost"}:${String(port ?? 6379)}`;
}

function checkUrl(url: string): string {
  if (/^rediss?:\/\//.test(url)) return url;
  throw new TypeError(
    complaint({
      action: "connect to Redis",
      name: "URL",
      wanted: '"redis://host:port" or "rediss://host:port"',
      got: url,
    }),
  );
}
