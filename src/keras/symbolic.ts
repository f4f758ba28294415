// Tensors without numbers: what layers are connected by before any data comes.
import { showShape, type Shape } from "./shapes.js";

/** What a node knows of the layer that it is a use of. Every `Layer` is one. */
export interface Operation {
  readonly name: string;
  /** Every use. */
  readonly nodes: Node[];
}

/** One use of a layer: the tensors that went in and the one that came out. */
export interface Node {
  readonly layer: Operation;
  readonly inputs: readonly KerasTensor[];
  readonly output: KerasTensor;
  /** How many times the layer was used before. */
  readonly index: number;
}

/** The output of a layer in the functional API: a shape and where it comes from. */
export class KerasTensor {
  readonly shape: Shape;
  readonly node: Node;

  constructor(shape: Shape, layer: Operation, inputs: readonly KerasTensor[]) {
    this.shape = shape;
    this.node = { layer, inputs, output: this, index: layer.nodes.length };
    layer.nodes.push(this.node);
  }

  get name(): string {
    return this.node.layer.name;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `KerasTensor ${showShape(this.shape)} of ${this.name}`;
  }
}
