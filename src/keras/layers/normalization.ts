import { asArray, type ArrayLike as NumberArray } from "../../array/index.js";
import { complaint } from "../../validation.js";
import { showShape, type Shape } from "../shapes.js";
import type { Tensor, TensorFlow } from "../backends/tfjs/tf.js";
import { variableOf } from "../backends/tfjs/variables.js";
import type { Weight } from "../weight.js";
import { Layer, type ForwardContext, type LayerOptions } from "./layer.js";
import { flag, type OptionKind, oneOrMoreIntegers, type OptionTable } from "./options.js";

export interface NormalizationOptions extends LayerOptions {
  /** Axis, or axes, with a mean and variance of their own for each place; `null` for one of each in all. Defaults to −1. */
  axis?: number | readonly number[] | null;
  /** The mean, if it is known: a number, or one for each place of the axis. Together with `variance`; else `adapt` the layer. */
  mean?: number | readonly number[];
  variance?: number | readonly number[];
  /** Goes the other way, `x · √variance + mean`. Defaults to false. */
  invert?: boolean;
}

const numbers: OptionKind = {
  wanted: "a number or a list of numbers",
  accepts: (value) => Number.isFinite(value) || (Array.isArray(value) && value.every(Number.isFinite)),
};

/** Of a variance below 0 there is no root: all that comes out would be NaN. */
const variances: OptionKind = {
  wanted: "a number >= 0 or a list of them",
  accepts: (value) => numbers.accepts(value) && [value].flat().every((one) => (one as number) >= 0),
};

/** Keras's epsilon(): a feature that never changes is not divided by 0. */
const epsilon = 1e-7;

/** `(x − mean) / √variance` with the mean and variance of the data that it was adapted to. */
export class Normalization extends Layer {
  static override readonly className = "Normalization";
  static override readonly options: OptionTable = {
    axis: {
      wanted: `${oneOrMoreIntegers.wanted}, or null`,
      accepts: (value) => value === null || oneOrMoreIntegers.accepts(value),
    },
    mean: numbers,
    variance: variances,
    invert: flag,
    ...Layer.options,
  };
  readonly axis: readonly number[];
  readonly invert: boolean;
  readonly #given: { mean: readonly number[]; variance: readonly number[] } | undefined;
  #mean: Weight | undefined;
  #variance: Weight | undefined;

  constructor(options: NormalizationOptions = {}) {
    super(options);
    const { axis = -1, mean, variance, invert = false } = options;
    this.axis = axis === null ? [] : typeof axis === "number" ? [axis] : axis;
    this.invert = invert;
    if (mean === undefined && variance === undefined) return;
    const listOf = (value: number | readonly number[] = []) => (typeof value === "number" ? [value] : value);
    const [means, variances] = [listOf(mean), listOf(variance)];
    if (means.length !== variances.length || means.length === 0) {
      const parts = {
        action: "make a Normalization layer",
        name: "variance",
        wanted: "as many numbers as mean",
      };
      throw new TypeError(complaint({ ...parts, got: variance, fix: "give both or neither" }));
    }
    this.#given = { mean: means, variance: variances };
  }

  override get passesMask(): boolean {
    return true;
  }

  protected override complain([x]: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    const unknown = this.axis.find((axis) => x!.at(axis) == null || axis >= x!.length || axis < -x!.length);
    if (unknown !== undefined) return { wanted: `with a known size along axis ${String(unknown)}` };
    const twice = this.#kept(x!).find((axis, i, all) => all[i - 1] === axis);
    if (twice !== undefined)
      return { wanted: `with axis ${String(twice)} named once`, fix: "axis names it twice" };
    const wanted = this.#mean?.shape;
    const sizes = this.#kept(x!).map((axis) => x![axis]!);
    if (wanted && wanted.join() !== sizes.join())
      return {
        wanted: `with ${showShape(wanted)} along the axes that are kept`,
        fix: "adapt another layer to it",
      };
    const given = this.#given?.mean.length ?? 1;
    const places = sizes.reduce((product, size) => product * size, 1);
    return given === 1 || given === places
      ? undefined
      : { wanted: `with ${String(given)} features, as mean has` };
  }

