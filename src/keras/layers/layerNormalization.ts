import type { LayerNormalizationSpec } from "../../engine/index.js";
import { getInitializer } from "../initializers/index.js";
import type { Shape } from "../shapes.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { variableOf } from "../backends/tfjs/variables.js";
import type { Weight } from "../weight.js";
import { Layer, type ForwardContext, type LayerOptions } from "./layer.js";
import { flag, number, oneOrMoreIntegers } from "./options.js";

export interface LayerNormalizationOptions extends LayerOptions {
  /** Axis, or axes, over which mean and variance are taken; defaults to −1. */
  axis?: number | readonly number[];
  /** Defaults to 0.001. */
  epsilon?: number;
  /** Whether β is added; defaults to true. */
  center?: boolean;
  /** Whether γ is multiplied; defaults to true. */
  scale?: boolean;
}

/** `γ · (x − mean) / √(variance + ε) + β` with the mean and variance of each sample. */
export class LayerNormalization extends Layer {
  static override readonly className = "LayerNormalization";
  static override readonly options = {
    axis: oneOrMoreIntegers,
    epsilon: number,
    center: flag,
    scale: flag,
    ...Layer.options,
  };
  readonly axis: readonly number[];
  readonly epsilon: number;
  readonly center: boolean;
  readonly scale: boolean;
  #gamma: Weight | undefined;
  #beta: Weight | undefined;

  constructor(options: LayerNormalizationOptions = {}) {
    super(options);
    this.axis = typeof options.axis === "object" ? options.axis : [options.axis ?? -1];
    this.epsilon = options.epsilon ?? 1e-3;
    this.center = options.center ?? true;
    this.scale = options.scale ?? true;
  }

  protected override complain([x]: readonly Shape[]): { wanted: string } | undefined {
    const unknown = this.axis.find((axis) => x!.at(axis) == null);
    return unknown === undefined ? undefined : { wanted: `with a known size along axis ${String(unknown)}` };
  }

  protected override build([x]: readonly Shape[]): void {
    const shape = this.axis.map((axis) => x!.at(axis)!);
    const add = (name: string, initializer: "zeros" | "ones") =>
      this.addWeight({ name, shape, initializer: getInitializer("", initializer) });
    if (this.scale) this.#gamma = add("gamma", "ones");
    if (this.center) this.#beta = add("beta", "zeros");
  }

  override get passesMask(): boolean {
    return true;
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    return x!;
  }

  override forward([x]: readonly Tensor[], { tf }: ForwardContext): Tensor {
    const axes = this.axis.map((axis) => (axis + x!.rank) % x!.rank);
    const shape = x!.shape.map((size, i) => (axes.includes(i) ? size : 1));
    const { mean, variance } = tf.moments(x!, axes, true);
    const normal = x!.sub(mean).mul(variance.add(this.epsilon).rsqrt());
    const scaled = this.#gamma ? normal.mul(variableOf(this.#gamma).reshape(shape)) : normal;
    return this.#beta ? scaled.add(variableOf(this.#beta).reshape(shape)) : scaled;
  }

  override engineSpec(): LayerNormalizationSpec | undefined {
    const { epsilon, center, scale } = this;
    const last = (this.builtFor[0]?.length ?? 0) - 1;
    if (this.axis.length !== 1 || ![-1, last].includes(this.axis[0]!)) return undefined;
    return { kind: "layerNormalization", epsilon, center, scale, trainable: this.trainable };
  }

  override getConfig(): Record<string, unknown> {
    const { axis, epsilon, center, scale } = this;
    return { ...super.getConfig(), axis: axis.length === 1 ? axis[0] : axis, epsilon, center, scale };
  }
}

/** @see Keras `keras.layers.LayerNormalization` */
export const layerNormalization = (options: LayerNormalizationOptions = {}): LayerNormalization =>
  new LayerNormalization(options);
