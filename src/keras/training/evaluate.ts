// evaluate(): loss and metrics without training.
import type { Logs } from "../../engine/index.js";
import { progress, type Verbosity } from "../../display/index.js";
import { isStream, openStream, readBatch, type BatchReader } from "../data/readers.js";
import type { OneOrNamed, SampleWeights } from "../data/batch.js";
import type { Model } from "../models/model.js";
import { compiledSettings } from "./compiled.js";
import { LogKeeper } from "./logKeeper.js";
import type { Objective, OutputPlace } from "../compile/objective.js";
import type { Backend } from "../backends/backend.js";
import { buildFromData, checkAll, checkTokens, outputPlaces, placesOf, prepareSamples } from "./prepare.js";

export interface EvaluateOptions {
  /** Samples computed at once; defaults to 32. */
  batchSize?: number;
  /** Weight of each sample in the loss. */
  sampleWeight?: SampleWeights;
  /** Returns an object by name rather than a list. Defaults to false. */
  returnDict?: boolean;
  /** 1 or 2 print the result; defaults to 0. */
  verbose?: Verbosity;
  /** Batches to read from a stream; defaults to all. */
  steps?: number;
}

const action = "evaluate the model";

/** Evaluates a model; see `Model.evaluate`. */
export async function evaluateModel(
  model: Model,
  x: unknown,
  second: unknown,
  third?: EvaluateOptions,
): Promise<number[] | Record<string, number>> {
  const streamed = isStream(x);
  const options = (streamed ? (third ?? (second as EvaluateOptions | undefined)) : third) ?? {};
  compiledSettings(action, model);
  const { logs, objective, steps } = streamed
    ? await evaluateBatches(model, openStream(x), options)
    : await evaluateArrays(model, x as OneOrNamed, second as OneOrNamed, options);
  const named = new LogKeeper(objective).toLogs(logs);
  if (options.verbose) showResult(named, steps, options.verbose);
  return options.returnDict ? named : LogKeeper.toList(logs);
}

function showResult(logs: Record<string, number>, steps: number, verbose: Verbosity): void {
  const bar = progress({ total: steps, verbose });
  bar.beginRound(steps);
  bar.update(steps, logs);
  bar.endRound(logs);
  bar.finish();
}

interface Evaluated {
  steps: number;
  logs: Logs;
  objective: Objective;
}

async function evaluateArrays(
  model: Model,
  x: OneOrNamed,
  y: OneOrNamed,
  options: EvaluateOptions,
): Promise<Evaluated> {
  const samples = prepareSamples(action, model, x, y, options.sampleWeight);
  const places = await outputPlaces(model, samples.x);
  const { backend, objective } = await model.backends.forTraining(model, samples.y, places);
  checkAll(action, samples, places, objective);
  const held = backend.load(samples);
  try {
    const { batchSize = 32 } = options;
    const steps = Math.ceil(samples.numSamples / batchSize);
    return { logs: await backend.evaluate(held, { batchSize }), objective, steps };
  } finally {
    held.dispose();
  }
}

async function evaluateBatches(
  model: Model,
  reader: BatchReader,
  { steps }: EvaluateOptions,
): Promise<Evaluated> {
  const first = await reader.next();
  if (first.done) throw new RangeError(`Cannot ${action}: x must give at least one batch, it is empty`);
  const sample = readBatch(action, first.value, placesOf(model), true);
  buildFromData(model, sample.x);
  const places = await outputPlaces(model, sample.x);
  const { backend, objective } = await model.backends.forTraining(model, sample.y, places, true);
  let waiting = true;
  const next = () => {
    if (!waiting) return reader.next();
    waiting = false;
    return first;
  };
  const logs = await evaluateStream(
    action,
    model,
    backend,
    { ...reader, next, restart: () => true },
    places,
    objective,
    steps,
  );
  reader.restart();
  return { logs, objective, steps: steps ?? reader.steps ?? 1 };
}

/** Loss and metrics over the batches of a stream. */
export async function evaluateStream(
  action: string,
  model: Model,
  backend: Backend,
  reader: BatchReader,
  places: readonly OutputPlace[],
  objective: Objective,
  steps = Infinity,
): Promise<Logs> {
  backend.resetLogs();
  let logs: Logs = { loss: NaN, metrics: [] };
  for (let step = 0; step < steps; step++) {
    const result = await reader.next();
    if (result.done) break;
    const samples = readBatch(action, result.value, placesOf(model), true);
    checkTokens(action, model, samples.x);
    checkAll(action, samples, places, objective);
    logs = await backend.test(samples);
  }
  reader.endEpoch();
  reader.restart();
  return logs;
}