  /** The axes that are kept, from the first on. */
  #kept(x: Shape): number[] {
    return this.axis.map((axis) => (axis + x.length) % x.length).sort((a, b) => a - b);
  }

  protected override build([x]: readonly Shape[]): void {
    if (this.#given) return;
    const shape = this.#kept(x!).map((axis) => x![axis]!);
    const fixed = { shape, trainable: false };
    this.#mean = this.addWeight({ ...fixed, name: "mean", initializer: "zeros" });
    this.#variance = this.addWeight({ ...fixed, name: "variance", initializer: "ones" });
    this.addWeight({ name: "count", shape: [], initializer: "zeros", trainable: false }); // Keras's files have it
  }

  /**
   * Learns mean and variance from data, before the model trains.
   *
   * @param data - An array of samples, as in `fit`.
   * @throws TypeError for a layer that was given `mean` and `variance`, or for data of another shape than before.
   */
  adapt(data: NumberArray): void {
    const action = `adapt layer "${this.name}"`;
    if (this.#given)
      throw new TypeError(
        `Cannot ${action}: it was given mean and variance; leave them out, and it learns them`,
      );
    const x = asArray(data);
    if (x.size === 0)
      throw new RangeError(`Cannot ${action}: data must have at least one sample, it is empty`);
    this.ensureBuilt([[null, ...x.shape.slice(1)]]);
    const { mean, variance } = momentsOf(x.data, x.shape, this.#kept(x.shape));
    this.#mean!.write(mean);
    this.#variance!.write(variance);
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    return x!;
  }

  override forward([x]: readonly Tensor[], { tf }: ForwardContext): Tensor {
    const mean = this.#wide(x!, this.#given?.mean ?? this.#mean!, tf);
    const deviation = this.#wide(x!, this.#given?.variance ?? this.#variance!, tf)
      .sqrt()
      .maximum(epsilon);
    return this.invert ? x!.mul(deviation).add(mean) : x!.sub(mean).div(deviation);
  }

  /** Numbers along the kept axes, ready to meet the input. */
  #wide(x: Tensor, values: readonly number[] | Weight, tf: TensorFlow): Tensor {
    const tensor: Tensor = "shape" in values ? variableOf(values) : tf.tensor1d([...values]);
    if (tensor.size === 1) return tensor.reshape([]);
    const kept = this.#kept(x.shape);
    return tensor.reshape(x.shape.map((size, axis) => (kept.includes(axis) ? size : 1)));
  }

  override getConfig(): Record<string, unknown> {
    const own = (values: readonly number[] | undefined) =>
      values?.length === 1 ? values[0] : (values ?? null);
    const [mean, variance] = [own(this.#given?.mean), own(this.#given?.variance)];
    return { ...super.getConfig(), axis: this.axis, invert: this.invert, mean, variance };
  }
}

/** Mean and variance for each place along the kept axes, over all others (two passes: exact also far from 0). */
function momentsOf(data: ArrayLike<number>, shape: readonly number[], kept: readonly number[]) {
  const places = kept.reduce((product, axis) => product * shape[axis]!, 1);
  const placeOf = (index: number) => {
    let [rest, place, step] = [index, 0, 1];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const size = shape[axis]!;
      if (kept.includes(axis)) {
        place += (rest % size) * step;
        step *= size;
      }
      rest = Math.floor(rest / size);
    }
    return place;
  };
  const [mean, variance] = [new Float64Array(places), new Float64Array(places)];
  const count = data.length / places;
  for (let i = 0; i < data.length; i++) mean[placeOf(i)]! += data[i]! / count;
  for (let i = 0; i < data.length; i++) {
    const place = placeOf(i);
    variance[place]! += (data[i]! - mean[place]!) ** 2 / count;
  }
  return { mean, variance };
}

/**
 * Brings each feature to mean 0 and variance 1.
 *
 * @example
 * ```ts
 * import { layers } from "gradus";
 * import { expect } from "vitest";
 *
 * const normalize = layers.normalization();
 * normalize.adapt([[0, 100], [2, 300]]);
 * expect(normalize([[1, 300]]).toArray()).toEqual([[0, 1]]);
 * ```
 *
 * @see Keras `keras.layers.Normalization`
 */
export const normalization = (options: NormalizationOptions = {}): Normalization =>
  new Normalization(options);
