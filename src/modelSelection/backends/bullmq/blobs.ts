// Data by content: uploaded once, kept on the workers' disks, checked whenever it is read.
import type { Redis } from "ioredis";
import type { CacheFolder } from "./cacheFolder.js";
import { decode, encode, hashBytes } from "./codec.js";
import { keys } from "./keys.js";
import { dataLifetime } from "./protocol.js";

/** Thrown for data that Redis no longer has; the search can send it again. */
export class MissingDataError extends Error {
  override name = "MissingDataError";
}

/** Stores a value unless Redis has it; returns its hash. */
export async function upload(redis: Redis, prefix: string, value: unknown): Promise<string> {
  const bytes = encode(value);
  const hash = hashBytes(bytes);
  if (!(await touch(redis, prefix, hash)))
    await redis.set(keys.blob(prefix, hash), bytes, "EX", dataLifetime);
  return hash;
}

/** Lets data stay as long as if it came now; false if Redis does not have it. */
export async function touch(redis: Redis, prefix: string, hash: string): Promise<boolean> {
  return (await redis.expire(keys.blob(prefix, hash), dataLifetime)) === 1;
}

/** Values that were read last, so that fits of one search share them. */
const recent = new Map<string, unknown>();
const keptValues = 6;

/**
 * Reads a value by its hash: from memory, from the folder, or from Redis (then it is put into the folder).
 *
 * @param cache - Where to keep it; left out for what is used once.
 * @throws MissingDataError if Redis no longer has it; Error if it is not what its name says.
 */
export async function download(
  redis: Redis,
  prefix: string,
  hash: string,
  cache?: CacheFolder,
): Promise<unknown> {
  if (recent.has(hash)) return recent.get(hash);
  let bytes = cache?.read(hash);
  if (!bytes) {
    bytes = (await redis.getBuffer(keys.blob(prefix, hash))) ?? undefined;
    const name = hash.slice(0, 12);
    if (!bytes) throw new MissingDataError(`Cannot do a fit: its data ${name} is no longer in Redis`);
    if (hashBytes(bytes) !== hash) throw new Error(`Cannot do a fit: its data ${name} is damaged in Redis`);
    cache?.write(hash, bytes);
  }
  const value = decode(bytes);
  if (cache) {
    recent.set(hash, value);
    for (const old of recent.keys()) if (recent.size > keptValues) recent.delete(old);
  }
  return value;
}
