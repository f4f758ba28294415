// Data by content: uploaded once, kept on the workers' disks, checked whenever it is read.
import fs from "node:fs";
import path from "node:path";
import type { Redis } from "ioredis";
import { decode, encode, hashBytes } from "./codec.js";
import { dataLifetime, keys } from "./protocol.js";

/** Stores a value unless Redis has it; returns its name. */
export async function upload(
  redis: Redis,
  prefix: string,
  value: unknown,
  lifetime = dataLifetime,
): Promise<string> {
  const bytes = encode(value);
  const hash = hashBytes(bytes);
  const key = keys.blob(prefix, hash);
  if (!(await redis.expire(key, lifetime))) await redis.set(key, bytes, "EX", lifetime);
  return hash;
}

/** Values that were read last, so that fits of one search share them. */
const recent = new Map<string, unknown>();
const keptValues = 6;

/**
 * Reads a value by its name: from memory, from the folder, or from Redis (then it is put into the folder).
 *
 * @param folder - Where to keep it; left out for what is used once.
 * @throws Error if Redis no longer has it, or it is not what its name says.
 */
export async function download(
  redis: Redis,
  prefix: string,
  hash: string,
  folder?: string,
): Promise<unknown> {
  if (recent.has(hash)) return recent.get(hash);
  const file = folder && path.join(folder, hash);
  let bytes: Buffer | null = null;
  if (file && fs.existsSync(file)) {
    bytes = fs.readFileSync(file);
    if (hashBytes(bytes) !== hash) bytes = null; // damaged on disk: fetch it again
  }
  if (!bytes) {
    bytes = await redis.getBuffer(keys.blob(prefix, hash));
    if (!bytes) throw new Error(`Cannot do a fit: its data ${hash.slice(0, 12)} is no longer in Redis`);
    if (hashBytes(bytes) !== hash)
      throw new Error(`Cannot do a fit: its data ${hash.slice(0, 12)} is damaged in Redis`);
    if (file) {
      fs.mkdirSync(folder, { recursive: true });
      const draft = `${file}.${String(process.pid)}`;
      fs.writeFileSync(draft, bytes);
      fs.renameSync(draft, file);
    }
  }
  const value = decode(bytes);
  if (folder) {
    recent.set(hash, value);
    for (const old of recent.keys()) if (recent.size > keptValues) recent.delete(old);
  }
  return value;
}
