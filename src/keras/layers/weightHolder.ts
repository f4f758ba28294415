// What holds weights: its own, and those of the layers inside.
import { asArray, type ArrayLike as NumberArray, type NDArray } from "../../array/index.js";
import { complaint } from "../../validation.js";
import { Callable } from "../callable.js";
import { shapeComplaint } from "../complaints.js";
import { showShape } from "../shapes.js";
import { Weight, type WeightOptions } from "../weight.js";

/** The half of a layer that holds its weights. */
export abstract class WeightHolder extends Callable {
  abstract readonly name: string;
  abstract trainable: boolean;
  /** Whether the weights exist; they are made when the input's shape is known. */
  built = false;
  readonly #weights: Weight[] = [];

  /** The layers inside. */
  abstract get sublayers(): readonly WeightHolder[];

  /**
   * Makes a weight, in the constructor or in `build()`. Its `value` is the tensor that `call()` computes with.
   *
   * @example A layer of your own: x · w
   * ```ts
   * import { layers, tf } from "gradus";
   * import { expect } from "vitest";
   *
   * class Scale extends layers.Layer {
   *   w = this.addWeight({ name: "w", shape: [1], initializer: "ones" });
   *   override call(x: tf.Tensor) {
   *     return x.mul(this.w.value);
   *   }
   * }
   * expect(new Scale()([[2, 3]]).toArray()).toEqual([[2, 3]]);
   * ```
   *
   * @see Keras `keras.layers.Layer.add_weight`
   */
  protected addWeight(options: WeightOptions = {}): Weight {
    const taken = this.#weights.filter(({ name }) => /^variable(_\d+)?$/.test(name)).length;
    const name = options.name ?? (taken === 0 ? "variable" : `variable_${String(taken)}`);
    const weight = new Weight({ ...options, name });
    this.#weights.push(weight);
    return weight;
  }

  /** The weights that addWeight() made, without those of layers inside. @internal */
  get ownWeights(): readonly Weight[] {
    return this.#weights;
  }

  /** All weights, in Keras's order. */
  get weights(): readonly Weight[] {
    const inner = this.sublayers;
    if (inner.length === 0) return this.#weights;
    return [...new Set([...this.#weights, ...inner.flatMap((layer) => layer.weights)])];
  }

  /** The weights that train if the model is compiled now. */
  get trainableWeights(): readonly Weight[] {
    const own = this.trainable ? this.#weights.filter((weight) => weight.trainable) : [];
    return [...new Set([...own, ...this.sublayers.flatMap((layer) => layer.trainableWeights)])];
  }

  get nonTrainableWeights(): readonly Weight[] {
    const trained = new Set(this.trainableWeights);
    return this.weights.filter((weight) => !trained.has(weight));
  }

  /** How many numbers the layer holds. */
  countParams(): number {
    return this.weights.reduce((sum, weight) => sum + weight.size, 0);
  }

  /** Copies of the weights, in Keras's order: kernel before bias. */
  getWeights(): NDArray[] {
    return this.weights.map((weight) => asArray(weight.data.slice()).reshape(weight.shape));
  }

  /**
   * Writes all weights.
   *
   * @param values - One array a weight, of the shapes that {@link getWeights} gives.
   * @throws TypeError if their number or a shape differs; nothing is written then.
   */
  setWeights(values: readonly NumberArray[]): void {
    const action = `set the weights of "${this.name}"`;
    if (!Array.isArray(values)) {
      const wanted = "a list of arrays, as getWeights() gives";
      throw new TypeError(complaint({ action, name: "values", wanted, got: values }));
    }
    if (values.length !== this.weights.length) {
      const fix = this.built ? undefined : "the model has no weights before it knows its input's shape";
      const wanted = `${String(this.weights.length)} arrays`;
      throw new TypeError(
        `Cannot ${action}: values must be ${wanted}, current value is ${String(values.length)} arrays${fix ? `; ${fix}` : ""}`,
      );
    }
    const arrays = (values as readonly NumberArray[]).map((value) => asArray(value));
    for (const [i, array] of arrays.entries()) {
      const weight = this.weights[i]!;
      if (array.shape.join() === weight.shape.join()) continue;
      const [wanted, got] = [showShape(weight.shape), showShape(array.shape)];
      throw new TypeError(
        shapeComplaint({ action, name: `values[${String(i)}] (${weight.name})`, wanted, got }),
      );
    }
    for (const [i, array] of arrays.entries()) this.weights[i]!.write(array.data);
  }
}
