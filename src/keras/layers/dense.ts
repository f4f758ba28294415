import type { DenseSpec } from "../../engine/index.js";
import type { Shape } from "../shapes.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { KernelLayer, type KernelOptions } from "./kernelLayer.js";
import type { ForwardContext } from "./layer.js";
import { type OptionTable, integer, required } from "./options.js";

export interface DenseOptions extends KernelOptions {
  /** Number of outputs. */
  units: number;
}

/** `activation(x · kernel + bias)` over the last axis: `[n, …, inputs]` → `[n, …, units]`. */
export class Dense extends KernelLayer {
  static override readonly className: string = "Dense";
  static override readonly options: OptionTable = { units: required(integer(1)), ...KernelLayer.options };
  readonly units: number;

  constructor(options: DenseOptions) {
    super("make a Dense layer", options);
    this.units = options.units;
  }

  protected override complain([x]: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    const inputs = this.kernelShape?.[0];
    const last = x?.at(-1);
    if (!x || x.length < 2) return { wanted: "[n, features]", fix: "wrap single numbers: [[0], [1]]" };
    if (last == null) return { wanted: "[n, features] with a known number of features" };
    if (inputs === undefined || last === inputs) return undefined;
    return { wanted: `[n, ${String(inputs)}]` };
  }

  protected override build([x]: readonly Shape[]): void {
    this.addKernel([x!.at(-1)!, this.units]);
  }

  override get passesMask(): boolean {
    return true;
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    return [...x!.slice(0, -1), this.units];
  }

  override forward([x]: readonly Tensor[], { tf }: ForwardContext): Tensor {
    const rows = x!.rank === 2 ? x! : x!.reshape([-1, x!.shape.at(-1)!]);
    const product: Tensor = tf.matMul(rows, this.kernelTensor());
    return this.finish(x!.rank === 2 ? product : product.reshape([...x!.shape.slice(0, -1), this.units]));
  }

  override engineSpec(): DenseSpec {
    return { kind: "dense", units: this.units, ...this.kernelSpec() };
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), units: this.units, ...this.kernelConfig() };
  }
}

/**
 * A densely connected layer.
 *
 * @example
 * ```ts
 * import { layers, Sequential } from "gradus";
 * import { expect } from "vitest";
 *
 * const model = new Sequential([layers.dense({ units: 2, inputShape: [2], activation: "sigmoid" })]);
 * expect(model.countParams()).toBe(6);
 * ```
 *
 * @see Keras `keras.layers.Dense`
 */
export const dense = (options: DenseOptions): Dense => new Dense(options);
