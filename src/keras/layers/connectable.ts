// What stands in a graph: its uses, and the symbolic tensors that go in and come out.
import type { KerasTensor, Node, Operation } from "../symbolic.js";
import { WeightHolder } from "./weightHolder.js";

/** The half of a layer that is connected to others. */
export abstract class Connectable extends WeightHolder {
  /** Every use of this layer in the functional API. */
  readonly nodes: Node[] = [];

  /** The tensors that went into the layer when it was first called (functional API). */
  get inputs(): readonly KerasTensor[] {
    return firstUse(this, "input").inputs;
  }

  /** The tensors that came out when it was first called. */
  get outputs(): readonly KerasTensor[] {
    return firstUse(this, "output").outputs;
  }

  /**
   * The tensor that went into the layer when it was first called. As in Keras 3, later calls of a shared layer do not count.
   *
   * @throws TypeError if the layer has never been called, or takes several inputs (`inputs` has them; Keras gives a list).
   *
   * @see Keras `keras.Layer.input`
   */
  get input(): KerasTensor {
    return onlyOne(this, "input", this.inputs);
  }

  /**
   * The tensor that came out when the layer was first called: what a model that ends there needs.
   *
   * @throws TypeError if the layer has never been called, or has several outputs (`outputs` has them; Keras gives a list).
   *
   * @example The features that a hidden layer finds
   * ```ts
   * import { layers, Model, Sequential } from "gradus";
   * import { expect } from "vitest";
   *
   * const model = new Sequential([
   *   layers.dense({ units: 4, activation: "relu", inputShape: [2], name: "hidden" }),
   *   layers.dense({ units: 1 }),
   * ]);
   * const features = new Model({ inputs: model.inputs, outputs: model.getLayer("hidden").output });
   * expect((await features.predict([[0, 1]])).shape).toEqual([1, 4]);
   * ```
   *
   * @see Keras `keras.Layer.output`
   */
  get output(): KerasTensor {
    return onlyOne(this, "output", this.outputs);
  }
}

/** A layer's first use, which is what its `input` and `output` mean, as in Keras 3. */
function firstUse({ name, nodes }: Operation, asked: "input" | "output"): Node {
  if (nodes[0]) return nodes[0];
  const fix = "call it on a tensor of input(), or give a model's first layer an inputShape";
  throw new TypeError(`Cannot get the ${asked} of "${name}": it has never been called; ${fix}`);
}

/** The one tensor of several that there may be. */
function onlyOne(
  { name }: Operation,
  asked: "input" | "output",
  tensors: readonly KerasTensor[],
): KerasTensor {
  if (tensors.length === 1) return tensors[0]!;
  const fix = tensors.length === 0 ? "" : `; its ${asked}s is the list of them`;
  throw new TypeError(
    `Cannot get the ${asked} of "${name}": it has ${String(tensors.length)} ${asked}s${fix}`,
  );
}
