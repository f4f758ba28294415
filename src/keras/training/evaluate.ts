// evaluate(): loss and metrics without training.
import type { Logs, PassOptions } from "../../engine/index.js";
import { progress, type Verbosity } from "../../display/index.js";
import { checkInteger, checkOptions } from "../../validation.js";
import type { Backend, HeldData } from "../backends/backend.js";
import type { Batch, SampleWeights } from "../data/batch.js";
import type { BatchReader } from "../data/readers.js";
import { openData, readArguments, type ModelData } from "./data.js";
import { LogKeeper } from "./logKeeper.js";
import { prepare } from "./prepare.js";
import { compiledSettings, type TrainableModel } from "./trainableModel.js";

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
  model: TrainableModel,
  x: unknown,
  second: unknown,
  third?: EvaluateOptions,
): Promise<number[] | Record<string, number>> {
  const { given, options } = readArguments(x, second, third);
  checkOptions(action, options, ["batchSize", "sampleWeight", "returnDict", "verbose", "steps"]);
  if (options.batchSize !== undefined) checkInteger(action, "batchSize", options.batchSize, { min: 1 });
  compiledSettings(action, model);
  const data = await openData(action, model, given);
  const { backend, objective, checked } = await prepare(model, data);
  const evaluation = openEvaluation(backend, checked(action, data), options);
  try {
    const logs = await evaluation.run();
    const named = new LogKeeper(objective).toLogs(logs);
    if (options.verbose) showResult(named, evaluation.steps ?? 1, options.verbose);
    return options.returnDict ? named : LogKeeper.toList(logs);
  } finally {
    evaluation.dispose();
  }
}

function showResult(logs: Record<string, number>, steps: number, verbose: Verbosity): void {
  const bar = progress({ total: steps, verbose });
  bar.beginRound(steps);
  bar.update(steps, logs);
  bar.endRound(logs);
  bar.finish();
}

/** Data ready to be evaluated, once or after each epoch. */
export interface Evaluation {
  /** Batches, if known. */
  readonly steps: number | undefined;
  run: () => Promise<Logs>;
  dispose: () => void;
}

/** Hands data to the backend. */
export function openEvaluation(
  backend: Backend,
  { first, batches }: ModelData,
  { batchSize = 32, steps }: Pick<EvaluateOptions, "batchSize" | "steps">,
): Evaluation {
  if (batches)
    return {
      steps: steps ?? batches.steps,
      run: () => evaluateBatches(backend, batches, steps),
      dispose: () => undefined,
    };
  const held = backend.load(first);
  return { ...evaluateHeld(backend, held, { batchSize }), dispose: () => held.dispose() };
}

/** Evaluates samples that a backend holds for somebody else, from number `from` on. */
export function evaluateHeld(
  backend: Backend,
  held: HeldData,
  options: PassOptions & { batchSize: number },
): Evaluation {
  return {
    steps: Math.ceil((held.numSamples - (options.from ?? 0)) / options.batchSize),
    run: () => backend.evaluate(held, options),
    dispose: () => undefined,
  };
}

async function evaluateBatches(
  backend: Backend,
  batches: BatchReader<Batch>,
  steps = Infinity,
): Promise<Logs> {
  backend.resetLogs();
  let logs: Logs = { loss: NaN, metrics: [] };
  for (let step = 0; step < steps; step++) {
    const result = await batches.next();
    if (result.done) break;
    logs = await backend.test(result.value);
  }
  batches.endEpoch();
  batches.restart();
  return logs;
}
