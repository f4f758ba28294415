// Puts the answer of a fit into Redis; the first one counts.
import type { Redis } from "ioredis";
import type { RemoteAnswer } from "../remoteFit.js";
import { encode } from "./codec.js";
import { keys } from "./keys.js";
import { dataLifetime, type FitMessage } from "./protocol.js";

/** Stores an answer unless there is one, and wakes the search up. */
export async function answer(
  redis: Redis,
  prefix: string,
  { search, index }: FitMessage,
  value: RemoteAnswer,
): Promise<void> {
  const key = keys.answers(prefix, search);
  if (!(await redis.hsetnx(key, String(index), encode(value)))) return;
  const bell = keys.bell(prefix, search);
  await redis.multi().expire(key, dataLifetime).rpush(bell, String(index)).expire(bell, dataLifetime).exec();
}
