// How weights begin. Names, formulas and defaults are Keras's; every one takes a seed.
import { findWord, type Spelled, type Vocabulary } from "./words.js";
import { normals, type Generator } from "./seed.js";

/** Makes the first numbers of a weight. */
export interface Initializer {
  readonly className: string;
  /** Settings under Keras's own names, for files. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Fixes the numbers; else they come from `utils.setRandomSeed`. */
  readonly seed?: number | undefined;
  fill(shape: readonly number[], random: Generator): Float32Array;
}

export interface SeedOptions {
  /** The same seed gives the same numbers; defaults to one drawn from `utils.setRandomSeed`. */
  seed?: number;
}

type Filler = (random: Generator, shape: readonly number[]) => () => number;

function make(
  className: string,
  config: Record<string, unknown>,
  filler: Filler,
  seed?: number,
): Initializer {
  return {
    className,
    config: { ...config, ...(seed === undefined ? {} : { seed }) },
    seed,
    fill(shape, random) {
      const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
      const next = filler(random, shape);
      for (let i = 0; i < values.length; i++) values[i] = next();
      return values;
    },
  };
}

export const zeros = (): Initializer => make("Zeros", {}, () => () => 0);
export const ones = (): Initializer => make("Ones", {}, () => () => 1);

/** Every number the same. */
export const constant = ({ value = 0 }: { value?: number } = {}): Initializer =>
  make("Constant", { value }, () => () => value);

/** Uniform in [`minval`, `maxval`); defaults to ±0.05. */
export const randomUniform = ({
  minval = -0.05,
  maxval = 0.05,
  seed,
}: SeedOptions & { minval?: number; maxval?: number } = {}): Initializer =>
  make("RandomUniform", { minval, maxval }, (random) => () => minval + random() * (maxval - minval), seed);

interface NormalOptions extends SeedOptions {
  /** Defaults to 0. */
  mean?: number;
  /** Standard deviation; defaults to 0.05. */
  stddev?: number;
}

/** Normal numbers. */
export const randomNormal = ({ mean = 0, stddev = 0.05, seed }: NormalOptions = {}): Initializer =>
  make(
    "RandomNormal",
    { mean, stddev },
    (random) => {
      const next = normals(random);
      return () => mean + stddev * next();
    },
    seed,
  );

/** Normal numbers; those beyond two standard deviations are drawn again. */
export const truncatedNormal = ({ mean = 0, stddev = 0.05, seed }: NormalOptions = {}): Initializer =>
  make("TruncatedNormal", { mean, stddev }, (random) => truncated(random, mean, stddev), seed);

function truncated(random: Generator, mean: number, stddev: number): () => number {
  const next = normals(random);
  return () => {
    let value = next();
    while (Math.abs(value) > 2) value = next();
    return mean + stddev * value;
  };
}

export interface VarianceScalingOptions extends SeedOptions {
  scale?: number;
  mode?: "fanIn" | "fanOut" | "fanAvg";
  distribution?: "uniform" | "truncatedNormal" | "untruncatedNormal";
}

/** Variance `scale / n`, where n is the number of inputs, outputs or their mean. */
export const varianceScaling = (options: VarianceScalingOptions = {}): Initializer => {
  const { scale = 1, mode = "fanIn", distribution = "truncatedNormal", seed } = options;
  const config = { scale, mode: modeNames[mode], distribution: distributionNames[distribution] };
  return make("VarianceScaling", config, scaled(scale, mode, distribution), seed);
};

const modeNames = { fanIn: "fan_in", fanOut: "fan_out", fanAvg: "fan_avg" } as const;
const distributionNames = {
  uniform: "uniform",
  truncatedNormal: "truncated_normal",
  untruncatedNormal: "untruncated_normal",
} as const;

function scaled(
  scale: number,
  mode: NonNullable<VarianceScalingOptions["mode"]>,
  distribution: NonNullable<VarianceScalingOptions["distribution"]>,
): Filler {
  return (random, shape) => {
    const { fanIn, fanOut } = fans(shape);
    const n = mode === "fanIn" ? fanIn : mode === "fanOut" ? fanOut : (fanIn + fanOut) / 2;
    const variance = scale / Math.max(1, n);
    if (distribution === "uniform") {
      const limit = Math.sqrt(3 * variance);
      return () => (2 * random() - 1) * limit;
    }
    if (distribution === "untruncatedNormal") {
      const next = normals(random);
      return () => Math.sqrt(variance) * next();
    }
    // 0.8796… is the standard deviation of the normal distribution cut at ±2.
    return truncated(random, 0, Math.sqrt(variance) / 0.87962566103423978);
  };
}

