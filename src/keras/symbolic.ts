// Tensors without numbers: what layers are connected by before any data comes.
import { showShape, type Shape } from "./shapes.js";

/** What a node knows of the layer that it is a use of. Every `Layer` is one. */
export interface Operation {
  readonly name: string;
  /** Every use. */
  readonly nodes: Node[];
}

/** One use of a layer: the tensors that went in and those that came out. */
export interface Node {
  readonly layer: Operation;
  readonly inputs: readonly KerasTensor[];
  readonly outputs: readonly KerasTensor[];
  /** The first output; most layers have no other. */
  readonly output: KerasTensor;
  /** How many times the layer was used before. */
  readonly index: number;
  /** What the call said beside its inputs, as { useCausalMask: true }. */
  readonly settings: CallSettings;
}

/** Settings of one call of a layer, by name. */
export type CallSettings = Readonly<Record<string, unknown>>;

/** The output of a layer in the functional API: a shape and where it comes from. */
export class KerasTensor {
  readonly shape: Shape;
  readonly node: Node;
  /** Its place among the outputs of its layer. */
  readonly index: number;

  /** @internal Layers make it. */
  constructor(shape: Shape, node: Node, index: number) {
    this.shape = shape;
    this.node = node;
    this.index = index;
  }

  get name(): string {
    return this.node.layer.name;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `KerasTensor ${showShape(this.shape)} of ${this.name}`;
  }
}

/** Notes one more use of a layer; gives its outputs, which have these shapes. */
export function connect(
  layer: Operation,
  inputs: readonly KerasTensor[],
  shapes: readonly Shape[],
  settings: CallSettings = {},
): readonly KerasTensor[] {
  const outputs: KerasTensor[] = [];
  const index = layer.nodes.length;
  const node: Node = {
    ...{ layer, inputs, outputs, index, settings },
    get output() {
      return outputs[0]!;
    },
  };
  for (const [place, shape] of shapes.entries()) outputs.push(new KerasTensor(shape, node, place));
  layer.nodes.push(node);
  return outputs;
}
