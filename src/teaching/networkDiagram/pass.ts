// The numbers of a small network for one sample: forward, and the error back. Written with loops, number by number, as the
// diagram shows it.

export type DiagramActivation = "sigmoid" | "tanh" | "relu" | "linear";

/** An activation, and its derivative from its value, as lesson 02 writes it. */
export const activations: Record<
  DiagramActivation,
  {
    sign: string;
    value: (z: number) => number;
    slope: (y: number) => number;
    slopeText: (y: string) => string;
  }
> = {
  sigmoid: {
    sign: "σ",
    value: (z) => 1 / (1 + Math.exp(-z)),
    slope: (y) => y * (1 - y),
    slopeText: (y) => `${y} × (1 − ${y})`,
  },
  tanh: { sign: "tanh", value: Math.tanh, slope: (y) => 1 - y * y, slopeText: (y) => `(1 − ${y}²)` },
  relu: {
    sign: "relu",
    value: (z) => Math.max(0, z),
    slope: (y) => (y > 0 ? 1 : 0),
    slopeText: (y) => `[${y} > 0]`,
  },
  linear: { sign: "", value: (z) => z, slope: () => 1, slopeText: () => "1" },
};

export type DiagramLoss = "mse" | "binary_crossentropy";

/** A loss of one output, and its error: how it changes with the output's sum. */
export const losses: Record<
  DiagramLoss,
  {
    value: (y: number, t: number) => number;
    valueText: (y: string, t: string) => string;
    error: (y: number, t: number, slope: number) => number;
    errorText: (y: string, t: string, slope: string) => string;
  }
> = {
  // half the square, as lesson 02 has it
  mse: {
    value: (y, t) => (y - t) ** 2 / 2,
    valueText: (y, t) => `½ (${y} − ${t})²`,
    error: (y, t, slope) => (y - t) * slope,
    errorText: (y, t, slope) => `(${y} − ${t}) × ${slope}`,
  },
  // after a sigmoid its slope cancels
  binary_crossentropy: {
    value: (y, t) => -t * Math.log(y) - (1 - t) * Math.log(1 - y),
    valueText: (y, t) => `−(${t} × ln ${y} + (1 − ${t}) × ln(1 − ${y}))`,
    error: (y, t) => y - t,
    errorText: (y, t) => `${y} − ${t}`,
  },
};

/** What bends the sums, and what is minimised. */
export interface DiagramFunctions {
  activation: DiagramActivation;
  outputActivation: DiagramActivation;
  loss: DiagramLoss;
}

export type Matrix = readonly (readonly number[])[];

/** Weights of a network with one hidden layer. */
export interface DiagramWeights {
  /** `[inputs, hidden]` */
  W1: Matrix;
  B1: readonly number[];
  /** `[hidden, outputs]` */
  W2: Matrix;
  B2: readonly number[];
}

/** What one sample makes of the network, under lesson 02's names. */
export interface Pass {
  x: readonly number[];
  t: readonly number[];
  /** Sums of the hidden units, before their activation. */
  z1: number[];
  a1: number[];
  z2: number[];
  y: number[];
  /** Summed over the outputs. */
  loss: number;
  /** How the loss changes with each output's sum, and with each hidden unit's. */
  d2: number[];
  d1: number[];
}

export function passOf(
  { W1, B1, W2, B2 }: DiagramWeights,
  x: readonly number[],
  t: readonly number[],
  functions: DiagramFunctions,
): Pass {
  const hidden = activations[functions.activation];
  const output = activations[functions.outputActivation];
  const loss = losses[functions.loss];
  const sums = (inputs: readonly number[], weights: Matrix, biases: readonly number[]): number[] =>
    biases.map((bias, j) => inputs.reduce((sum, input, i) => sum + input * weights[i]![j]!, bias));
  const z1 = sums(x, W1, B1);
  const a1 = z1.map(hidden.value);
  const z2 = sums(a1, W2, B2);
  const y = z2.map(output.value);
  const d2 = y.map((one, k) => loss.error(one, t[k]!, output.slope(one)));
  const d1 = a1.map((unit, j) => d2.reduce((sum, d, k) => sum + d * W2[j]![k]!, 0) * hidden.slope(unit));
  return { x, t, z1, a1, z2, y, loss: y.reduce((sum, one, k) => sum + loss.value(one, t[k]!), 0), d2, d1 };
}

/** The mean over samples of what each says of the weights: the gradient of lesson 02's matrices. */
export function meanGradient(passes: readonly Pass[]): DiagramWeights {
  const mean = (of: (pass: Pass) => number): number =>
    passes.reduce((sum, pass) => sum + of(pass), 0) / passes.length;
  const { x, a1, y } = passes[0]!;
  return {
    W1: x.map((_, i) => a1.map((__, j) => mean((pass) => pass.x[i]! * pass.d1[j]!))),
    B1: a1.map((_, j) => mean((pass) => pass.d1[j]!)),
    W2: a1.map((_, j) => y.map((__, k) => mean((pass) => pass.a1[j]! * pass.d2[k]!))),
    B2: y.map((_, k) => mean((pass) => pass.d2[k]!)),
  };
}
