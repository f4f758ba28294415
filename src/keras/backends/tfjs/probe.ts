// A subclassed model shows its outputs' shapes, and makes its weights, when it is called on a sample.
import type { Column } from "../../data/columns.js";
import { sliceColumn } from "../../data/columns.js";
import type { Network } from "../../network/network.js";
import type { Shape } from "../../shapes.js";
import { prepareTf } from "./prepareTf.js";
import { toTensor } from "./convert.js";

/** Calls the model on its first sample and returns the shapes of its outputs. */
export async function probeOutputs(model: Network, x: readonly Column[]): Promise<Shape[]> {
  const tf = await prepareTf();
  let shapes: Shape[] = [];
  tf.tidy(() => {
    const inputs = x.map((column) => toTensor(tf, sliceColumn(column, 0, 1)));
    const outputs = model.forwardAll(inputs, { tf, training: false });
    shapes = outputs.map(({ shape }) => [null, ...shape.slice(1)]);
  });
  return shapes;
}
