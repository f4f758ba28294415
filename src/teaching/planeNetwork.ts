// Small networks on points of the plane, in plain loops: a sweep of hundreds of trainings takes seconds.
import { RandomState } from "../random/index.js";
import { checkInteger, checkOptions, complaint } from "../validation.js";
import type { PlanePoints } from "./planeData.js";

/** What the hidden units make of their sums. */
export type PlaneActivation = "tanh" | "sigmoid" | "relu";

export interface PlaneNetworkOptions {
  /** Units of each hidden layer; empty for a straight line. Defaults to `[4]`. */
  hidden?: readonly number[];
  /** Defaults to `"tanh"`. */
  activation?: PlaneActivation;
  /** Seed of the first weights and of the shuffling. Defaults to 0. */
  seed?: number;
}

interface Layer {
  inputs: number;
  units: number;
  /** Shape [inputs, units]. */
  weights: Float64Array;
  biases: Float64Array;
  weightGradient: Float64Array;
  biasGradient: Float64Array;
  /** Activations of the last sample. */
  out: Float64Array;
  /** ∂loss/∂sum of the last sample. */
  delta: Float64Array;
}

/**
 * A network from two coordinates to one probability: sigmoid output, cross-entropy loss, weights as Glorot draws them.
 *
 * Introduced in lesson 04.
 *
 * @example
 * ```ts
 * import { planeData, PlaneNetwork } from "gradus";
 *
 * const { train, test } = planeData("xor");
 * const network = new PlaneNetwork({ hidden: [4] });
 * for (let epoch = 0; epoch < 100; epoch++) network.trainEpoch(train, 0.1, 4);
 * network.accuracy(test) > 0.8; // true
 * ```
 */
export class PlaneNetwork {
  private readonly layers: Layer[];
  private readonly activation: PlaneActivation;
  private readonly generator: RandomState;
  private readonly input = new Float64Array(2);

  constructor(options: PlaneNetworkOptions = {}) {
    checkOptions("make a network", options, ["hidden", "activation", "seed"]);
    const { hidden = [4], activation = "tanh", seed = 0 } = options;
    if (!["tanh", "sigmoid", "relu"].includes(activation)) {
      throw new RangeError(
        complaint({
          action: "make a network",
          name: "activation",
          wanted: "tanh, sigmoid or relu",
          got: activation,
        }),
      );
    }
    for (const units of hidden) checkInteger("make a network", "units", units, { min: 1 });
    this.activation = activation;
    this.generator = new RandomState(seed);
    this.layers = [...hidden, 1].map((units, i) => this.makeLayer(i === 0 ? 2 : hidden[i - 1]!, units));
  }

  private makeLayer(inputs: number, units: number): Layer {
    const limit = Math.sqrt(6 / (inputs + units));
    return {
      inputs,
      units,
      weights: Float64Array.from({ length: inputs * units }, () => this.generator.uniform(-limit, limit)),
      biases: new Float64Array(units),
      weightGradient: new Float64Array(inputs * units),
      biasGradient: new Float64Array(units),
      out: new Float64Array(units),
      delta: new Float64Array(units),
    };
  }

  /** Probability of class 1 at a point. */
  predict(x1: number, x2: number): number {
    if (typeof x1 !== "number" || typeof x2 !== "number" || Number.isNaN(x1 + x2))
      throw new TypeError(
        complaint({ action: "predict", name: "the point", wanted: "two numbers", got: [x1, x2] }),
      );
    this.input[0] = x1;
    this.input[1] = x2;
    return this.forward();
  }

  /** What each unit of the first hidden layer says at a point. */
  hiddenUnits(x1: number, x2: number): Float64Array {
    this.predict(x1, x2);
    return this.layers[0]!.out.slice();
  }

