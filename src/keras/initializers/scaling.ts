// Initializers whose variance follows the numbers of inputs and outputs.
import { normals } from "../seed.js";
import { known, make, type Filler, type Initializer, type SeedOptions } from "./initializer.js";
import { truncated } from "./simple.js";

export interface VarianceScalingOptions extends SeedOptions {
  scale?: number;
  mode?: "fanIn" | "fanOut" | "fanAvg";
  distribution?: "uniform" | "truncatedNormal" | "untruncatedNormal";
}

/**
 * Variance `scale / n`, where n is the number of inputs, outputs or their mean.
 *
 * @example
 * ```ts
 * import { initializers, layers, Sequential } from "gradus";
 * import { expect } from "vitest";
 *
 * const { glorotUniform, glorotNormal, heUniform, heNormal, lecunUniform, lecunNormal } = initializers;
 * for (const begin of [glorotUniform, glorotNormal, heUniform, heNormal, lecunUniform, lecunNormal])
 *   layers.dense({ units: 2, kernelInitializer: begin({ seed: 1 }) });
 * const kernelInitializer = initializers.varianceScaling({ scale: 2, mode: "fanIn", distribution: "uniform" });
 * expect(new Sequential([layers.dense({ units: 2, inputShape: [3], kernelInitializer })]).countParams()).toBe(8);
 * ```
 */
export const varianceScaling = (options: VarianceScalingOptions = {}): Initializer => {
  const {
    scale = 1,
    mode = "fanIn",
    distribution = "truncatedNormal",
    seed,
  } = known("VarianceScaling", options, ["scale", "mode", "distribution", "seed"]);
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
  (options: SeedOptions = {}): Initializer =>
    make(className, {}, scaled(scale, mode, kind), known(className, options, ["seed"]).seed);

/** Uniform within ±√(6 / (fanIn + fanOut)) (Glorot and Bengio, 2010); the default of most layers. */
export const glorotUniform = family("GlorotUniform", 1, "fanAvg", "uniform");
/** Normal with variance 2 / (fanIn + fanOut), cut at two deviations (Glorot and Bengio, 2010). */
export const glorotNormal = family("GlorotNormal", 1, "fanAvg", "truncatedNormal");
/** Uniform within ±√(6 / fanIn) (He et al., 2015); for relu. */
export const heUniform = family("HeUniform", 2, "fanIn", "uniform");
/** Normal with variance 2 / fanIn, cut at two deviations (He et al., 2015); for relu. */
export const heNormal = family("HeNormal", 2, "fanIn", "truncatedNormal");
/** Uniform within ±√(3 / fanIn) (LeCun et al., 1998); for selu. */
export const lecunUniform = family("LecunUniform", 1, "fanIn", "uniform");
/** Normal with variance 1 / fanIn, cut at two deviations (LeCun et al., 1998); for selu. */
export const lecunNormal = family("LecunNormal", 1, "fanIn", "truncatedNormal");
