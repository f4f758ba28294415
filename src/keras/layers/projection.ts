// A matrix product over the last axes of a series: the part of attention that has weights.
import type { Initializer } from "../initializers/index.js";
import type { Regularizer } from "../regularizers.js";
import type { Shape } from "../shapes.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { variableOf } from "../backends/tfjs/variables.js";
import type { Weight } from "../weight.js";
import { Layer, type ForwardContext } from "./layer.js";

export interface ProjectionOptions {
  name: string;
  /** How many of the last axes are summed over. */
  summed: number;
  /** Sizes of the axes that come in their place. */
  outputs: readonly number[];
  useBias: boolean;
  kernelInitializer: Initializer;
  biasInitializer: Initializer;
  kernelRegularizer: Regularizer | undefined;
  biasRegularizer: Regularizer | undefined;
}

/** Keras's `EinsumDense`, as far as attention needs it: `[n, steps, …summed]` → `[n, steps, …outputs]`. */
export class Projection extends Layer {
  static override readonly className = "EinsumDense";
  readonly #options: ProjectionOptions;
  #kernel: Weight | undefined;
  #bias: Weight | undefined;

  constructor(options: ProjectionOptions) {
    super({ name: options.name });
    this.#options = options;
  }

  /** Features that its weights take; undefined before there are any. */
  get features(): number | undefined {
    return this.#kernel?.shape[0];
  }

  protected override build([x]: readonly Shape[]): void {
    const { summed, outputs, useBias, kernelInitializer, biasInitializer } = this.#options;
    const { kernelRegularizer, biasRegularizer } = this.#options;
    const shape = [...(x!.slice(-summed) as number[]), ...outputs];
    const kernel = { name: "kernel", shape, initializer: kernelInitializer, regularizer: kernelRegularizer };
    this.#kernel = this.addWeight(kernel);
    if (!useBias) return;
    const bias = { name: "bias", shape: outputs, initializer: biasInitializer, regularizer: biasRegularizer };
    this.#bias = this.addWeight(bias);
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    return [...x!.slice(0, -this.#options.summed), ...this.#options.outputs];
  }

  override forward([x]: readonly Tensor[], { tf }: ForwardContext): Tensor {
    const { summed, outputs } = this.#options;
    const product = (sizes: readonly number[]) => sizes.reduce((all, size) => all * size, 1);
    const rows = x!.reshape([-1, product(x!.shape.slice(-summed))]);
    const kernel = variableOf(this.#kernel!).reshape([rows.shape[1]!, product(outputs)]);
    const result = tf.matMul(rows, kernel).reshape([...x!.shape.slice(0, -summed), ...outputs]);
    return this.#bias ? result.add(variableOf(this.#bias)) : result;
  }
}