  private forward(): number {
    let from: Float64Array = this.input;
    const last = this.layers.length - 1;
    for (let l = 0; l <= last; l++) {
      const { inputs, units, weights, biases, out } = this.layers[l]!;
      for (let j = 0; j < units; j++) {
        let z = biases[j]!;
        for (let i = 0; i < inputs; i++) z += from[i]! * weights[i * units + j]!;
        out[j] =
          l === last || this.activation === "sigmoid"
            ? 1 / (1 + Math.exp(-z))
            : this.activation === "tanh"
              ? 1 - 2 / (1 + Math.exp(2 * z)) // half the time of Math.tanh
              : Math.max(0, z);
      }
      from = out;
    }
    return from[0]!;
  }

  /** One shuffled pass with a step for every `batchSize` points. */
  trainEpoch(points: PlanePoints, learningRate: number, batchSize: number): void {
    checkPoints("train the network", points);
    const { x, y, count } = points;
    checkInteger("train the network", "batchSize", batchSize, { min: 1 });
    const order = this.generator.permutation(count).data;
    for (let start = 0; start < count; start += batchSize) {
      const stop = Math.min(count, start + batchSize);
      for (let k = start; k < stop; k++) {
        const i = order[k]!;
        this.input[0] = x[2 * i]!;
        this.input[1] = x[2 * i + 1]!;
        // The derivative of cross-entropy behind a sigmoid is output − target.
        this.layers.at(-1)!.delta[0] = this.forward() - y[i]!;
        this.backward();
      }
      this.step(learningRate / (stop - start));
    }
  }

  /** Adds the last sample's gradient, from the output's delta downwards. */
  private backward(): void {
    for (let l = this.layers.length - 1; l >= 0; l--) {
      const { inputs, units, weights, weightGradient, biasGradient, delta } = this.layers[l]!;
      const below = l > 0 ? this.layers[l - 1]! : undefined;
      const from = below ? below.out : this.input;
      for (let j = 0; j < units; j++) biasGradient[j]! += delta[j]!;
      for (let i = 0; i < inputs; i++) {
        const a = from[i]!;
        let sum = 0;
        for (let j = 0; j < units; j++) {
          const d = delta[j]!;
          weightGradient[i * units + j]! += a * d;
          sum += weights[i * units + j]! * d;
        }
        if (below) below.delta[i] = sum * this.slope(a);
      }
    }
  }

  /** Derivative of the activation function in terms of its output. */
  private slope(a: number): number {
    if (this.activation === "tanh") return 1 - a * a;
    return this.activation === "sigmoid" ? a * (1 - a) : a > 0 ? 1 : 0;
  }

  private step(rate: number): void {
    for (const { weights, biases, weightGradient, biasGradient } of this.layers) {
      for (let i = 0; i < weights.length; i++) weights[i]! -= rate * weightGradient[i]!;
      for (let j = 0; j < biases.length; j++) biases[j]! -= rate * biasGradient[j]!;
      weightGradient.fill(0);
      biasGradient.fill(0);
    }
  }

  /** Mean cross-entropy over the points. */
  loss(points: PlanePoints): number {
    checkPoints("compute the loss", points);
    const { x, y, count } = points;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const p = this.predict(x[2 * i]!, x[2 * i + 1]!);
      sum -= Math.log(Math.max(1e-7, y[i] ? p : 1 - p));
    }
    return sum / count;
  }

  /** Share of the points whose class is the more probable one. */
  accuracy(points: PlanePoints): number {
    checkPoints("compute the accuracy", points);
    const { x, y, count } = points;
    let right = 0;
    for (let i = 0; i < count; i++) {
      if (this.predict(x[2 * i]!, x[2 * i + 1]!) > 0.5 === (y[i] === 1)) right += 1;
    }
    return right / count;
  }
}

/** @throws TypeError for what is no set of points. */
function checkPoints(action: string, points: PlanePoints): void {
  const { x, y, count } = (points ?? {}) as Partial<PlanePoints>;
  if (x && y && Number.isInteger(count)) return;
  const wanted = "points { x, y, count }, as planeData() gives";
  throw new TypeError(complaint({ action, name: "points", wanted, got: points }));
}
