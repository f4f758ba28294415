import type { BatchNormalizationSpec } from "../../engine/index.js";
import { getInitializer } from "../initializers/index.js";
import type { Shape } from "../shapes.js";
import { maskOf } from "../backends/tfjs/masks.js";
import type { Tensor, TensorFlow } from "../backends/tfjs/tf.js";
import { assignVariable, variableOf } from "../backends/tfjs/variables.js";
import type { Weight } from "../weight.js";
import type { EnginePart, EnginePlace } from "./engineParts.js";
import { Layer, type ForwardContext, type LayerOptions } from "./layer.js";
import { anyInteger, flag, number } from "./options.js";

export interface BatchNormalizationOptions extends LayerOptions {
  /** Axis of the features; defaults to −1. */
  axis?: number;
  /** How much of the moving averages stays at each step; defaults to 0.99. */
  momentum?: number;
  /** Defaults to 0.001. */
  epsilon?: number;
  /** Whether β is added; defaults to true. */
  center?: boolean;
  /** Whether γ is multiplied; defaults to true. */
  scale?: boolean;
}

/** `γ · (x − mean) / √(variance + ε) + β`: the batch's mean and variance while training, moving averages afterwards. */
export class BatchNormalization extends Layer {
  static override readonly className = "BatchNormalization";
  static override readonly options = {
    axis: anyInteger,
    momentum: number,
    epsilon: number,
    center: flag,
    scale: flag,
    ...Layer.options,
  };
  readonly axis: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly center: boolean;
  readonly scale: boolean;
  #gamma: Weight | undefined;
  #beta: Weight | undefined;
  #mean: Weight | undefined;
  #variance: Weight | undefined;

  constructor(options: BatchNormalizationOptions = {}) {
    super(options);
    this.axis = options.axis ?? -1;
    this.momentum = options.momentum ?? 0.99;
    this.epsilon = options.epsilon ?? 1e-3;
    this.center = options.center ?? true;
    this.scale = options.scale ?? true;
  }

  protected override complain([x]: readonly Shape[]): { wanted: string } | undefined {
    return x!.at(this.axis) == null
      ? { wanted: `with a known size along axis ${String(this.axis)}` }
      : undefined;
  }

  protected override build([x]: readonly Shape[]): void {
    const shape = [x!.at(this.axis)!];
    const add = (name: string, initializer: "zeros" | "ones", trainable = true) =>
      this.addWeight({ name, shape, initializer: getInitializer("", initializer), trainable });
    if (this.scale) this.#gamma = add("gamma", "ones");
    if (this.center) this.#beta = add("beta", "zeros");
    this.#mean = add("moving_mean", "zeros", false);
    this.#variance = add("moving_variance", "ones", false);
  }

  override get passesMask(): boolean {
    return true;
  }

  override get readsMask(): boolean {
    return true;
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    return x!;
  }

  override forward([x]: readonly Tensor[], { tf, training }: ForwardContext): Tensor {
    const axis = (this.axis + x!.rank) % x!.rank;
    const shape = x!.shape.map((size, i) => (i === axis ? size : 1));
    const wide = (weight: Weight) => variableOf(weight).reshape(shape);
    let [mean, variance]: Tensor[] = [wide(this.#mean!), wide(this.#variance!)];
    if (training && this.trainable) {
      const others = x!.shape.map((_, i) => i).filter((i) => i !== axis);
      ({ mean, variance } = momentsOf(x!, others, tf));
      this.#count(this.#mean!, mean);
      this.#count(this.#variance!, variance);
    }
    const normal = x!.sub(mean!).mul(variance!.add(this.epsilon).rsqrt());
    const scaled = this.#gamma ? normal.mul(wide(this.#gamma)) : normal;
    return this.#beta ? scaled.add(wide(this.#beta)) : scaled;
  }

  /** Moves an average towards the batch's value. */
  #count(weight: Weight, value: Tensor): void {
    const flat = value.reshape(weight.shape as number[]);
    assignVariable(
      weight,
      variableOf(weight)
        .mul(this.momentum)
        .add(flat.mul(1 - this.momentum)),
    );
  }

  /** Means of the steps that count are not for the engine. */
  override engineParts(at: EnginePlace): readonly EnginePart<Layer>[] | undefined {
    return at.mask === undefined ? super.engineParts(at) : undefined;
  }

  override engineSpec(): BatchNormalizationSpec | undefined {
    const { momentum, epsilon, center, scale } = this;
    if (![-1, (this.builtFor[0]?.length ?? 0) - 1].includes(this.axis)) return undefined;
    return { kind: "batchNormalization", momentum, epsilon, center, scale, trainable: this.trainable };
  }

  override getConfig(): Record<string, unknown> {
    const { axis, momentum, epsilon, center, scale } = this;
    return { ...super.getConfig(), axis, momentum, epsilon, center, scale };
  }
}

/** Mean and variance over these axes, of the steps that count. */
function momentsOf(x: Tensor, axes: number[], tf: TensorFlow): { mean: Tensor; variance: Tensor } {
  const mask = maskOf(x);
  if (!mask) return tf.moments(x, axes, true);
  const wide = mask.cast("float32").reshape([...mask.shape, ...x.shape.slice(mask.rank).map(() => 1)]);
  const weights: Tensor = tf.broadcastTo(wide, x.shape);
  const total = weights.sum(axes, true).add(1e-7); // Keras's epsilon()
  const mean = x.mul(weights).sum(axes, true).div(total);
  return { mean, variance: x.sub(mean).square().mul(weights).sum(axes, true).div(total) };
}

/** @see Keras `keras.layers.BatchNormalization` */
export const batchNormalization = (options: BatchNormalizationOptions = {}): BatchNormalization =>
  new BatchNormalization(options);
