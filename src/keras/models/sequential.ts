// A stack of layers, each taking what the one before gives.
import { complaint } from "../../validation.js";
import { InputLayer } from "../layers/inputLayer.js";
import { Layer } from "../layers/layer.js";
import type { Shape } from "../shapes.js";
import { KerasTensor, type Node } from "../symbolic.js";
import { Graph } from "./graph.js";
import { Model, type ModelOptions } from "./model.js";

/**
 * A model whose layers follow each other.
 *
 * @example The lecture's XOR network
 * ```ts
 * import { layers, Sequential } from "gradus";
 * import { expect } from "vitest";
 *
 * const model = new Sequential();
 * model.add(layers.dense({ units: 2, inputShape: [2], activation: "sigmoid" }));
 * model.add(layers.dense({ units: 1, activation: "sigmoid" }));
 * expect(model.countParams()).toBe(9);
 * ```
 *
 * @see Keras `keras.Sequential`
 */
export class Sequential extends Model {
  static override readonly className = "Sequential";
  #input: KerasTensor | undefined;
  #stack: Layer[] = [];
  readonly #nodes = new Set<Node>();

  constructor(layers: readonly (Layer | KerasTensor)[] = [], options: ModelOptions = {}) {
    super(options);
    for (const layer of layers) this.add(layer);
  }

  /** Puts a layer on top. The first one may be `input({ shape })`, or a layer with `inputShape`. */
  add(layer: Layer | KerasTensor): void {
    const entry = layer instanceof KerasTensor ? layer.node.layer : layer;
    if (!(entry instanceof Layer)) {
      throw new TypeError(
        complaint({ action: "add to the model", name: "layer", wanted: "a layer", got: layer }),
      );
    }
    if (entry instanceof InputLayer) {
      if (this.#input || this.#stack.length > 0)
        throw new TypeError("Cannot add the input: it must be the first layer, and there is one already");
      this.#input = entry.output;
      return;
    }
    if (this.#stack.some(({ name }) => name === entry.name)) {
      const wanted = `another layer than the one that is in already`;
      throw new TypeError(
        complaint({ action: "add to the model", name: `layer "${entry.name}"`, wanted, got: "the same" }),
      );
    }
    if (!this.#input && this.#stack.length === 0 && entry.givenInputShape) {
      this.#input = new InputLayer({ shape: entry.givenInputShape.slice(1) }).output;
    } else if (!this.#input && this.#stack.length === 0 && entry instanceof Model && entry.graph) {
      this.#input = new InputLayer({ shape: entry.graph.inputs[0]!.shape.slice(1) }).output;
    }
    this.#stack.push(entry);
    this.#connect();
  }

  /** Takes the last layer off. */
  pop(): void {
    if (!this.#stack.pop()) throw new RangeError("Cannot pop: the model has no layers");
    this.#connect();
  }

  override get layers(): readonly Layer[] {
    return this.#stack;
  }

  override buildFor([shape]: readonly Shape[]): void {
    if (this.#input || !shape) return;
    if (this.#stack.length === 0)
      throw new TypeError(
        "Cannot use the model: it has no layers; add some with model.add(layers.dense({ units: 1 }))",
      );
    this.#input = new InputLayer({ shape: shape.slice(1) }).output;
    this.#connect();
  }

  override ensureBuilt(inputs: readonly Shape[]): void {
    this.buildFor(inputs);
  }

  /** Connects the layers from the input on, as far as the input's shape is known. */
  #connect(): void {
    const input = this.#input;
    if (!input || this.#stack.length === 0) {
      this.setGraph(undefined);
      return;
    }
    this.#disconnect();
    try {
      let tensor = input;
      for (const layer of this.#stack) {
        tensor = layer(tensor);
        this.#nodes.add(tensor.node);
      }
      this.setGraph(new Graph([input], [tensor]));
    } catch (error) {
      this.#stack.pop();
      this.#connect();
      throw error;
    }
  }

  /** Forgets the connections this model made. */
  #disconnect(): void {
    for (const { layer } of this.#nodes) {
      const others = layer.nodes.filter((node) => !this.#nodes.has(node));
      layer.nodes.splice(0, layer.nodes.length, ...others);
    }
    this.#nodes.clear();
  }

  protected override get hidesInput(): boolean {
    return true;
  }
}

/** Makes a {@link Sequential} model. */
export const sequential = (
  layers: readonly (Layer | KerasTensor)[] = [],
  options: ModelOptions = {},
): Sequential => new Sequential(layers, options);
