// Layers that join several inputs number by number.
import type { MergeSpec } from "../../engine/index.js";
import { showShape, type Shape } from "../shapes.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { Layer, type LayerOptions } from "./layer.js";

/** Inputs of one shape, or of shapes that broadcast: an axis of 1 is repeated, a missing axis stands behind the batch's. */
abstract class Merge extends Layer {
  /** What the engine calls it. */
  protected abstract readonly kind: MergeSpec["kind"];
  /** What two inputs give; further ones join one by one. */
  protected abstract both(a: Tensor, b: Tensor): Tensor;

  /** The result for inputs of one rank. */
  protected join(inputs: readonly Tensor[]): Tensor {
    return inputs.reduce((a, b) => this.both(a, b));
  }

  protected override get takesSeveral(): boolean {
    return true;
  }

  protected override complain(inputs: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    if (inputs.length < 2)
      return { wanted: "of at least two tensors", fix: `call the layer with a list: ${this.kind}([a, b])` };
    return broadcast(inputs) ? undefined : { wanted: `${showShape(inputs[0]!)} for all inputs` };
  }

  override computeOutputShape(inputs: readonly Shape[]): Shape {
    return broadcast(inputs)!;
  }

  override get passesMask(): boolean {
    return true;
  }

  /** A step counts that counts in any input, as in Keras. */
  protected override computeMask(
    _inputs: readonly Tensor[],
    masks: readonly (Tensor | undefined)[],
  ): Tensor | undefined {
    if (masks.includes(undefined)) return undefined;
    return (masks as readonly Tensor[]).reduce((all, mask) => all.logicalOr(mask));
  }

  override forward(inputs: readonly Tensor[]): Tensor {
    const rank = Math.max(...inputs.map((x) => x.rank));
    return this.join(
      inputs.map((x) => (x.rank === rank ? x : x.reshape(filledUp(x.shape, rank) as number[]))),
    );
  }

  override engineSpec(): MergeSpec | undefined {
    const [first, ...others] = this.builtFor;
    return others.every((shape) => shape.join() === first!.join()) ? { kind: this.kind } : undefined;
  }
}

/** A shape with axes of 1 behind the batch's. */
function filledUp([n, ...sample]: Shape, rank: number): Shape {
  return [n!, ...Array.from({ length: rank - 1 - sample.length }, () => 1), ...sample];
}

/** The shape of all of them together; undefined if they do not fit. */
function broadcast(shapes: readonly Shape[]): Shape | undefined {
  const rank = Math.max(...shapes.map(({ length }) => length));
  const filled = shapes.map((shape) => filledUp(shape, rank));
  const sizes = filled[0]!.map((_, axis) => {
    const all = [...new Set(filled.map((shape) => shape[axis] as number | null))];
    const fixed = all.filter((size) => size !== null && (size !== 1 || axis === 0));
    if (fixed.length > 1) return undefined;
    return all.includes(null) && axis > 0 ? null : (fixed[0] ?? all[0]!);
  });
  return sizes.includes(undefined) ? undefined : (sizes as Shape);
}

/** The sum of its inputs. */
export class Add extends Merge {
  static override readonly className = "Add";
  static override readonly options = Layer.options;
  protected readonly kind = "add";

  protected both(a: Tensor, b: Tensor): Tensor {
    return a.add(b);
  }
}

/** The product of its inputs. */
export class Multiply extends Merge {
  static override readonly className = "Multiply";
  static override readonly options = Layer.options;
  protected readonly kind = "multiply";

  protected both(a: Tensor, b: Tensor): Tensor {
    return a.mul(b);
  }
}

/** The mean of its inputs. */
export class Average extends Merge {
  static override readonly className = "Average";
  static override readonly options = Layer.options;
  protected readonly kind = "average";

  protected both(a: Tensor, b: Tensor): Tensor {
    return a.add(b);
  }

  protected override join(inputs: readonly Tensor[]): Tensor {
    return super.join(inputs).div(inputs.length);
  }
}

/** The largest of its inputs. */
export class Maximum extends Merge {
  static override readonly className = "Maximum";
  static override readonly options = Layer.options;
  protected readonly kind = "maximum";

  protected both(a: Tensor, b: Tensor): Tensor {
    return a.maximum(b);
  }
}

/** The smallest of its inputs. */
export class Minimum extends Merge {
  static override readonly className = "Minimum";
  static override readonly options = Layer.options;
  protected readonly kind = "minimum";

  protected both(a: Tensor, b: Tensor): Tensor {
    return a.minimum(b);
  }
}

/** The first of its two inputs minus the second. */
export class Subtract extends Merge {
  static override readonly className = "Subtract";
  static override readonly options = Layer.options;
  protected readonly kind = "subtract";

  protected override complain(inputs: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    if (inputs.length === 2) return super.complain(inputs);
    return { wanted: "of two tensors", fix: "call the layer with a list of two: subtract([a, b])" };
  }

  protected both(a: Tensor, b: Tensor): Tensor {
    return a.sub(b);
  }
}

/**
 * The sum of its inputs.
 *
 * @example Branches that meet
 * ```ts
 * import { layers } from "gradus";
 * import { expect } from "vitest";
 *
 * const [a, b] = [layers.input({ shape: [3] }), layers.input({ shape: [3] })];
 * const { add, subtract, multiply, average, maximum, minimum } = layers;
 * for (const merge of [add, subtract, multiply, average, maximum, minimum])
 *   expect(merge()([a, b]).shape).toEqual([null, 3]);
 * ```
 *
 * @see Keras `keras.layers.Add`
 */
export const add = (options: LayerOptions = {}): Add => new Add(options);
/** @see Keras `keras.layers.Subtract` */
export const subtract = (options: LayerOptions = {}): Subtract => new Subtract(options);
/** @see Keras `keras.layers.Multiply` */
export const multiply = (options: LayerOptions = {}): Multiply => new Multiply(options);
/** @see Keras `keras.layers.Average` */
export const average = (options: LayerOptions = {}): Average => new Average(options);
/** @see Keras `keras.layers.Maximum` */
export const maximum = (options: LayerOptions = {}): Maximum => new Maximum(options);
/** @see Keras `keras.layers.Minimum` */
export const minimum = (options: LayerOptions = {}): Minimum => new Minimum(options);
