// Learning rates that change with the count of finished steps.
import { checkOptions, complaint } from "../../validation.js";
import { camelCase } from "../spelling.js";

/** A learning rate for each step; `config` are its settings under Keras's names, for files. */
export interface Schedule {
  (iteration: number): number;
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** @throws TypeError for an option that is not among `names`, or for one of the first `needed` that is missing. */
function checkKnown<Options extends object>(
  what: string,
  options: Options,
  names: readonly (keyof Options & string)[],
  needed: number,
): void {
  const action = `make ${what}`;
  checkOptions(action, options, names);
  for (const name of names.slice(0, needed)) {
    const value: unknown = (options as Options | undefined)?.[name];
    const isList = ["boundaries", "values"].includes(name);
    if (isList ? Array.isArray(value) : typeof value === "number") continue;
    const wanted = isList ? "a list of numbers" : "a number";
    throw new TypeError(complaint({ action, name, wanted, got: value }));
  }
}

const decayNames = ["initialLearningRate", "decaySteps", "decayRate", "staircase"] as const;

function make(
  className: string,
  config: Record<string, unknown>,
  rate: (iteration: number) => number,
): Schedule {
  return Object.assign((iteration: number) => rate(iteration), { className, config });
}

interface DecayOptions {
  initialLearningRate: number;
  decaySteps: number;
  decayRate: number;
  /** Decays in steps rather than smoothly; defaults to false. */
  staircase?: boolean;
}

/** A rate that follows from how many periods of `decaySteps` have passed. */
function decay(
  className: string,
  { initialLearningRate, decaySteps, decayRate, staircase = false }: DecayOptions,
  rate: (periods: number) => number,
): Schedule {
  const config = {
    initial_learning_rate: initialLearningRate,
    decay_steps: decaySteps,
    decay_rate: decayRate,
    staircase,
  };
  return make(className, config, (step) => {
    const periods = step / decaySteps;
    return rate(staircase ? Math.floor(periods) : periods);
  });
}

/** `initial · decayRate ^ (step / decaySteps)`. */
export function exponentialDecay(options: DecayOptions): Schedule {
  checkKnown("an exponential decay", options, decayNames, 3);
  const { initialLearningRate, decayRate } = options;
  return decay("ExponentialDecay", options, (periods) => initialLearningRate * decayRate ** periods);
}

/** `initial / (1 + decayRate · step / decaySteps)`. */
export function inverseTimeDecay(options: DecayOptions): Schedule {
  checkKnown("an inverse time decay", options, decayNames, 3);
  const { initialLearningRate, decayRate } = options;
  return decay("InverseTimeDecay", options, (periods) => initialLearningRate / (1 + decayRate * periods));
}

/** `values[i]` up to and with step `boundaries[i]`, the last value afterwards. */
export function piecewiseConstantDecay(options: {
  boundaries: readonly number[];
  values: readonly number[];
}): Schedule {
  checkKnown("a piecewise constant decay", options, ["boundaries", "values"], 2);
  const { boundaries, values } = options;
  if (values.length !== boundaries.length + 1) {
    const wanted = `a list of ${String(boundaries.length + 1)} numbers (one more than boundaries)`;
    throw new RangeError(
      complaint({ action: "make a piecewise constant decay", name: "values", wanted, got: values }),
    );
  }
  return make("PiecewiseConstantDecay", { boundaries, values }, (step) => {
    const place = boundaries.findIndex((boundary) => step <= boundary);
    return values[place < 0 ? values.length - 1 : place]!;
  });
}

/** From `initial` to `end` along `(1 − step / decaySteps) ^ power`. */
export function polynomialDecay(options: {
  initialLearningRate: number;
  decaySteps: number;
  endLearningRate?: number;
  power?: number;
}): Schedule {
  const names = ["initialLearningRate", "decaySteps", "endLearningRate", "power"] as const;
  checkKnown("a polynomial decay", options, names, 2);
  const { initialLearningRate, decaySteps, endLearningRate = 0.0001, power = 1 } = options;
  const config = {
    initial_learning_rate: initialLearningRate,
    decay_steps: decaySteps,
    end_learning_rate: endLearningRate,
    power,
  };
  return make("PolynomialDecay", config, (step) => {
    const left = 1 - Math.min(step, decaySteps) / decaySteps;
    return (initialLearningRate - endLearningRate) * left ** power + endLearningRate;
  });
}

/** Half a cosine from `initial` to `alpha · initial` (Loshchilov and Hutter, 2016). */
export function cosineDecay(options: {
  initialLearningRate: number;
  decaySteps: number;
  /** Share of the learning rate that is left at the end; defaults to 0. */
  alpha?: number;
}): Schedule {
  checkKnown("a cosine decay", options, ["initialLearningRate", "decaySteps", "alpha"], 2);
  const { initialLearningRate, decaySteps, alpha = 0 } = options;
  const config = { initial_learning_rate: initialLearningRate, decay_steps: decaySteps, alpha };
  return make("CosineDecay", config, (step) => {
    const cosine = 0.5 * (1 + Math.cos((Math.PI * Math.min(step, decaySteps)) / decaySteps));
    return initialLearningRate * ((1 - alpha) * cosine + alpha);
  });
}

/** The schedule of a file's `{ class_name, config }`. */
export function scheduleFromConfig(className: string, config: Record<string, unknown>): Schedule {
  const { name: _, ...settings } = config;
  const options = Object.fromEntries(Object.entries(settings).map(([key, value]) => [camelCase(key), value]));
  const factories: Record<string, (options: never) => Schedule> = {
    ExponentialDecay: exponentialDecay,
    InverseTimeDecay: inverseTimeDecay,
    PiecewiseConstantDecay: piecewiseConstantDecay,
    PolynomialDecay: polynomialDecay,
    CosineDecay: cosineDecay,
  };
  const factory = factories[className];
  if (!factory) throw new TypeError(`Cannot load the optimizer: unknown learning rate schedule ${className}`);
  return factory(options as never);
}
