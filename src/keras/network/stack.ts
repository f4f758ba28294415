// Layers that follow each other, each taking what the one before gives: the inside of a Sequential model.
import { complaint } from "../../validation.js";
import { InputLayer } from "../layers/inputLayer.js";
import { Layer } from "../layers/layer.js";
import type { Shape } from "../shapes.js";
import { KerasTensor, type Node } from "../symbolic.js";
import { Graph } from "./graph.js";
import { Network } from "./network.js";

export class Stack {
  readonly #layers: Layer[] = [];
  readonly #nodes = new Set<Node>();
  #input: KerasTensor | undefined;
  #graph: Graph | undefined;

  get layers(): readonly Layer[] {
    return this.#layers;
  }

  /** How the layers are connected, once the input's shape is known. */
  get graph(): Graph | undefined {
    return this.#graph;
  }

  /** Puts a layer on top; the first one may be an input. */
  add(layer: Layer | KerasTensor): void {
    const entry: unknown = layer instanceof KerasTensor ? layer.node.layer : layer;
    if (!(entry instanceof Layer)) {
      throw new TypeError(
        complaint({ action: "add to the model", name: "layer", wanted: "a layer", got: layer }),
      );
    }
    if (entry instanceof InputLayer) {
      if (this.#input || this.#layers.length > 0)
        throw new TypeError("Cannot add the input: it must be the first layer, and there is one already");
      this.#input = entry.output;
      return;
    }
    if (this.#layers.some(({ name }) => name === entry.name)) {
      const wanted = `another layer than the one that is in already`;
      throw new TypeError(
        complaint({ action: "add to the model", name: `layer "${entry.name}"`, wanted, got: "the same" }),
      );
    }
    const shape = this.#layers.length === 0 ? inputShapeOf(entry) : undefined;
    if (shape && !this.#input) this.#input = new InputLayer({ shape: shape.slice(1) }).output;
    this.#layers.push(entry);
    this.#connect();
  }

  /** Takes the last layer off. */
  pop(): void {
    if (!this.#layers.pop()) throw new RangeError("Cannot pop: the model has no layers");
    this.#connect();
  }

  /** Says what goes in, unless it is known. */
  startFrom(shape: Shape): void {
    if (this.#input) return;
    if (this.#layers.length === 0)
      throw new TypeError(
        "Cannot use the model: it has no layers; add some with model.add(layers.dense({ units: 1 }))",
      );
    this.#input = new InputLayer({ shape: shape.slice(1) }).output;
    this.#connect();
  }

  /** Connects the layers from the input on, as far as the input's shape is known. */
  #connect(): void {
    this.#graph = undefined;
    const input = this.#input;
    if (!input || this.#layers.length === 0) return;
    this.#disconnect();
    try {
      let tensor = input;
      for (const layer of this.#layers) {
        const [output, ...others] = layer.connect([tensor]);
        this.#nodes.add(output!.node);
        if (others.length > 0) throw new TypeError(severalOutputs(layer));
        tensor = output!;
      }
      this.#graph = new Graph([input], [tensor]);
    } catch (error) {
      this.#layers.pop();
      this.#connect();
      throw error;
    }
  }

  /** Forgets the connections this stack made. */
  #disconnect(): void {
    for (const { layer } of this.#nodes) {
      const others = layer.nodes.filter((node) => !this.#nodes.has(node));
      layer.nodes.splice(0, layer.nodes.length, ...others);
    }
    this.#nodes.clear();
  }
}

function severalOutputs({ name }: Layer): string {
  const parts = { action: "add to the model", name: `the output of layer "${name}"`, wanted: "one tensor" };
  return complaint({
    ...parts,
    got: "several",
    fix: "a Model from input() to its outputs can have such a layer",
  });
}

/** What a first layer says about the model's input, with the batch axis. */
function inputShapeOf(layer: Layer): Shape | undefined {
  return layer.givenInputShape ?? (layer instanceof Network ? layer.graph?.inputs[0]!.shape : undefined);
}