/** Inputs and outputs of one unit: sizes of the last two axes, times the window of a convolution. */
export function fans(shape: readonly number[]): { fanIn: number; fanOut: number } {
  if (shape.length === 0) return { fanIn: 1, fanOut: 1 };
  if (shape.length === 1) return { fanIn: shape[0]!, fanOut: shape[0]! };
  const window = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  return { fanIn: shape.at(-2)! * window, fanOut: shape.at(-1)! * window };
}

const family =
  (className: string, scale: number, mode: "fanIn" | "fanAvg", kind: "uniform" | "truncatedNormal") =>
  ({ seed }: SeedOptions = {}): Initializer =>
    make(className, {}, scaled(scale, mode, kind), seed);

/** Uniform within ±√(6 / (fanIn + fanOut)) (Glorot and Bengio, 2010); the default of most layers. */
export const glorotUniform = family("GlorotUniform", 1, "fanAvg", "uniform");
export const glorotNormal = family("GlorotNormal", 1, "fanAvg", "truncatedNormal");
/** Uniform within ±√(6 / fanIn) (He et al., 2015); for relu. */
export const heUniform = family("HeUniform", 2, "fanIn", "uniform");
export const heNormal = family("HeNormal", 2, "fanIn", "truncatedNormal");
/** Uniform within ±√(3 / fanIn) (LeCun et al., 1998); for selu. */
export const lecunUniform = family("LecunUniform", 1, "fanIn", "uniform");
export const lecunNormal = family("LecunNormal", 1, "fanIn", "truncatedNormal");

/** Rows (or columns) at right angles, by Gram and Schmidt on normal numbers; for recurrent kernels. */
export const orthogonal = ({ gain = 1, seed }: SeedOptions & { gain?: number } = {}): Initializer => ({
  className: "Orthogonal",
  config: { gain, ...(seed === undefined ? {} : { seed }) },
  seed,
  fill: (shape, random) => orthogonalRows(shape, gain, random),
});

function orthogonalRows(shape: readonly number[], gain: number, random: Generator): Float32Array {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  const [count, length] = rows < columns ? [rows, columns] : [columns, rows];
  const next = normals(random);
  const vectors: Float64Array[] = [];
  while (vectors.length < count) {
    const vector = Float64Array.from({ length }, next);
    for (let pass = 0; pass < 2; pass++) {
      for (const other of vectors) {
        const share = vector.reduce((sum, value, i) => sum + value * other[i]!, 0);
        for (let i = 0; i < length; i++) vector[i]! -= share * other[i]!;
      }
    }
    const norm = Math.hypot(...vector);
    if (norm > 1e-6) vectors.push(vector.map((value) => value / norm));
  }
  const values = new Float32Array(rows * columns);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++)
      values[r * columns + c] = gain * (rows < columns ? vectors[r]![c]! : vectors[c]![r]!);
  return values;
}

/** The identity matrix times `gain`. */
export const identity = ({ gain = 1 }: { gain?: number } = {}): Initializer => ({
  className: "Identity",
  config: { gain },
  fill(shape) {
    const [rows = 1, columns = 1] = shape;
    const values = new Float32Array(rows * columns);
    for (let i = 0; i < Math.min(rows, columns); i++) values[i * columns + i] = gain;
    return values;
  },
});

const factories = {
  zeros,
  ones,
  constant,
  randomUniform,
  randomNormal,
  truncatedNormal,
  varianceScaling,
  glorotUniform,
  glorotNormal,
  heUniform,
  heNormal,
  lecunUniform,
  lecunNormal,
  orthogonal,
  identity,
};

export type InitializerName = keyof typeof factories;

/** An initializer or its name. */
export type InitializerArgument = Initializer | Spelled<InitializerName> | "uniform" | "normal";

const vocabulary: Vocabulary<InitializerName> = {
  argument: "initializer",
  names: Object.keys(factories) as InitializerName[],
  aliases: { uniform: "randomUniform", normal: "randomNormal" },
};

/** The initializer an argument stands for. */
export function getInitializer(action: string, argument: InitializerArgument): Initializer {
  if (typeof argument === "object") return argument;
  return factories[findWord(action, vocabulary, argument)]();
}

/** The initializer of a file's `{ class_name, config }`. */
export function initializerFromConfig(entry: {
  class_name: string;
  config: Record<string, unknown>;
}): Initializer {
  const { class_name: className, config } = entry;
  const options = { ...config } as Record<string, unknown>;
  for (const key of ["mode", "distribution"]) {
    if (typeof options[key] === "string")
      options[key] = options[key].replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  }
  if (options["seed"] == null) delete options["seed"];
  const name = findWord("load the model", vocabulary, className);
  return (factories[name] as (options: object) => Initializer)(options);
}
