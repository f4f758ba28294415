// What the playground's network answers, worked out in JavaScript for drawing: the engine trains it and shows no hidden units.
import type { PlaygroundSettings } from "./settings.js";

/** Loss and accuracy over a set of points. */
export interface Score {
  loss: number;
  accuracy: number;
}

/**
 * Outputs of every unit at each point, layer by layer; the last layer is the network's answer.
 *
 * @param x - Coordinates, two a point.
 * @param weights - Kernel, bias, kernel, bias …
 */
export function layerOutputs(
  x: ArrayLike<number>,
  weights: readonly Float32Array[],
  activation: PlaygroundSettings["activation"],
): Float32Array[][] {
  const count = x.length / 2;
  let inputs = [0, 1].map((axis) => Float32Array.from({ length: count }, (_, i) => x[2 * i + axis]!));
  const layers: Float32Array[][] = [];
  for (let layer = 0; 2 * layer < weights.length; layer++) {
    const [kernel, bias] = [weights[2 * layer]!, weights[2 * layer + 1]!];
    const isLast = 2 * layer + 2 === weights.length;
    const activate = isLast ? sigmoid : activations[activation];
    inputs = Array.from(bias, (start, unit) => {
      const sums = new Float32Array(count).fill(start);
      for (const [k, input] of inputs.entries()) {
        const weight = kernel[k * bias.length + unit]!;
        for (let i = 0; i < count; i++) sums[i]! += weight * input[i]!;
      }
      return sums.map(activate);
    });
    layers.push(inputs);
  }
  return layers;
}

/** Binary cross-entropy with Keras's clip of 1e-7, and the share on the right side of 0.5. */
export function score(outputs: Float32Array, y: Float32Array): Score {
  let [loss, right] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    const p = Math.max(1e-7, Math.min(1 - 1e-7, outputs[i]!));
    loss -= y[i] === 1 ? Math.log(p) : Math.log(1 - p);
    if (outputs[i]! > 0.5 === (y[i] === 1)) right++;
  }
  return { loss: loss / y.length, accuracy: right / y.length };
}

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

const activations: Record<PlaygroundSettings["activation"], (z: number) => number> = {
  tanh: Math.tanh,
  relu: (z) => Math.max(0, z),
  sigmoid,
  linear: (z) => z,
};
