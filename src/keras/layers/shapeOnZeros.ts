// The shape that a layer's output has, found out by trying.
import type { Tensor } from "../backends/tfjs/tf.js";
import { loadTf } from "../backends/tfjs/tf.js";
import { showShape, type Shape } from "../shapes.js";
import type { ForwardContext } from "./layerTypes.js";

interface Tried {
  readonly name: string;
  forward(inputs: readonly Tensor[], context: ForwardContext): Tensor;
}

/** The shape of what a layer gives for zeros of these shapes. */
export function shapeOnZeros(layer: Tried, shapes: readonly Shape[]): Shape {
  if (shapes.some((shape) => shape.slice(1).includes(null))) {
    const got = shapes.map(showShape).join(", ");
    throw new TypeError(
      `Cannot use layer "${layer.name}" on ${got}: the shape of its output is not known; override computeOutputShape(inputs)`,
    );
  }
  const tf = loadTf();
  let shape: Shape = [];
  tf.tidy(() => {
    const zeros = shapes.map((each) => tf.zeros([1, ...(each.slice(1) as number[])]));
    shape = layer.forward(zeros, { tf, training: false }).shape;
  });
  return [shapes[0]?.[0] ?? null, ...shape.slice(1)];
}
