// The XOR network of lesson 02 in plain numbers, fast enough to train it hundreds of times in one cell.
import { RandomState } from "../random/index.js";
import { checkInteger, checkOptions } from "../validation.js";

/** Turns a gradient into the change of the weights; keeps its own memory between steps. */
export type UpdateRule = (gradient: number[]) => ArrayLike<number>;

export interface XorOptions {
  /** Seed of the first weights, drawn as NumPy draws them. Defaults to 0. */
  seed?: number;
  /** Units of the hidden layer. Defaults to 2. */
  hidden?: number;
  /** Passes over the four samples, one step each. Defaults to 60,000. */
  iterations?: number;
  /** Step length of gradient descent. Defaults to 0.5. */
  learningRate?: number;
  /** Another rule in place of gradient descent. */
  rule?: UpdateRule;
  /** First weights in place of drawn ones: W1 row by row, B1, W2, B2. */
  weights?: ArrayLike<number>;
  /** Ends the run at the first mean squared error below 0.01. Defaults to false. */
  untilSolved?: boolean;
}

const xorOptionNames: readonly (keyof XorOptions)[] = [
  "seed",
  "hidden",
  "iterations",
  "learningRate",
  "rule",
  "weights",
  "untilSolved",
];

/** What {@link trainXor} ends with. */
export interface XorRun {
  /** W1 row by row (2 × hidden), B1, W2, B2. */
  weights: Float64Array;
  /** Mean squared error over the four samples at the end. */
  loss: number;
  /** Iterations until the mean squared error fell below 0.01, or undefined if it never did. */
  solvedAt: number | undefined;
  /** Outputs for (0, 0), (0, 1), (1, 0), (1, 1). */
  outputs: number[];
}

/**
 * Trains a 2-`hidden`-1 network of sigmoid units on XOR with all four samples a step.
 *
 * The same computation as the matrices of lesson 02, written with loops: gradient of half the mean squared error,
 * weights drawn from −1 to 1 (W1, then W2), biases 0. Introduced in lesson 02.
 *
 * @throws RangeError if `hidden` or `iterations` is no positive integer, or `weights` has the wrong length.
 *
 * @example
 * ```ts
 * import { trainXor } from "gradus";
 *
 * trainXor({ seed: 0 }).outputs.map((y) => y.toFixed(3)); // [ '0.016', '0.987', '0.987', '0.014' ]
 * trainXor({ seed: 3 }).solvedAt; // undefined: this start is stuck
 * ```
 */
export function trainXor(options: XorOptions = {}): XorRun {
  checkOptions("train the XOR network", options, xorOptionNames);
  const { seed = 0, hidden = 2, iterations = 60_000, learningRate = 0.5, rule, weights: given } = options;
  const { untilSolved = false } = options;
  checkInteger("train the XOR network", "hidden", hidden, { min: 1 });
  checkInteger("train the XOR network", "iterations", iterations, { min: 0 });
  const weights = given ? Float64Array.from(given) : firstWeights(seed, hidden);
  checkInteger("train the XOR network", "weights.length", weights.length, {
    min: 4 * hidden + 1,
    max: 4 * hidden + 1,
  });
  const network = new XorNetwork(weights, hidden);
  let loss = network.backward();
  let solvedAt = loss < solved ? 0 : undefined;
  for (let iteration = 1; iteration <= iterations && !(untilSolved && solvedAt !== undefined); iteration++) {
    const { gradient } = network;
    if (rule) {
      const change = rule(gradient);
      for (let i = 0; i < weights.length; i++) weights[i]! += change[i]!;
    } else {
      for (let i = 0; i < weights.length; i++) weights[i]! -= learningRate * gradient[i]!;
    }
    loss = network.backward();
    if (solvedAt === undefined && loss < solved) solvedAt = iteration;
  }
  return { weights, loss, solvedAt, outputs: network.outputs() };
}

