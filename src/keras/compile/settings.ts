// The arguments of compile(), checked and brought to one form.
import { checkOptions, complaint } from "../../validation.js";
import { getLoss, type Loss, type LossArgument, type LossFunction } from "../losses/loss.js";
import { getMetric, type MetricArgument } from "../metrics.js";
import { getOptimizer, type Optimizer, type OptimizerArgument } from "../optimizers/optimizer.js";

/** Where a model computes. */
export type BackendName = "auto" | "engine" | "tfjs";

export interface CompileOptions {
  /** Defaults to "rmsprop". */
  optimizer?: OptimizerArgument;
  /** What is minimized; for several outputs a list in order or an object by name. */
  loss?: LossArgument | readonly LossArgument[] | Readonly<Record<string, LossArgument>>;
  /** Factor of each output's loss; defaults to 1. */
  lossWeights?: readonly number[] | Readonly<Record<string, number>>;
  /** What is reported beside the loss; for several outputs a list of lists or an object by name. */
  metrics?:
    | readonly MetricArgument[]
    | readonly (readonly MetricArgument[])[]
    | Readonly<Record<string, MetricArgument | readonly MetricArgument[]>>;
  /** Metrics in which sample and class weights count. */
  weightedMetrics?: readonly MetricArgument[];
  /** "engine" or "tfjs" forces a backend; defaults to "auto": the engine where it can. */
  backend?: BackendName;
  /** How the engine computes: leave it out, it chooses well. */
  engine?: EngineOptions;
}

export interface EngineOptions {
  /** Threads that share a step; the numbers are the same, bit for bit, for any. Default: 2 for large products, else 1. */
  threads?: number;
  /** A native library, OpenBLAS or our own, for large products, and our own for what skips zeros: `false` never uses it, `true` insists. Default: when it is found. */
  native?: boolean;
}

export interface CompileSettings {
  optimizer: Optimizer;
  losses: (Loss | LossFunction | undefined)[];
  lossWeights: number[];
  metrics: (readonly MetricArgument[])[];
  weightedMetrics: (readonly MetricArgument[])[];
  backend: BackendName;
  engine: EngineOptions;
}

const action = "compile the model";
const options = ["optimizer", "loss", "lossWeights", "metrics", "weightedMetrics", "backend", "engine"];

/** Checks the options of compile() for a model with these outputs (their names; one if not yet known). */
export function readCompileOptions(given: CompileOptions, outputs: readonly string[]): CompileSettings {
  checkOptions(action, given, options);
  if (given.engine !== undefined) checkOptions(action, given.engine, ["threads", "native"]);
  const backend = given.backend ?? "auto";
  if (!["auto", "engine", "tfjs"].includes(backend))
    throw new TypeError(
      complaint({ action, name: "backend", wanted: '"auto", "engine" or "tfjs"', got: backend }),
    );
  const losses = perOutput<LossArgument>("loss", given.loss, outputs).map((loss) =>
    loss === undefined ? undefined : getLoss(action, loss),
  );
  const metrics = metricsPerOutput(given.metrics, outputs);
  const weightedMetrics = metricsPerOutput(given.weightedMetrics, outputs);
  for (const argument of [...metrics, ...weightedMetrics].flat()) getMetric(action, argument);
  return {
    optimizer: getOptimizer(action, given.optimizer ?? "rmsprop"),
    losses,
    lossWeights: perOutput<number>("lossWeights", given.lossWeights, outputs).map((weight) => weight ?? 1),
    metrics,
    weightedMetrics,
    backend,
    engine: given.engine ?? {},
  };
}

/** One entry an output from one value for all, a list in order or an object by name. */
function perOutput<T>(name: string, value: unknown, outputs: readonly string[]): (T | undefined)[] {
  if (Array.isArray(value)) {
    if (value.length === outputs.length) return value as T[];
    throw new RangeError(
      complaint({ action, name, wanted: `a list of ${String(outputs.length)}`, got: value }),
    );
  }
  if (isRecord(value)) {
    const unknown = Object.keys(value).find((key) => !outputs.includes(key));
    if (unknown === undefined) return outputs.map((output) => value[output] as T | undefined);
    throw new TypeError(
      complaint({ action, name: `a name in ${name}`, wanted: `one of ${outputs.join(", ")}`, got: unknown }),
    );
  }
  return outputs.map(() => value as T | undefined);
}

function metricsPerOutput(
  value: CompileOptions["metrics"],
  outputs: readonly string[],
): (readonly MetricArgument[])[] {
  if (value === undefined) return outputs.map(() => []);
  if (isRecord(value)) {
    return perOutput<MetricArgument | MetricArgument[]>("metrics", value, outputs).map((entry) =>
      entry === undefined ? [] : Array.isArray(entry) ? entry : [entry],
    );
  }
  if (!Array.isArray(value)) {
    throw new TypeError(
      complaint({
        action,
        name: "metrics",
        wanted: "a list",
        got: value,
        fix: "write metrics: [...] with brackets",
      }),
    );
  }
  const lists = value as readonly (MetricArgument | readonly MetricArgument[])[];
  if (lists.length > 0 && lists.every((entry) => Array.isArray(entry)))
    return perOutput<MetricArgument[]>("metrics", lists, outputs).map((entry) => entry ?? []);
  return outputs.map(() => lists as readonly MetricArgument[]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
