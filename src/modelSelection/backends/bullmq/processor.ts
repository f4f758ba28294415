// The script of a process that does fits for a worker: data from the cache, the answer to Redis, once.
import type { Job } from "bullmq";
import type { ScoringName } from "../../scoring.js";
import type { Packed } from "../../types.js";
import { timeoutError, toFailure } from "../../fitAndScore.js";
import { fromPlain, type PlainArray } from "../plainArray.js";
import { remoteFit } from "../remoteFit.js";
import { answer } from "./answers.js";
import { download } from "./blobs.js";
import { connect } from "./connect.js";
import { type FitMessage, keys, type ProcessorSettings, settingsVariable } from "./protocol.js";

const settings = JSON.parse(process.env[settingsVariable] ?? "{}") as ProcessorSettings;
const redis = connect(settings.url);
process.once("disconnect", () => process.exit()); // the worker is gone: its fits are done elsewhere

export default async function run({ data }: Job<FitMessage>): Promise<void> {
  const { prefix, cacheFolder, allowModules, name } = settings;
  const { search, index, timeout } = data;
  if (!(await redis.exists(keys.alive(prefix, search)))) return; // nobody waits for it
  if (await redis.hexists(keys.answers(prefix, search), String(index))) return; // done by another worker meanwhile
  const array = async (hash: string | null) =>
    hash === null ? undefined : fromPlain((await download(redis, prefix, hash, cacheFolder)) as PlainArray);
  const { train, test } = (await download(redis, prefix, data.split, cacheFolder)) as {
    train: Int32Array;
    test: Int32Array;
  };
  const limit = timeout === null ? undefined : AbortSignal.timeout(timeout * 1000);
  const scoring =
    data.scoring &&
    Object.fromEntries(Object.entries(data.scoring).map(([key, one]) => [key, one ?? undefined]));
  const fit = {
    packed: (await download(redis, prefix, data.packed)) as Packed,
    x: (await array(data.x))!,
    y: await array(data.y),
    sampleWeight: await array(data.sampleWeight),
    train,
    test,
    scoring: (scoring ?? undefined) as Record<string, ScoringName | undefined> | undefined,
    returnTrainScore: data.returnTrainScore,
    context: { seed: data.seed ?? undefined, threads: 1, signal: limit },
  };
  const done = await remoteFit(fit, `${name}/${String(process.pid)}`, allowModules);
  if (limit?.aborted && done.result.error) done.result.error = toFailure(timeoutError(timeout!));
  await answer(redis, prefix, data, done);
}