/** Below this mean squared error every output is on the right side of 0.5, with room to spare. */
const solved = 0.01;

/** W1 and W2 from −1 to 1, biases 0: what `random.random([2, hidden])` and `random.random([hidden, 1])` draw. */
function firstWeights(seed: number, hidden: number): Float64Array {
  const generator = new RandomState(seed);
  const weights = new Float64Array(4 * hidden + 1);
  weights.set(generator.random([2 * hidden]).data.map((u) => 2 * u - 1));
  weights.set(
    generator.random([hidden]).data.map((u) => 2 * u - 1),
    3 * hidden,
  );
  return weights;
}

class XorNetwork {
  /** In the order of the weights; plain numbers, on which a rule's `map` is several times faster than on a typed array. */
  readonly gradient: number[];
  private readonly weights: Float64Array;
  private readonly hidden: number;
  /** Four values a hidden unit, one a sample. */
  private readonly activations: Float64Array;
  private readonly y = new Float64Array(4);

  constructor(weights: Float64Array, hidden: number) {
    this.weights = weights;
    this.hidden = hidden;
    this.gradient = Array.from(weights);
    this.activations = new Float64Array(4 * hidden);
  }

  /** Outputs for (0, 0), (0, 1), (1, 0), (1, 1). */
  outputs(): number[] {
    this.forward();
    return Array.from(this.y);
  }

  /** Unit by unit, all samples at once: with inputs of 0 and 1 a product is the weight or nothing. */
  private forward(): void {
    const { weights, hidden, activations, y } = this;
    y.fill(weights[4 * hidden]!);
    for (let j = 0; j < hidden; j++) {
      const w1 = weights[j]!;
      const w2 = weights[hidden + j]!;
      const b = weights[2 * hidden + j]!;
      const v = weights[3 * hidden + j]!;
      y[0]! += v * (activations[4 * j] = sigmoid(b));
      y[1]! += v * (activations[4 * j + 1] = sigmoid(w2 + b));
      y[2]! += v * (activations[4 * j + 2] = sigmoid(w1 + b));
      y[3]! += v * (activations[4 * j + 3] = sigmoid(w1 + w2 + b));
    }
    for (let sample = 0; sample < 4; sample++) y[sample] = sigmoid(y[sample]!);
  }

  /** Writes the gradient of half the mean squared error, and returns the mean squared error. */
  backward(): number {
    const { weights, hidden, activations, gradient, y } = this;
    this.forward();
    const e0 = y[0]!;
    const e1 = y[1]! - 1;
    const e2 = y[2]! - 1;
    const e3 = y[3]!;
    const d0 = (e0 * y[0]! * (1 - y[0]!)) / 4;
    const d1 = (e1 * y[1]! * (1 - y[1]!)) / 4;
    const d2 = (e2 * y[2]! * (1 - y[2]!)) / 4;
    const d3 = (e3 * y[3]! * (1 - y[3]!)) / 4;
    gradient[4 * hidden] = d0 + d1 + d2 + d3;
    for (let j = 0; j < hidden; j++) {
      const v = weights[3 * hidden + j]!;
      const a0 = activations[4 * j]!;
      const a1 = activations[4 * j + 1]!;
      const a2 = activations[4 * j + 2]!;
      const a3 = activations[4 * j + 3]!;
      const h1 = d1 * v * a1 * (1 - a1);
      const h2 = d2 * v * a2 * (1 - a2);
      const h3 = d3 * v * a3 * (1 - a3);
      gradient[j] = h2 + h3;
      gradient[hidden + j] = h1 + h3;
      gradient[2 * hidden + j] = d0 * v * a0 * (1 - a0) + h1 + h2 + h3;
      gradient[3 * hidden + j] = d0 * a0 + d1 * a1 + d2 * a2 + d3 * a3;
    }
    return (e0 * e0 + e1 * e1 + e2 * e2 + e3 * e3) / 4;
  }
}

function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}
