// The script of a process that does fits for a worker: data from the cache, the answer to Redis, once.
import type { Job } from "bullmq";
import { timeoutError, toFailure } from "../../fitAndScore.js";
import type { ScoringName } from "../../scoring.js";
import type { Packed } from "../../types.js";
import { fromPlain, type PlainArray } from "../plainArray.js";
import { fromPlainSamples, type PlainSamples } from "../plainSamples.js";
import { remoteFit, type RemoteFit } from "../remoteFit.js";
import { answer } from "./answers.js";
import { download, MissingDataError } from "./blobs.js";
import { CacheFolder } from "./cacheFolder.js";
import { connect } from "./connect.js";
import { keys } from "./keys.js";
import {
  type FitMessage,
  type JobOutcome,
  type ProcessorSettings,
  readMessage,
  settingsVariable,
} from "./protocol.js";

const settings = JSON.parse(process.env[settingsVariable] ?? "{}") as ProcessorSettings;
const { prefix } = settings;
const redis = connect(settings.address);
const cache = new CacheFolder(settings.cacheFolder);
process.once("disconnect", () => process.exit()); // the worker is gone: its fits are done elsewhere

export default async function run({ data }: Job): Promise<JobOutcome> {
  const message = readMessage(data);
  const { search, index, timeout } = message;
  if (!(await redis.exists(keys.alive(prefix, search)))) return "unwanted";
  if (await redis.hexists(keys.answers(prefix, search), String(index))) return "unwanted"; // done by another worker meanwhile
  const limit = timeout === null ? undefined : AbortSignal.timeout(timeout * 1000);
  let fit: RemoteFit;
  try {
    fit = await gather(message, limit);
  } catch (error) {
    if (error instanceof MissingDataError) return "incomplete"; // the search finds that out and sends it again
    throw error;
  }
  const done = await remoteFit(fit, `${settings.name}/${String(process.pid)}`, settings.allowModules);
  if (limit?.aborted && done.result.error) done.result.error = toFailure(timeoutError(timeout!));
  await answer(redis, prefix, message, done);
  return "done";
}

/** A job with its data. */
async function gather(message: FitMessage, signal: AbortSignal | undefined): Promise<RemoteFit> {
  const array = async (hash: string | null) =>
    hash === null ? undefined : fromPlain((await download(redis, prefix, hash, cache)) as PlainArray);
  const { train, test } = (await download(redis, prefix, message.split, cache)) as Pick<
    RemoteFit,
    "train" | "test"
  >;
  const scoring =
    message.scoring &&
    Object.fromEntries(Object.entries(message.scoring).map(([key, one]) => [key, one ?? undefined]));
  return {
    packed: (await download(redis, prefix, message.packed)) as Packed,
    x: fromPlainSamples((await download(redis, prefix, message.x, cache)) as PlainSamples),
    y: await array(message.y),
    sampleWeight: await array(message.sampleWeight),
    train,
    test,
    scoring: (scoring ?? undefined) as Record<string, ScoringName | undefined> | undefined,
    returnTrainScore: message.returnTrainScore,
    context: { seed: message.seed ?? undefined, threads: 1, signal },
  };
}
