import type { Layer } from "../layers/layer.js";
import { text } from "../layers/options.js";
import type { ModelOptions } from "../network/network.js";
import { Stack } from "../network/stack.js";
import type { Shape } from "../shapes.js";
import type { KerasTensor } from "../symbolic.js";
import { Model } from "./model.js";
import { checkKind } from "../../validation.js";

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
  static override readonly options = { name: text };
  readonly #stack = new Stack();

  constructor(layers: readonly (Layer | KerasTensor)[] = [], options: ModelOptions = {}) {
    super(options);
    checkKind("make a Sequential model", "layers", layers, { kind: "list", wanted: "a list of layers" });
    for (const layer of layers) this.add(layer);
  }

  /** Puts a layer on top. The first one may be `input({ shape })`, or a layer with `inputShape`. */
  add(layer: Layer | KerasTensor): void {
    this.#change((stack) => stack.add(layer));
  }

  /** Takes the last layer off. */
  pop(): void {
    this.#change((stack) => stack.pop());
  }

  override get layers(): readonly Layer[] {
    return this.#stack.layers;
  }

  override buildFor([shape]: readonly Shape[]): void {
    if (shape && !this.graph) this.#change((stack) => stack.startFrom(shape));
  }

  override ensureBuilt(inputs: readonly Shape[]): void {
    this.buildFor(inputs);
  }

  protected override get hidesInput(): boolean {
    return true;
  }

  #change(change: (stack: Stack) => void): void {
    try {
      change(this.#stack);
    } finally {
      this.setGraph(this.#stack.graph);
    }
  }
}

/** Makes a {@link Sequential} model. */
export const sequential = (
  layers: readonly (Layer | KerasTensor)[] = [],
  options: ModelOptions = {},
): Sequential => new Sequential(layers, options);
